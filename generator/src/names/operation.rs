//! What operations are called: by their id, else by a documentation link that ends in a name, else by verb and
//! resource.

use std::collections::HashSet;

use super::path::Path;
use super::{Candidates, Scope, link, resource, singular, words};
use crate::api::{Name, NameSource};

/// What is known of an operation that may say how it is called.
#[derive(Debug, Clone, Copy, Default)]
pub struct OperationNaming<'a> {
    /// `operationId`.
    pub operation_id: Option<&'a str>,
    /// The documentation link.
    pub link: Option<&'a str>,
    /// The provider's own URL; it knows the capitals that a literal path key has lost.
    pub native_url: Option<&'a str>,
    /// The HTTP method.
    pub method: &'a str,
    /// The path with its `{templates}`.
    pub path: &'a str,
    /// The tag.
    pub tag: Option<&'a str>,
    /// The summary; it knows where words part that the path writes as one.
    pub summary: &'a str,
}

/// What an operation is called, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationName {
    /// Wire: the operation id, stated or derived; Rust: as the scope wrote it.
    pub name: Name,
    /// Where it comes from.
    pub source: NameSource,
}

/// Names operations in a scope.
///
/// What an operation would like to be called depends on nothing but itself, and on whether its path has a PATCH beside
/// its PUT. Where two want the same name, the one with the shorter path gets it, then the one whose path comes first
/// in the alphabet (`v1` before `v2`), so neither the order of the document nor an operation further down a path
/// renames anything; the other one takes more of its own path into its name.
pub fn claim_operations(scope: &mut Scope, operations: &[OperationNaming<'_>]) -> Vec<OperationName> {
    let patched: HashSet<&str> =
        operations.iter().filter(|operation| operation.is("PATCH")).map(|operation| operation.path).collect();
    let mut order: Vec<usize> = (0..operations.len()).collect();
    order.sort_by_key(|&at| operations[at].rank());
    let mut sources = Vec::with_capacity(order.len());
    let mut items = Vec::with_capacity(order.len());
    for &at in &order {
        let operation = &operations[at];
        let (names, from): (Vec<_>, Vec<_>) =
            operation.names(patched.contains(operation.path)).into_iter().unzip();
        items.push(Candidates { wire: operation.operation_id.unwrap_or_default().to_owned(), names });
        sources.push(from);
    }
    let claimed = scope.claim_all(&items).into_iter().zip(sources).map(|((mut name, round), sources)| {
        let source = sources.get(round).copied().unwrap_or(NameSource::Path);
        if source != NameSource::OperationId {
            name.wire = name.rust.trim_start_matches("r#").to_owned();
        }
        OperationName { name, source }
    });
    let mut named: Vec<_> = order.into_iter().zip(claimed).collect();
    named.sort_by_key(|(at, _)| *at);
    named.into_iter().map(|(_, name)| name).collect()
}

/// The method's name inside a group: what is left of an operation's name without the group's (`list_pulls` in `pulls`
/// is `list`).
#[must_use]
pub fn group_method(name: &str, group: &str) -> String {
    let name = name.trim_start_matches("r#");
    let parts = words(name);
    let group: Vec<String> = words(group).iter().map(|word| singular(word)).collect();
    let at = (1..parts.len()).find(|&at| {
        let rest = &parts[at..];
        rest.len() >= group.len() && rest.iter().zip(&group).all(|(word, group)| singular(word) == *group)
    });
    match at {
        Some(at) => [&parts[..at], &parts[at + group.len()..]].concat().join("_"),
        None => name.to_owned(),
    }
}

impl<'a> OperationNaming<'a> {
    fn is(&self, method: &str) -> bool {
        self.method.eq_ignore_ascii_case(method)
    }

    /// Who goes first where two want the same name.
    fn rank(&self) -> (usize, &'a str, usize) {
        const METHODS: &[&str] = &["GET", "POST", "PATCH", "PUT", "DELETE"];
        let method = METHODS.iter().position(|method| self.is(method)).unwrap_or(METHODS.len());
        (self.path.split('/').filter(|segment| !segment.is_empty()).count(), self.path, method)
    }

    /// The names it may have, from short to long, each with where it comes from.
    fn names(&self, patched: bool) -> Vec<(String, NameSource)> {
        let method = self.method.to_ascii_uppercase();
        let said: Vec<Vec<String>> =
            [Some(self.summary), self.tag, self.link.and_then(|link| link.rsplit(['/', '#']).next())]
                .into_iter()
                .flatten()
                .chain(crate::urls::placeholders(self.path))
                .map(words::all)
                .collect();
        let path = Path::read(self.path, self.native_url, &said);
        let ends_in = path.nodes.last().map(|node| node.words.as_slice()).unwrap_or_default();
        let stated = self
            .operation_id
            .filter(|id| words::has_words(id))
            .map(|id| (id.to_owned(), NameSource::OperationId));
        let linked = self
            .link
            .and_then(|link| link::name(link, &method, ends_in, self.summary))
            .map(|name| (name.join("_"), NameSource::Link));
        let derived = match self.dotted() {
            Some(name) => vec![name],
            None => resource::names(&path, &method, patched),
        };
        let derived = derived.into_iter().map(|name| (name.join("_"), NameSource::Path));
        stated.into_iter().chain(linked).chain(derived).collect()
    }

    /// The provider's own name of a call whose path ends in one: `/chat.postMessage`.
    fn dotted(&self) -> Option<Vec<String>> {
        let last = self.path.rsplit('/').next()?;
        let native = self.native_url.map(crate::urls::native_path).unwrap_or_default();
        let native = native.rsplit('/').next().filter(|native| native.eq_ignore_ascii_case(last));
        let is_name = last.contains('.')
            && last.split('.').all(|part| {
                part.len() > 1 && part.chars().all(|one| one.is_ascii_alphabetic() || one == '_')
            })
            && !last
                .split('.')
                .next_back()
                .is_some_and(|suffix| suffix.len() < 5 && suffix != "list" && suffix != "info");
        is_name.then(|| words(native.unwrap_or(last)))
    }
}
