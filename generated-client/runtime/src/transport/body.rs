//! The body of a request on its way out.

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

use super::Progress;
use crate::error::BoxError;
use crate::upload::Opened;

/// A request body that records its progress. A connection asks for it when it writes the request (HTTP/1.1: in the same step
/// in which it writes the head), so as long as nobody has asked, no whole request was written; and once the attempt is
/// abandoned it can't be had any more.
pub struct RequestBody {
    content: Content,
    progress: Arc<Progress>,
}

/// What a request carries.
pub(crate) enum Content {
    Whole(Bytes),
    /// Read while it is sent.
    Opened(Opened),
}

impl Content {
    /// In bytes, where that is known.
    pub(super) fn length(&self) -> Option<u64> {
        match self {
            Self::Whole(bytes) => Some(bytes.len() as u64),
            Self::Opened(opened) => opened.length,
        }
    }

    /// There is nothing to send.
    pub(super) fn is_nothing(&self) -> bool {
        matches!(self, Self::Whole(bytes) if bytes.is_empty())
    }
}

impl From<Opened> for Content {
    /// Of what is empty nobody ever asks for a piece, which would tell that it is sent.
    fn from(opened: Opened) -> Self {
        match opened.length {
            Some(0) => Self::Whole(Bytes::new()),
            _ => Self::Opened(opened),
        }
    }
}

impl RequestBody {
    pub(super) fn new(content: Content, progress: &Arc<Progress>) -> Self {
        Self { content, progress: Arc::clone(progress) }
    }

    /// All of it, to be written now, where it is in memory.
    ///
    /// # Errors
    /// Where the client has given up waiting: whatever the caller was told says that it isn't sent. And where it isn't in
    /// memory: what is read while it is sent is had as an `http_body::Body` only.
    pub fn into_bytes(self) -> Result<Bytes, RequestBodyError> {
        match self.content {
            Content::Whole(body) if body.is_empty() => Ok(body),
            Content::Whole(body) => self.progress.give().map(|()| body),
            Content::Opened(_) => Err(RequestBodyError::Streamed),
        }
    }
}

impl fmt::Debug for RequestBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.content.length() {
            Some(length) => write!(f, "RequestBody({length} bytes)"),
            None => f.write_str("RequestBody"),
        }
    }
}

/// Why a body can't be had.
#[derive(Debug)]
#[non_exhaustive]
pub enum RequestBodyError {
    /// The attempt was given up before its body was asked for.
    Abandoned,
    /// It isn't in memory.
    Streamed,
    /// What is read while it is sent could not be read.
    Unreadable(BoxError),
}

impl fmt::Display for RequestBodyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Abandoned => "the attempt was given up",
            Self::Streamed => "the body is read while it is sent",
            Self::Unreadable(_) => "the body could not be read",
        })
    }
}

impl StdError for RequestBodyError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Unreadable(source) => Some(&**source),
            Self::Abandoned | Self::Streamed => None,
        }
    }
}

impl Body for RequestBody {
    type Data = Bytes;
    type Error = RequestBodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, RequestBodyError>>> {
        if self.content.is_nothing() {
            return Poll::Ready(None);
        }
        let this = &mut *self;
        if let Err(error) = this.progress.give() {
            return Poll::Ready(Some(Err(error)));
        }
        let piece = match &mut this.content {
            Content::Whole(body) => Some(Ok(std::mem::take(body))),
            Content::Opened(opened) => ready!(opened.poll_piece(context)),
        };
        Poll::Ready(piece.map(|piece| match piece {
            Ok(piece) => {
                if matches!(this.content, Content::Opened(_)) {
                    this.progress.moved();
                }
                Ok(Frame::data(piece))
            }
            Err(error) => {
                this.progress.unreadable();
                Err(RequestBodyError::Unreadable(error))
            }
        }))
    }

    fn is_end_stream(&self) -> bool {
        self.content.is_nothing()
    }

    fn size_hint(&self) -> SizeHint {
        self.content.length().map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}
