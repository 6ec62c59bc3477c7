//! How much of each kind a run met, for reports and locks.

use std::collections::BTreeMap;

use super::Generated;
use crate::overlay::Applied;

impl Generated {
    /// Spots that are less precise than the document, by kind.
    #[must_use]
    pub fn tally_degradations(&self) -> BTreeMap<&'static str, usize> {
        let mut tally = BTreeMap::new();
        for spot in &self.api.degradations {
            *tally.entry(spot.kind.as_str()).or_default() += 1;
        }
        tally
    }

    /// Actions of the overlay that met nothing.
    pub fn stale(&self) -> impl Iterator<Item = &Applied> {
        self.overlay.stale()
    }
}
