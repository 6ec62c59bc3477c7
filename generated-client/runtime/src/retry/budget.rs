//! What all retries of a program may come to.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// What one call that succeeds gives back, in tenths of a retry.
const GIVEN_BACK: u32 = 1;

/// What one retry costs, in tenths.
const COST: u32 = 10;

/// A budget of retries that calls, clients and policies share, against storms: where everything fails, what is tried again
/// stops once the budget is used up, and each call that succeeds gives a tenth of a retry back (a token bucket).
///
/// ```
/// use lowcodeapi_runtime::{RetryBudget, RetryPolicy};
///
/// let budget = RetryBudget::new(50);
/// let policy = RetryPolicy::default().budget(&budget);
/// ```
#[derive(Debug, Clone)]
pub struct RetryBudget(Arc<Bucket>);

#[derive(Debug)]
struct Bucket {
    tenths: AtomicU32,
    most: u32,
}

impl RetryBudget {
    /// A full budget of so many retries, which is also the most it ever holds.
    #[must_use]
    pub fn new(retries: u32) -> Self {
        let most = retries.saturating_mul(COST);
        Self(Arc::new(Bucket { tenths: AtomicU32::new(most), most }))
    }

    /// How many retries are left.
    #[must_use]
    pub fn left(&self) -> u32 {
        self.0.tenths.load(Ordering::Relaxed) / COST
    }

    /// Takes a retry; false where none is left.
    pub(super) fn take(&self) -> bool {
        let take = |tenths: u32| tenths.checked_sub(COST);
        self.0.tenths.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take).is_ok()
    }

    pub(super) fn give_back(&self) {
        let most = self.0.most;
        let give = |tenths: u32| (tenths < most).then(|| (tenths + GIVEN_BACK).min(most));
        // A full budget stays as it is.
        let _ = self.0.tenths.fetch_update(Ordering::Relaxed, Ordering::Relaxed, give);
    }
}

impl PartialEq for RetryBudget {
    /// Whether it is the same budget.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for RetryBudget {}

#[cfg(test)]
mod tests {
    use super::RetryBudget;

    #[test]
    fn a_budget_is_used_up_and_filled_again_by_what_succeeds() {
        let budget = RetryBudget::new(2);
        let shared = budget.clone();
        assert!(budget.take() && shared.take() && !budget.take());
        (0..9).for_each(|_| budget.give_back());
        assert!(!budget.take());
        budget.give_back();
        assert_eq!((shared.left(), shared.take(), shared.take()), (1, true, false));
        (0..100).for_each(|_| budget.give_back());
        assert_eq!(budget.left(), 2);
    }
}
