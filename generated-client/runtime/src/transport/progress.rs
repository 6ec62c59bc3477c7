//! How far an attempt got: known while it lasts, and when it has ended.

use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU16, Ordering};
use std::sync::{Mutex, PoisonError};

use tokio::time::Instant;

use super::RequestBodyError;
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
    /// When the last piece of content was handed over that isn't in memory.
    moved: Mutex<Option<Instant>>,
    /// The content could not be read to its end.
    unreadable: AtomicBool,
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
    pub(super) fn give(&self) -> Result<(), RequestBodyError> {
        match self.phase.compare_exchange(IDLE, GIVEN, Ordering::SeqCst, Ordering::SeqCst) {
            Ok(_) | Err(GIVEN) => Ok(()),
            Err(_) => Err(RequestBodyError::Abandoned),
        }
    }

    /// A piece of the body was handed over.
    pub(super) fn moved(&self) {
        *self.moved.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }

    /// When the last piece of the body was handed over, where there are several.
    pub(crate) fn last_moved(&self) -> Option<Instant> {
        *self.moved.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The body could not be read to its end.
    pub(super) fn unreadable(&self) {
        self.unreadable.store(true, Ordering::SeqCst);
    }

    pub(super) fn is_unreadable(&self) -> bool {
        self.unreadable.load(Ordering::SeqCst)
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
