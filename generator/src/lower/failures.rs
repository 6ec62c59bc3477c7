//! Names what operations fail with: those that fail alike share a type, so that callers tell errors apart in one place.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use super::kept::Keeper;
use super::naming;
use crate::api::{Answer, Operation};
use crate::names::{Kept, PlaceKey, Scope};

/// With more statuses, naming them says less than naming a call.
const MANY_STATUSES: usize = 3;

/// Operations that fail alike and had one name for it.
struct Alike<'n> {
    members: Vec<usize>,
    kept: &'n Kept,
    /// The first of them, as messages tell it.
    place: String,
}

/// Gives failures the names they had. Operations that fail alike but had failures of different names keep both. What is
/// new goes to the one that most operations have; a failure of one operation is called after that operation, and stays
/// its own.
pub(super) fn keep(keeper: &mut Keeper<'_>, scope: &mut Scope, operations: &mut [Operation]) {
    let kept = |operation: &Operation| {
        let place = PlaceKey::operation(&operation.method, &operation.key);
        keeper.operation(&place).and_then(|names| names.failure.as_ref()).map(|kept| (kept, place))
    };
    let mut alike: IndexMap<(&[Answer], &str), Alike<'_>> = IndexMap::new();
    for (at, operation) in operations.iter().enumerate() {
        if let (Some(failure), Some((kept, place))) = (&operation.failure, kept(operation)) {
            let key = (&failure.answers[..], kept.name.as_str());
            alike.entry(key).or_insert_with(|| Alike { members: Vec::new(), kept, place }).members.push(at);
        }
    }
    let mut groups: Vec<_> = alike.into_iter().collect();
    groups.sort_by_key(|((answers, name), alike)| {
        let before = keeper.names.failures.get(*name).into_iter().flatten();
        let same = answers.iter().map(|answer| answer.status.to_string()).eq(before.cloned());
        (!same, Reverse(alike.members.len()), *name)
    });
    let mut given: HashSet<&str> = HashSet::new();
    let mut named: HashMap<usize, String> = HashMap::new();
    let mut new: HashMap<&[Answer], String> = HashMap::new();
    for ((answers, name), Alike { members, kept, place }) in groups {
        // What fails otherwise by now is another type.
        let Some(rust) = given.insert(name).then(|| keeper.keep(scope, Some(kept), &place)).flatten() else {
            continue;
        };
        if members.len() > 1 {
            new.entry(answers).or_insert_with(|| rust.clone());
        }
        named.extend(members.into_iter().map(|at| (at, rust.clone())));
    }
    for (at, operation) in operations.iter().enumerate() {
        if let Some(name) = operation.failure.as_ref().and_then(|failure| new.get(&failure.answers[..])) {
            named.entry(at).or_insert_with(|| name.clone());
        }
    }
    for (at, name) in named {
        if let Some(failure) = &mut operations[at].failure {
            failure.name = name;
        }
    }
}

/// Names the failures that have no name. What most operations fail with is the API's `Failure`; what several share is
/// called after its statuses, and what is one operation's own after its call.
pub(super) fn name(scope: &mut Scope, operations: &mut [Operation]) {
    let mut alike: IndexMap<&[Answer], Vec<usize>> = IndexMap::new();
    let failures = operations.iter().enumerate().filter_map(|(at, one)| Some((at, one.failure.as_ref()?)));
    let failing = failures.clone().count();
    for (at, failure) in failures.filter(|(_, failure)| failure.name.is_empty()) {
        alike.entry(&failure.answers).or_default().push(at);
    }
    let mut groups: Vec<_> = alike.into_iter().collect();
    // What more operations share has the first choice.
    groups.sort_by_key(|(_, members)| Reverse(members.len()));
    let named: Vec<(String, Vec<usize>)> = groups
        .into_iter()
        .map(|(answers, members)| {
            let shared = members.len() > 1;
            let general = (shared && members.len() * 2 > failing).then(|| "Failure".to_owned());
            let statuses = (shared && answers.len() <= MANY_STATUSES).then(|| statuses(answers));
            let own = naming::of_call(&operations[members[0]].call, "Failure");
            let wishes: Vec<String> = general.into_iter().chain(statuses).chain(own).collect();
            (scope.claim_first("", &wishes).rust, members)
        })
        .collect();
    for (name, members) in named {
        for at in members {
            if let Some(failure) = &mut operations[at].failure {
                failure.name.clone_from(&name);
            }
        }
    }
}

/// `NotFound Conflict Failure`.
fn statuses(answers: &[Answer]) -> String {
    let variants = answers.iter().map(|answer| answer.variant.as_str());
    variants.chain(["Failure"]).collect::<Vec<_>>().join(" ")
}
