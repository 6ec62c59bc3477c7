//! The caller's word on what is tried again.

use std::fmt;
use std::sync::Arc;

use crate::error::{Delivery, ErrorKind, Report};

/// A try that failed, as a classifier sees it.
#[derive(Clone, Copy)]
pub struct FailedTry<'a>(&'a Report);

impl FailedTry<'_> {
    /// What kind of failure it was.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Whether the service took the request.
    #[must_use]
    pub fn delivery(&self) -> Delivery {
        self.0.delivery
    }

    /// The HTTP status, where there was an answer.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// The provider's code, such as `TooManyRequestsException`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// What went wrong, in the words of whoever noticed it.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }
}

impl fmt::Debug for FailedTry<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.0, f)
    }
}

type Ask = dyn Fn(&FailedTry<'_>) -> Option<bool> + Send + Sync;

/// A closure that is asked.
#[derive(Clone)]
pub(super) struct Classifier(Arc<Ask>);

impl Classifier {
    pub(super) fn new(ask: impl Fn(&FailedTry<'_>) -> Option<bool> + Send + Sync + 'static) -> Self {
        Self(Arc::new(ask))
    }

    pub(super) fn ask(&self, failure: &Report) -> Option<bool> {
        (self.0)(&FailedTry(failure))
    }
}

impl PartialEq for Classifier {
    /// Whether it is the same closure.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Classifier {}

impl fmt::Debug for Classifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Classifier")
    }
}
