//! Names of types that no component names: from their title, what their places have in common, or where they stand.

use foldhash::HashMap;

use super::super::draft::{Draft, Hint, InlinePlace, Parent};
use super::super::intern;
use crate::api::{Incoming, Name, Operation, TypeId};
use crate::names::{Scope, words};

/// How long a name made of a place may be before it leaves out its beginning.
const LONGEST_NAME: usize = 48;

/// A shorter word says nothing by itself.
const SHORTEST_BASE: usize = 3;

/// The longest title that makes a good name, in characters.
const LONGEST_TITLE: usize = 40;

/// What inline types stand in.
pub(super) struct Parents<'a> {
    /// The type that stands for each draft.
    pub(super) representatives: &'a [TypeId],
    pub(super) operations: &'a [Operation],
    pub(super) incoming: &'a [Incoming],
}

/// Names the inline types in the order of their use, so that a type has its name before what lies inside it.
pub(super) fn name(
    scope: &mut Scope,
    drafts: &[Draft],
    used: &[TypeId],
    parents: &Parents<'_>,
    names: &mut HashMap<TypeId, Name>,
) {
    let mut places: HashMap<TypeId, Vec<&Hint>> = HashMap::default();
    let mut titles: HashMap<Vec<String>, usize> = HashMap::default();
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
        let name_of = |part: &str| standing(place, part, parents, names);
        let standing = name_of(&place.part);
        let in_media = place.media.as_ref().map(|media| name_of(&joined(media, &place.part)));
        let mut wishes: Vec<String> = title.cloned().into_iter().chain(shared).collect();
        let from_place = wishes.is_empty();
        // Beside a component `Row` the item of a component `Rows` is a row of its own.
        let beside = (place.parent == Parent::Component).then(|| format!("{standing} Item"));
        wishes.push(standing);
        wishes.extend(in_media);
        wishes.extend(beside);
        let kept = names.remove(id);
        let mut name = kept.unwrap_or_else(|| scope.claim_first("", &wishes));
        name.wire = wishes.into_iter().next().filter(|_| !from_place).unwrap_or_else(|| name.rust.clone());
        names.insert(*id, name);
    }
}

/// Whether a title reads as a name.
pub(in crate::lower) fn is_usable(title: &str) -> bool {
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
fn standing(place: &InlinePlace, part: &str, parents: &Parents<'_>, names: &HashMap<TypeId, Name>) -> String {
    let parent = match place.parent {
        Parent::Type(id) => names.get(&parents.representatives[id.0]).map_or("", |name| name.rust.as_str()),
        Parent::Operation(at) => parents.operations[at].name.wire.as_str(),
        Parent::Incoming(at) => parents.incoming[at].name.wire.as_str(),
        Parent::Component => "",
    };
    if !matches!(place.parent, Parent::Type(_)) {
        return joined(parent, part);
    }
    // `SendEmailRequest`'s content is the content of sending an email.
    let bare = parent.strip_suffix("Request").or_else(|| parent.strip_suffix("Response"));
    let bare = bare.filter(|bare| !bare.is_empty()).unwrap_or(parent);
    joined(&ending(bare, LONGEST_NAME.saturating_sub(part.len())), part)
}

/// Parent and part in a row; words that end the one and begin the other are said once.
pub(in crate::lower) fn joined(parent: &str, part: &str) -> String {
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
