//! When a failed call is tried again, and how long it waits before.

mod budget;
mod classifier;

use std::time::Duration;

pub use budget::RetryBudget;
use classifier::Classifier;
pub use classifier::FailedTry;

use crate::error::{Delivery, ErrorKind, Report};

/// When a failed call is tried again.
///
/// A 429 and a connection that was never made are always safe to try again: nothing was accepted. What is idempotent, by its
/// method (GET, PUT, DELETE, …) or by an idempotency key that its operation takes, is also tried again after 5xx and after a
/// connection that broke.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetryPolicy {
    attempts: u32,
    base_delay: Duration,
    max_delay: Duration,
    at_least_once: bool,
    attempt_timeout: Option<Duration>,
    statuses: Vec<u16>,
    classifier: Option<Classifier>,
    budget: Option<RetryBudget>,
}

impl Default for RetryPolicy {
    /// Three tries, 200 ms growing to 5 s, and never one that could send twice.
    fn default() -> Self {
        Self {
            attempts: 3,
            base_delay: Duration::from_millis(200),
            max_delay: Duration::from_secs(5),
            at_least_once: false,
            attempt_timeout: None,
            statuses: Vec::new(),
            classifier: None,
            budget: None,
        }
    }
}

impl RetryPolicy {
    /// One try.
    #[must_use]
    pub fn none() -> Self {
        Self { attempts: 1, ..Self::default() }
    }

    /// Tries again whenever that may help, even where the request may have been accepted: **a mail may be sent twice**.
    #[must_use]
    pub fn at_least_once() -> Self {
        Self { at_least_once: true, ..Self::default() }
    }

