//! Sends a call: in each URL format it may have, repeated as the retry policy says, within its time limit.

mod attempt;
mod headers;
mod layered;

use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::answer::Answer;
use crate::error::{Delivery, ErrorKind, Failure};
use crate::idempotency::Identity;
use crate::outgoing::Outgoing;
use crate::retry::RetryPolicy;
use crate::shared::Shared;
use crate::trace::Span;
use crate::transport::Progress;
use crate::upload;
use crate::url_format::UrlFormat;
use attempt::Attempt;

/// Longer than anybody waits; a timeout so long that no clock can hold it means this.
const FOREVER: Duration = Duration::from_secs(60 * 60 * 24 * 365);

/// An answer of success, and how it was come by.
pub(crate) struct Sent {
    pub(crate) answer: Answer,
    /// The URL format that worked, where there are two.
    pub(crate) format: Option<UrlFormat>,
    /// How many requests it took.
    pub(crate) attempts: u32,
    pub(crate) identity: Identity,
}

/// Sends a call until it succeeds or has finally failed.
pub(crate) async fn send(shared: &Shared, mut outgoing: Outgoing) -> Result<Sent, Failure> {
    let endpoint = outgoing.endpoint;
    outgoing.settle(shared.service.auth);
    outgoing.identify();
    let span = Span::new(shared, endpoint);
    let sender = Sender::new(shared, &span, outgoing.timeout.unwrap_or(shared.settings.timeout));
    let result = match outgoing.problem.take() {
        Some(problem) => Err(problem),
        None if !outgoing.can_be_sent() => Err(Failure::config(upload::SENT)),
        None if shared.layers.calls.is_empty() => span.around(sender.run(&outgoing)).await,
        // On the heap, as all that few calls go through: the future of every call would be the larger for it.
        None => span.around(Box::pin(sender.layered(&mut outgoing))).await,
    };
    let attempts = sender.attempts();
    let identity = outgoing.identity();
    let result = result.map_err(|mut failure| {
        failure.0.operation = Some(endpoint.operation);
        failure.0.attempts = attempts;
        failure.known_by(&identity)
    });
    span.close(result.as_ref().map(|(answer, _)| answer), attempts);
    let dialect = shared.service.dialect;
    result.map(|(answer, format)| {
        let format = dialect.url_format(format);
        Sent { answer, format, attempts, identity }
    })
}

/// A call under way. What changes is behind locks nobody waits for: layers around the call hold on to it too.
struct Sender<'a> {
    shared: &'a Shared,
    span: &'a Span,
    timeout: Duration,
    started: Instant,
    attempts: AtomicU32,
    /// That of the latest attempt.
    progress: Mutex<Option<Arc<Progress>>>,
}

impl<'a> Sender<'a> {
    fn new(shared: &'a Shared, span: &'a Span, timeout: Duration) -> Self {
        Self {
            shared,
            span,
            timeout,
            started: Instant::now(),
            attempts: AtomicU32::new(0),
            progress: Mutex::default(),
        }
    }

    /// How many requests were attempted.
    fn attempts(&self) -> u32 {
        self.attempts.load(Ordering::Relaxed)
    }

    fn deadline(&self) -> Instant {
        self.started.checked_add(self.timeout).unwrap_or_else(|| self.started + FOREVER)
    }

    async fn run(&self, outgoing: &Outgoing) -> Result<(Answer, UrlFormat), Failure> {
        check_runtime()?;
        let deadline = self.deadline();
        let policy: &RetryPolicy = outgoing.retry.as_ref().unwrap_or(&self.shared.settings.retry);
        let idempotent = outgoing.is_idempotent();
        // Whatever follows an attempt that ended in doubt, the request may have been accepted.
        let mut doubt = false;
        for tries in 1.. {
            let mut failure = match self.formats(outgoing, policy, deadline, &mut doubt).await {
                Ok(answer) => {
                    policy.succeeded();
                    return Ok(answer);
                }
                Err(failure) => failure,
            };
            let wait = policy.wait(&failure.0, tries, idempotent).filter(|_| outgoing.can_be_sent());
            match wait.and_then(|wait| Some((wait, Instant::now().checked_add(wait)?))) {
                // A wait that doesn't fit ends the call at once: the caller learns now what it would learn too late.
                Some((wait, until)) if until < deadline && policy.may_repeat() => {
                    self.span.repeated(self.attempts(), wait, &failure);
                    tokio::time::sleep_until(until).await;
                }
                _ => {
                    if doubt {
                        failure.0.delivery = Delivery::Unknown;
                    }
                    return Err(failure);
                }
            }
        }
        unreachable!("tries are counted without end")
    }

    /// The formats in the order they are tried.
    fn order(&self, outgoing: &Outgoing) -> (UrlFormat, Option<UrlFormat>) {
        let pinned = outgoing.format.or(self.shared.settings.format);
        self.shared.memory.order(outgoing.endpoint, pinned)
    }

