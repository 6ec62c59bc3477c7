//! Names what several operations may share: operations of which something is alike have one type for it.

use std::cmp::Reverse;
use std::hash::Hash;

use foldhash::{HashMap, HashSet};
use indexmap::IndexMap;

use super::kept::Keeper;
use crate::names::{Kept, Scope};

/// Something of an operation that has a type, which it shares with what is alike.
#[derive(Debug)]
pub(super) struct Sharing<'n, K> {
    /// What is alike has the same.
    pub(super) key: K,
    /// The name it had, and the operation's place.
    pub(super) kept: Option<(&'n Kept, String)>,
    /// The name; empty until it has one.
    pub(super) name: String,
}

/// Those that are alike and had one name.
struct Alike<'n> {
    members: Vec<usize>,
    kept: &'n Kept,
    /// The first of them, as messages tell it.
    place: String,
}

/// Gives names that were given before. What is alike but had different names keeps both. What is new goes to the one that
/// most have; what had a name for itself stays its own. Where what had one name is no longer alike, those have it that
/// `are_same`, then the most.
pub(super) fn keep<'n, K: Eq + Hash>(
    keeper: &mut Keeper<'n>,
    scope: &mut Scope,
    sharing: &mut [Sharing<'n, K>],
    are_same: impl Fn(&K, &str) -> bool,
) {
    let mut alike: IndexMap<(&K, &str), Alike<'n>> = IndexMap::new();
    for (at, one) in sharing.iter().enumerate() {
        if let Some((kept, place)) = &one.kept {
            let alike = alike.entry((&one.key, kept.name.as_str()));
            let first = || Alike { members: Vec::new(), kept, place: place.clone() };
            alike.or_insert_with(first).members.push(at);
        }
    }
    let mut groups: Vec<_> = alike.into_iter().collect();
    groups.sort_by_key(|((key, name), alike)| (!are_same(key, name), Reverse(alike.members.len()), *name));
    let mut given: HashSet<&str> = HashSet::default();
    let mut named: HashMap<usize, String> = HashMap::default();
    let mut new: HashMap<&K, String> = HashMap::default();
    for ((key, name), Alike { members, kept, place }) in groups {
        // What is otherwise by now is another type.
        let Some(rust) = given.insert(name).then(|| keeper.keep(scope, Some(kept), &place)).flatten() else {
            continue;
        };
        if members.len() > 1 {
            new.entry(key).or_insert_with(|| rust.clone());
        }
        named.extend(members.into_iter().map(|at| (at, rust.clone())));
    }
    for (at, one) in sharing.iter().enumerate() {
        if let Some(name) = new.get(&one.key) {
            named.entry(at).or_insert_with(|| name.clone());
        }
    }
    for (at, name) in named {
        sharing[at].name = name;
    }
}

/// Names what has no name yet: by the first of `wishes` that is free. They are asked for by the key and by the positions
/// of those that share it; what more of them share has the first choice.
pub(super) fn name<K: Eq + Hash>(
    scope: &mut Scope,
    sharing: &mut [Sharing<'_, K>],
    wishes: impl Fn(&K, &[usize]) -> Vec<String>,
) {
    let mut alike: IndexMap<&K, Vec<usize>> = IndexMap::new();
    for (at, one) in sharing.iter().enumerate().filter(|(_, one)| one.name.is_empty()) {
        alike.entry(&one.key).or_default().push(at);
    }
    let mut groups: Vec<_> = alike.into_iter().collect();
    groups.sort_by_key(|(_, members)| Reverse(members.len()));
    let named: Vec<(String, Vec<usize>)> = groups
        .into_iter()
        .map(|(key, members)| (scope.claim_first("", &wishes(key, &members)).rust, members))
        .collect();
    for (name, members) in named {
        for at in members {
            sharing[at].name.clone_from(&name);
        }
    }
}
