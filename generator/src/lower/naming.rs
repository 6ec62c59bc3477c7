//! Every name that lives beside the types: components, calls, groups and, last, the inline types.

use std::collections::HashMap;

use super::draft::{Draft, Hint, Parent, Place};
use super::intern;
use crate::api::{Group, Name, Operation, TypeId};
use crate::names::{Candidates, Case, PRELUDE, Scope, words};

/// What emitted code names beside the document's types and the prelude.
const OWN: &[&str] = &[
    "Async",
    "Base64",
    "Blocking",
    "Bytes",
    "Call",
    "Client",
    "ClientBuilder",
    "Core",
    "Deserialize",
    "Detailed",
    "Display",
    "Endpoint",
    "Error",
    "ErrorCode",
    "Form",
    "JsonObject",
    "Method",
    "Mock",
    "Mode",
    "RetryPolicy",
    "Self",
    "Serialize",
    "Service",
    "Style",
    "UrlFormat",
    "Value",
];

/// How long a name made of a place may be before it leaves out its beginning.
const LONGEST_NAME: usize = 48;

/// A shorter word says nothing by itself.
const SHORTEST_BASE: usize = 3;

/// The longest title that makes a good name, in characters.
const LONGEST_TITLE: usize = 40;

/// The scope that types, calls and groups share: users import all of them with a glob.
pub(super) fn scope() -> Scope {
    Scope::new(Case::Camel, &[PRELUDE, OWN].concat())
}

/// Names the components among the types in use.
pub(super) fn components(scope: &mut Scope, drafts: &[Draft], used: &[TypeId]) -> HashMap<TypeId, Name> {
    let mut ids: Vec<(TypeId, &String)> = used
        .iter()
        .filter_map(|id| match &drafts[id.0].hint {
            Hint::Component(name) => Some((*id, name)),
            Hint::Inline { .. } => None,
        })
        .collect();
    ids.sort_unstable_by_key(|(_, name)| *name);
    let items: Vec<_> = ids.iter().map(|(_, name)| candidates(name, [(*name).clone()])).collect();
    let names = scope.claim_all(&items).into_iter().map(|(name, _)| name);
    ids.iter().map(|(id, _)| *id).zip(names).collect()
}

/// Names the calls. One that is called like a component is told apart by what it is.
pub(super) fn calls(scope: &mut Scope, operations: &mut [Operation]) {
    let items: Vec<_> = operations
        .iter()
        .map(|operation| {
            candidates(&operation.call, [operation.call.clone(), format!("{} Call", operation.call)])
        })
        .collect();
    for (operation, (name, _)) in operations.iter_mut().zip(scope.claim_all(&items)) {
        operation.call = name.rust;
    }
}

/// Names what calls are answered with where that differs by status.
pub(super) fn answers(scope: &mut Scope, operations: &mut [Operation]) {
    for operation in operations {
        if let Some(choice) = &mut operation.output.choice {
            choice.name = scope.claim_first("", &of_call(&operation.call, "Answer")).rust;
        }
    }
}

/// What a type is called that belongs to a call.
pub(super) fn of_call(call: &str, what: &str) -> [String; 2] {
    [format!("{call} {what}"), format!("{call} Call {what}")]
}

/// Names what the accessors of groups return.
pub(super) fn groups(scope: &mut Scope, groups: &mut [Group]) {
    let wires: Vec<String> = groups.iter().map(|group| group.name.wire.clone()).collect();
    let items: Vec<_> =
        wires.iter().map(|tag| candidates(tag, [tag.clone(), format!("{tag} Operations")])).collect();
    for (group, (name, _)) in groups.iter_mut().zip(scope.claim_all(&items)) {
        group.type_name = name.rust;
    }
}

/// Names the inline types in the order of their use, so that a type has its name before what lies inside it.
pub(super) fn inline(
    scope: &mut Scope,
    drafts: &[Draft],
    used: &[TypeId],
    representatives: &[TypeId],
    operations: &[Operation],
    names: &mut HashMap<TypeId, Name>,
) {
    let mut places: HashMap<TypeId, Vec<&Hint>> = HashMap::new();
    let mut titles: HashMap<Vec<String>, usize> = HashMap::new();
    for (at, representative) in representatives.iter().enumerate() {
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
        let standing = standing(place, representatives, operations, names);
        let mut wishes: Vec<String> = title.cloned().into_iter().chain(shared).collect();
        let from_place = wishes.is_empty();
        // Beside a component `Row` the item of a component `Rows` is a row of its own.
        let beside = (place.parent == Parent::Component).then(|| format!("{standing} Item"));
        wishes.push(standing);
        wishes.extend(beside);
        let mut name = scope.claim_first("", &wishes);
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
fn standing(
    place: &Place,
    representatives: &[TypeId],
    operations: &[Operation],
    names: &HashMap<TypeId, Name>,
) -> String {
    let parent = match place.parent {
        Parent::Type(id) => names.get(&representatives[id.0]).map_or("", |name| name.rust.as_str()),
        Parent::Operation(at) => operations[at].name.wire.as_str(),
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
fn joined(parent: &str, part: &str) -> String {
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
