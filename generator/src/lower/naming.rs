//! Every name that lives beside the types: components, calls, groups and, last, the inline types.

mod inline_types;

use std::cmp::Reverse;

use super::draft::{Draft, Hint};
use super::failures;
use super::kept::Keeper;
use super::uses::Uses;
use crate::api::{Group, Name, Operation, TypeId};
use crate::names::{Candidates, Case, Kept, PlaceKey, Scope, reserved};
use foldhash::{HashMap, HashSet};
use inline_types::Parents;
pub(super) use inline_types::{is_usable, joined};

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
    inline_types::name(&mut scope, drafts, in_use, &parents, &mut names);
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
    let mut names = HashMap::default();
    if keeper.names.is_empty() {
        return names;
    }
    let mut asking: HashMap<(&str, TypeId), usize> = HashMap::default();
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
    let mut given: HashSet<&str> = HashSet::default();
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

fn candidates<const N: usize>(wire: &str, names: [String; N]) -> Candidates {
    Candidates { wire: wire.to_owned(), names: names.into() }
}
