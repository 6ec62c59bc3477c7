//! Every name that lives beside the types: components, calls, groups and, last, the inline types.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::draft::{self, Draft, Hint, Parent};
use super::kept::Keeper;
use super::uses::Uses;
use super::{failures, intern};
use crate::api::{Group, Incoming, Name, Operation, TypeId};
use crate::names::{Candidates, Case, Kept, PlaceKey, Scope, reserved, words};

/// How long a name made of a place may be before it leaves out its beginning.
const LONGEST_NAME: usize = 48;

/// A shorter word says nothing by itself.
const SHORTEST_BASE: usize = 3;

/// The longest title that makes a good name, in characters.
const LONGEST_TITLE: usize = 40;

/// The scope that types, calls and groups share: users import all of them with a glob.
fn scope() -> Scope {
    Scope::new(Case::Camel, &reserved::types())
}

/// Names everything that has a name beside the types: first what had one before.
pub(super) fn all(
    keeper: &mut Keeper<'_>,
    drafts: &[Draft],
    in_use: &[TypeId],
    representatives: &[TypeId],
    uses: &mut Uses,
    groups: &mut [Group],
) -> HashMap<TypeId, Name> {
    let Uses { operations, incoming, components: _ } = uses;
    let mut scope = scope();
    let mut names = kept_types(keeper, &mut scope, drafts, in_use, representatives);
    // A type that had the name of a parameter keeps it: it stands in another module than calls and groups.
    scope.reserve(reserved::PARAMETERS);
    let called = kept_calls(keeper, &mut scope, operations);
    kept_groups(keeper, &mut scope, groups);
    failures::keep(keeper, &mut scope, operations);
    components(&mut scope, drafts, in_use, &mut names);
    calls(&mut scope, operations, &called);
    self::groups(&mut scope, groups);
    answers(&mut scope, operations);
    failures::name(&mut scope, operations);
    let parents = Parents { representatives, operations, incoming };
    inline(&mut scope, drafts, in_use, &parents, &mut names);
    names
}

/// Gives types the names they had. Where several had one name, a component goes before an inline type, and then the
/// one that stands at more of the places.
fn kept_types(
    keeper: &mut Keeper<'_>,
    scope: &mut Scope,
    drafts: &[Draft],
    used: &[TypeId],
    representatives: &[TypeId],
) -> HashMap<TypeId, Name> {
    let mut names = HashMap::new();
    if keeper.names.is_empty() {
        return names;
    }
    let mut asking: HashMap<(&str, TypeId), usize> = HashMap::new();
    for (draft, id) in drafts.iter().zip(representatives) {
        if let Some(name) = keeper.type_of(draft) {
            *asking.entry((name, *id)).or_default() += 1;
        }
    }
    let rank: HashMap<TypeId, usize> = used.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let mut asking: Vec<_> = asking.into_iter().filter(|((_, id), _)| rank.contains_key(id)).collect();
    asking.sort_by_key(|((_, id), places)| {
        (matches!(drafts[id.0].hint, Hint::Inline { .. }), Reverse(*places), rank[id])
    });
    let mut given: HashSet<&str> = HashSet::new();
    for ((name, id), _) in asking {
        if names.contains_key(&id) || !given.insert(name) {
            continue;
        }
        let span = keeper.names.types.get(name).map(|names| names.span.clone()).unwrap_or_default();
        let kept = Kept { name: name.to_owned(), span };
        if let Some(rust) = keeper.keep(scope, Some(&kept), &drafts[id.0].at) {
            let wire = match &drafts[id.0].hint {
                Hint::Component(name) => name.clone(),
                // Its title or its place: `inline` says which.
                Hint::Inline { .. } => String::new(),
            };
            names.insert(id, Name { wire, rust });
        }
    }
    names
}

/// Gives calls and what they are answered with the names they had; which calls had one.
fn kept_calls(keeper: &mut Keeper<'_>, scope: &mut Scope, operations: &mut [Operation]) -> Vec<bool> {
    let called = operations.iter_mut().map(|operation| {
        let place = PlaceKey::operation(&operation.method, &operation.key);
        let Some(names) = keeper.operation(&place) else { return false };
        if let Some(choice) = &mut operation.output.choice {
            choice.name = keeper.keep(scope, names.answer.as_ref(), &place).unwrap_or_default();
        }
        let call = keeper.keep(scope, Some(&names.call), &place);
        let is_called = call.is_some();
        operation.call = call.unwrap_or_else(|| std::mem::take(&mut operation.call));
        is_called
    });
    called.collect()
}

