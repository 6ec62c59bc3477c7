//! One page after the other.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::marker::PhantomData;
use std::sync::Arc;

use reqwest::header::HeaderMap;

use super::Paging;
use crate::error::{Error, ErrorCodes, Failure};
use crate::outgoing::Outgoing;
use crate::output::{Read, Reading};
use crate::send;
use crate::shared::Shared;

/// What is known about the pages so far.
#[derive(Default)]
pub(super) struct Progress {
    /// Hashes of the tokens that were followed.
    followed: HashSet<u64>,
    /// How many items came.
    pub(super) received: u64,
    /// How many items the caller left out.
    pub(super) start: Option<u64>,
}

impl Progress {
    /// Whether a token was never followed before.
    pub(super) fn is_new(&mut self, token: &str) -> bool {
        let mut hasher = DefaultHasher::new();
        token.hash(&mut hasher);
        self.followed.insert(hasher.finish())
    }
}

/// A page as it came.
pub(super) struct Seen<'a> {
    pub(super) shared: &'a Shared,
    pub(super) text: &'a str,
    pub(super) headers: &'a HeaderMap,
    pub(super) progress: &'a mut Progress,
}

/// A walk through pages.
pub(crate) struct Walk<T, C> {
    pub(crate) shared: Arc<Shared>,
    pub(crate) outgoing: Outgoing,
    pub(crate) read: Read<T>,
    paging: &'static Paging,
    progress: Progress,
    /// Why there is no next page, though there should be.
    problem: Option<Failure>,
    done: bool,
    code: PhantomData<fn() -> C>,
}

impl<T, C: ErrorCodes> Walk<T, C> {
    pub(crate) fn new(
        shared: Arc<Shared>,
        outgoing: Outgoing,
        read: Read<T>,
        paging: &'static Paging,
    ) -> Self {
        let progress = Progress::default();
        Self { shared, outgoing, read, paging, progress, problem: None, done: false, code: PhantomData }
    }

    /// The next page; `None` behind the last one, and after an error.
    pub(crate) async fn step(&mut self) -> Option<Result<T, Error<C>>> {
        if std::mem::replace(&mut self.done, true) {
            return None;
        }
        if let Some(problem) = self.problem.take() {
            return Some(Err(problem.into()));
        }
        let page = self.page().await;
        Some(page.map_err(Into::into))
    }

    async fn page(&mut self) -> Result<T, Failure> {
        let endpoint = self.outgoing.endpoint;
        let sent = send::send(&self.shared, self.outgoing.again()).await?;
        let reading = Reading::new(&self.shared, endpoint, self.outgoing.accept);
        let page = reading.read(&sent, self.read)?;
        let text = reading.json(&sent.answer).unwrap_or_default();
        let mut seen = Seen {
            shared: &self.shared,
            text: &text,
            headers: &sent.answer.headers,
            progress: &mut self.progress,
        };
        match self.paging.advance(&mut self.outgoing, &mut seen) {
            Ok(more) => self.done = !more,
            Err(failure) => {
                // The page itself came whole: what is wrong with the next one is told in its place.
                self.problem = Some(reading.blame(&sent, failure));
                self.done = false;
            }
        }
        Ok(page)
    }
}
