//! Events of a stream: of server-sent events, lines of JSON or records of JSON.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_core::Stream;
use serde::de::DeserializeOwned;

use super::Download;
use super::frames::{Frames, Framing};
use crate::error::{Error, ErrorCodes, ErrorKind};
use crate::integers::{Integers, Read};

/// The longest event that is read, in bytes: 16 MiB. A service that never ends one costs no more memory than that.
const LONGEST: usize = 16 * 1024 * 1024;

/// What services of language models send when there is nothing more.
const DONE: &str = "[DONE]";

/// One event.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event<T = String> {
    /// Its type; `message` where the service names none, and empty where events have none.
    pub event: String,
    /// Its data. Several lines of text are joined by line feeds.
    pub data: T,
    /// The id of the last event that had one.
    pub id: Option<String>,
    /// How long the service asks to wait before connecting again.
    pub retry: Option<Duration>,
}

impl Event {
    /// The data, read as JSON.
    ///
    /// # Errors
    /// Where it is no `T`.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_str(&self.data)
    }
}

/// How the data of an event is read.
pub(crate) type ReadData<T> = fn(String) -> Result<T, serde_path_to_error::Error<serde_json::Error>>;

/// The events of an answer, while they come in; also a [`Stream`].
///
/// An event whose data can't be read is an error of kind [`ErrorKind::Decode`], and the next one follows. After any other
/// error there is nothing more. A stream with types ends with `[DONE]` too, which services of language models send last.
/// Nothing is asked for again by itself: where the service takes up a stream, send the call again with the header
/// `Last-Event-ID` and [`last_event_id`](Self::last_event_id).
pub struct Events<C, T = String> {
    download: Download<C>,
    frames: Frames,
    read: ReadData<T>,
    /// Whether `[DONE]` is the end rather than data.
    is_typed: bool,
    last_event_id: Option<String>,
    has_ended: bool,
}

impl<C: ErrorCodes> Events<C> {
    /// Events of text.
    pub(crate) fn of_text(download: Download<C>) -> Self {
        Self { is_typed: false, ..Events::new(download, Framing::Sse, Ok) }
    }
}

impl<C: ErrorCodes, T> Events<C, T> {
    pub(crate) fn new(download: Download<C>, framing: Framing, read: ReadData<T>) -> Self {
        Self {
            download,
            frames: Frames::new(framing),
            read,
            is_typed: true,
            last_event_id: None,
            has_ended: false,
        }
    }

    /// The next event; `None` at the end.
    ///
    /// # Errors
    /// Where its data can't be read, and why the stream broke off.
    pub async fn next(&mut self) -> Result<Option<Event<T>>, Error<C>> {
        poll_fn(|context| self.poll_event(context)).await.transpose()
    }

    /// The id of the last event that had one: what to send as `Last-Event-ID` to go on from there.
    #[must_use]
    pub fn last_event_id(&self) -> Option<&str> {
        self.last_event_id.as_deref()
    }

    fn poll_event(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Event<T>, Error<C>>>> {
        loop {
            if let Some(event) = self.frames.events.pop_front() {
                return Poll::Ready(self.event(event));
            }
            if self.has_ended {
                return Poll::Ready(None);
            }
            match std::task::ready!(Pin::new(&mut self.download).poll_next(context)) {
                None => {
                    self.has_ended = true;
                    self.frames.end();
                }
                Some(Ok(piece)) => {
                    self.frames.push(&piece);
                    if self.frames.unfinished() > LONGEST {
                        self.has_ended = true;
                        let message = format!("an event is longer than {LONGEST} bytes");
                        let failure = self.download.failure(ErrorKind::TooLarge, &message);
                        return Poll::Ready(Some(Err(failure.into())));
                    }
                }
                Some(Err(error)) => {
                    self.has_ended = true;
                    return Poll::Ready(Some(Err(error)));
                }
            }
        }
    }

    fn event(&mut self, event: Event) -> Option<Result<Event<T>, Error<C>>> {
        if event.id.is_some() {
            self.last_event_id.clone_from(&event.id);
        }
        if self.is_typed && event.data == DONE {
            self.has_ended = true;
            self.frames.events.clear();
            return None;
        }
        let Event { event, data, id, retry } = event;
        Some(match (self.read)(data) {
            Ok(data) => Ok(Event { event, data, id, retry }),
            Err(error) => {
                let path = error.path().to_string();
                let mut failure = self.download.failure(ErrorKind::Decode, &error.into_inner().to_string());
                failure.0.path = (path != ".").then(|| self.download.scrubbed(&path));
                Err(failure.into())
            }
        })
    }
}

/// Reads data as JSON.
#[allow(clippy::needless_pass_by_value)] // One signature for every way of reading.
pub(crate) fn json<T: DeserializeOwned>(
    data: String,
) -> Result<T, serde_path_to_error::Error<serde_json::Error>> {
    serde_path_to_error::deserialize(&mut serde_json::Deserializer::from_str(&data))
}

/// Reads data as JSON with integers in it.
pub(crate) fn json_with_integers<T: Integers>(
    data: String,
) -> Result<T, serde_path_to_error::Error<serde_json::Error>> {
    json::<Read<T>>(data).map(|read| read.0)
}

impl<C: ErrorCodes, T> Stream for Events<C, T> {
    type Item = Result<Event<T>, Error<C>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_event(context)
    }
}

impl<C, T> fmt::Debug for Events<C, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events").field("download", &self.download).finish_non_exhaustive()
    }
}
