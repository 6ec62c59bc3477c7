//! Sends a call: in each URL format it may have, repeated as the retry policy says, within its time limit.

mod headers;

use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use crate::answer::Answer;
use crate::error::{Delivery, ErrorKind, Failure};
use crate::outgoing::Outgoing;
use crate::query;
use crate::retry::RetryPolicy;
use crate::shared::Shared;
use crate::trace::Span;
use crate::transport::{Progress, Request};
use crate::url_format::UrlFormat;

/// Longer than anybody waits; a timeout so long that no clock can hold it means this.
const FOREVER: Duration = Duration::from_secs(60 * 60 * 24 * 365);

/// An answer of success, and how it was come by.
pub(crate) struct Sent {
    pub(crate) answer: Answer,
    /// The URL format that worked, where there are two.
    pub(crate) format: Option<UrlFormat>,
    /// How many requests it took.
    pub(crate) attempts: u32,
}

/// Sends a call until it succeeds or has finally failed.
pub(crate) async fn send(shared: &Shared, mut outgoing: Outgoing) -> Result<Sent, Failure> {
    let endpoint = outgoing.endpoint;
    outgoing.settle(shared.service.auth);
    let span = Span::new(shared, endpoint);
    let mut sender = Sender::new(shared, &span, outgoing.timeout.unwrap_or(shared.settings.timeout));
    let result = match outgoing.problem.take() {
        Some(problem) => Err(problem),
        None => span.around(sender.run(&outgoing)).await,
    };
    let result = result.map_err(|mut failure| {
        failure.0.operation = Some(endpoint.operation);
        failure.0.attempts = sender.attempts;
        failure
    });
    span.close(result.as_ref().map(|(answer, _)| answer), sender.attempts);
    let dialect = shared.service.dialect;
    result.map(|(answer, format)| Sent {
        answer,
        format: dialect.url_format(format),
        attempts: sender.attempts,
    })
}

/// The state of a call under way.
struct Sender<'a> {
    shared: &'a Shared,
    span: &'a Span,
    timeout: Duration,
    attempts: u32,
    /// An attempt ended in doubt: whatever follows, the request may have been accepted.
    doubt: bool,
}

impl<'a> Sender<'a> {
    fn new(shared: &'a Shared, span: &'a Span, timeout: Duration) -> Self {
        Self { shared, span, timeout, attempts: 0, doubt: false }
    }

    async fn run(&mut self, outgoing: &Outgoing) -> Result<(Answer, UrlFormat), Failure> {
        if tokio::runtime::Handle::try_current().is_err() {
            return Err(Failure::config(
                "there is no Tokio runtime here: await the call inside one, or use the blocking client",
            ));
        }
        let now = Instant::now();
        let deadline = now.checked_add(self.timeout).unwrap_or_else(|| now + FOREVER);
        let policy: &RetryPolicy = outgoing.retry.as_ref().unwrap_or(&self.shared.settings.retry);
        let idempotent = outgoing.endpoint.method.is_idempotent();
        for tries in 1.. {
            let mut failure = match self.formats(outgoing, deadline).await {
                Ok(answer) => return Ok(answer),
                Err(failure) => failure,
            };
            match policy.wait(&failure.0, tries, idempotent).and_then(|wait| Instant::now().checked_add(wait))
            {
                // A wait that doesn't fit ends the call at once: the caller learns now what it would learn too late.
                Some(until) if until < deadline => tokio::time::sleep_until(until).await,
                _ => {
                    if self.doubt {
                        failure.0.delivery = Delivery::Unknown;
                    }
                    return Err(failure);
                }
            }
        }
        unreachable!("tries are counted without end")
    }

    /// One try: the likelier format, and the other one where the first proves to be no route.
    async fn formats(
        &mut self,
        outgoing: &Outgoing,
        deadline: Instant,
    ) -> Result<(Answer, UrlFormat), Failure> {
        let pinned = outgoing.format.or(self.shared.settings.format);
        let (first, second) = self.shared.memory.order(outgoing.endpoint, pinned);
        let failure = match self.attempt(outgoing, first, deadline).await {
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
        match self.attempt(outgoing, second, deadline).await {
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
        &mut self,
        outgoing: &Outgoing,
        format: UrlFormat,
        deadline: Instant,
    ) -> Result<Answer, Failure> {
        let (path, query) = outgoing.target(format)?;
        let secrets = self.shared.access.secrets(outgoing.endpoint, &self.shared.scrubber);
        let Ok(secrets) = tokio::time::timeout_at(deadline, secrets).await else {
            return Err(self.too_late(&Progress::default()));
        };
        let secrets = secrets?;
        let (prefix, path, query) = match &outgoing.link {
            // The service may have repeated the secret in its link.
            Some(link) => {
                let query = query::without(&link.query, &secrets.query);
                let query = query::completed(query, &outgoing.pairs);
                (link.prefix.as_str().into(), link.path.as_str().into(), query.into())
            }
            None => (self.shared.prefix(outgoing.endpoint)?, path, query),
        };
        let headers = headers::build(&secrets, outgoing)?;
        let request = Request {
            #[cfg(feature = "mock")]
            operation: outgoing.endpoint.operation,
            #[cfg(feature = "mock")]
            dialect: self.shared.service.dialect,
            method: outgoing.endpoint.method,
            prefix: &prefix,
            path: &path,
            query: &query,
            secret_pair: &secrets.query,
            headers,
            body: outgoing.body.clone(),
            streamed: outgoing.streamed,
        };
        self.attempts += 1;
        let progress = Arc::new(Progress::default());
        let exchange = self.shared.transport.exchange(request, &progress);
        let result = match tokio::time::timeout_at(deadline, exchange).await {
            Ok(Ok(answer)) if outgoing.is_answered_by(answer.status) => Ok(answer),
            Ok(Ok(answer)) => Err(answer.refusal(&self.shared.scrubber, self.shared.service.dialect)),
            Ok(Err(failure)) => Err(failure),
            Err(_) => Err(self.too_late(&progress)),
        };
        self.span.attempt(self.attempts, self.shared.service.dialect.url_format(format), &result);
        self.doubt |= result.as_ref().is_err_and(|failure| failure.0.delivery == Delivery::Unknown);
        result
    }

    fn too_late(&self, progress: &Progress) -> Failure {
        let message = format!("no complete answer within {:?}", self.timeout);
        let mut failure = Failure::new(ErrorKind::Timeout, progress.delivery(), message);
        failure.0.status = progress.status();
        failure
    }
}

/// Whether the failure may be due to the URL format, and the other one may be tried without sending twice.
fn may_be_format(failure: &Failure, outgoing: &Outgoing) -> bool {
    let report = &failure.0;
    // One version of the service dies on the new format: it closes the connection without a word.
    report.kind == ErrorKind::RouteMiss || report.unanswered && outgoing.endpoint.method.is_idempotent()
}
