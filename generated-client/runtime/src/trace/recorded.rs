//! One span per call, one event per attempt.

use std::time::Duration;

use tracing::Instrument as _;
use tracing::field::Empty;

use crate::answer::Answer;
use crate::endpoint::Endpoint;
use crate::error::Failure;
use crate::notes::Notes;
use crate::shared::Shared;
use crate::url_format::UrlFormat;

/// Reads an answer, and warns of the integers in it that its types can't hold.
pub(crate) fn reading<T>(endpoint: &'static Endpoint, read: impl FnOnce() -> T) -> T {
    let (value, notes) = Notes::taken(read);
    if notes.misfits > 0 {
        tracing::warn!(
            lowcodeapi.operation = endpoint.operation,
            lowcodeapi.integers = notes.misfits,
            "integers of the answer don't fit their types: they were left out, or the nearest was taken"
        );
    }
    value
}

/// The span of a call.
pub(crate) struct Span(tracing::Span);

impl Span {
    pub(crate) fn new(shared: &Shared, endpoint: &'static Endpoint) -> Self {
        let span = tracing::info_span!(
            "lowcodeapi.call",
            otel.kind = "client",
            otel.name = endpoint.operation,
            http.request.method = endpoint.method.as_str(),
            server.address = shared.base.host,
            server.port = shared.base.port,
            url.template = endpoint.path(UrlFormat::New),
            http.response.status_code = Empty,
            http.request.resend_count = Empty,
            error.r#type = Empty,
        );
        Self(span)
    }

    pub(crate) fn around<F: Future>(&self, future: F) -> tracing::instrument::Instrumented<F> {
        future.instrument(self.0.clone())
    }

    pub(crate) fn attempt(&self, attempts: u32, format: Option<UrlFormat>, result: &Result<Answer, Failure>) {
        let (status, error) = outcome(result.as_ref());
        tracing::debug!(
            parent: &self.0,
            http.response.status_code = status,
            http.request.resend_count = attempts.saturating_sub(1),
            error.r#type = error,
            lowcodeapi.url_format = format.map(UrlFormat::as_str),
            "attempt"
        );
    }

    pub(crate) fn settled(&self, endpoint: &'static Endpoint, format: UrlFormat) {
        tracing::info!(
            parent: &self.0,
            lowcodeapi.operation = endpoint.operation,
            lowcodeapi.url_format = format.as_str(),
            "URL format found"
        );
    }

    /// An attempt failed, and another follows.
    pub(crate) fn repeated(&self, attempts: u32, wait: Duration, failure: &Failure) {
        let (status, error) = outcome(Err(failure));
        tracing::info!(
            parent: &self.0,
            http.response.status_code = status,
            http.request.resend_count = attempts,
            error.r#type = error,
            lowcodeapi.wait_ms = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX),
            "failed, trying again"
        );
    }

    pub(crate) fn close(&self, result: Result<&Answer, &Failure>, attempts: u32) {
        let (status, error) = outcome(result);
        if let Some(status) = status {
            self.0.record("http.response.status_code", status);
        }
        if attempts > 1 {
            self.0.record("http.request.resend_count", attempts - 1);
        }
        if let Some(error) = error {
            self.0.record("error.type", error);
            // A span alone is nothing to a program that only prints events.
            tracing::info!(
                parent: &self.0,
                http.response.status_code = status,
                http.request.resend_count = attempts.saturating_sub(1),
                error.r#type = error,
                "failed"
            );
        }
    }
}

/// The status, and the kind of failure.
fn outcome(result: Result<&Answer, &Failure>) -> (Option<u16>, Option<&'static str>) {
    match result {
        Ok(answer) => (Some(answer.status), None),
        Err(failure) => (failure.0.status, Some(failure.0.kind.as_str())),
    }
}
