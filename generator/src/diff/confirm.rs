//! The listing of the Rust API against the changes: verdicts follow from what is emitted, so whatever differs in it must
//! be explained by a change with such a verdict.

mod line;

use std::collections::{BTreeSet, HashSet};

use super::{Change, Flag, FlagKind, Kind, ListingDiff, Rust, Side, items::ERROR_CODE};
use crate::api::Api;
use line::Line;

/// More flags of this kind say nothing more.
const MOST: usize = 20;

/// The lines of the Rust API that differ and that no change explains.
///
/// A line that went is explained by a change that breaks callers, one that came by any change. A line whose arguments
/// are merely called otherwise is nobody's business.
pub(super) fn unexplained(
    old: &Side<'_>,
    new: &Side<'_>,
    changes: &[Change],
    listing: &ListingDiff,
) -> Vec<Flag> {
    if old.provenance.grouped != new.provenance.grouped {
        return Vec::new();
    }
    let removed: Vec<Line<'_>> = listing.removed.iter().map(|text| Line::of(text)).collect();
    let added: Vec<Line<'_>> = listing.added.iter().map(|text| Line::of(text)).collect();
    let respelled = |one: &Line<'_>, others: &HashSet<&str>| others.contains(one.essence.as_str());
    let went: HashSet<&str> = removed.iter().map(|line| line.essence.as_str()).collect();
    let came: HashSet<&str> = added.iter().map(|line| line.essence.as_str()).collect();
    let all: Vec<&Change> = changes.iter().collect();
    let breaking: Vec<&Change> = changes.iter().filter(|change| change.rust == Rust::Breaking).collect();
    let breaking = Explanations::of(&breaking, old.api, new.api);
    let any = Explanations::of(&all, new.api, old.api);

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
    /// Types this side has and the other hasn't.
    own: BTreeSet<&'a str>,
    /// Names that types took or gave up.
    names: HashSet<&'a str>,
}

impl<'a> Explanations<'a> {
    fn of(changes: &[&'a Change], api: &'a Api, other: &'a Api) -> Self {
        let items: HashSet<&str> =
            changes.iter().flat_map(|change| &change.rust_items).map(String::as_str).collect();
        let above = items.iter().flat_map(|item| line::with_ancestors(item)).collect();
        let renamed = changes.iter().filter(|change| change.name == Kind::TypeRenamed.row().name);
        let renamed = renamed.flat_map(|change| &change.rust_items).map(String::as_str);
        let names = renamed.chain(items.iter().copied().filter(|item| *item == ERROR_CODE));
        let names = names.filter_map(|item| item.strip_prefix("types::")).collect();
        let known: BTreeSet<&str> = other.types.iter().map(|ty| ty.name.rust.as_str()).collect();
        // Types come and go with what uses them, so any change at all explains them.
        let own = api.types.iter().map(|ty| ty.name.rust.as_str()).filter(|name| !known.contains(name));
        let own = if items.is_empty() { BTreeSet::new() } else { own.collect() };
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
