//! Answers that are read while they come in, by whoever blocks for each piece.

use std::fmt;
use std::future::poll_fn;
use std::ops::Deref;
use std::path::PathBuf;
use std::pin::Pin;

use futures_core::Stream;
use serde::de::DeserializeOwned;

use super::Blocking;
use crate::call::Call;
use crate::error::{Error, ErrorCodes};
use crate::integers::Integers;
use crate::stream::{self, Download, Events, ReadData, Reconnect, Saved};

/// A stream whose pieces are waited for: an iterator. What is known of the answer is there from the beginning.
pub struct Waiting<S> {
    stream: S,
    mode: Blocking,
}

impl<S, T, C: ErrorCodes> Iterator for Waiting<S>
where
    S: Stream<Item = Result<T, Error<C>>> + Unpin,
{
    type Item = Result<T, Error<C>>;

    fn next(&mut self) -> Option<Self::Item> {
        let stream = &mut self.stream;
        let next = self.mode.wait(poll_fn(|context| Pin::new(&mut *stream).poll_next(context)));
        next.unwrap_or_else(|failure| Some(Err(failure.into())))
    }
}

impl<S> Deref for Waiting<S> {
    type Target = S;

    fn deref(&self) -> &S {
        &self.stream
    }
}

impl<C: ErrorCodes, T> Waiting<Events<C, T>> {
    /// Takes the stream up again where it breaks off, as a policy says: see [`Events::reconnect`].
    #[must_use]
    pub fn reconnect(self, reconnect: impl Into<Reconnect>) -> Self {
        Self { stream: self.stream.reconnect(reconnect), mode: self.mode }
    }
}

impl<S: fmt::Debug> fmt::Debug for Waiting<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Waiting").field(&self.stream).finish()
    }
}

impl<T, C: ErrorCodes> Call<T, C, Blocking> {
    /// Sends the call; the body of the answer is read while it comes in.
    ///
    /// # Errors
    /// Why it failed; `Config` inside an async runtime.
    pub fn stream(self) -> Result<Waiting<Download<C>>, Error<C>> {
        let mode = self.core.mode.clone();
        let stream = mode.wait(self.open())??;
        Ok(Waiting { stream, mode })
    }

    /// Sends the call; the body of the answer is written to a path.
    ///
    /// # Errors
    /// Why it failed; `Config` inside an async runtime.
    pub fn save_to(self, path: impl Into<PathBuf>) -> Result<Saved, Error<C>> {
        let mode = self.core.mode.clone();
        mode.wait(self.open_file(path.into()))?
    }

    /// Sends the call; the answer is a stream of server-sent events.
    ///
    /// # Errors
    /// Why it failed; `Config` inside an async runtime.
    pub fn events(self) -> Result<Waiting<Events<C>>, Error<C>> {
        let mode = self.core.mode.clone();
        let stream = mode.wait(self.open_events())??;
        Ok(Waiting { stream, mode })
    }

    /// Sends the call; the answer is a stream of events in a media type, each with JSON.
    ///
    /// # Errors
    /// Why it failed; `Config` inside an async runtime.
    pub fn events_of<D: DeserializeOwned>(
        self,
        media_type: &'static str,
    ) -> Result<Waiting<Events<C, D>>, Error<C>> {
        self.typed(media_type, stream::json)
    }

    /// Sends the call; the answer is a stream of events in a media type, each an object of its fields.
    ///
    /// # Errors
    /// Why it failed; `Config` inside an async runtime.
    pub fn whole_events_of<D: DeserializeOwned>(
        self,
        media_type: &'static str,
    ) -> Result<Waiting<Events<C, D>>, Error<C>> {
        self.typed(media_type, stream::whole)
    }

    /// The same as `events_of` where there are integers in it.
    ///
    /// # Errors
    /// Why it failed; `Config` inside an async runtime.
    pub fn events_of_integers<D: Integers>(
        self,
        media_type: &'static str,
    ) -> Result<Waiting<Events<C, D>>, Error<C>> {
        self.typed(media_type, stream::json_with_integers)
    }

    fn typed<D>(
        self,
        media_type: &'static str,
        read: ReadData<D>,
    ) -> Result<Waiting<Events<C, D>>, Error<C>> {
        let mode = self.core.mode.clone();
        let stream = mode.wait(self.open_typed(media_type, read))??;
        Ok(Waiting { stream, mode })
    }
}
