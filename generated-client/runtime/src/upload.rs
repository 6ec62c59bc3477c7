//! What a request carries: bytes in memory, or what is read while it is sent.

mod open;
mod read;

use std::borrow::Cow;
use std::fmt;
use std::io::Read;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use futures_core::Stream;
use tokio::io::AsyncRead;

use open::OnDisk;
pub(crate) use open::Opened;
use read::{Buffered, OffThread, Pieces, boxed};

use crate::error::BoxError;

/// Content to be sent: bytes in memory, or a file, a reader or a stream, of which no more is in memory than a piece.
///
/// What is in memory, a file, and what can be [made again](Self::repeatable) may be sent more than once, as a call that is
/// tried again does. A reader and a stream can't: a call with one is tried again only as long as nothing of it was read, and
/// a second call with a clone of it fails.
///
/// ```
/// use lowcodeapi_runtime::Upload;
///
/// let film = Upload::from_path("film.mp4").on_progress(|sent| println!("{} of {:?}", sent.bytes, sent.total));
/// let answer = Upload::from_reader(std::io::Cursor::new(vec![1, 2, 3])).length(3);
/// ```
#[derive(Clone)]
pub struct Upload {
    content: Content,
    length: Option<u64>,
    watch: Option<Watch>,
}

/// How much of some content went over the wire so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Transferred {
    /// In bytes.
    pub bytes: u64,
    /// All that there is, in bytes, where that is known.
    pub total: Option<u64>,
}

/// What is wrong with content that was read already.
pub(crate) const SENT: &str = "the content can be sent once, and was: make it anew for each call";

type Watch = Arc<dyn Fn(Transferred) + Send + Sync>;

#[derive(Clone)]
enum Content {
    Whole(Bytes),
    File(Arc<OnDisk>),
    Once(Arc<Mutex<Option<Pieces>>>),
    Again(Arc<dyn Fn() -> Pieces + Send + Sync>),
    Several(Arc<[Upload]>),
}

impl Upload {
    /// The file at a path, read while it is sent. A file that changed before it is sent a second time isn't.
    #[must_use]
    pub fn from_path(path: impl Into<PathBuf>) -> Self {
        Self::of(Content::File(Arc::new(OnDisk::new(path.into()))))
    }

    /// What a reader reads. It may block: it is read on a thread for that.
    #[must_use]
    pub fn from_reader(reader: impl Read + Send + 'static) -> Self {
        Self::once(Box::pin(OffThread::new(reader)))
    }

    /// What an asynchronous reader reads.
    #[must_use]
    pub fn from_async_reader(reader: impl AsyncRead + Send + 'static) -> Self {
        Self::once(Box::pin(Buffered::new(reader)))
    }

    /// The pieces of a stream.
    #[must_use]
    pub fn from_stream<S, B, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes>,
        E: Into<BoxError>,
    {
        Self::once(boxed(stream))
    }

    /// The pieces of a stream that is made anew each time the content is sent, of the same bytes.
    #[must_use]
    pub fn repeatable<S, B, E>(make: impl Fn() -> S + Send + Sync + 'static) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes>,
        E: Into<BoxError>,
    {
        Self::of(Content::Again(Arc::new(move || boxed(make()))))
    }

    /// Says how many bytes there are, which services ask for that take no chunked bodies. Where there are more or fewer in
    /// the end, the call fails.
    #[must_use]
    pub fn length(mut self, bytes: u64) -> Self {
        self.length = Some(bytes);
        self
    }

    /// Calls this with each piece that is handed to the connection; from the beginning where the content is sent again.
    #[must_use]
    pub fn on_progress(mut self, watch: impl Fn(Transferred) + Send + Sync + 'static) -> Self {
        self.watch = Some(Arc::new(watch));
        self
    }

    /// One after the other.
    pub(crate) fn several(parts: Vec<Self>) -> Self {
        Self::of(Content::Several(parts.into()))
    }

    fn once(pieces: Pieces) -> Self {
        Self::of(Content::Once(Arc::new(Mutex::new(Some(pieces)))))
    }

    fn of(content: Content) -> Self {
        Self { content, length: None, watch: None }
    }

    /// The bytes, where they are in memory.
    pub(crate) fn bytes(&self) -> Option<&Bytes> {
        match &self.content {
            Content::Whole(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// The bytes, where they are in memory and nobody has to be told of their way.
    pub(crate) fn plain(self) -> Result<Bytes, Self> {
        match self.content {
            Content::Whole(bytes) if self.watch.is_none() && self.length.is_none() => Ok(bytes),
            _ => Err(self),
        }
    }

    /// Whether there is anything to send: what can be read once only may have been read.
    pub(crate) fn is_there(&self) -> bool {
        match &self.content {
            Content::Whole(_) | Content::File(_) | Content::Again(_) => true,
            Content::Once(pieces) => pieces.lock().unwrap_or_else(PoisonError::into_inner).is_some(),
            Content::Several(parts) => parts.iter().all(Self::is_there),
        }
    }
}

impl PartialEq for Upload {
    /// Whether the bytes are the same or, where they aren't in memory, whether one is a clone of the other.
    fn eq(&self, other: &Self) -> bool {
        match (&self.content, &other.content) {
            (Content::Whole(one), Content::Whole(other)) => one == other,
            (Content::File(one), Content::File(other)) => Arc::ptr_eq(one, other),
            (Content::Once(one), Content::Once(other)) => Arc::ptr_eq(one, other),
            (Content::Again(one), Content::Again(other)) => Arc::ptr_eq(one, other),
            (Content::Several(one), Content::Several(other)) => one == other,
            _ => false,
        }
    }
}

impl Eq for Upload {}

impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.bytes(), self.length) {
            (Some(bytes), _) => write!(f, "Upload({} bytes)", bytes.len()),
            (None, Some(length)) => write!(f, "Upload({length} bytes)"),
            (None, None) => f.write_str("Upload"),
        }
    }
}

macro_rules! from_bytes {
    ($($ty:ty: $value:ident => $bytes:expr,)*) => {$(
        impl From<$ty> for Upload {
            fn from($value: $ty) -> Self {
                Self::of(Content::Whole($bytes))
            }
        }
    )*};
}

from_bytes! {
    Bytes: bytes => bytes,
    Vec<u8>: bytes => bytes.into(),
    Box<[u8]>: bytes => bytes.into(),
    String: text => text.into(),
    &[u8]: bytes => Bytes::copy_from_slice(bytes),
    &str: text => Bytes::copy_from_slice(text.as_bytes()),
    &String: text => Bytes::copy_from_slice(text.as_bytes()),
    &Vec<u8>: bytes => Bytes::copy_from_slice(bytes),
    Cow<'_, [u8]>: bytes => bytes.into_owned().into(),
    Cow<'_, str>: text => text.into_owned().into(),
}

impl<const N: usize> From<[u8; N]> for Upload {
    fn from(bytes: [u8; N]) -> Self {
        bytes.as_slice().into()
    }
}

impl<const N: usize> From<&[u8; N]> for Upload {
    fn from(bytes: &[u8; N]) -> Self {
        bytes.as_slice().into()
    }
}
