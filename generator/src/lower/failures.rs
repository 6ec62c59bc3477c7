//! Names what operations fail with: those that fail alike share a type, so that callers tell errors apart in one place.

use std::collections::HashMap;

use super::alike::{self, Sharing};
use super::kept::Keeper;
use super::naming;
use crate::api::{Answer, Encoding, Operation, by_status};
use crate::names::{PlaceKey, Scope};

/// With more statuses, naming them says less than naming a call.
const MANY_STATUSES: usize = 3;

/// What operations fail with, each with the operation's position.
fn sharing<'n>(
    operations: &[Operation],
    keeper: Option<&Keeper<'n>>,
) -> (Vec<Sharing<'n, Vec<Answer>>>, Vec<usize>) {
    let failing = operations.iter().enumerate().filter_map(|(at, operation)| {
        let failure = operation.failure.as_ref()?;
        let place = PlaceKey::operation(&operation.method, &operation.key);
        let names = keeper.and_then(|keeper| keeper.operation(&place));
        let kept = names.and_then(|names| names.failure.as_ref()).map(|kept| (kept, place));
        // What is the same in more media types is the same.
        let alike = |answer: &Answer| Answer { media_types: Vec::new(), ..answer.clone() };
        let key = failure.answers.iter().map(alike).collect();
        Some((Sharing { key, kept, name: failure.name.clone() }, at))
    });
    failing.unzip()
}

fn write_back(operations: &mut [Operation], sharing: Vec<Sharing<'_, Vec<Answer>>>, at: Vec<usize>) {
    for (one, at) in sharing.into_iter().zip(at) {
        if let Some(failure) = &mut operations[at].failure {
            failure.name = one.name;
        }
    }
}

/// Gives failures the names they had.
pub(super) fn keep(keeper: &mut Keeper<'_>, scope: &mut Scope, operations: &mut [Operation]) {
    let (mut sharing, at) = sharing(operations, Some(keeper));
    let before = &keeper.names.failures;
    alike::keep(keeper, scope, &mut sharing, |answers, name| {
        let before = before.get(name).into_iter().flatten();
        by_status(answers).map(|same| same[0].status.to_string()).eq(before.cloned())
    });
    write_back(operations, sharing, at);
}

/// Names the failures that have no name. What most operations fail with is the API's `Failure`; what several share is
/// called after its statuses, and what is one operation's own after its call.
pub(super) fn name(scope: &mut Scope, operations: &mut [Operation]) {
    let (mut sharing, at) = sharing(operations, None);
    let failing = sharing.len();
    alike::name(scope, &mut sharing, |answers, members| {
        let shared = members.len() > 1;
        let general = (shared && members.len() * 2 > failing).then(|| "Failure".to_owned());
        let statuses = (shared && by_status(answers).count() <= MANY_STATUSES).then(|| statuses(answers));
        let own = naming::of_call(&operations[at[members[0]]].call, "Failure");
        general.into_iter().chain(statuses).chain(own).collect()
    });
    write_back(operations, sharing, at);
    unite(operations);
}

/// Gives each shared type the media types that its answers come in anywhere.
fn unite(operations: &mut [Operation]) {
    let mut known: HashMap<String, Vec<MediaTypes>> = HashMap::new();
    let failures = || operations.iter().filter_map(|operation| operation.failure.as_ref());
    for failure in failures() {
        let united = known.entry(failure.name.clone()).or_default();
        united.resize(failure.answers.len(), Vec::new());
        for (united, answer) in united.iter_mut().zip(&failure.answers) {
            let new = answer.media_types.iter().filter(|one| !united.contains(one)).cloned();
            let new: MediaTypes = new.collect();
            united.extend(new);
        }
    }
    for failure in operations.iter_mut().filter_map(|operation| operation.failure.as_mut()) {
        let united = known.get(&failure.name).into_iter().flatten();
        for (answer, united) in failure.answers.iter_mut().zip(united) {
            answer.media_types.clone_from(united);
        }
    }
}

/// Media types, and how each is read.
type MediaTypes = Vec<(String, Encoding)>;

/// `NotFound Conflict Failure`.
fn statuses(answers: &[Answer]) -> String {
    let variants = by_status(answers).map(|same| same[0].variant.as_str());
    variants.chain(["Failure"]).collect::<Vec<_>>().join(" ")
}
