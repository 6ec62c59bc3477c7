//! Calls that are awaited, whole or as a stream.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::Call;
use crate::core::Async;
use crate::detailed::Detailed;
use crate::error::{Error, ErrorCodes};
use crate::send;
use crate::stream::{Download, Events};

impl<T: Send + 'static, C: ErrorCodes + Send + 'static> Call<T, C, Async> {
    /// Sends the call; the body of the answer is read while it comes in.
    pub fn stream(mut self) -> Sending<Download<C>, C> {
        self.outgoing.streamed = true;
        // What a redirect says is no part of what was to be downloaded.
        self.outgoing.redirects = &[];
        Sending(Box::pin(async move {
            let (endpoint, shared) = (self.outgoing.endpoint, self.core.shared);
            let patience = self.outgoing.timeout.unwrap_or(shared.settings.timeout);
            let answer = send::send(&shared, self.outgoing).await?.answer;
            Ok(Download::new(answer, endpoint.operation, patience, &shared.scrubber))
        }))
    }

    /// Sends the call; the answer is a stream of server-sent events.
    pub fn events(self) -> Sending<Events<C>, C> {
        let opened = self.accept("text/event-stream").stream();
        Sending(Box::pin(async move { opened.await.map(Events::new) }))
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
