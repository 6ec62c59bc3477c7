//! Which operations of both sides are the same.

use std::hash::Hash;

use foldhash::{HashMap, HashSet};

use super::Matched;
use crate::api::{Api, NameSource, Operation};
use crate::diff::security::address;
pub(super) use crate::urls::unnamed;

/// Matches by method and path, placeholders' names aside; what is left by stated operation id, and then by the names
/// callers use.
pub(in crate::diff) fn matched(old: &Api, new: &Api) -> Matched {
    let mut by_route: HashMap<_, Vec<usize>> = HashMap::default();
    for (at, operation) in new.operations.iter().enumerate() {
        by_route.entry(route(operation)).or_default().push(at);
    }
    let mut counterparts: Vec<Option<usize>> = Vec::new();
    for operation in &old.operations {
        let counterpart = by_route
            .get_mut(&route(operation))
            .filter(|counterparts| !counterparts.is_empty())
            .map(|counterparts| {
                // Paths may differ in nothing but a placeholder's name; the one of the same spelling comes first.
                let same = counterparts
                    .iter()
                    .position(|counterpart| new.operations[*counterpart].key == operation.key);
                counterparts.remove(same.unwrap_or(0))
            });
        counterparts.push(counterpart);
    }
    left(old, new, &mut counterparts, |api, operation| {
        Some((operation.method.clone(), whole_url(api, operation)?))
    });
    left(old, new, &mut counterparts, |_, operation| stated_id(operation));
    left(old, new, &mut counterparts, |_, operation| Some(names(operation)));
    counterparts.into_iter().enumerate().filter_map(|(at, counterpart)| Some((at, counterpart?))).collect()
}

/// Matches operations without a counterpart that have the same key, where they have one.
fn left<'a, K: Hash + Eq>(
    old: &'a Api,
    new: &'a Api,
    counterparts: &mut [Option<usize>],
    key: impl Fn(&'a Api, &'a Operation) -> Option<K>,
) {
    let taken: HashSet<usize> = counterparts.iter().flatten().copied().collect();
    let free = new.operations.iter().enumerate().filter(|(at, _)| !taken.contains(at));
    let mut by_key: HashMap<K, usize> = free.filter_map(|(at, other)| Some((key(new, other)?, at))).collect();
    for (counterpart, operation) in
        counterparts.iter_mut().zip(&old.operations).filter(|(counterpart, _)| counterpart.is_none())
    {
        // Taken out: an id that stands twice in the old document can't be the same operation twice.
        *counterpart = key(old, operation).and_then(|key| by_key.remove(&key));
    }
}

fn stated_id(operation: &Operation) -> Option<&str> {
    (operation.name_source == NameSource::OperationId).then_some(operation.name.wire.as_str())
}

/// HTTP method, call and method.
fn names(operation: &Operation) -> (&str, &str, &str) {
    (&operation.method, &operation.call, &operation.name.rust)
}

/// Whether two operations are called at one URL, of which servers and paths may have other shares.
pub(in crate::diff) fn is_at_same_url(old: (&Api, &Operation), new: (&Api, &Operation)) -> bool {
    let url = whole_url(old.0, old.1);
    url.is_some() && url == whole_url(new.0, new.1)
}

/// The server and the path of an operation; none where the document names no server.
fn whole_url(api: &Api, operation: &Operation) -> Option<String> {
    let server = operation.servers.first().or(api.servers.first())?;
    Some(format!("{}{}", address(Some(server)), unnamed(&operation.key)))
}

/// Method and path without the names of its placeholders.
pub(super) fn route(operation: &Operation) -> (String, String) {
    (operation.method.clone(), unnamed(&operation.key))
}
