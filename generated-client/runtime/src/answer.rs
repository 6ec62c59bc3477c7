//! An answer of the service, whatever its status.

mod answered;
mod html;
mod incoming;
mod refusal;

use bytes::Bytes;
use reqwest::header::HeaderMap;

use crate::answered_failure::AnsweredFailure;
use crate::charset::Charset;
use crate::dialect::Dialect;
use crate::error::Failure;
use crate::headers::Headers;
use crate::raw::Raw;
use crate::secret::Scrubber;
pub(crate) use incoming::{Incoming, Pieces};

/// How much of an answer that can't be understood is shown.
const EXCERPT_CHARS: usize = 200;

/// An answer.
#[doc(hidden)]
pub struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// The body, where it is left for the caller to read.
    pub(crate) incoming: Option<Incoming>,
}

impl Answer {
    pub(crate) fn new(status: u16, headers: HeaderMap, body: Bytes) -> Self {
        Self { status, headers, body, incoming: None }
    }

    /// The failure this answer is, where its status says so.
    pub(crate) fn refusal(&self, scrubber: &Scrubber, dialect: Dialect) -> Failure {
        self.keep(refusal::read(self, scrubber, dialect), scrubber, dialect)
    }

    /// The failure that an answer of success says it is, where it does.
    pub(crate) fn answered_failure(
        &self,
        told: &AnsweredFailure,
        scrubber: &Scrubber,
        dialect: Dialect,
    ) -> Option<Failure> {
        let failure = answered::read(self, told, scrubber, dialect)?;
        Some(self.keep(failure, scrubber, dialect))
    }

    /// Gives a failure what came: its status, and headers and body without secrets.
    pub(crate) fn keep(&self, mut failure: Failure, scrubber: &Scrubber, dialect: Dialect) -> Failure {
        failure.0.status = Some(self.status);
        let inner = dialect.provider_headers(&self.body);
        failure.0.headers = Headers::of_failure(&self.headers, inner, scrubber);
        failure.0.raw = Raw::scrubbed(&self.headers, &self.body, scrubber, dialect);
        failure
    }

    #[doc(hidden)]
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// What the service calls this exchange, where a header says so.
    pub(crate) fn request_id(&self) -> Option<String> {
        refusal::request_id(None, &self.headers)
    }

    /// The beginning of the body, without secrets; `None` where there is nothing.
    pub(crate) fn excerpt(&self, scrubber: &Scrubber) -> Option<String> {
        // Secrets go first, so that none is cut in half and passes; what the cut below leaves is far from this one.
        let beginning = &self.body[..self.body.len().min(64 * EXCERPT_CHARS)];
        let text = scrubber.scrub(&Charset::of(&self.headers).decode_lossy(beginning));
        let mut excerpt: String = text.trim().chars().take(EXCERPT_CHARS).collect();
        if excerpt.len() < text.trim().len() {
            excerpt.push('…');
        }
        (!excerpt.is_empty()).then_some(excerpt)
    }
}
