//! The chunks under way, which land in the order they were launched.

use std::collections::VecDeque;
use std::future::{Future, IntoFuture, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use super::outcome::{BulkFailure, BulkOutcome};
use crate::types::{BulkEmailEntry, BulkEmailEntryResult, SendBulkEmailResponse};
use crate::{Error, SendBulkEmail};

/// What came back for a chunk; `None` where it was never sent.
type Answer = Option<Result<SendBulkEmailResponse, Error>>;

/// A chunk that has landed.
pub(super) struct Chunk {
    entries: Vec<BulkEmailEntry>,
    answer: Answer,
}

impl Chunk {
    /// Why the chunk as a whole failed.
    pub(super) fn error(&self) -> Option<&Error> {
        self.answer.as_ref()?.as_ref().err()
    }

    /// What became of each entry; the first one is the mailing's entry `first`.
    pub(super) fn outcomes(self, first: usize) -> impl Iterator<Item = BulkOutcome> {
        let failure = match self.answer {
            None => Err(BulkFailure::NotTried),
            Some(Err(error)) => Err(BulkFailure::Call(Arc::new(error))),
            // Results are paired by their order, so another number of them pairs with nothing.
            Some(Ok(answer)) if answer.bulk_email_entry_results.len() == self.entries.len() => {
                Ok(answer.bulk_email_entry_results)
            }
            Some(Ok(_)) => Err(BulkFailure::Unconfirmed),
        };
        let results: Vec<_> = match failure {
            Ok(results) => results.into_iter().map(result).collect(),
            Err(failure) => self.entries.iter().map(|_| Err(failure.clone())).collect(),
        };
        let paired = self.entries.into_iter().zip(results).enumerate();
        paired.map(move |(at, (entry, result))| BulkOutcome { position: first + at, entry, result })
    }
}

fn result(result: BulkEmailEntryResult) -> Result<Option<String>, BulkFailure> {
    if result.is_sent() {
        return Ok(result.message_id);
    }
    match (result.status, result.error) {
        (None, None) => Err(BulkFailure::Unconfirmed),
        (status, error) => Err(BulkFailure::Rejected { status, error }),
    }
}

enum Place {
    Flying(Pin<Box<dyn Future<Output = Chunk> + Send>>),
    Landed(Chunk),
}

/// Chunks under way. There are few, so all are looked at whenever one has news.
pub(super) struct Flight(VecDeque<Place>);

impl Flight {
    pub(super) fn new() -> Self {
        Self(VecDeque::new())
    }

    /// How many are under way, or wait for one before them to land.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Sends a chunk after a wait; without a call it lands unsent.
    pub(super) fn launch(
        &mut self,
        entries: Vec<BulkEmailEntry>,
        wait: Duration,
        call: Option<SendBulkEmail>,
    ) {
        self.0.push_back(match call {
            None => Place::Landed(Chunk { entries, answer: None }),
            Some(call) => Place::Flying(Box::pin(async move {
                if !wait.is_zero() {
                    tokio::time::sleep(wait).await;
                }
                Chunk { entries, answer: Some(call.into_future().await) }
            })),
        });
    }

    /// The next chunk in order; `None` when none is under way.
    pub(super) async fn next(&mut self) -> Option<Chunk> {
        poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Chunk>> {
        for place in &mut self.0 {
            if let Place::Flying(future) = place
                && let Poll::Ready(chunk) = future.as_mut().poll(context)
            {
                *place = Place::Landed(chunk);
            }
        }
        match self.0.pop_front() {
            None => Poll::Ready(None),
            Some(Place::Landed(chunk)) => Poll::Ready(Some(chunk)),
            Some(flying) => {
                self.0.push_front(flying);
                Poll::Pending
            }
        }
    }
}
