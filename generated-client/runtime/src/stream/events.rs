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
use super::reconnect::{Reconnect, Request};
use crate::error::{Error, ErrorCodes, ErrorKind, Failure};
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
pub(crate) type ReadData<T> = fn(&mut Event) -> Result<T, Unread>;

/// Why it can't be read, and where.
pub(super) type Unread = serde_path_to_error::Error<serde_json::Error>;

/// The events of an answer, while they come in; also a [`Stream`].
///
/// An event whose data can't be read is an error of kind [`ErrorKind::Decode`], and the next one follows. After any other
/// error there is nothing more. A stream with types ends with `[DONE]` too, which services of language models send last.
/// Nothing is asked for again unless [`reconnect`](Self::reconnect) says so.
pub struct Events<C, T = String> {
    download: Download<C>,
    frames: Frames,
    read: ReadData<T>,
    /// Whether `[DONE]` is the end rather than data.
    is_typed: bool,
    last_event_id: Option<String>,
    has_ended: bool,
    request: Request,
}

impl<C: ErrorCodes> Events<C> {
    /// Events of text.
    pub(crate) fn of_text(download: Download<C>, request: Request) -> Self {
        Self {
            is_typed: false,
            ..Events::new(download, request, Framing::Sse, |event| Ok(std::mem::take(&mut event.data)))
        }
    }
}

impl<C: ErrorCodes, T> Events<C, T> {
    pub(crate) fn new(download: Download<C>, request: Request, framing: Framing, read: ReadData<T>) -> Self {
        Self {
            download,
            frames: Frames::new(framing),
            read,
            is_typed: true,
            last_event_id: None,
            has_ended: false,
            request,
        }
    }

    /// Takes the stream up again where it breaks off, as a policy says: the call is sent once more with `Last-Event-ID`, which
    /// has the service go on behind the event of that id. It waits at least as long as the service asked for (`retry:`). With
    /// each event that comes, the policy's tries begin anew.
    ///
    /// What isn't idempotent, by its method or by a key, is sent again only by a policy that is
    /// [`at_least_once`](crate::RetryPolicy::at_least_once). Lines and records have no ids, so a stream of those isn't taken
    /// up again.
    ///
    /// ```no_run
    /// # use lowcodeapi_runtime::{ErrorCode, Error, Events, Reconnect, RetryPolicy};
    /// # async fn watch(events: Events<ErrorCode>) -> Result<(), Error<ErrorCode>> {
    /// let mut events = events.reconnect(Reconnect::new(RetryPolicy::default().attempts(10)).at_end());
    /// while let Some(event) = events.next().await? {
    ///     println!("{}", event.data);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn reconnect(mut self, reconnect: impl Into<Reconnect>) -> Self {
        self.request.allow(reconnect.into());
        self
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
            match std::task::ready!(self.request.poll_answer(context)) {
                // There is nothing more to come (WHATWG HTML, section 9.2.3).
                Some(Ok(answer)) if answer.status == 204 => self.has_ended = true,
                Some(Ok(answer)) => {
                    self.download.go_on(answer);
                    self.frames.go_on();
                }
                Some(Err(failure)) => match self.broken_off(failure) {
                    Some(failure) => return Poll::Ready(Some(Err(failure.into()))),
                    None => continue,
                },
                None => {}
            }
            match std::task::ready!(self.download.poll_piece(context)) {
                None if self.request.has_no_end() => {
                    let failure = self.download.failure(ErrorKind::Interrupted, "the stream ended");
                    self.has_ended = self.broken_off(failure).is_some();
                }
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
                Some(Err(failure)) => {
                    if let Some(failure) = self.broken_off(failure) {
                        return Poll::Ready(Some(Err(failure.into())));
                    }
                }
            }
        }
    }

    /// Has the stream taken up again; the failure where that isn't to be, and the stream has ended.
    fn broken_off(&mut self, failure: Failure) -> Option<Failure> {
        let Frames { last_id, retry, .. } = &self.frames;
        let goes_on = self.frames.has_ids() && self.request.take_up(&failure, last_id.as_deref(), *retry);
        self.has_ended = !goes_on;
        (!goes_on).then_some(failure)
    }

    fn event(&mut self, mut event: Event) -> Option<Result<Event<T>, Error<C>>> {
        self.request.goes_on();
        if event.id.is_some() {
            self.last_event_id.clone_from(&event.id);
        }
        if self.is_typed && event.data == DONE {
            self.has_ended = true;
            self.frames.events.clear();
            return None;
        }
        Some(match (self.read)(&mut event) {
            Ok(data) => {
                let Event { event, id, retry, .. } = event;
                Ok(Event { event, data, id, retry })
            }
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
pub(crate) fn json<T: DeserializeOwned>(event: &mut Event) -> Result<T, Unread> {
    read(&event.data)
}

pub(super) fn read<T: DeserializeOwned>(json: &str) -> Result<T, Unread> {
    serde_path_to_error::deserialize(&mut serde_json::Deserializer::from_str(json))
}

/// Reads data as JSON with integers in it.
pub(crate) fn json_with_integers<T: Integers>(event: &mut Event) -> Result<T, Unread> {
    json::<Read<T>>(event).map(|read| read.0)
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
