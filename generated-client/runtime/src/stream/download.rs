//! A download: the body of an answer, piece by piece.

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use serde_json::Map;
use tokio::time::{Instant, Sleep};

use crate::answer::{Answer, Incoming};
use crate::error::{Delivery, Error, ErrorCodes, ErrorKind, Failure};
use crate::headers::Headers;
use crate::secret::Scrubber;

/// The body of an answer, piece by piece; also a [`Stream`]. It has no limit of size, and the call's timeout holds
/// for each piece by itself.
pub struct Download<C> {
    status: u16,
    headers: Headers,
    incoming: Incoming,
    patience: Duration,
    wait: Pin<Box<Sleep>>,
    operation: &'static str,
    scrubber: Scrubber,
    /// It ended, or failed: there is nothing more.
    done: bool,
    code: PhantomData<fn() -> C>,
}

impl<C: ErrorCodes> Download<C> {
    pub(crate) fn new(
        mut answer: Answer,
        operation: &'static str,
        patience: Duration,
        scrubber: &Scrubber,
    ) -> Self {
        let incoming = answer.incoming.take();
        Self {
            status: answer.status,
            // An envelope would be part of the body, which nobody has read yet.
            headers: Headers::of(&answer.headers, Map::new(), scrubber),
            incoming: incoming.unwrap_or_else(|| Incoming::Whole(answer.body)),
            patience,
            wait: Box::pin(tokio::time::sleep(patience)),
            operation,
            scrubber: scrubber.clone(),
            done: false,
            code: PhantomData,
        }
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The headers of the answer.
    #[must_use]
    pub fn headers(&self) -> &Headers {
        &self.headers
    }

    /// The next piece; `None` at the end.
    ///
    /// # Errors
    /// Why it broke off.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, Error<C>> {
        poll_fn(|context| self.poll_chunk(context)).await.transpose()
    }

    fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error<C>>>> {
        if self.done {
            return Poll::Ready(None);
        }
        let piece = match self.incoming.poll_piece(context) {
            Poll::Ready(piece) => piece,
            Poll::Pending if self.wait.as_mut().poll(context).is_ready() => Some(Err(self.too_late())),
            Poll::Pending => return Poll::Pending,
        };
        let now = Instant::now();
        self.wait.as_mut().reset(now.checked_add(self.patience).unwrap_or(now));
        self.done = !matches!(piece, Some(Ok(_)));
        Poll::Ready(piece.map(|piece| piece.map_err(|failure| self.of_call(failure).into())))
    }

    /// A failure to go on reading.
    pub(super) fn failure(&self, kind: ErrorKind, message: &str) -> Failure {
        self.of_call(Failure::new(kind, Delivery::Unknown, self.scrubber.scrub(message)))
    }

    fn of_call(&self, mut failure: Failure) -> Failure {
        failure.0.operation = Some(self.operation);
        failure.status(self.status)
    }

    fn too_late(&self) -> Failure {
        let message = format!("nothing more came within {:?}", self.patience);
        Failure::new(ErrorKind::Timeout, Delivery::Unknown, message)
    }
}

impl<C: ErrorCodes> Stream for Download<C> {
    type Item = Result<Bytes, Error<C>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_chunk(context)
    }
}

impl<C> fmt::Debug for Download<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download").field("status", &self.status).finish_non_exhaustive()
    }
}
