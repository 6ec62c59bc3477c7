//! What the client doesn't read: told as one change, as far as nothing else has told it.

use std::collections::BTreeSet;

use crate::diff::{Finding, Found, Kind};

/// A difference of which the client makes nothing.
pub(super) struct Unread<'a> {
    pub(super) keyword: &'a str,
    /// Where the keyword stands.
    pub(super) node: String,
}

/// Leaves those that the schemas as a whole have not told, here or where the same ones stand.
pub(super) fn untold(found: &Found<'_>, unread: &mut Vec<Unread<'_>>) {
    let (old, new) = (&found.old.document.value, &found.new.document.value);
    unread.retain(|Unread { node, .. }| {
        let is_known = || {
            let nodes = old.pointer(node).zip(new.pointer(node));
            nodes.is_some_and(|(old, new)| found.is_known(old, new))
        };
        !found.alarmed_around(node) && !found.told_rules(&["E26"], node) && !is_known()
    });
}

/// Everything the client doesn't read, as one change.
pub(super) fn tell(found: &mut Found<'_>, unread: &[Unread<'_>]) {
    if unread.is_empty() {
        return;
    }
    let keywords: BTreeSet<String> =
        unread.iter().take(10).map(|unread| format!("`{}`", unread.keyword)).collect();
    let places = if unread.len() == 1 { "place" } else { "places" };
    found.report(Finding {
        new: Some(unread.len().to_string()),
        message: format!(
            "{} {places} changed that the client doesn't read: {}",
            unread.len(),
            keywords.into_iter().collect::<Vec<_>>().join(", ")
        ),
        ..Finding::of(Kind::Unread)
    });
}