fn kept_groups(keeper: &mut Keeper<'_>, scope: &mut Scope, groups: &mut [Group]) {
    for group in groups {
        let kept = keeper.names.tags.get(&group.name.wire).map(|names| &names.ty);
        group.type_name = keeper.keep(scope, kept, "tags").unwrap_or_default();
    }
}

/// Names the components among the types in use.
fn components(scope: &mut Scope, drafts: &[Draft], used: &[TypeId], names: &mut HashMap<TypeId, Name>) {
    let open = used.iter().filter(|id| !names.contains_key(id));
    let mut ids: Vec<(TypeId, &String)> = open
        .filter_map(|id| match &drafts[id.0].hint {
            Hint::Component(name) => Some((*id, name)),
            Hint::Inline { .. } => None,
        })
        .collect();
    ids.sort_unstable_by_key(|(_, name)| *name);
    let items: Vec<_> = ids.iter().map(|(_, name)| candidates(name, [(*name).clone()])).collect();
    let claimed = scope.claim_all(&items).into_iter().map(|(name, _)| name);
    names.extend(ids.iter().map(|(id, _)| *id).zip(claimed));
}

/// Names the calls that aren't `called` something yet. One that is called like a component is told apart by what it is.
fn calls(scope: &mut Scope, operations: &mut [Operation], called: &[bool]) {
    let mut open: Vec<&mut Operation> =
        operations.iter_mut().zip(called).filter(|(_, called)| !**called).map(|(open, _)| open).collect();
    let items: Vec<_> = open
        .iter()
        .map(|operation| {
            candidates(&operation.call, [operation.call.clone(), format!("{} Call", operation.call)])
        })
        .collect();
    for (operation, (name, _)) in open.iter_mut().zip(scope.claim_all(&items)) {
        operation.call = name.rust;
    }
}

/// Names what calls are answered with where that differs by status.
fn answers(scope: &mut Scope, operations: &mut [Operation]) {
    for operation in operations {
        if let Some(choice) = operation.output.choice.as_mut().filter(|choice| choice.name.is_empty()) {
            choice.name = scope.claim_first("", &of_call(&operation.call, "Answer")).rust;
        }
    }
}

/// What a type is called that belongs to a call.
pub(super) fn of_call(call: &str, what: &str) -> [String; 2] {
    [format!("{call} {what}"), format!("{call} Call {what}")]
}

/// Names what the accessors of groups return.
fn groups(scope: &mut Scope, groups: &mut [Group]) {
    let mut open: Vec<&mut Group> = groups.iter_mut().filter(|group| group.type_name.is_empty()).collect();
    let items = open.iter().map(|group| {
        let accessor = group.name.rust.trim_start_matches("r#");
        candidates(&group.name.wire, [accessor.to_owned(), format!("{accessor} Operations")])
    });
    let items: Vec<_> = items.collect();
    for (group, (name, _)) in open.iter_mut().zip(scope.claim_all(&items)) {
        group.type_name = name.rust;
    }
}

/// What inline types stand in.
struct Parents<'a> {
    /// The type that stands for each draft.
    representatives: &'a [TypeId],
    operations: &'a [Operation],
    incoming: &'a [Incoming],
}

