//! How a service departs from plain HTTP and JSON. What is `LowCodeAPI`'s own stands behind [`Dialect`] and nowhere else.

mod envelope;
mod memory;

use serde_json::{Map, Value};

pub(crate) use envelope::Opened;
pub(crate) use memory::Memory;

use crate::url_format::UrlFormat;

/// Holds the token.
pub const TOKEN_VARIABLE: &str = "LOWCODEAPI_API_TOKEN";
/// Overrides scheme, host and port.
pub const BASE_URL_VARIABLE: &str = "LOWCODEAPI_BASE_URL";
/// Pins the URL format: `old` or `new`.
pub const URL_FORMAT_VARIABLE: &str = "LOWCODEAPI_URL_FORMAT";

/// How a service departs from plain HTTP and JSON.
///
/// Builder and calls of a client have `url_format` only where its service has two URL formats:
///
/// ```compile_fail,E0599
/// mod shop {
///     lowcodeapi_runtime::client! {
///         provider: "",
///         host: "https://shop.example",
///         auth: none(),
///         error: lowcodeapi_runtime::ErrorCode,
///     }
/// }
/// let builder = shop::Client::builder().url_format(lowcodeapi_runtime::UrlFormat::Old);
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Dialect {
    /// It doesn't.
    #[default]
    Plain,
    /// `LowCodeAPI` does: answers may come in an envelope, URLs have two formats, a request that no route took is answered
    /// by the service instead of the provider, and one token is for all providers.
    LowCodeApi,
}

impl Dialect {
    /// The variable that holds the token, where it isn't the client's own.
    pub(crate) fn token_variable(self) -> Option<&'static str> {
        self.own(TOKEN_VARIABLE)
    }

    /// The variable that overrides the host, where it isn't the client's own.
    pub(crate) fn base_url_variable(self) -> Option<&'static str> {
        self.own(BASE_URL_VARIABLE)
    }

    /// The variable that pins the URL format, where there are two.
    pub(crate) fn url_format_variable(self) -> Option<&'static str> {
        self.own(URL_FORMAT_VARIABLE)
    }

    /// The URL format of a request, where there are two.
    pub(crate) fn url_format(self, format: UrlFormat) -> Option<UrlFormat> {
        self.own(format)
    }

    fn own<T>(self, value: T) -> Option<T> {
        self.has_envelope().then_some(value)
    }

    /// Whether answers may come in an envelope.
    pub(crate) fn has_envelope(self) -> bool {
        self == Self::LowCodeApi
    }

    /// Takes the value out of its envelope; where there is none, the text is the value itself.
    pub(crate) fn open<'a>(self, text: &'a str, declares: &[&str]) -> Opened<'a> {
        if self.has_envelope() { envelope::open(text, declares) } else { Opened::plain(text) }
    }

    /// What an envelope carries, the provider's error included; `None` where there is no envelope.
    pub(crate) fn inside(self, text: &str) -> Option<&str> {
        self.own(text).and_then(envelope::inside)
    }

    /// The provider's headers, which an envelope hands on beside what it carries.
    pub(crate) fn provider_headers(self, body: &[u8]) -> Map<String, Value> {
        self.own(body).and_then(envelope::headers).unwrap_or_default()
    }

    /// The same of an answer that was read already.
    pub(crate) fn headers_in(self, answer: &Map<String, Value>) -> Option<&Map<String, Value>> {
        let named = envelope::HEADERS.iter().find_map(|member| answer.get(*member)?.as_object());
        self.own(named).flatten()
    }

    /// Whether an answer proves that no route of the service took the request: the provider can't have given it.
    pub(crate) fn is_unrouted(self, status: u16, answer: Option<&Map<String, Value>>) -> bool {
        let is_providers = |answer: &Map<String, Value>| answer.contains_key("provider");
        self.has_envelope()
            && match status {
                404 => answer.is_some_and(|answer| !is_providers(answer)),
                405 => !answer.is_some_and(is_providers),
                _ => false,
            }
    }

    /// A value as the service would carry it.
    #[cfg(feature = "mock")]
    pub(crate) fn carrying(self, value: bytes::Bytes) -> bytes::Bytes {
        if self.has_envelope() { [b"{\"data\":", &*value, b"}"].concat().into() } else { value }
    }
}
