//! A body that is still coming in.

use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

use crate::error::{BoxError, Cause, Delivery, ErrorKind, Failure};
use crate::secret::Scrubber;

/// A body that is still coming in: over a connection, from a transport of the caller's, or all at once.
pub(crate) enum Incoming {
    Connection(Box<reqwest::Body>, Scrubber),
    Own(Pieces, Scrubber),
    Whole(Bytes),
}

impl Incoming {
    /// The next piece; `None` at the end.
    pub(crate) fn poll_piece(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Failure>>> {
        let broken = || {
            let message = "the connection broke before the answer was complete";
            Failure::new(ErrorKind::Interrupted, Delivery::Unknown, message)
        };
        let piece = match self {
            Self::Whole(bytes) if bytes.is_empty() => None,
            Self::Whole(bytes) => Some(Ok(std::mem::take(bytes))),
            Self::Connection(body, scrubber) => match ready!(poll_data(Pin::new(&mut **body), context)) {
                None => is_cut_off(&**body).then(|| Err(broken())),
                Some(piece) => {
                    Some(piece.map_err(|error| broken().caused_by(Cause::of(&error.without_url(), scrubber))))
                }
            },
            Self::Own(pieces, scrubber) => match ready!(pieces.poll_piece(context)) {
                None => pieces.is_cut_off().then(|| Err(broken())),
                Some(piece) => {
                    Some(piece.map_err(|error| broken().caused_by(Cause::of(error.as_ref(), scrubber))))
                }
            },
        };
        Poll::Ready(piece)
    }
}

/// A body of any type. The lock is never waited for: it makes `Sync` what only has to be `Send`.
pub(crate) struct Pieces(Mutex<Pin<Box<dyn Body<Data = Bytes, Error = BoxError> + Send>>>);

impl Pieces {
    pub(crate) fn new<B>(body: B) -> Self
    where
        B: Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        Self(Mutex::new(Box::pin(Boxed(Box::pin(body)))))
    }

    /// The next piece; `None` at the end.
    pub(crate) fn poll_piece(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
        poll_data(self.0.get_mut().unwrap_or_else(PoisonError::into_inner).as_mut(), context)
    }

    /// Whether it ended before all that was announced had come.
    pub(crate) fn is_cut_off(&mut self) -> bool {
        is_cut_off(&**self.0.get_mut().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The next piece of data; trailers say nothing here.
/// Whether a body that has ended is shorter than was announced: of some ways HTTP/2 has to end a stream, hyper makes an end
/// like any other.
fn is_cut_off(body: &(impl Body + ?Sized)) -> bool {
    body.size_hint().lower() > 0
}

fn poll_data<B: Body<Data = Bytes> + ?Sized>(
    mut body: Pin<&mut B>,
    context: &mut Context<'_>,
) -> Poll<Option<Result<Bytes, B::Error>>> {
    loop {
        match ready!(body.as_mut().poll_frame(context)) {
            None => return Poll::Ready(None),
            Some(Err(error)) => return Poll::Ready(Some(Err(error))),
            Some(Ok(frame)) => {
                if let Ok(data) = frame.into_data() {
                    return Poll::Ready(Some(Ok(data)));
                }
            }
        }
    }
}

/// A body whose errors are boxed.
struct Boxed<B>(Pin<Box<B>>);

impl<B: Body<Data = Bytes>> Body for Boxed<B>
where
    B::Error: Into<BoxError>,
{
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        self.0.as_mut().poll_frame(context).map_err(Into::into)
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}
