//! The headers of an answer.

mod described;
mod rate_limit;
mod read;

use std::fmt;

use reqwest::header::HeaderMap;
use serde_json::{Map, Value};

use crate::secret::{MASK, Scrubber};
pub use described::{HeaderError, HeaderText};
pub use rate_limit::RateLimit;
pub(crate) use read::{target, wait};

/// Headers that carry credentials: of the caller, or such as the service gives out.
const CREDENTIALS: [&str; 7] = [
    "authentication-info",
    "authorization",
    "cookie",
    "proxy-authentication-info",
    "proxy-authorization",
    "set-cookie",
    "set-cookie2",
];

/// What providers call a request by.
pub(crate) const REQUEST_ID: [&str; 4] =
    ["x-amzn-requestid", "x-amz-request-id", "x-request-id", "request-id"];

/// Headers of an answer, by name, whatever the case.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Headers(Vec<(String, String)>);

impl Headers {
    /// Those of an answer, without secrets, after those of the provider that a service hands on inside the body.
    pub(crate) fn of(headers: &HeaderMap, inner: Map<String, Value>, scrubber: &Scrubber) -> Self {
        let inner = inner.into_iter().filter_map(|(name, value)| match value {
            Value::String(text) => Some((name, text)),
            Value::Number(number) => Some((name, number.to_string())),
            _ => None,
        });
        let outer = headers.iter().map(|(name, value)| {
            // Names of files are often sent in UTF-8, which no header is.
            (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned())
        });
        Self(
            inner
                .chain(outer)
                .map(|(name, value)| (scrubber.scrub_name(&name), scrubber.scrub(&value)))
                .collect(),
        )
    }

    /// The same for an error, which may be shown anywhere: cookies and their like are masked.
    pub(crate) fn of_failure(headers: &HeaderMap, inner: Map<String, Value>, scrubber: &Scrubber) -> Self {
        let mut headers = Self::of(headers, inner, scrubber);
        for (name, value) in &mut headers.0 {
            if is_credential(name) {
                MASK.clone_into(value);
            }
        }
        headers
    }

    /// The first value of a header.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// All of them; the provider's come first.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl FromIterator<(String, String)> for Headers {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(headers: I) -> Self {
        Self(headers.into_iter().collect())
    }
}

impl<'h> IntoIterator for &'h Headers {
    type Item = (&'h str, &'h str);
    type IntoIter = Box<dyn Iterator<Item = Self::Item> + 'h>;

    fn into_iter(self) -> Self::IntoIter {
        Box::new(self.iter())
    }
}

impl fmt::Debug for Headers {
    /// Cookies and their like are masked: the service has some of its own.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.iter().map(|(name, value)| (name, if is_credential(name) { MASK } else { value }));
        f.debug_map().entries(shown).finish()
    }
}

fn is_credential(name: &str) -> bool {
    CREDENTIALS.iter().any(|credential| name.eq_ignore_ascii_case(credential))
}
