//! The listing of the Rust API against the changes: verdicts follow from what is emitted, so whatever differs in it must
//! be explained by a change with such a verdict.

mod line;

use std::collections::{BTreeSet, HashSet};

use super::{Change, Flag, FlagKind, Kind, ListingDiff, Rust, Side, items::ERROR_CODE, pairs::Pairs};
use crate::api::{Api, Shape, Type, TypeId};
use line::Line;

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
    listing: &ListingDiff,
) -> Vec<Flag> {
    if old.api.settings.group != new.api.settings.group {
        return Vec::new();
    }
    let removed: Vec<Line<'_>> = listing.removed.iter().map(|text| Line::of(text)).collect();
    let added: Vec<Line<'_>> = listing.added.iter().map(|text| Line::of(text)).collect();
    let respelled = |one: &Line<'_>, others: &HashSet<&str>| others.contains(one.essence.as_str());
    let went: HashSet<&str> = removed.iter().map(|line| line.essence.as_str()).collect();
    let came: HashSet<&str> = added.iter().map(|line| line.essence.as_str()).collect();
    let all: Vec<&Change> = changes.iter().collect();
    let takes_more = |change: &Change| change.name == Kind::ParameterTypeWidened.row().name;
    let breaking: Vec<&Change> =
        changes.iter().filter(|change| change.rust == Rust::Breaking || takes_more(change)).collect();
    let paired: (HashSet<TypeId>, HashSet<TypeId>) = pairs.keys().copied().unzip();
    let breaking = Explanations::of(&breaking, own(old.api, new.api, &paired.0));
    let any = Explanations::of(&all, own(new.api, old.api, &paired.1));

    let lost = removed.iter().filter(|line| !respelled(line, &came) && !breaking.cover(line));
    let gained = added.iter().filter(|line| !respelled(line, &went) && !any.cover(line));
    let mut flags: Vec<Flag> = lost.map(|line| flag(line.text, true)).collect();
    flags.extend(gained.map(|line| flag(line.text, false)));
    if flags.len() > MOST {
        let message =
            format!("{} more lines of the Rust API changed that nothing explains", flags.len() - MOST);
        flags.truncate(MOST);
        flags.push(Flag::new(FlagKind::UnexplainedApiChange, None, None, message));
    }
    flags
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
        let items: HashSet<&str> =
            changes.iter().flat_map(|change| &change.rust_items).map(String::as_str).collect();
        let above = items.iter().flat_map(|item| line::with_ancestors(item)).collect();
        let renamed = changes.iter().filter(|change| change.name == Kind::TypeRenamed.row().name);
        let renamed = renamed.flat_map(|change| &change.rust_items).map(String::as_str);
        let names = renamed.chain(items.iter().copied().filter(|item| *item == ERROR_CODE));
        let names = names.filter_map(|item| item.strip_prefix("types::")).collect();
        // Types come and go with what uses them, so any change at all explains them.
        let own = if items.is_empty() { BTreeSet::new() } else { own };
        Self { items, above, own, names }
    }

    fn cover(&self, line: &Line<'_>) -> bool {
        let path = line.path.as_str();
        let is_of_own_type = || {
            path.strip_prefix("types::")
                .is_some_and(|rest| self.own.contains(rest.split("::").next().unwrap_or_default()))
        };
        line::with_ancestors(path).any(|path| self.items.contains(path))
            || (line.is_head && self.above.contains(path))
            || is_of_own_type()
            || line.words().any(|word| self.names.contains(word))
    }
}
