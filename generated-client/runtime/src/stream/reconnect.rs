//! A stream of server-sent events that broke off is taken up again where it ended.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use crate::answer::Answer;
use crate::error::Failure;
use crate::outgoing::Outgoing;
use crate::retry::RetryPolicy;
use crate::send;
use crate::shared::Shared;

/// What says where to go on.
const LAST_EVENT_ID: &str = "Last-Event-ID";

/// Whether and when a stream of server-sent events is taken up again: see [`Events::reconnect`](super::Events::reconnect).
#[derive(Debug, Clone)]
pub struct Reconnect {
    policy: RetryPolicy,
    at_end: bool,
}

impl Reconnect {
    /// Takes up what broke off, as often and after such waits as a policy says.
    #[must_use]
    pub fn new(policy: RetryPolicy) -> Self {
        Self { policy, at_end: false }
    }

    /// Takes up what the service ended too, as browsers do: a subscription has no end but a 204, or the end of what the
    /// policy allows.
    #[must_use]
    pub fn at_end(mut self) -> Self {
        self.at_end = true;
        self
    }
}

impl From<RetryPolicy> for Reconnect {
    fn from(policy: RetryPolicy) -> Self {
        Self::new(policy)
    }
}

/// The answer that goes on, while it is waited for.
type Opening = Pin<Box<dyn Future<Output = Result<Answer, Failure>> + Send>>;

/// The request that a stream is the answer to, to be sent again.
pub(crate) struct Request {
    shared: Arc<Shared>,
    outgoing: Outgoing,
    reconnect: Option<Reconnect>,
    /// How often it was tried since the last event.
    tries: u32,
    opening: Option<Opening>,
}

impl Request {
    /// Keeps a request that is about to be sent.
    pub(crate) fn keep(shared: Arc<Shared>, outgoing: &mut Outgoing) -> Self {
        outgoing.settle(shared.service.auth);
        // What is sent again is known by the key it had.
        outgoing.identify();
        let problem = outgoing.problem.take();
        let kept = outgoing.again();
        outgoing.problem = problem;
        Self { shared, outgoing: kept, reconnect: None, tries: 1, opening: None }
    }

    pub(super) fn allow(&mut self, reconnect: Reconnect) {
        self.reconnect = Some(reconnect);
    }

    /// An event came: what breaks off from now on has all its tries.
    pub(super) fn goes_on(&mut self) {
        self.tries = 1;
    }

    /// Whether a stream that ended is taken up again.
    pub(super) fn has_no_end(&self) -> bool {
        self.reconnect.as_ref().is_some_and(|reconnect| reconnect.at_end)
    }

    /// Begins to take up what broke off, unless the policy has it end there. The service may ask for a wait.
    pub(super) fn take_up(
        &mut self,
        failure: &Failure,
        last_id: Option<&str>,
        asked: Option<Duration>,
    ) -> bool {
        let Some(Reconnect { policy, .. }) = &self.reconnect else { return false };
        let idempotent = self.outgoing.is_idempotent();
        let wait = policy.wait(&failure.0, self.tries, idempotent);
        let Some(wait) = wait.filter(|_| self.outgoing.can_be_sent() && policy.may_repeat()) else {
            return false;
        };
        self.tries += 1;
        let mut request = self.outgoing.again();
        // Each try is one of the policy's own.
        request.retry = Some(RetryPolicy::none());
        if let Some(id) = last_id.filter(|id| !id.is_empty()) {
            request.headers.retain(|(name, _)| !name.eq_ignore_ascii_case(LAST_EVENT_ID));
            request.headers.push((LAST_EVENT_ID.into(), id.to_owned()));
        }
        let shared = Arc::clone(&self.shared);
        let wait = asked.map_or(wait, |asked| asked.max(wait));
        self.opening = Some(Box::pin(async move {
            tokio::time::sleep(wait).await;
            send::send(&shared, request).await.map(|sent| sent.answer)
        }));
        true
    }

    /// The answer that goes on; `None` where nothing is under way.
    pub(super) fn poll_answer(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Answer, Failure>>> {
        let Some(opening) = &mut self.opening else { return Poll::Ready(None) };
        let answer = std::task::ready!(opening.as_mut().poll(context));
        self.opening = None;
        Poll::Ready(Some(answer))
    }
}
