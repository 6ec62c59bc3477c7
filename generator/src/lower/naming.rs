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

/// The longest title that makes a good name.
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
        .map(|operation| candidates(&operation.call, [operation.call.clone(), format!("{} Call", operation.call)]))
        .collect();
    for (operation, (name, _)) in operations.iter_mut().zip(scope.claim_all(&items)) {
        operation.call = name.rust;
    }
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
        wishes.push(standing);
        let wire = wishes[0].clone();
        names.insert(*id, scope.claim_first(&wire, &wishes));
    }
}

/// Whether a title reads as a name.
pub(super) fn is_usable(title: &str) -> bool {
    title.len() <= LONGEST_TITLE
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
    (!role).then(|| base.clone())
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
    let parent = match place.parent {
        // `SendEmailRequest`'s content is the content of sending an email.
        Parent::Type(_) => {
            let bare = parent.strip_suffix("Request").or_else(|| parent.strip_suffix("Response"));
            bare.filter(|bare| !bare.is_empty()).unwrap_or(parent)
        }
        _ => parent,
    };
    format!("{parent} {}", place.part)
}

fn candidates<const N: usize>(wire: &str, names: [String; N]) -> Candidates {
    Candidates { wire: wire.to_owned(), names: names.into() }
}
