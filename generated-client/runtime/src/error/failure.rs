//! An error before it knows the provider's codes: the same type for every client, so it is compiled once.

use std::fmt;
use std::time::Duration;

use super::{Cause, Delivery, ErrorKind};
use crate::headers::Headers;
use crate::idempotency::Identity;
use crate::raw::Raw;

/// A failure on its way to becoming an [`Error`](super::Error).
#[derive(Debug, Clone)]
pub struct Failure(pub(crate) Box<Report>);

/// Everything known about a failure.
#[derive(Clone)]
pub(crate) struct Report {
    pub(crate) kind: ErrorKind,
    pub(crate) delivery: Delivery,
    pub(crate) operation: Option<&'static str>,
    pub(crate) status: Option<u16>,
    pub(crate) code: Option<String>,
    pub(crate) message: String,
    pub(crate) request_id: Option<String>,
    pub(crate) retry_after: Option<Duration>,
    /// By what the service knows the call again.
    pub(crate) idempotency_key: Option<String>,
    pub(crate) attempts: u32,
    pub(crate) path: Option<String>,
    pub(crate) excerpt: Option<String>,
    /// The headers of the answer, without secrets; none where there was no answer.
    pub(crate) headers: Headers,
    /// The body of the answer, without secrets.
    pub(crate) raw: Raw,
    pub(crate) cause: Option<Cause>,
    /// The connection was closed before any part of an answer came.
    pub(crate) unanswered: bool,
    /// A second try would meet the same.
    pub(crate) lasting: bool,
    /// The answer names the provider: a route took the request.
    pub(crate) routed: bool,
}

impl Failure {
    pub(crate) fn new(kind: ErrorKind, delivery: Delivery, message: impl Into<String>) -> Self {
        Self(Box::new(Report {
            kind,
            delivery,
            operation: None,
            status: None,
            code: None,
            message: message.into(),
            request_id: None,
            retry_after: None,
            idempotency_key: None,
            attempts: 0,
            path: None,
            excerpt: None,
            headers: Headers::default(),
            raw: Raw::default(),
            cause: None,
            unanswered: false,
            lasting: false,
            routed: false,
        }))
    }

    /// A mistake in how the client or the call is set up; the message says what to do.
    pub(crate) fn config(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Config, Delivery::NotSent, message)
    }

    pub(crate) fn status(mut self, status: u16) -> Self {
        self.0.status = Some(status);
        self
    }

    /// Says what key the call had; where the service knows it again by that, what is in doubt can be sent again.
    pub(crate) fn known_by(mut self, identity: &Identity) -> Self {
        if identity.is_known_again && self.0.delivery == Delivery::Unknown {
            self.0.delivery = Delivery::Repeatable;
        }
        self.0.idempotency_key.clone_from(&identity.key);
        self
    }

    pub(crate) fn caused_by(mut self, cause: Cause) -> Self {
        self.0.cause = Some(cause);
        self
    }
}

impl fmt::Debug for Report {
    /// Without headers and body: they are the caller's data.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Report")
            .field("kind", &self.kind)
            .field("delivery", &self.delivery)
            .field("operation", &self.operation)
            .field("status", &self.status)
            .field("code", &self.code)
            .field("message", &self.message)
            .field("request_id", &self.request_id)
            .field("retry_after", &self.retry_after)
            .field("idempotency_key", &self.idempotency_key)
            .field("attempts", &self.attempts)
            .field("path", &self.path)
            .field("excerpt", &self.excerpt)
            .field("cause", &self.cause)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.operation.unwrap_or("the client"), self.kind.phrase())?;
        match (self.status, &self.code) {
            (Some(status), Some(code)) => write!(f, " ({status}, {code})")?,
            (Some(status), None) => write!(f, " ({status})")?,
            (None, _) => {}
        }
        if !self.message.is_empty() {
            write!(f, ": {}", self.message)?;
        }
        if let Some(path) = &self.path {
            write!(f, " at `{path}`")?;
        }
        match &self.cause {
            Some(cause) => write!(f, ": {}", cause.last()),
            None => Ok(()),
        }
    }
}
