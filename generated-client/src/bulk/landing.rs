//! Outcomes in the order of the entries, whatever order they become known in.

use std::collections::BTreeMap;

use super::{BulkOutcome, BulkProgress};

/// Hands outcomes on, each after those of the entries before it.
pub(super) struct Landing<F> {
    outcome: F,
    /// Known, but an entry before them has no outcome yet.
    waiting: BTreeMap<usize, BulkOutcome>,
    /// How many were handed on.
    done: usize,
    progress: BulkProgress,
}

impl<F: FnMut(BulkOutcome)> Landing<F> {
    pub(super) fn new(outcome: F) -> Self {
        Self { outcome, waiting: BTreeMap::new(), done: 0, progress: BulkProgress::default() }
    }

    /// How many outcomes were handed on.
    pub(super) fn done(&self) -> usize {
        self.done
    }

    /// How many outcomes are known.
    pub(super) fn progress(&self) -> BulkProgress {
        self.progress
    }

    /// Takes an outcome.
    pub(super) fn land(&mut self, outcome: BulkOutcome) {
        self.progress.count(&outcome);
        self.waiting.insert(outcome.position, outcome);
        while let Some(outcome) = self.waiting.remove(&self.done) {
            self.done += 1;
            (self.outcome)(outcome);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::{BulkEmailEntry, Destination};

    #[test]
    fn outcomes_come_in_the_order_of_the_entries() {
        let mut seen = Vec::new();
        let mut landing = Landing::new(|outcome: BulkOutcome| seen.push(outcome.position));
        for position in [2, 0, 3, 1, 4] {
            let entry = BulkEmailEntry::new(Destination::new());
            landing.land(BulkOutcome::new(position, entry, Ok(None)));
        }
        assert_eq!((landing.done(), landing.progress().done()), (5, 5));
        assert_eq!(seen, [0, 1, 2, 3, 4]);
    }
}
