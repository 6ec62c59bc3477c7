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

/// The body of an answer, piece by piece; also a [`Stream`]. It has no limit of size unless one is [set](Self::at_most), and the
/// call's timeout holds for each piece by itself.
pub struct Download<C> {
    status: u16,
    headers: Headers,
    incoming: Incoming,
    patience: Duration,
    wait: Pin<Box<Sleep>>,
    operation: &'static str,
    scrubber: Scrubber,
    /// How many bytes may still come.
    left: u64,
    limit: u64,
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
            left: u64::MAX,
            limit: u64::MAX,
            done: false,
            code: PhantomData,
        }
    }

    /// Sets how large it may be, in bytes: where more comes, it ends with an error of kind [`ErrorKind::TooLarge`].
    #[must_use]
    pub fn at_most(mut self, bytes: u64) -> Self {
        (self.left, self.limit) = (bytes, bytes);
        self
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
        Ok(self.piece().await?)
    }

    pub(super) async fn piece(&mut self) -> Result<Option<Bytes>, Failure> {
        poll_fn(|context| self.poll_piece(context)).await.transpose()
    }

    pub(super) fn poll_piece(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Failure>>> {
        if self.done {
            return Poll::Ready(None);
        }
        let piece = match self.incoming.poll_piece(context) {
            Poll::Ready(piece) => piece.map(|piece| self.counted(piece?)),
            Poll::Pending if self.wait.as_mut().poll(context).is_ready() => Some(Err(self.too_late())),
            Poll::Pending => return Poll::Pending,
        };
        let now = Instant::now();
        self.wait.as_mut().reset(now.checked_add(self.patience).unwrap_or(now));
        self.done = !matches!(piece, Some(Ok(_)));
        Poll::Ready(piece.map(|piece| piece.map_err(|failure| self.of_call(failure))))
    }

    /// Goes on with the body of another answer.
    pub(super) fn go_on(&mut self, mut answer: Answer) {
        self.status = answer.status;
        self.headers = Headers::of(&answer.headers, Map::new(), &self.scrubber);
        self.incoming = answer.incoming.take().unwrap_or(Incoming::Whole(answer.body));
        self.wait = Box::pin(tokio::time::sleep(self.patience));
        self.done = false;
    }

    /// A piece, where it is within the limit.
    fn counted(&mut self, piece: Bytes) -> Result<Bytes, Failure> {
        if let Some(left) = self.left.checked_sub(piece.len() as u64) {
            self.left = left;
            return Ok(piece);
        }
        let message = format!("the limit of the stream is {} bytes", self.limit);
        Err(Failure::new(ErrorKind::TooLarge, Delivery::Unknown, message))
    }

    /// A failure to go on reading.
    pub(super) fn failure(&self, kind: ErrorKind, message: &str) -> Failure {
        self.of_call(Failure::new(kind, Delivery::Unknown, self.scrubbed(message)))
    }

    /// A text without secrets.
    pub(super) fn scrubbed(&self, text: &str) -> String {
        self.scrubber.scrub(text)
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
        self.poll_piece(context).map_err(Error::from)
    }
}

impl<C> fmt::Debug for Download<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download").field("status", &self.status).finish_non_exhaustive()
    }
}
