//! How two listings of a public Rust API differ.

use std::collections::BTreeSet;

use serde::Serialize;

/// The lines that differ, each side sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ListingDiff {
    /// Lines that went.
    pub removed: Vec<String>,
    /// Lines that came.
    pub added: Vec<String>,
}

impl ListingDiff {
    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.removed.is_empty() && self.added.is_empty()
    }
}

pub(super) fn compare(old: &str, new: &str) -> ListingDiff {
    let lines = |text| str::lines(text).collect::<BTreeSet<_>>();
    let (old, new) = (lines(old), lines(new));
    let only = |one: &BTreeSet<&str>, other: &BTreeSet<&str>| {
        one.difference(other).map(|line| (*line).to_owned()).collect()
    };
    ListingDiff { removed: only(&old, &new), added: only(&new, &old) }
}
