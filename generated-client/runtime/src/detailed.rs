//! A value with what is known about the answer it came in.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use serde::de::DeserializeOwned;

use crate::headers::{self, Headers};
use crate::output::Reading;
use crate::raw::Raw;
use crate::send::Sent;
use crate::url_format::UrlFormat;

/// A value with what is known about the answer it came in.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Detailed<T> {
    /// What the call yields.
    pub value: T,
    /// The HTTP status.
    pub status: u16,
    /// The provider's headers, and those of the service.
    pub headers: Headers,
    /// The URL format that worked; `None` where the service has only one.
    pub url_format: Option<UrlFormat>,
    /// How many requests were attempted.
    pub attempts: u32,
    raw: Raw,
}

impl<T> Detailed<T> {
    pub(crate) fn new(value: T, sent: &Sent, reading: &Reading<'_>) -> Self {
        let Sent { answer, format, attempts, .. } = sent;
        Self {
            value,
            status: answer.status,
            headers: Headers::of(&answer.headers, reading.provider_headers(answer), reading.scrubber),
            url_format: *format,
            attempts: *attempts,
            raw: Raw::of(&answer.headers, &answer.body),
        }
    }

    /// The body, as it came: what the value was read from, envelope included.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        self.raw.bytes()
    }

    /// The body as text, in the charset the answer states; what is none of it becomes U+FFFD.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        self.raw.text()
    }

    /// Reads the body as JSON once more, as another type: what the document forgot is there too. `None` where it is no
    /// `U`.
    #[must_use]
    pub fn decode<U: DeserializeOwned>(&self) -> Option<U> {
        self.raw.decode()
    }

    /// The provider's id of the request, to quote to its support.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        headers::REQUEST_ID.iter().find_map(|name| self.headers.get(name))
    }
}

impl<T: fmt::Debug> fmt::Debug for Detailed<T> {
    /// Without the body, which the value was read from.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Detailed")
            .field("value", &self.value)
            .field("status", &self.status)
            .field("headers", &self.headers)
            .field("url_format", &self.url_format)
            .field("attempts", &self.attempts)
            .finish_non_exhaustive()
    }
}
