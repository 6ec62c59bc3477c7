//! When a failed call is tried again, and how long it waits before.

use std::time::Duration;

use crate::error::{ErrorKind, Report};

/// When a failed call is tried again.
///
/// A 429 and a connection that was never made are always safe to try again: nothing was accepted. Methods that are
/// idempotent (GET, PUT, DELETE, …) are also tried again after 5xx and after a connection that broke.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetryPolicy {
    attempts: u32,
    base_delay: Duration,
    max_delay: Duration,
    at_least_once: bool,
}

impl Default for RetryPolicy {
    /// Three tries, 200 ms growing to 5 s, and never one that could send twice.
    fn default() -> Self {
        Self {
            attempts: 3,
            base_delay: Duration::from_millis(200),
            max_delay: Duration::from_secs(5),
            at_least_once: false,
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
        match failure.kind {
            ErrorKind::Connect | ErrorKind::Throttled => true,
            ErrorKind::Interrupted => repeatable || failure.delivery == crate::Delivery::NotSent,
            ErrorKind::Server => repeatable && failure.status != Some(501),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{Delivery, Failure};

    fn failure(kind: ErrorKind) -> Report {
        *Failure::new(kind, Delivery::Unknown, "").0
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
    fn tries_are_bounded() {
        assert_eq!(RetryPolicy::default().wait(&failure(ErrorKind::Connect), 3, true), None);
        assert_eq!(RetryPolicy::none().wait(&failure(ErrorKind::Connect), 1, true), None);
    }
}
