//! What changed in the documents as they were served and can't be seen in what the client is made from, because the
//! overlay states it: upstream drops a field, and the client goes on offering it.

use serde_json::Value;

use super::{Flag, FlagKind, Side, residue::is_words, walk};
use crate::source::pointer;

/// More places than this are only counted.
const MOST: usize = 5;

/// A flag for differences between the served documents that the effective ones don't show.
pub(super) fn hidden(old: &Side<'_>, new: &Side<'_>) -> Option<Flag> {
    let (before, after) = (old.served?, new.served?);
    let stated = |side: &Side<'_>, at: &str| side.document.value.pointer(at).cloned();
    let leaves = walk::leaves(before, after);
    let places: Vec<String> = leaves
        .iter()
        .filter(|leaf| !is_words(leaf))
        .filter(|leaf| {
            let at = pointer::child(&leaf.node, leaf.keyword);
            let effective = stated(new, &at);
            // What repair or overlay moved elsewhere is no longer at its place, and is compared where it is.
            effective.is_some() && effective == stated(old, &at) && effective.as_ref() != leaf.new
        })
        .map(|leaf| format!("`{}` at `{}` {}", leaf.keyword, leaf.node, verb(leaf.old, leaf.new)))
        .collect();
    let first = places.iter().take(MOST).cloned().collect::<Vec<_>>().join(", ");
    let more =
        if places.len() > MOST { format!(", and {} more", places.len() - MOST) } else { String::new() };
    let message =
        format!("upstream changed what the overlay states, so the client doesn't follow: {first}{more}");
    (!places.is_empty()).then(|| Flag::new(FlagKind::HiddenByOverlay, None, None, message))
}

fn verb(old: Option<&Value>, new: Option<&Value>) -> &'static str {
    match (old, new) {
        (_, None) => "was removed",
        (None, _) => "was added",
        _ => "changed",
    }
}
