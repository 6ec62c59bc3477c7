//! The one error of a client.

mod cause;
mod failure;
mod kind;

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

pub(crate) use cause::Cause;
pub use failure::Failure;
pub(crate) use failure::Report;
pub use kind::{Delivery, ErrorKind};

use crate::headers::Headers;

/// Any error.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// Provider codes a client knows by name; made by [`string_enum!`](crate::string_enum).
pub trait ErrorCodes: Sized {
    /// The code that is spelt exactly like this.
    fn known(code: &str) -> Option<Self>;
    /// A code this version of the client doesn't know.
    fn unknown(code: String) -> Self;
}

/// A provider code, where a client knows none by name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ErrorCode(String);

impl ErrorCode {
    /// As the provider spells it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for ErrorCode {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl ErrorCodes for ErrorCode {
    fn known(code: &str) -> Option<Self> {
        Some(Self(code.to_owned()))
    }

    fn unknown(code: String) -> Self {
        Self(code)
    }
}

/// Why a call failed, and what became of the request.
///
/// It never holds the token, a URL of a request or its body, in `Debug` and the chain of sources neither. The headers and
/// the body of the answer are there when they are asked for, and in no `Debug`.
pub struct Error<C> {
    report: Box<Report>,
    code: Option<C>,
}

impl<C> Error<C> {
    /// What kind of failure it was.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.report.kind
    }

    /// Whether the service took the request: what to ask before sending the same thing again.
    #[must_use]
    pub fn delivery(&self) -> Delivery {
        self.report.delivery
    }

    /// The HTTP status, where there was an answer.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.report.status
    }

    /// The provider's code, such as `MessageRejected`.
    #[must_use]
    pub fn code(&self) -> Option<&C> {
        self.code.as_ref()
    }

    /// What went wrong, in the words of whoever noticed it.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.report.message
    }

    /// The provider's id of the request, to quote to its support.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.report.request_id.as_deref()
    }

    /// How long the service asks to wait before the next try.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.report.retry_after
    }

    /// The idempotency key the call was sent with, where its operation takes one: sent again with the same key, in this run
    /// of a program or in a later one, the service knows it again.
    #[must_use]
    pub fn idempotency_key(&self) -> Option<&str> {
        self.report.idempotency_key.as_deref()
    }

    /// How many requests were attempted, whether or not any reached the service.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.report.attempts
    }

    /// The operation that failed; `None` where the client itself could not be built.
    #[must_use]
    pub fn operation(&self) -> Option<&'static str> {
        self.report.operation
    }

    /// Where in the answer decoding failed, such as `results[0].id`.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        self.report.path.as_deref()
    }

    /// The headers of the answer, without secrets; none where there was no answer. Cookies and their like are masked.
    #[must_use]
    pub fn headers(&self) -> &Headers {
        &self.report.headers
    }

    /// Where a redirect leads, which is never followed: the header `Location`, as it stands.
    #[must_use]
    pub fn location(&self) -> Option<&str> {
        self.headers().get("location")
    }

    /// The body of the answer, whole and without secrets; empty where there was none, and where it was not read to its
    /// end.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        self.report.raw.bytes()
    }

    /// The body as text, in the charset the answer states; what is none of it becomes U+FFFD.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        self.report.raw.text()
    }

    /// Reads the body as JSON, as the document describes it or otherwise; `None` where there is none, and where it is no
    /// `T`. Where the service puts answers into an envelope, what the provider said in it is read first, then the whole.
    #[must_use]
    pub fn decode<T: serde::de::DeserializeOwned>(&self) -> Option<T> {
        self.report.raw.decode()
    }

    /// The beginning of an answer that could not be understood.
    #[must_use]
    pub fn excerpt(&self) -> Option<&str> {
        self.report.excerpt.as_deref()
    }
}

impl<C: ErrorCodes> From<Failure> for Error<C> {
    fn from(failure: Failure) -> Self {
        let report = failure.0;
        let code = report.code.as_deref().map(code);
        Self { report, code }
    }
}

impl From<Error<ErrorCode>> for Failure {
    fn from(error: Error<ErrorCode>) -> Self {
        Self(error.report)
    }
}

/// The code as it stands, or with or without the suffix `Exception`, which the service and its documentation don't agree on.
fn code<C: ErrorCodes>(wire: &str) -> C {
    C::known(wire)
        .or_else(|| C::known(wire.strip_suffix("Exception")?))
        .or_else(|| C::known(&format!("{wire}Exception")))
        .unwrap_or_else(|| C::unknown(wire.to_owned()))
}

impl<C> fmt::Display for Error<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.report, f)
    }
}

impl<C> fmt::Debug for Error<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.report, f)
    }
}

impl<C: Clone> Clone for Error<C> {
    fn clone(&self) -> Self {
        Self { report: self.report.clone(), code: self.code.clone() }
    }
}

impl<C> StdError for Error<C> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.report.cause.as_ref().map(|cause| cause as _)
    }
}
