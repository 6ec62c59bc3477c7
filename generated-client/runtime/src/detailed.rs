//! A value with what is known about the answer it came in.

use std::fmt;

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::answer::Answer;
use crate::secret::Scrubber;
use crate::url_format::UrlFormat;

/// A value with what is known about the answer it came in.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Detailed<T> {
    /// What the call yields.
    pub value: T,
    /// The HTTP status.
    pub status: u16,
    /// The provider's headers, and those of the service.
    pub headers: Headers,
    /// The URL format that worked.
    pub url_format: UrlFormat,
    /// How many requests were attempted.
    pub attempts: u32,
}

/// Headers of an answer, by name, whatever the case.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Headers(Vec<(String, String)>);

impl Headers {
    /// Those of an answer, without secrets.
    pub(crate) fn of(answer: &Answer, scrubber: &Scrubber) -> Self {
        let inner = serde_json::from_slice::<Envelope>(&answer.body)
            .map(|envelope| envelope.response_headers)
            .unwrap_or_default();
        let inner = inner.into_iter().filter_map(|(name, value)| match value {
            Value::String(text) => Some((name, text)),
            Value::Number(number) => Some((name, number.to_string())),
            _ => None,
        });
        let outer = answer
            .headers
            .iter()
            .filter_map(|(name, value)| Some((name.to_string(), value.to_str().ok()?.to_owned())));
        Self(inner.chain(outer).map(|(name, value)| (name, scrubber.scrub(&value))).collect())
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

impl fmt::Debug for Headers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

/// The provider's headers, which the service hands on inside the body.
#[derive(Deserialize)]
struct Envelope {
    #[serde(alias = "headers")]
    response_headers: Map<String, Value>,
}

impl<T> Detailed<T> {
    pub(crate) fn new(value: T, answer: &Answer, scrubber: &Scrubber) -> Self {
        Self {
            value,
            status: answer.status,
            headers: Headers::of(answer, scrubber),
            url_format: answer.format,
            attempts: answer.attempts,
        }
    }

    /// The provider's id of the request, to quote to its support.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        ["x-amzn-requestid", "x-amz-request-id", "x-request-id", "request-id"]
            .iter()
            .find_map(|name| self.headers.get(name))
    }
}