    /// Sets how many tries there are at most, the first included; 0 means 1.
    #[must_use]
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts.max(1);
        self
    }

    /// Sets the bound of the wait before the second try; it doubles from there.
    #[must_use]
    pub fn base_delay(mut self, delay: Duration) -> Self {
        self.base_delay = delay;
        self
    }

    /// Sets the bound no wait exceeds, unless the service asks for a longer one.
    #[must_use]
    pub fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// Sets the time of one attempt, within the time of the call. One that takes longer is given up and tried again where
    /// that can't send twice, as it can't for methods that are idempotent.
    #[must_use]
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = Some(timeout);
        self
    }

    /// Tries again after these statuses too, such as 408 or 425; where the request may have been accepted (500 and above),
    /// only what may be repeated.
    #[must_use]
    pub fn statuses(mut self, statuses: impl IntoIterator<Item = u16>) -> Self {
        self.statuses = statuses.into_iter().collect();
        self
    }

    /// Asks this closure about each failed try: `Some(false)` makes it final, `Some(true)` tries again, `None` leaves it to
    /// the rest of the policy. It isn't asked where trying again may send twice what mustn't be:
    /// [`at_least_once`](Self::at_least_once) decides that, and nothing else.
    #[must_use]
    pub fn classify(
        mut self,
        classifier: impl Fn(&FailedTry<'_>) -> Option<bool> + Send + Sync + 'static,
    ) -> Self {
        self.classifier = Some(Classifier::new(classifier));
        self
    }

    /// Takes what is tried again out of a budget, which other policies and clients may share.
    #[must_use]
    pub fn budget(mut self, budget: &RetryBudget) -> Self {
        self.budget = Some(budget.clone());
        self
    }

    /// The time of one attempt.
    pub(crate) fn attempt_limit(&self) -> Option<Duration> {
        self.attempt_timeout
    }

    /// Takes one more try out of the budget; false where it is used up.
    pub(crate) fn may_repeat(&self) -> bool {
        self.budget.as_ref().is_none_or(RetryBudget::take)
    }

    /// A call succeeded.
    pub(crate) fn succeeded(&self) {
        if let Some(budget) = &self.budget {
            budget.give_back();
        }
    }

    /// How long to wait before trying again; `None` where the failure is final.
    pub(crate) fn wait(&self, failure: &Report, tries: u32, idempotent: bool) -> Option<Duration> {
        if tries >= self.attempts || !self.covers(failure, idempotent) {
            return None;
        }
        let bound = self.base_delay.saturating_mul(1 << (tries - 1).min(16)).min(self.max_delay);
        // Full jitter: callers that failed together don't come back together.
        let wait = bound.mul_f64(fastrand::f64());
        Some(failure.retry_after.map_or(wait, |asked| asked.max(wait)))
    }

    fn covers(&self, failure: &Report, idempotent: bool) -> bool {
        let repeatable = idempotent || self.at_least_once;
        if failure.lasting || failure.delivery == Delivery::Unknown && !repeatable {
            return false;
        }
        if let Some(decided) = self.classifier.as_ref().and_then(|classifier| classifier.ask(failure)) {
            return decided;
        }
        if failure.status.is_some_and(|status| self.statuses.contains(&status)) {
            return true;
        }
        match failure.kind {
            ErrorKind::Connect | ErrorKind::Throttled => true,
            ErrorKind::Interrupted | ErrorKind::Timeout => {
                repeatable || failure.delivery == Delivery::NotSent
            }
            ErrorKind::Server => repeatable && failure.status != Some(501),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Failure;

    fn failure(kind: ErrorKind) -> Report {
        let delivery = match kind {
            ErrorKind::Connect | ErrorKind::RouteMiss => Delivery::NotSent,
            ErrorKind::Throttled | ErrorKind::Refused => Delivery::Refused,
            _ => Delivery::Unknown,
        };
        *Failure::new(kind, delivery, "").0
    }

    #[test]
    fn a_send_is_repeated_only_when_nothing_was_accepted() {
        let policy = RetryPolicy::default();
        for (kind, repeated) in [
            (ErrorKind::Connect, true),
            (ErrorKind::Throttled, true),
            (ErrorKind::Interrupted, false),
            (ErrorKind::Server, false),
            (ErrorKind::Timeout, false),
            (ErrorKind::Decode, false),
            (ErrorKind::Refused, false),
            (ErrorKind::RouteMiss, false),
        ] {
            assert_eq!(policy.wait(&failure(kind), 1, false).is_some(), repeated, "{kind}");
        }
    }

    #[test]
    fn waits_grow_up_to_the_bound() {
        let policy = RetryPolicy::default().attempts(u32::MAX);
        for tries in 1..40 {
            let wait = policy.wait(&failure(ErrorKind::Connect), tries, false).unwrap();
            assert!(
                wait <= Duration::from_millis(200 * (1 << (tries - 1).min(16))).min(Duration::from_secs(5))
            );
        }
    }

    #[test]
    fn the_wait_the_service_asks_for_is_never_shortened() {
        let mut throttled = failure(ErrorKind::Throttled);
        throttled.retry_after = Some(Duration::from_secs(60));
        assert_eq!(RetryPolicy::default().wait(&throttled, 1, false), Some(Duration::from_secs(60)));
    }

    #[test]
    fn nothing_makes_a_send_repeated_that_may_have_been_accepted() {
        let eager = RetryPolicy::default().statuses([503]).classify(|_| Some(true));
        for kind in [ErrorKind::Server, ErrorKind::Interrupted, ErrorKind::Timeout, ErrorKind::Decode] {
            let mut report = failure(kind);
            report.status = Some(503);
            assert_eq!(eager.wait(&report, 1, false), None, "{kind}");
            assert!(eager.wait(&report, 1, true).is_some(), "{kind}");
        }
        // Whatever a layer made of it.
        let mut throttled = failure(ErrorKind::Throttled);
        throttled.delivery = Delivery::Unknown;
        assert_eq!(eager.wait(&throttled, 1, false), None);
    }

    #[test]
    fn a_classifier_and_statuses_decide_what_is_safe_anyway() {
        let mut locked = failure(ErrorKind::Refused);
        locked.status = Some(423);
        let policy = RetryPolicy::default();
        assert_eq!(policy.wait(&locked, 1, false), None);
        assert!(policy.clone().statuses([423]).wait(&locked, 1, false).is_some());
        let patient = policy.clone().classify(|failed| (failed.status() == Some(423)).then_some(true));
        assert!(patient.wait(&locked, 1, false).is_some());
        let throttled = failure(ErrorKind::Throttled);
        assert!(patient.wait(&throttled, 1, false).is_some());
        let never = policy.statuses([423]).classify(|_| Some(false));
        assert_eq!(never.wait(&locked, 1, false), None);
        assert_eq!(never.wait(&throttled, 1, false), None);
    }

    #[test]
    fn tries_are_bounded() {
        assert_eq!(RetryPolicy::default().wait(&failure(ErrorKind::Connect), 3, true), None);
        assert_eq!(RetryPolicy::none().wait(&failure(ErrorKind::Connect), 1, true), None);
    }
}
