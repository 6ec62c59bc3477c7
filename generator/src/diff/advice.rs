//! What callers do about a change: which item they write in place of which, from the surfaces of both sides.

use std::collections::BTreeMap;

use super::{Change, Rust, listing::Differing};
use crate::surface::{Item, ItemKind, Module};

/// Says of each change that callers notice what they do about it.
pub(super) fn advise(changes: &mut [Change], differing: &Differing<'_>) {
    let (went, came) = (by_path(&differing.removed), by_path(&differing.added));
    for change in changes.iter_mut().filter(|change| change.rust == Rust::Breaking) {
        let among = |items: &Items<'_, '_>, other: &Items<'_, '_>| -> Vec<String> {
            let own = change.rust_items.iter().filter(|path| !other.contains_key(path.as_str()));
            own.filter_map(|path| Some(items.get(path.as_str())?.usage())).collect()
        };
        let adapted = change
            .rust_items
            .iter()
            .find_map(|path| Some((*went.get(path.as_str())?, *came.get(path.as_str())?)));
        let (before, after) = (among(&went, &came), among(&came, &went));
        change.advice = match (before.first(), after.first()) {
            (Some(before), Some(after)) => Some(format!("replace `{before}` by `{after}`")),
            (Some(before), None) => Some(format!("`{before}` is gone")),
            _ => adapted.map(|(before, after)| adapt(before, after)),
        };
    }
}

/// Items by the paths that changes name them by.
type Items<'i, 'a> = BTreeMap<String, &'i Item<'a>>;

/// Those of the client that is awaited stand for all of a path, and a setter for its field.
fn by_path<'i, 'a>(items: &'i BTreeMap<String, Item<'a>>) -> Items<'i, 'a> {
    let is_awaited = |item: &&Item<'_>| !matches!(item.module, Module::Blocking | Module::Mock);
    let named = |item: &&Item<'_>| !matches!(item.kind, ItemKind::Impl { .. });
    let mut paths = Items::new();
    // Functions come before fields: items are sorted by their lines.
    for item in items.values().filter(is_awaited).filter(named) {
        paths.entry(item.path()).or_insert(item);
    }
    paths
}

/// The same item, which is something else now.
fn adapt(before: &Item<'_>, after: &Item<'_>) -> String {
    let (old, new) = (before.usage(), after.usage());
    match &after.kind {
        ItemKind::Function { signature, .. } if old == new => {
            let takes: Vec<String> =
                signature.arguments.iter().map(|one| one.ty.seen_from(Module::Root).to_string()).collect();
            format!("`{new}` takes {}", listed(&takes))
        }
        ItemKind::Field { ty, .. } => format!("`{new}` is `{}`", ty.seen_from(Module::Root)),
        ItemKind::Call { output, .. } => format!("`{new}` yields `{}`", output.seen_from(Module::Root)),
        ItemKind::Variant { held: Some(held), .. } => {
            format!("`{new}` holds `{}`", held.seen_from(Module::Root))
        }
        _ if old == new => format!("`{new}` is declared otherwise"),
        _ => format!("replace `{old}` by `{new}`"),
    }
}

fn listed(types: &[String]) -> String {
    if types.is_empty() { "nothing".to_owned() } else { format!("`{}`", types.join("`, `")) }
}
