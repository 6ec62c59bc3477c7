//! A body that is still coming in.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::Body as _;

use crate::error::{Cause, Delivery, ErrorKind, Failure};
use crate::secret::Scrubber;

/// A body that is still coming in: over a connection, or all at once.
pub(crate) enum Incoming {
    Connection(Box<reqwest::Body>, Scrubber),
    Whole(Bytes),
}

impl Incoming {
    /// The next piece; `None` at the end.
    pub(crate) fn poll_piece(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Failure>>> {
        match self {
            Self::Whole(bytes) if bytes.is_empty() => Poll::Ready(None),
            Self::Whole(bytes) => Poll::Ready(Some(Ok(std::mem::take(bytes)))),
            Self::Connection(body, scrubber) => loop {
                match std::task::ready!(Pin::new(&mut **body).poll_frame(context)) {
                    None => return Poll::Ready(None),
                    Some(Ok(frame)) => {
                        // Trailers say nothing here.
                        if let Ok(data) = frame.into_data() {
                            return Poll::Ready(Some(Ok(data)));
                        }
                    }
                    Some(Err(error)) => {
                        let failure = Failure::new(
                            ErrorKind::Interrupted,
                            Delivery::Unknown,
                            "the connection broke before the answer was complete",
                        );
                        let cause = Cause::of(&error.without_url(), scrubber);
                        return Poll::Ready(Some(Err(failure.caused_by(cause))));
                    }
                }
            },
        }
    }
}
