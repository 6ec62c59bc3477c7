//! The requests under way.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::{Context, Poll};

use tokio::time::{Instant, sleep_until};

/// Requests under way. There are few, so all are looked at whenever one has news.
pub(super) struct Flight<T>(Vec<Pin<Box<dyn Future<Output = T> + Send>>>);

impl<T> Flight<T> {
    pub(super) fn new() -> Self {
        Self(Vec::new())
    }

    /// How many are under way.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Sends one on its way.
    pub(super) fn launch(&mut self, request: impl Future<Output = T> + Send + 'static) {
        self.0.push(Box::pin(request));
    }

    /// The next one that lands; `None` once it is so late, or where none is under way and no time is given.
    pub(super) async fn next(&mut self, until: Option<Instant>) -> Option<T> {
        match until {
            None if self.0.is_empty() => None,
            None => Some(poll_fn(|context| self.poll(context)).await),
            Some(until) => {
                let mut sleep = pin!(sleep_until(until));
                poll_fn(|context| match self.poll(context) {
                    Poll::Ready(landed) => Poll::Ready(Some(landed)),
                    Poll::Pending => sleep.as_mut().poll(context).map(|()| None),
                })
                .await
            }
        }
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<T> {
        for index in 0..self.0.len() {
            if let Poll::Ready(landed) = self.0[index].as_mut().poll(context) {
                drop(self.0.swap_remove(index));
                return Poll::Ready(landed);
            }
        }
        Poll::Pending
    }
}