    /// One try: the likelier format, and the other one where the first proves to be no route.
    async fn formats(
        &self,
        outgoing: &Outgoing,
        policy: &RetryPolicy,
        deadline: Instant,
        doubt: &mut bool,
    ) -> Result<(Answer, UrlFormat), Failure> {
        let (first, second) = self.order(outgoing);
        let failure = match self.attempt(outgoing, first, policy, deadline, doubt).await {
            Ok(answer) => {
                self.keep(outgoing, second.map(|_| first));
                return Ok((answer, first));
            }
            Err(failure) => failure,
        };
        let Some(second) = second.filter(|_| may_be_format(&failure, outgoing)) else {
            self.keep(outgoing, second.filter(|_| failure.0.routed).map(|_| first));
            return Err(failure);
        };
        match self.attempt(outgoing, second, policy, deadline, doubt).await {
            Ok(answer) => {
                self.keep(outgoing, Some(second));
                Ok((answer, second))
            }
            // The second has no route either: what the first met is the failure to speak of.
            Err(other) if other.0.kind == ErrorKind::RouteMiss => Err(failure),
            Err(other) => {
                self.keep(outgoing, Some(second).filter(|_| other.0.routed));
                Err(other)
            }
        }
    }

    /// Remembers the format a route was found by; `None` where there was no choice.
    fn keep(&self, outgoing: &Outgoing, format: Option<UrlFormat>) {
        if let Some(format) = format
            && self.shared.memory.keep(outgoing.endpoint, format)
        {
            self.span.settled(outgoing.endpoint, format);
        }
    }

    /// One request, one answer.
    async fn attempt(
        &self,
        outgoing: &Outgoing,
        format: UrlFormat,
        policy: &RetryPolicy,
        deadline: Instant,
        doubt: &mut bool,
    ) -> Result<Answer, Failure> {
        self.wait_for_turn(outgoing.weight, deadline).await?;
        let (limit, until) = match policy.attempt_limit() {
            Some(limit) => match Instant::now().checked_add(limit) {
                Some(until) if until < deadline => (limit, until),
                _ => (self.timeout, deadline),
            },
            None => (self.timeout, deadline),
        };
        let attempt = Attempt::new(self.shared, outgoing, &self.attempts);
        let progress = Arc::clone(&attempt.progress);
        *self.progress.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&progress));
        let result = self.within(limit, until, pin!(attempt.send(format))).await;
        let result =
            result.unwrap_or_else(|| Err(self.too_late(limit, progress.delivery(), progress.status())));
        self.span.attempt(self.attempts(), self.shared.service.dialect.url_format(format), &result);
        *doubt |= result.as_ref().is_err_and(|failure| failure.0.delivery == Delivery::Unknown);
        result
    }

    /// Waits for something until its time is up; while content is sent piece by piece, it begins anew with each of them.
    async fn within<F: Future>(
        &self,
        limit: Duration,
        mut until: Instant,
        mut future: Pin<&mut F>,
    ) -> Option<F::Output> {
        loop {
            if let Ok(output) = tokio::time::timeout_at(until, future.as_mut()).await {
                return Some(output);
            }
            let moved = self.progress()?.last_moved();
            until = moved?.checked_add(limit).filter(|later| *later > Instant::now())?;
        }
    }

    /// Waits until the client's rate lets a request leave.
    async fn wait_for_turn(&self, weight: u32, deadline: Instant) -> Result<(), Failure> {
        let Some(pace) = &self.shared.pace else { return Ok(()) };
        let Some(turn) = pace.turn(weight, deadline) else {
            let message =
                format!("its turn at {} a second doesn't come within {:?}", pace.rate, self.timeout);
            return Err(Failure::new(ErrorKind::Timeout, Delivery::NotSent, message));
        };
        tokio::time::sleep_until(turn).await;
        Ok(())
    }

    /// What is proven while nobody knows how the call ends.
    fn so_far(&self) -> Delivery {
        match (self.attempts(), self.progress()) {
            (_, None) => Delivery::NotSent,
            (0 | 1, Some(progress)) => progress.delivery(),
            // An earlier attempt may have been the one.
            _ => Delivery::Unknown,
        }
    }

    fn progress(&self) -> Option<Arc<Progress>> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn too_late(&self, limit: Duration, delivery: Delivery, status: Option<u16>) -> Failure {
        let of_attempt = if limit == self.timeout { "" } else { ", the time of an attempt" };
        let message = format!("no complete answer within {limit:?}{of_attempt}");
        let mut failure = Failure::new(ErrorKind::Timeout, delivery, message);
        failure.0.status = status;
        failure
    }
}

fn check_runtime() -> Result<(), Failure> {
    match tokio::runtime::Handle::try_current() {
        Ok(_) => Ok(()),
        Err(_) => Err(Failure::config(
            "there is no Tokio runtime here: await the call inside one, or use the blocking client",
        )),
    }
}

/// Whether the failure may be due to the URL format, and the other one may be tried without sending twice.
fn may_be_format(failure: &Failure, outgoing: &Outgoing) -> bool {
    let report = &failure.0;
    let idempotent = outgoing.is_idempotent();
    // One version of the service dies on the new format: it closes the connection without a word.
    if !outgoing.can_be_sent() {
        return false;
    }
    report.kind == ErrorKind::RouteMiss && (idempotent || report.delivery != Delivery::Unknown)
        || report.unanswered && idempotent
}
