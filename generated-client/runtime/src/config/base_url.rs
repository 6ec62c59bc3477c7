//! Where the token goes: checked before anything is sent.

use std::net::IpAddr;

use reqwest::Url;

use super::BASE_URL_VARIABLE;
use crate::error::Failure;

/// A checked base URL.
#[derive(Debug, Clone)]
pub(crate) struct BaseUrl {
    /// Scheme, host, port, and the provider: what stands before every path.
    pub(crate) prefix: String,
    pub(crate) host: String,
    pub(crate) port: u16,
    /// Plain HTTP to this machine.
    pub(crate) plain: bool,
}

impl BaseUrl {
    /// Checks a base URL. Errors don't repeat it: somebody may have put the token into it.
    pub(crate) fn new(text: &str, provider: &str) -> Result<Self, Failure> {
        let refuse = |why: &str| {
            Failure::config(format!(
                "the base URL {why}: it should look like `https://api.lowcodeapi.com` (see `{BASE_URL_VARIABLE}`)"
            ))
        };
        let url = Url::parse(text.trim()).map_err(|error| refuse(&format!("is not valid ({error})")))?;
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or_else(|| refuse("has no host"))?;
        let plain = match url.scheme() {
            "https" => false,
            "http" if is_loopback(host) => true,
            "http" => return Err(refuse("is plain `http` to another machine, which would expose the token")),
            _ => return Err(refuse("is neither `https` nor `http` to this machine")),
        };
        if !url.username().is_empty() || url.password().is_some() {
            return Err(refuse("contains credentials"));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(refuse("contains a query or a fragment"));
        }
        let port = url.port_or_known_default().ok_or_else(|| refuse("has no port"))?;
        let mut prefix = url.as_str().trim_end_matches('/').to_owned();
        if !provider.is_empty() {
            prefix.push('/');
            prefix.push_str(provider);
        }
        Ok(Self { host: host.to_owned(), port, plain, prefix })
    }
}

fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    address.map_or(host == "localhost", |address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::BaseUrl;

    #[test]
    fn the_token_goes_out_encrypted_or_stays_on_this_machine() {
        for good in [
            "https://api.lowcodeapi.com",
            "https://api.lowcodeapi.com/",
            "https://proxy.example/lowcodeapi",
            "http://127.0.0.1:1",
            "http://127.9.9.9",
            "http://[::1]:8080",
            "http://localhost:8080/",
        ] {
            assert!(BaseUrl::new(good, "awsses").is_ok(), "{good}");
        }
        for bad in [
            "http://api.lowcodeapi.com",
            "http://127.0.0.1.example.com",
            "http://localhost.example.com",
            "http://10.0.0.1",
            "http://[::2]",
            "ftp://localhost",
            "https://user:secret@api.lowcodeapi.com",
            "https://api.lowcodeapi.com?api_token=secret",
            "https://api.lowcodeapi.com#secret",
            "api.lowcodeapi.com",
            "/secret",
            "",
        ] {
            let failure = BaseUrl::new(bad, "awsses").unwrap_err();
            assert!(!format!("{failure:?}").contains("secret"), "{bad}");
        }
    }

    #[test]
    fn the_provider_follows_the_base_url() {
        for base in ["https://a.example", "https://a.example/"] {
            assert_eq!(BaseUrl::new(base, "awsses").unwrap().prefix, "https://a.example/awsses");
        }
        assert_eq!(BaseUrl::new("https://a.example/x/", "").unwrap().prefix, "https://a.example/x");
    }
}
