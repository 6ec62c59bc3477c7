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
const ABANDONED: u8 = 2;

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

    pub(crate) fn status(&self) -> Option<u16> {
        Some(self.status.load(Ordering::SeqCst)).filter(|status| *status != 0)
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

/// A request body that records its progress: the connection asks for it in the same step in which it writes the head, so as long as
/// nobody has asked, not a byte was written; and once the attempt is abandoned it can't be had any more.
pub(crate) struct TrackedBody {
    pub(crate) body: Bytes,
    pub(crate) progress: Arc<Progress>,
}

/// The attempt was given up before its body was asked for.
#[derive(Debug)]
pub(crate) struct Abandoned;

impl std::fmt::Display for Abandoned {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the attempt was given up")
    }
}

impl std::error::Error for Abandoned {}

impl Body for TrackedBody {
    type Data = Bytes;
    type Error = Abandoned;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Abandoned>>> {
        if self.body.is_empty() {
            return Poll::Ready(None);
        }
        match self.progress.phase.compare_exchange(IDLE, STARTED, Ordering::SeqCst, Ordering::SeqCst) {
            Ok(_) | Err(STARTED) => Poll::Ready(Some(Ok(Frame::data(std::mem::take(&mut self.body))))),
            Err(_) => Poll::Ready(Some(Err(Abandoned))),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.body.len() as u64)
    }
}
