//! The surface of the client against the changes: verdicts follow from what is offered, so whatever differs in it must be
//! explained by a change with such a verdict.

use std::collections::{BTreeMap, BTreeSet};

use foldhash::HashSet;

use super::{Change, Flag, FlagKind, Kind, Rust, Side, items, listing::Differing, pairs::Pairs};
use crate::api::{Api, Shape, Type, TypeId};
use crate::surface::{Item, ItemKind};

/// More flags of this kind say nothing more.
const MOST: usize = 20;

/// The lines of the Rust API that differ and that no change explains.
///
/// A line that went is explained by a change that breaks callers or lets an argument be more, one that came by any
/// change. A line whose arguments are merely called otherwise is nobody's business.
pub(super) fn unexplained(
    (old, new): (&Side<'_>, &Side<'_>),
    pairs: &Pairs,
    changes: &[Change],
    differing: &Differing<'_>,
) -> Vec<Flag> {
    if old.api.settings.group != new.api.settings.group {
        return Vec::new();
    }
    let essences = |items: &BTreeMap<String, Item<'_>>| items.values().map(Item::essence).collect();
    let (went, came): (HashSet<String>, HashSet<String>) =
        (essences(&differing.removed), essences(&differing.added));
    let all: Vec<&Change> = changes.iter().collect();
    let takes_more = |change: &Change| change.name == Kind::ParameterTypeWidened.row().name;
    let breaking: Vec<&Change> =
        changes.iter().filter(|change| change.rust == Rust::Breaking || takes_more(change)).collect();
    let paired: (HashSet<TypeId>, HashSet<TypeId>) = pairs.keys().copied().unzip();
    let breaking = Explanations::of(&breaking, own(old.api, new.api, &paired.0));
    let any = Explanations::of(&all, own(new.api, old.api, &paired.1));

    let lost = differing.removed.iter();
    let lost = lost.filter(|(_, item)| {
        !came.contains(&item.essence()) && !has_more_traits(item, &differing.added) && !breaking.cover(item)
    });
    let gained = differing.added.iter();
    let gained = gained.filter(|(_, item)| !went.contains(&item.essence()) && !any.cover(item));
    let mut flags: Vec<Flag> = lost.map(|(line, _)| flag(line, true)).collect();
    flags.extend(gained.map(|(line, _)| flag(line, false)));
    if flags.len() > MOST {
        let message =
            format!("{} more lines of the Rust API changed that nothing explains", flags.len() - MOST);
        flags.truncate(MOST);
        flags.push(Flag::new(FlagKind::UnexplainedApiChange, None, None, message));
    }
    flags
}

/// Whether a struct is there still and has all the traits it had.
fn has_more_traits(item: &Item<'_>, added: &BTreeMap<String, Item<'_>>) -> bool {
    let ItemKind::Struct { name, traits, .. } = &item.kind else { return false };
    added.values().any(|other| match &other.kind {
        ItemKind::Struct { name: same, traits: more, .. } => {
            other.module == item.module && same == name && traits.iter().all(|one| more.contains(one))
        }
        _ => false,
    })
}

/// Types that one side has and the other hasn't, or has under a name that means something else there.
fn own<'a>(api: &'a Api, other: &Api, paired: &HashSet<TypeId>) -> BTreeSet<&'a str> {
    let known: BTreeSet<&str> = other.types.iter().map(|ty| ty.name.rust.as_str()).collect();
    let is_own = |(at, ty): &(usize, &Type)| {
        let compared = paired.contains(&TypeId(*at)) || matches!(ty.shape, Shape::Alias(_));
        !compared || !known.contains(ty.name.rust.as_str())
    };
    api.types.iter().enumerate().filter(is_own).map(|(_, ty)| ty.name.rust.as_str()).collect()
}

fn flag(line: &str, went: bool) -> Flag {
    let verb = if went { "went" } else { "came" };
    let message = format!("`{line}` {verb}, and no change of the document says why");
    let value = Some(line.to_owned());
    let (old, new) = if went { (value, None) } else { (None, value) };
    Flag::new(FlagKind::UnexplainedApiChange, old, new, message)
}

/// What a set of changes explains.
struct Explanations<'a> {
    /// Paths of the items they name.
    items: HashSet<&'a str>,
    /// The same and every path above them.
    above: HashSet<&'a str>,
    /// Types that only this side has.
    own: BTreeSet<&'a str>,
    /// Names that types took or gave up.
    names: HashSet<&'a str>,
}

impl<'a> Explanations<'a> {
    fn of(changes: &[&'a Change], own: BTreeSet<&'a str>) -> Self {
        let error_codes = items::error_codes();
        let items: HashSet<&str> =
            changes.iter().flat_map(|change| &change.rust_items).map(String::as_str).collect();
        let above = items.iter().flat_map(|item| with_ancestors(item)).collect();
        let renamed = changes.iter().filter(|change| change.name == Kind::TypeRenamed.row().name);
        let renamed = renamed.flat_map(|change| &change.rust_items).map(String::as_str);
        let names = renamed.chain(items.iter().copied().filter(|item| *item == error_codes));
        let names = names.filter_map(|item| item.strip_prefix("types::")).collect();
        // Types come and go with what uses them, so any change at all explains them.
        let own = if items.is_empty() { BTreeSet::new() } else { own };
        Self { items, above, own, names }
    }

    fn cover(&self, item: &Item<'_>) -> bool {
        let path = item.path();
        let is_of_own_type = || {
            let in_types = path.strip_prefix("types::");
            let of_type = in_types.map(|rest| rest.strip_prefix("required::").unwrap_or(rest));
            of_type.is_some_and(|rest| self.own.contains(rest.split("::").next().unwrap_or_default()))
        };
        let has_other_names = || {
            let mut has = false;
            item.names(&mut |_, name| has |= self.names.contains(name));
            has
        };
        with_ancestors(&path).any(|path| self.items.contains(path))
            || (item.is_of_whole_type() && self.above.contains(path.as_str()))
            || is_of_own_type()
            || has_other_names()
    }
}

/// A path and every path above it: `types::Body::html`, `types::Body`, but not `types` or `Client`, which stand for
/// everything.
fn with_ancestors(path: &str) -> impl Iterator<Item = &str> {
    let ends = path.match_indices("::").map(|(at, _)| at).chain(std::iter::once(path.len()));
    let prefixes = ends.map(move |end| &path[..end]);
    prefixes.filter(move |prefix| *prefix == path || !matches!(*prefix, "types" | "Client"))
}

#[cfg(test)]
mod tests {
    use super::with_ancestors;

    #[test]
    fn a_path_has_ancestors_but_not_all_of_the_crate() {
        assert_eq!(with_ancestors("types::A::b").collect::<Vec<_>>(), ["types::A", "types::A::b"]);
        assert_eq!(with_ancestors("Client").collect::<Vec<_>>(), ["Client"]);
    }
}
