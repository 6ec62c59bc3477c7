//! What stands in for a span where nobody listens.

use std::time::Duration;

use crate::answer::Answer;
use crate::endpoint::Endpoint;
use crate::error::Failure;
use crate::shared::Shared;
use crate::url_format::UrlFormat;

/// Reads an answer.
pub(crate) fn reading<T>(_: &'static Endpoint, read: impl FnOnce() -> T) -> T {
    read()
}

/// No span.
pub(crate) struct Span;

#[allow(clippy::unused_self)] // The recorded span's signatures.
impl Span {
    pub(crate) fn new(_: &Shared, _: &'static Endpoint) -> Self {
        Self
    }

    pub(crate) fn around<F: Future>(&self, future: F) -> F {
        future
    }

    pub(crate) fn attempt(&self, _: u32, _: Option<UrlFormat>, _: &Result<Answer, Failure>) {}

    pub(crate) fn settled(&self, _: &'static Endpoint, _: UrlFormat) {}

    pub(crate) fn repeated(&self, _: u32, _: Duration, _: &Failure) {}

    pub(crate) fn close(&self, _: Result<&Answer, &Failure>, _: u32) {}
}
