//! Counts what companions describe of an interface, and what of it has a type.

use std::collections::BTreeMap;

use lowcodeapi_generator::api::{Api, Operation, TypeRef};
use lowcodeapi_generator::join::Matched;
use serde::Serialize;

/// What companions describe.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub(super) struct Companions {
    /// The operations they have.
    pub(super) matched: usize,
    /// Those of these that answer JSON by their companion.
    pub(super) json: usize,
    /// Those of these whose answer has a type.
    pub(super) typed: usize,
    /// The matched operations that answer nothing.
    pub(super) nothing: usize,
}

impl Companions {
    /// Of an interface and the operations that matched.
    pub(super) fn of(matched: &[Matched], api: &Api) -> Self {
        let at: BTreeMap<&str, &Operation> =
            api.operations.iter().map(|operation| (operation.origin.0.as_str(), operation)).collect();
        let mut counts = Self { matched: matched.len(), ..Self::default() };
        for Matched { pointer, answers_json, .. } in matched {
            let Some(operation) = at.get(pointer.as_str()) else { continue };
            let is_nothing = operation.output.ty.is_none() && operation.output.choice.is_none();
            let is_typed = !is_nothing && operation.output.ty != Some(TypeRef::Json);
            counts.json += usize::from(*answers_json);
            counts.typed += usize::from(*answers_json && is_typed);
            counts.nothing += usize::from(is_nothing);
        }
        counts
    }

    /// Adds those of another document.
    pub(super) fn join(&mut self, other: Self) {
        self.matched += other.matched;
        self.json += other.json;
        self.typed += other.typed;
        self.nothing += other.nothing;
    }
}