/// Names the inline types in the order of their use, so that a type has its name before what lies inside it.
fn inline(
    scope: &mut Scope,
    drafts: &[Draft],
    used: &[TypeId],
    parents: &Parents<'_>,
    names: &mut HashMap<TypeId, Name>,
) {
    let mut places: HashMap<TypeId, Vec<&Hint>> = HashMap::new();
    let mut titles: HashMap<Vec<String>, usize> = HashMap::new();
    for (at, representative) in parents.representatives.iter().enumerate() {
        places.entry(*representative).or_default().push(&drafts[at].hint);
    }
    for id in used {
        if let Hint::Inline { title: Some(title), .. } = &drafts[id.0].hint {
            *titles.entry(words(title)).or_default() += 1;
        }
    }
    for id in used {
        let Hint::Inline { title, place } = &drafts[id.0].hint else { continue };
        let title = title.as_ref().filter(|title| is_usable(title) && titles.get(&words(title)) == Some(&1));
        let shared = places.get(id).and_then(|hints| shared_base(hints));
        let standing = standing(place, parents, names);
        let mut wishes: Vec<String> = title.cloned().into_iter().chain(shared).collect();
        let from_place = wishes.is_empty();
        // Beside a component `Row` the item of a component `Rows` is a row of its own.
        let beside = (place.parent == Parent::Component).then(|| format!("{standing} Item"));
        wishes.push(standing);
        wishes.extend(beside);
        let kept = names.remove(id);
        let mut name = kept.unwrap_or_else(|| scope.claim_first("", &wishes));
        name.wire = wishes.into_iter().next().filter(|_| !from_place).unwrap_or_else(|| name.rust.clone());
        names.insert(*id, name);
    }
}

/// Whether a title reads as a name.
pub(super) fn is_usable(title: &str) -> bool {
    title.chars().count() <= LONGEST_TITLE
        && title.split_whitespace().count() <= 4
        && title.chars().any(char::is_alphabetic)
        && !title.contains(['.', '{', '<', '`'])
}

/// What several places call the type they share: the most frequent word, the first of those.
fn shared_base(hints: &[&Hint]) -> Option<String> {
    if hints.len() < 2 {
        return None;
    }
    let mut counts: indexmap::IndexMap<Vec<String>, (usize, String)> = indexmap::IndexMap::new();
    for hint in hints {
        let base = intern::base(hint);
        let entry = counts.entry(words(&base)).or_insert((0, base));
        entry.0 += 1;
    }
    let most = counts.values().map(|(count, _)| *count).max()?;
    let (_, base) = counts.values().find(|(count, _)| *count == most)?;
    // A role says nothing without the operation.
    let role = matches!(base.as_str(), "Request" | "Response" | "Response Item" | "Request Item");
    (!role && base.len() >= SHORTEST_BASE).then(|| base.clone())
}

/// A name made of where the type stands.
fn standing(place: &draft::InlinePlace, parents: &Parents<'_>, names: &HashMap<TypeId, Name>) -> String {
    let parent = match place.parent {
        Parent::Type(id) => names.get(&parents.representatives[id.0]).map_or("", |name| name.rust.as_str()),
        Parent::Operation(at) => parents.operations[at].name.wire.as_str(),
        Parent::Incoming(at) => parents.incoming[at].name.wire.as_str(),
        Parent::Component => "",
    };
    if !matches!(place.parent, Parent::Type(_)) {
        return joined(parent, &place.part);
    }
    // `SendEmailRequest`'s content is the content of sending an email.
    let bare = parent.strip_suffix("Request").or_else(|| parent.strip_suffix("Response"));
    let bare = bare.filter(|bare| !bare.is_empty()).unwrap_or(parent);
    joined(&ending(bare, LONGEST_NAME.saturating_sub(place.part.len())), &place.part)
}

/// Parent and part in a row; words that end the one and begin the other are said once.
pub(super) fn joined(parent: &str, part: &str) -> String {
    if parent.is_empty() {
        return part.to_owned();
    }
    let (mut parent, part) = (words(parent), words(part));
    let most = parent.len().min(part.len().saturating_sub(1));
    let overlap = (1..=most).rev().find(|&count| parent.ends_with(&part[..count])).unwrap_or_default();
    parent.truncate(parent.len() - overlap);
    parent.extend(part);
    parent.join(" ")
}

/// The last words of a name that fit: deep inside, the nearest words say most.
fn ending(name: &str, length: usize) -> String {
    if name.len() <= length {
        return name.to_owned();
    }
    let mut left = length;
    let parts = words(name);
    let fitting = parts.iter().rev().take_while(|word| {
        let fits = word.len() <= left;
        left = left.saturating_sub(word.len());
        fits
    });
    let skip = parts.len() - fitting.count();
    parts[skip..].join(" ")
}

fn candidates<const N: usize>(wire: &str, names: [String; N]) -> Candidates {
    Candidates { wire: wire.to_owned(), names: names.into() }
}
