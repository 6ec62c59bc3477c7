//! Aliases: schemas that are another's by another name.

use foldhash::HashMap;

use super::draft::Draft;
use super::uses::{Uses, every_use};
use crate::api::{Shape, TypeId, TypeRef};

/// Puts what an alias stands for wherever it is used.
pub(super) fn inline(drafts: &mut [Draft], uses: &mut Uses) {
    let aliases: HashMap<TypeId, TypeRef> = drafts
        .iter()
        .enumerate()
        .filter_map(|(at, draft)| match &draft.shape {
            Shape::Alias(ty) => Some((TypeId(at), ty.clone())),
            _ => None,
        })
        .collect();
    if aliases.is_empty() {
        return;
    }
    let mut inline = |ty: &mut TypeRef| {
        if let TypeRef::Named(id) = ty
            && let Some(other) = aliases.get(id)
        {
            *ty = other.clone();
        }
    };
    // A component that is there for its own sake keeps its name.
    let components = std::mem::take(&mut uses.components);
    every_use(drafts, uses, &mut inline);
    uses.components = components;
}
