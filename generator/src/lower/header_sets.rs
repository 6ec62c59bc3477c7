//! The documented headers of answers, as types: those of all answers of an operation are one, those of its failures another.

use super::alike::{self, Sharing};
use super::kept::Keeper;
use super::naming;
use crate::api::{Degradation, DegradationKind, Header, HeaderSet, Operation, Primitive, Response, TypeRef};
use crate::names::{Case, PlaceKey, Scope, words};

/// With more headers, naming them says less than naming a call.
const MANY_HEADERS: usize = 3;

/// What the module itself needs.
const RESERVED: [&str; 4] = ["Option", "Result", "String", "Vec"];

/// What makes sets alike, whatever the order of their headers.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Key {
    outline: Vec<String>,
    /// Names, types, and how values are written.
    headers: Vec<(String, TypeRef, bool)>,
}

/// Gathers the headers that answers are documented to have, and names their types.
pub(super) fn tell(
    keeper: &mut Keeper<'_>,
    operations: &mut [Operation],
    degradations: &mut Vec<Degradation>,
) {
    for operation in operations.iter_mut() {
        let mut set = |is_failure: bool| {
            let answers = operation.responses.iter();
            let answers = answers.filter(|answer| answer.is_failure() == is_failure);
            let headers = merged(&answers, degradations);
            (!headers.is_empty()).then(|| HeaderSet { name: String::new(), headers })
        };
        (operation.answer_headers, operation.failure_headers) = (set(false), set(true));
    }
    name(keeper, operations);
}

/// The headers of several answers, each once.
fn merged<'a>(
    answers: &(impl Iterator<Item = &'a Response> + Clone),
    degradations: &mut Vec<Degradation>,
) -> Vec<Header> {
    let mut headers: Vec<Header> = Vec::new();
    // Of the media type, `content` speaks (OpenAPI 3.2, section 4.17.1).
    let stated = answers.clone().flat_map(|answer| &answer.headers);
    for header in stated.filter(|header| !header.name.wire.eq_ignore_ascii_case("content-type")) {
        let same = |other: &&mut Header| other.name.wire.eq_ignore_ascii_case(&header.name.wire);
        match headers.iter_mut().find(same) {
            None => headers.push(header.clone()),
            Some(other) if (&other.ty, other.explode) != (&header.ty, header.explode) => {
                other.ty = TypeRef::Primitive(Primitive::String);
                degradations.push(Degradation {
                    origin: header.origin.clone(),
                    kind: DegradationKind::UnsupportedKeyword,
                    detail: format!("the header `{}` is of different types, so it is text", header.name.wire),
                });
            }
            Some(_) => {}
        }
    }
    let wires: Vec<String> = headers.iter().map(|header| header.name.wire.clone()).collect();
    let names = Scope::new(Case::Snake, &["new", "of"]).claim_each(&wires);
    for (header, name) in headers.iter_mut().zip(names) {
        let is_promised = |answer: &Response| {
            let same = |other: &&Header| other.name.wire.eq_ignore_ascii_case(&header.name.wire);
            answer.headers.iter().find(same).is_some_and(|other| other.required)
        };
        header.required = answers.clone().all(is_promised);
        header.name = name;
    }
    headers
}

/// Names the types: what several share is called after its headers, and what is one operation's own after its call.
fn name(keeper: &mut Keeper<'_>, operations: &mut [Operation]) {
    let (mut sharing, at): (Vec<Sharing<'_, Key>>, Vec<(usize, bool)>) = operations
        .iter()
        .enumerate()
        .flat_map(|(at, operation)| {
            let place = PlaceKey::operation(&operation.method, &operation.key);
            let names = keeper.operation(&place);
            let kept = names.map(|names| (names.headers.as_ref(), names.failure_headers.as_ref()));
            let (answered, failed) = kept.unwrap_or_default();
            let sets = [(&operation.answer_headers, answered), (&operation.failure_headers, failed)];
            let sets = sets.into_iter().zip([false, true]);
            sets.filter_map(move |((set, kept), is_failure)| {
                let kept = kept.map(|kept| (kept, place.clone()));
                let sharing = Sharing { key: key(set.as_ref()?), kept, name: String::new() };
                Some((sharing, (at, is_failure)))
            })
        })
        .unzip();
    let mut scope = Scope::new(Case::Camel, &RESERVED);
    let before = &keeper.names.headers;
    alike::keep(keeper, &mut scope, &mut sharing, |key, name| before.get(name) == Some(&key.outline));
    alike::name(&mut scope, &mut sharing, |key, members| {
        let (first, is_failure) = at[members[0]];
        let shared = (members.len() > 1 && key.headers.len() <= MANY_HEADERS).then(|| of_headers(key));
        let kind = if is_failure { "Failure Headers" } else { "Headers" };
        let own = naming::of_call(&operations[first].call, kind);
        shared.into_iter().chain(own).collect()
    });
    for (one, (at, is_failure)) in sharing.into_iter().zip(at) {
        let Operation { answer_headers, failure_headers, .. } = &mut operations[at];
        let set = if is_failure { failure_headers } else { answer_headers };
        if let Some(set) = set {
            set.name = one.name;
        }
    }
}

fn key(set: &HeaderSet) -> Key {
    let headers = set.headers.iter().map(|one| (one.name.wire.clone(), one.ty.clone(), one.explode));
    let mut headers: Vec<_> = headers.collect();
    headers.sort_by_cached_key(|(wire, ..)| wire.to_ascii_lowercase());
    Key { outline: set.outline(), headers }
}

/// `Link Headers`; what all of them begin with is said once, and `X-` not at all.
fn of_headers(key: &Key) -> String {
    let mut all: Vec<Vec<String>> = key.headers.iter().map(|(wire, ..)| words(wire)).collect();
    for words in &mut all {
        if words.len() > 1 && words[0].eq_ignore_ascii_case("x") {
            words.remove(0);
        }
    }
    let Some((first, others)) = all.split_first() else { return String::new() };
    let common = others.iter().fold(first.len(), |common, words| {
        words.iter().zip(first).take(common).take_while(|(one, other)| one == other).count()
    });
    let told = if common > 0 { first[..common].to_vec() } else { all.concat() };
    told.into_iter().chain(["Headers".to_owned()]).collect::<Vec<_>>().join(" ")
}
