//! How much of each kind a run met, for reports and locks.

use std::collections::BTreeMap;

use super::Generated;
use crate::document::Form;
use crate::overlay::Applied;

impl Generated {
    /// Repairs by kind.
    #[must_use]
    pub fn tally_repairs(&self) -> BTreeMap<&'static str, usize> {
        tally(self.repairs.iter().map(|repair| repair.kind.as_str()))
    }

    /// Spots that are less precise than the document, by kind.
    #[must_use]
    pub fn tally_degradations(&self) -> BTreeMap<&'static str, usize> {
        tally(self.api.degradations.iter().map(|spot| spot.kind.as_str()))
    }

    /// Actions of the overlay by what became of them: they changed something, met something but changed nothing, or met
    /// nothing.
    #[must_use]
    pub fn tally_overlay(&self) -> [(&'static str, usize); 3] {
        let stale = self.overlay.stale().count();
        let applied = self.overlay.actions.iter().filter(|action| action.changed > 0).count();
        let unchanged = self.overlay.actions.len() - applied - stale;
        [("applied", applied), ("unchanged", unchanged), ("stale", stale)]
    }

    /// Actions of the overlay that met nothing.
    pub fn stale(&self) -> impl Iterator<Item = &Applied> {
        self.overlay.stale()
    }

    /// The form the document was served in, in a word, and where it stands in what was served.
    #[must_use]
    pub fn shown_form(&self) -> String {
        let (name, pointer) = match &self.form {
            Form::OpenApi => ("openapi", ""),
            Form::Wrapped(pointer) => ("openapi", pointer.as_str()),
            Form::Swagger(pointer) => ("swagger 2.0", pointer.as_str()),
            Form::Definition(pointer) => ("definition", pointer.as_str()),
        };
        if pointer.is_empty() { name.to_owned() } else { format!("{name} at {pointer}") }
    }
}

fn tally<'k>(kinds: impl Iterator<Item = &'k str>) -> BTreeMap<&'k str, usize> {
    let mut tally = BTreeMap::new();
    for kind in kinds {
        *tally.entry(kind).or_default() += 1;
    }
    tally
}
