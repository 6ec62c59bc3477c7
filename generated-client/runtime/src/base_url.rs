//! Where the token goes: checked before anything is sent.

use std::borrow::Cow;
use std::net::IpAddr;

use reqwest::Url;

use crate::error::Failure;
use crate::service::Service;

/// A checked base URL.
#[derive(Debug, Clone)]
pub(crate) struct BaseUrl {
    /// Scheme, host, port, and the provider: what stands before every path.
    pub(crate) prefix: String,
    pub(crate) host: String,
    pub(crate) port: u16,
    /// Plain HTTP, to this machine or where the caller says so.
    pub(crate) plain: bool,
    /// Where the caller has to say where the service is, and didn't: the variable that may say it.
    pub(crate) unsaid: Option<Cow<'static, str>>,
}

impl BaseUrl {
    /// Where a service is: where the caller says, or where its package does.
    pub(crate) fn of(
        service: &'static Service,
        stated: Option<&str>,
        plain_hosts: &[String],
    ) -> Result<Self, Failure> {
        match (stated, service.path) {
            (Some(url), Some(path)) => {
                Self::new(&completed(url, path), service.provider, service, plain_hosts)
            }
            (Some(url), None) => Self::new(url, service.provider, service, plain_hosts),
            (None, path) => {
                let unsaid = path.map(|_| service.base_url_variable());
                Ok(Self { unsaid, ..Self::new(service.host, service.provider, service, plain_hosts)? })
            }
        }
    }

    /// Fails where nobody has said where the service is.
    pub(crate) fn check_is_said(&self) -> Result<(), Failure> {
        match &self.unsaid {
            None => Ok(()),
            Some(variable) => Err(Failure::config(format!(
                "the service's document doesn't say where it is: give its address to `base_url` of the builder, or set \
                 `{variable}`"
            ))),
        }
    }

    /// Checks a base URL. Errors don't repeat it: somebody may have put the token into it.
    pub(crate) fn new(
        text: &str,
        provider: &str,
        service: &'static Service,
        plain_hosts: &[String],
    ) -> Result<Self, Failure> {
        let refuse = |why: &str| {
            let (host, variable) = (service.host, service.base_url_variable());
            Failure::config(format!("the base URL {why}: it should look like `{host}` (see `{variable}`)"))
        };
        let url = Url::parse(text.trim()).map_err(|error| refuse(&format!("is not valid ({error})")))?;
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or_else(|| refuse("has no host"))?;
        let plain = match url.scheme() {
            "https" => false,
            "http" if is_loopback(host) => true,
            "http" if plain_hosts.iter().any(|allowed| allowed.eq_ignore_ascii_case(host)) => true,
            "http" => {
                return Err(refuse(
                    "is plain `http` to another machine, which would expose the token (`allow_plain_http_to` of the builder \
                     takes that upon itself)",
                ));
            }
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
        Ok(Self { host: host.to_owned(), port, plain, prefix, unsaid: None })
    }
}

/// The address of a host with the path that belongs to it, where it has none of its own.
fn completed(url: &str, path: &str) -> String {
    let url = url.trim();
    match url.split_once("://") {
        Some((_, rest)) if !rest.contains(['/', '?', '#']) => format!("{url}{path}"),
        _ => url.to_owned(),
    }
}

pub(crate) fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    address.map_or(host == "localhost", |address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::{BaseUrl, completed};
    use crate::service::Service;

    static SHOP: Service = Service::new("shop-client", "1.0.0", "https://api.example.com/v1").path("/v1");

    #[test]
    fn a_host_alone_is_completed_and_an_address_with_a_path_stands_as_it_is() {
        let table = [
            ("https://a.example", "https://a.example/v1"),
            (" https://a.example:8443 ", "https://a.example:8443/v1"),
            ("http://[::1]:80", "http://[::1]:80/v1"),
            ("https://a.example/", "https://a.example/"),
            ("https://a.example/v2", "https://a.example/v2"),
            ("https://a.example?x", "https://a.example?x"),
            ("a.example", "a.example"),
        ];
        for (given, expected) in table {
            assert_eq!(completed(given, "/v1"), expected, "{given}");
        }
    }

    #[test]
    fn nothing_is_sent_until_somebody_says_where_the_service_is() {
        let failure = BaseUrl::of(&SHOP, None, &[]).unwrap().check_is_said().unwrap_err();
        assert!(format!("{failure:?}").contains("`SHOP_CLIENT_BASE_URL`"), "{failure:?}");
        let said = BaseUrl::of(&SHOP, Some("https://shop.example"), &[]).unwrap();
        assert!(said.check_is_said().is_ok());
        assert_eq!(said.prefix, "https://shop.example/v1");
    }

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
            assert!(BaseUrl::new(good, "awsses", &SHOP, &[]).is_ok(), "{good}");
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
            let failure = BaseUrl::new(bad, "awsses", &SHOP, &[]).unwrap_err();
            assert!(!format!("{failure:?}").contains("secret"), "{bad}");
        }
    }

    #[test]
    fn plain_http_goes_to_another_machine_only_where_it_is_named() {
        let allowed = ["api.internal".to_owned()];
        let base = BaseUrl::new("http://API.internal:8080", "", &SHOP, &allowed).unwrap();
        assert!(base.plain);
        for other in
            ["http://api.internal.example", "http://sub.api.internal", "http://api.internal@evil.example"]
        {
            assert!(BaseUrl::new(other, "", &SHOP, &allowed).is_err(), "{other}");
        }
    }

    #[test]
    fn the_provider_follows_the_base_url() {
        for base in ["https://a.example", "https://a.example/"] {
            assert_eq!(BaseUrl::new(base, "awsses", &SHOP, &[]).unwrap().prefix, "https://a.example/awsses");
        }
        assert_eq!(
            BaseUrl::new("https://a.example/x/", "", &SHOP, &[]).unwrap().prefix,
            "https://a.example/x"
        );
    }
}
