//! Content that is being sent.

use std::collections::VecDeque;
use std::fs::{File, Metadata};
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::SystemTime;

use bytes::Bytes;
use futures_core::Stream;

use super::read::{OffThread, Pieces};
use super::{Content, Transferred, Upload, Watch};
use crate::error::{BoxError, Cause, Failure};
use crate::secret::Scrubber;

/// A file, and what it was when it was first sent.
pub(super) struct OnDisk {
    path: PathBuf,
    first: OnceLock<(u64, Option<SystemTime>)>,
}

/// Content that is being sent, once. The lock is never waited for: it makes `Sync` what only has to be `Send`.
pub(crate) struct Opened {
    pieces: Mutex<Pieces>,
    /// In bytes, where that is known.
    pub(crate) length: Option<u64>,
}

impl Upload {
    /// Begins to send it. Nothing is read before the first piece is asked for.
    pub(crate) async fn open(&self) -> Result<Opened, Failure> {
        let (pieces, own_length): (Pieces, _) = match &self.content {
            Content::Whole(bytes) => (Box::pin(Whole(Some(bytes.clone()))), Some(bytes.len() as u64)),
            Content::File(file) => {
                let (reader, length) = file.open().await?;
                (Box::pin(OffThread::new(reader)), Some(length))
            }
            Content::Once(pieces) => (Box::pin(Taken::Not(Arc::clone(pieces))), None),
            Content::Again(make) => (make(), None),
            Content::Several(parts) => {
                let mut opened = VecDeque::with_capacity(parts.len());
                let mut length = Some(0);
                for part in parts.iter() {
                    let part = Box::pin(part.open()).await?;
                    length = length.zip(part.length).map(|(sum, more)| sum + more);
                    opened.push_back(part);
                }
                (Box::pin(Several(opened)), length)
            }
        };
        let length = self.length.or(own_length);
        let counted = Counted { pieces, sent: 0, length, watch: self.watch.clone(), done: false };
        Ok(Opened { pieces: Mutex::new(Box::pin(counted)), length })
    }
}

impl Opened {
    /// The next piece; `None` at the end.
    pub(crate) fn poll_piece(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
        self.pieces.get_mut().unwrap_or_else(PoisonError::into_inner).as_mut().poll_next(context)
    }
}

impl OnDisk {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path, first: OnceLock::new() }
    }

    /// The file and its length.
    async fn open(&self) -> Result<(File, u64), Failure> {
        let path = self.path.clone();
        let opened = tokio::task::spawn_blocking(move || {
            let file = File::open(path)?;
            let facts = file.metadata()?;
            Ok::<_, std::io::Error>((file, facts))
        });
        let path = self.path.display();
        let (file, facts) = opened
            .await
            .unwrap_or_else(|error| Err(std::io::Error::other(error)))
            .and_then(|(file, facts)| {
                if facts.is_dir() { Err(std::io::ErrorKind::IsADirectory.into()) } else { Ok((file, facts)) }
            })
            .map_err(|error| {
                Failure::config(format!("the file `{path}` could not be opened"))
                    .caused_by(Cause::of(&error, &Scrubber::default()))
            })?;
        let now = facts_of(&facts);
        if *self.first.get_or_init(|| now) != now {
            return Err(Failure::config(format!("the file `{path}` changed since it was sent first")));
        }
        Ok((file, now.0))
    }
}

fn facts_of(facts: &Metadata) -> (u64, Option<SystemTime>) {
    (facts.len(), facts.modified().ok())
}

/// Bytes that are in memory.
struct Whole(Option<Bytes>);

impl Stream for Whole {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.take().filter(|bytes| !bytes.is_empty()).map(Ok))
    }
}

/// What can be read once: it is taken when its first piece is asked for.
enum Taken {
    Not(Arc<Mutex<Option<Pieces>>>),
    Yes(Pieces),
}

impl Stream for Taken {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Self::Not(pieces) = &*self {
            let Some(pieces) = pieces.lock().unwrap_or_else(PoisonError::into_inner).take() else {
                return Poll::Ready(Some(Err(super::SENT.into())));
            };
            *self = Self::Yes(pieces);
        }
        let Self::Yes(pieces) = &mut *self else { return Poll::Ready(None) };
        pieces.as_mut().poll_next(context)
    }
}

/// One after the other.
struct Several(VecDeque<Opened>);

impl Stream for Several {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        while let Some(first) = self.0.front_mut() {
            if let Some(piece) = ready!(first.poll_piece(context)) {
                return Poll::Ready(Some(piece));
            }
            self.0.pop_front();
        }
        Poll::Ready(None)
    }
}

/// Holds content to its length, and tells how much of it is sent.
struct Counted {
    pieces: Pieces,
    sent: u64,
    length: Option<u64>,
    watch: Option<Watch>,
    done: bool,
}

impl Stream for Counted {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.done {
            return Poll::Ready(None);
        }
        let piece = ready!(self.pieces.as_mut().poll_next(context));
        self.sent += piece.as_ref().and_then(|piece| Some(piece.as_ref().ok()?.len() as u64)).unwrap_or(0);
        let (sent, length) = (self.sent, self.length);
        let is_wrong = length.is_some_and(|length| sent > length || piece.is_none() && sent < length);
        let piece = match (length, piece) {
            (Some(length), None | Some(Ok(_))) if is_wrong => {
                let more = if sent > length { "more" } else { "fewer" };
                Some(Err(format!("there are {more} bytes than the {length} that were announced").into()))
            }
            (_, piece) => piece,
        };
        self.done = !matches!(piece, Some(Ok(_)));
        if let (Some(Ok(_)), Some(watch)) = (&piece, &self.watch) {
            watch(Transferred { bytes: sent, total: length });
        }
        Poll::Ready(piece)
    }
}
