//! What changed in the documents as they were served and can't be seen in what the client is made from, because the
//! overlay states it: upstream drops a field, and the client goes on offering it.

use serde_json::Value;

use super::{
    Flag, FlagKind, Side,
    document_diff::is_words,
    walk::{self, KeywordChange},
};
use crate::source::pointer;

/// More places than this are only counted.
const MOST: usize = 5;

/// A flag for differences between the served documents that the effective ones don't show.
pub(super) fn hidden(old: &Side<'_>, new: &Side<'_>) -> Option<Flag> {
    let (before, after) = (old.served?, new.served?);
    let stated = |side: &Side<'_>, at: &str| side.document.value.pointer(at).cloned();
    let changes = walk::changes(before, after);
    let at = |change: &KeywordChange<'_>| pointer::child(&change.node, change.keyword);
    let hidden: Vec<&KeywordChange<'_>> = changes
        .iter()
        .filter(|change| !is_words(change))
        .filter(|change| {
            let at = at(change);
            let effective = stated(new, &at);
            // What repair or overlay moved elsewhere is no longer at its place, and is compared where it is.
            effective.is_some() && effective == stated(old, &at) && effective.as_ref() != change.new
        })
        .collect();
    let place = |change: &&KeywordChange<'_>| {
        format!("`{}` at `{}` {}", change.keyword, change.node, verb(change.old, change.new))
    };
    let places: Vec<String> = hidden.iter().map(place).collect();
    let first = places.iter().take(MOST).cloned().collect::<Vec<_>>().join(", ");
    let more =
        if places.len() > MOST { format!(", and {} more", places.len() - MOST) } else { String::new() };
    let mut lines: Vec<&str> = hidden.iter().flat_map(|change| stated_at(new, &at(change))).collect();
    lines.dedup();
    let act = match &lines[..] {
        [] => String::new(),
        lines => format!("; decide at {}", lines.join(", ")),
    };
    let message =
        format!("upstream changed what the overlay states, so the client doesn't follow: {first}{more}{act}");
    (!places.is_empty()).then(|| Flag::new(FlagKind::HiddenByOverlay, None, None, message))
}

/// Where the overlay states what stands at a pointer, something in it, or something around it.
fn stated_at<'a>(side: &'a Side<'_>, at: &str) -> Vec<&'a str> {
    let inside = |one: &str, other: &str| {
        one.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let actions = side.provenance.stated.iter();
    let meets = |places: &[String]| places.iter().any(|place| inside(place, at) || inside(at, place));
    actions.filter(|(_, places)| meets(places)).map(|(line, _)| line.as_str()).collect()
}

fn verb(old: Option<&Value>, new: Option<&Value>) -> &'static str {
    match (old, new) {
        (_, None) => "was removed",
        (None, _) => "was added",
        _ => "changed",
    }
}
