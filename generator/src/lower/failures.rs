//! Names what operations fail with: those that fail alike share a type, so that callers tell errors apart in one place.

use std::cmp::Reverse;

use indexmap::IndexMap;

use super::naming;
use crate::api::{Answer, Operation};
use crate::names::Scope;

/// With more statuses, naming them says less than naming a call.
const MANY_STATUSES: usize = 3;

/// Names the failures of all operations. What most operations fail with is the API's `Failure`; what several share is
/// called after its statuses, and what is one operation's own after its call.
pub(super) fn name(scope: &mut Scope, operations: &mut [Operation]) {
    let mut alike: IndexMap<&[Answer], Vec<usize>> = IndexMap::new();
    for (at, operation) in operations.iter().enumerate() {
        if let Some(failure) = &operation.failure {
            alike.entry(&failure.answers).or_default().push(at);
        }
    }
    let failing: usize = alike.values().map(Vec::len).sum();
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
