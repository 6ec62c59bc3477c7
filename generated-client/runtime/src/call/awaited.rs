//! Calls that are awaited, whole or as a stream.

use std::fmt;
use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;
use std::task::{Context, Poll};

use serde::de::DeserializeOwned;

use super::Call;
use crate::core::Async;
use crate::detailed::Detailed;
use crate::error::{Error, ErrorCodes};
use crate::integers::Integers;
use crate::stream::{self, Download, Events, Saved};

impl<T: Send + 'static, C: ErrorCodes + Send + 'static> Call<T, C, Async> {
    /// Sends the call; the body of the answer is read while it comes in.
    pub fn stream(self) -> Sending<Download<C>, C> {
        Sending(Box::pin(self.open()))
    }

    /// Sends the call; the body of the answer is written to a path.
    pub fn save_to(self, path: impl Into<PathBuf>) -> Sending<Saved, C> {
        Sending(Box::pin(self.open_file(path.into())))
    }

    /// Sends the call; the answer is a stream of server-sent events.
    pub fn events(self) -> Sending<Events<C>, C> {
        Sending(Box::pin(self.open_events()))
    }

    /// Sends the call; the answer is a stream of events in a media type, each with JSON.
    pub fn events_of<D: DeserializeOwned + 'static>(
        self,
        media_type: &'static str,
    ) -> Sending<Events<C, D>, C> {
        Sending(Box::pin(self.open_typed(media_type, stream::json)))
    }

    /// Sends the call; the answer is a stream of events in a media type, each an object of its fields.
    pub fn whole_events_of<D: DeserializeOwned + 'static>(
        self,
        media_type: &'static str,
    ) -> Sending<Events<C, D>, C> {
        Sending(Box::pin(self.open_typed(media_type, stream::whole)))
    }

    /// The same as `events_of` where there are integers in it.
    pub fn events_of_integers<D: Integers + 'static>(
        self,
        media_type: &'static str,
    ) -> Sending<Events<C, D>, C> {
        Sending(Box::pin(self.open_typed(media_type, stream::json_with_integers)))
    }
}

impl<T: Send + 'static, C: ErrorCodes + Send + 'static> IntoFuture for Call<T, C, Async> {
    type Output = Result<T, Error<C>>;
    type IntoFuture = Sending<T, C>;

    fn into_future(self) -> Sending<T, C> {
        Sending(Box::pin(self.run()))
    }
}

impl<T: Send + 'static, C: ErrorCodes + Send + 'static> Call<T, C, Async> {
    /// The value with status, headers, URL format and attempts.
    pub fn detailed(self) -> Sending<Detailed<T>, C> {
        Sending(Box::pin(self.run_detailed()))
    }
}

/// A call under way.
#[must_use = "futures do nothing unless polled"]
pub struct Sending<T, C>(Pin<Box<dyn Future<Output = Result<T, Error<C>>> + Send>>);

impl<T, C> Future for Sending<T, C> {
    type Output = Result<T, Error<C>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.as_mut().poll(context)
    }
}

impl<T, C> fmt::Debug for Sending<T, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sending")
    }
}
