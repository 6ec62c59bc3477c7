//! Addresses that are asked: https, or plain http on this machine.

use std::net::IpAddr;

use miette::Diagnostic;
use reqwest::Url;
use thiserror::Error;

use crate::exit::{Exit, ExitCode};

/// Why an address is not used. The address itself is not repeated: it may hold a password.
#[derive(Debug, Error, Diagnostic)]
pub(crate) enum Error {
    /// No URL.
    #[error("`{flag}` is no URL: {cause}")]
    #[diagnostic(code(backend::url), help("it looks like `https://backend.lowcodeapi.com`"))]
    Url {
        /// Where it was given.
        flag: &'static str,
        /// What is wrong.
        cause: String,
    },
    /// Neither https nor http to loopback.
    #[error("`{flag}` must be https, not {scheme} to {host}")]
    #[diagnostic(
        code(backend::insecure),
        help(
            "anyone on the way could change a document sent in the clear; plain http is for this machine only"
        )
    )]
    Insecure {
        /// Where it was given.
        flag: &'static str,
        /// Its scheme.
        scheme: String,
        /// Its host.
        host: String,
    },
    /// Something that would end up in the lock, or has no meaning here.
    #[error("`--backend` has {0}, which it must not have")]
    #[diagnostic(
        code(backend::extra),
        help("scheme, host, port and path are enough: the documents are public")
    )]
    Extra(&'static str),
}

impl Exit for Error {
    fn exit(&self) -> ExitCode {
        ExitCode::Usage
    }
}

/// The address given as `flag`, if it may be asked.
pub(crate) fn checked(text: &str, flag: &'static str) -> Result<Url, Error> {
    let url = Url::parse(text).map_err(|error| Error::Url { flag, cause: error.to_string() })?;
    if url.scheme() != "https" && !(url.scheme() == "http" && is_loopback(&url)) {
        let host = url.host_str().unwrap_or("nowhere").to_owned();
        return Err(Error::Insecure { flag, scheme: url.scheme().to_owned(), host });
    }
    Ok(url)
}

/// Whether an address is on this machine.
pub(crate) fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default().trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// The service's address.
#[derive(Debug, Clone)]
pub(crate) struct Backend(Url);

impl Backend {
    /// Checks an address without connecting to it.
    pub(crate) fn parse(text: &str) -> Result<Self, Error> {
        let url = checked(text, "--backend")?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Error::Extra("a user name or password"));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(Error::Extra("a query or fragment"));
        }
        Ok(Self(url))
    }

    /// Where it is.
    pub(crate) fn url(&self) -> &Url {
        &self.0
    }

    /// The URL of one of a provider's documents.
    pub(crate) fn document(&self, provider: &str, endpoint: &str) -> Url {
        let mut url = self.0.clone();
        url.path_segments_mut()
            .expect("http and https URLs have segments")
            .pop_if_empty()
            .extend([provider, endpoint]);
        url
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_and_loopback_are_used() {
        for good in
            ["https://backend.lowcodeapi.com", "http://127.0.0.1:9", "http://localhost", "http://[::1]:80/x/"]
        {
            assert!(Backend::parse(good).is_ok(), "{good}");
        }
        let bad = [
            "http://backend.lowcodeapi.com",
            "http://127.0.0.1.example.com",
            "http://localhost.example.com",
            "ftp://localhost",
            "file:///etc/passwd",
            "https://user:secret@example.com",
            "https://example.com?x",
            "nonsense",
            "",
        ];
        for bad in bad {
            let error = Backend::parse(bad).unwrap_err();
            assert!(!error.to_string().contains("secret"), "{bad}");
        }
    }

    #[test]
    fn documents_lie_below_the_backends_path() {
        let url = |backend: &str| Backend::parse(backend).unwrap().document("shop", "openapi").to_string();
        assert_eq!(url("https://example.com"), "https://example.com/shop/openapi");
        assert_eq!(url("https://example.com/a/"), "https://example.com/a/shop/openapi");
    }
}
