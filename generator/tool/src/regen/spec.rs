//! A document that somebody named: a file, or an address.

use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use lowcodeapi_generator::read::Committed;
use reqwest::Url;

use super::source::{self, Input};
use crate::exit::Failure;
use crate::fetch::{self, Fetcher};

/// What `--spec` names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Spec {
    /// A file, and those beside it that it refers to.
    File(PathBuf),
    /// An address: https, or http on this machine.
    Url(Url),
}

impl FromStr for Spec {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if !text.contains("://") {
            return Ok(Self::File(text.into()));
        }
        fetch::checked(text, "--spec").map(Self::Url).map_err(|error| error.to_string())
    }
}

impl Spec {
    /// Reads it. The query of an address may hold a secret: it is written down only where `keeps_query` says so.
    pub(crate) fn load(&self, keeps_query: bool, timeout: Duration) -> Result<(Committed, Input), Failure> {
        match self {
            Self::File(path) => source::local(path),
            Self::Url(url) => {
                let fetcher = Fetcher::new(url, timeout)?;
                let (read, input) = source::fetch(&fetcher, url, crate::lock::Source::Url)?;
                let mut recorded = fetch::shown(url);
                recorded.set_query(url.query().filter(|_| keeps_query));
                Ok((read, Input { url: Some(recorded.into()), ..input }))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_files_and_must_be_safe() {
        let file = |path: &str| Ok(Spec::File(path.into()));
        assert_eq!("api/shop.yaml".parse::<Spec>(), file("api/shop.yaml"));
        assert_eq!(r"C:\shop.json".parse::<Spec>(), file(r"C:\shop.json"));
        assert!(matches!("https://shop.example/openapi.json?v=2".parse(), Ok(Spec::Url(_))));
        assert!(matches!("http://127.0.0.1:9/openapi.json".parse(), Ok(Spec::Url(_))));
        for unsafe_address in
            ["http://shop.example/openapi.json", "ftp://shop.example/a", "file:///etc/passwd"]
        {
            assert!(unsafe_address.parse::<Spec>().unwrap_err().contains("`--spec` must be https"));
        }
    }
}
