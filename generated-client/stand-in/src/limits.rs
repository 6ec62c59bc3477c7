//! The daily quota and the sending rate, counted in recipients as SES counts them.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

const SECOND: Duration = Duration::from_secs(1);

/// Why there is no more room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exceeded {
    /// For today.
    Quota,
    /// For this second.
    Rate,
}

/// What was used up.
#[derive(Debug)]
pub(crate) struct Limits {
    daily_quota: Option<u64>,
    rate: Option<u64>,
    used: Mutex<Used>,
}

#[derive(Debug, Default)]
struct Used {
    today: u64,
    lately: VecDeque<(Instant, u64)>,
}

impl Limits {
    pub(crate) fn new(daily_quota: Option<u64>, rate: Option<u64>) -> Self {
        Self { daily_quota, rate, used: Mutex::default() }
    }

    /// Takes room for some recipients, or none at all.
    pub(crate) fn take(&self, recipients: usize, now: Instant) -> Result<(), Exceeded> {
        let recipients = recipients as u64;
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        if self.daily_quota.is_some_and(|quota| used.today + recipients > quota) {
            return Err(Exceeded::Quota);
        }
        if let Some(rate) = self.rate {
            while used.lately.front().is_some_and(|(then, _)| now.duration_since(*then) >= SECOND) {
                used.lately.pop_front();
            }
            let lately: u64 = used.lately.iter().map(|(_, count)| count).sum();
            // One mail to more recipients than the rate allows would never go out.
            if lately > 0 && lately + recipients > rate {
                return Err(Exceeded::Rate);
            }
            used.lately.push_back((now, recipients));
        }
        used.today += recipients;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quota_is_spent_for_good() {
        let limits = Limits::new(Some(3), None);
        let now = Instant::now();
        assert_eq!(limits.take(2, now), Ok(()));
        assert_eq!(limits.take(2, now), Err(Exceeded::Quota));
        assert_eq!(limits.take(1, now), Ok(()));
        assert_eq!(limits.take(1, now + 2 * SECOND), Err(Exceeded::Quota));
    }

    #[test]
    fn the_rate_comes_back_after_a_second() {
        let limits = Limits::new(None, Some(2));
        let now = Instant::now();
        assert_eq!(limits.take(2, now), Ok(()));
        assert_eq!(limits.take(1, now + SECOND / 2), Err(Exceeded::Rate));
        assert_eq!(limits.take(1, now + SECOND), Ok(()));
    }
}
