//! Readers and streams as pieces of bytes.

use std::io::{self, Read};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use tokio::io::{AsyncRead, ReadBuf};
use tokio::task::JoinHandle;

use crate::error::BoxError;

/// How many bytes are read at once.
const PIECE: usize = 64 * 1024;

/// Bytes, piece by piece.
pub(super) type Pieces = Pin<Box<dyn Stream<Item = Result<Bytes, BoxError>> + Send>>;

/// The pieces of any stream.
pub(super) fn boxed<S, B, E>(stream: S) -> Pieces
where
    S: Stream<Item = Result<B, E>> + Send + 'static,
    B: Into<Bytes>,
    E: Into<BoxError>,
{
    Box::pin(Converted(Box::pin(stream)))
}

struct Converted<S>(Pin<Box<S>>);

impl<S, B, E> Stream for Converted<S>
where
    S: Stream<Item = Result<B, E>>,
    B: Into<Bytes>,
    E: Into<BoxError>,
{
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let piece = self.0.as_mut().poll_next(context);
        piece.map(|piece| piece.map(|piece| piece.map(Into::into).map_err(Into::into)))
    }
}

/// What a reader read.
type Piece = io::Result<Vec<u8>>;

/// A reader that blocks, on a thread where it may.
pub(super) enum OffThread {
    Idle(Box<dyn Read + Send>),
    Reading(JoinHandle<(Box<dyn Read + Send>, Piece)>),
    AtEnd,
}

impl OffThread {
    pub(super) fn new(reader: impl Read + Send + 'static) -> Self {
        Self::Idle(Box::new(reader))
    }
}

impl Stream for OffThread {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut reading = match std::mem::replace(&mut *self, Self::AtEnd) {
            Self::AtEnd => return Poll::Ready(None),
            Self::Reading(reading) => reading,
            Self::Idle(mut reader) => tokio::task::spawn_blocking(move || {
                let piece = piece(&mut *reader);
                (reader, piece)
            }),
        };
        let Poll::Ready(read) = Pin::new(&mut reading).poll(context) else {
            *self = Self::Reading(reading);
            return Poll::Pending;
        };
        Poll::Ready(match read {
            Ok((_, Ok(piece))) if piece.is_empty() => None,
            Ok((reader, Ok(piece))) => {
                *self = Self::Idle(reader);
                Some(Ok(piece.into()))
            }
            Ok((_, Err(error))) => Some(Err(error.into())),
            Err(error) => Some(Err(error.into())),
        })
    }
}

/// What comes at once; nothing at the end.
fn piece(reader: &mut dyn Read) -> Piece {
    let mut piece = vec![0; PIECE];
    loop {
        match reader.read(&mut piece) {
            Ok(length) => {
                piece.truncate(length);
                return Ok(piece);
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// A reader that never blocks.
pub(super) struct Buffered(Option<Pin<Box<dyn AsyncRead + Send>>>);

impl Buffered {
    pub(super) fn new(reader: impl AsyncRead + Send + 'static) -> Self {
        Self(Some(Box::pin(reader)))
    }
}

impl Stream for Buffered {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(reader) = &mut self.0 else { return Poll::Ready(None) };
        let mut piece = vec![0; PIECE];
        let mut buffer = ReadBuf::new(&mut piece);
        let read = ready!(reader.as_mut().poll_read(context, &mut buffer));
        let length = buffer.filled().len();
        if length == 0 || read.is_err() {
            self.0 = None;
        }
        piece.truncate(length);
        Poll::Ready(match read {
            Ok(()) if length == 0 => None,
            Ok(()) => Some(Ok(piece.into())),
            Err(error) => Some(Err(error.into())),
        })
    }
}
