//! How far an attempt got: known while it lasts, and when it has ended.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicU16, Ordering};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

use crate::error::Delivery;

const IDLE: u8 = 0;
const STARTED: u8 = 1;
const GIVEN: u8 = 2;
const ABANDONED: u8 = 3;

/// How far an attempt got.
#[derive(Debug, Default)]
pub(crate) struct Progress {
    phase: AtomicU8,
    status: AtomicU16,
}

impl Progress {
    /// Nothing can tell when a request without a body is written, so it counts as written from the start.
    pub(crate) fn started(&self) {
        self.phase.store(STARTED, Ordering::SeqCst);
    }

    /// The head of an answer came.
    pub(crate) fn answered(&self, status: u16) {
        self.status.store(status, Ordering::SeqCst);
    }

    /// The answer that came was not the last word: the request goes out once more.
    pub(crate) fn again(&self) {
        self.status.store(0, Ordering::SeqCst);
    }

    pub(crate) fn status(&self) -> Option<u16> {
        Some(self.status.load(Ordering::SeqCst)).filter(|status| *status != 0)
    }

    /// The body is asked for.
    fn give(&self) -> Result<(), Abandoned> {
        match self.phase.compare_exchange(IDLE, GIVEN, Ordering::SeqCst, Ordering::SeqCst) {
            Ok(_) | Err(GIVEN) => Ok(()),
            Err(_) => Err(Abandoned),
        }
    }

    /// Whether the body was asked for.
    pub(crate) fn has_given_body(&self) -> bool {
        self.phase.load(Ordering::SeqCst) == GIVEN
    }

    /// What became of the request, now that nobody waits for it any more. A body nobody asked for yet can't be sent
    /// after this.
    pub(crate) fn delivery(&self) -> Delivery {
        if let Some(400..=499) = self.status() {
            return Delivery::Refused;
        }
        match self.phase.compare_exchange(IDLE, ABANDONED, Ordering::SeqCst, Ordering::SeqCst) {
            Ok(_) | Err(ABANDONED) => Delivery::NotSent,
            Err(_) => Delivery::Unknown,
        }
    }
}

/// A request body that records its progress. A connection asks for it when it writes the request (HTTP/1.1: in the same step
/// in which it writes the head), so as long as nobody has asked, no whole request was written; and once the attempt is
/// abandoned it can't be had any more.
pub struct RequestBody {
    body: Bytes,
    progress: Arc<Progress>,
}

impl RequestBody {
    pub(super) fn new(body: Bytes, progress: &Arc<Progress>) -> Self {
        Self { body, progress: Arc::clone(progress) }
    }

    /// All of it, to be written now.
    ///
    /// # Errors
    /// Where the client has given up waiting: whatever the caller was told says that it isn't sent.
    pub fn into_bytes(self) -> Result<Bytes, Abandoned> {
        if !self.body.is_empty() {
            self.progress.give()?;
        }
        Ok(self.body)
    }
}

impl std::fmt::Debug for RequestBody {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "RequestBody({} bytes)", self.body.len())
    }
}

/// The attempt was given up before its body was asked for.
#[derive(Debug)]
pub struct Abandoned;

impl std::fmt::Display for Abandoned {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the attempt was given up")
    }
}

impl std::error::Error for Abandoned {}

impl Body for RequestBody {
    type Data = Bytes;
    type Error = Abandoned;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Abandoned>>> {
        if self.body.is_empty() {
            return Poll::Ready(None);
        }
        let given = self.progress.give();
        Poll::Ready(Some(given.map(|()| Frame::data(std::mem::take(&mut self.body)))))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.body.len() as u64)
    }
}
