//! What operations are called: by their id, else by a documentation link that ends in a name, else by verb and
//! resource.

use std::cell::OnceCell;

use foldhash::HashSet;

use super::borrowed;
use super::by_path::is_mechanical;
use super::by_tag;
use super::path::{self, Path};
use super::verbs::{self, is_verb};
use super::{Scope, link, resource, singular, words};
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
    /// Whether its id is that of another document, which has to be more of a name than its address is.
    pub borrowed: bool,
    /// Whether it is grouped by its path, which then names it better than an id that only repeats the path.
    pub by_path: bool,
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
/// What an operation would like to be called depends on nothing but itself, on whether its path has a PATCH beside its PUT,
/// and on whether there is another version of it. Where two want the same name, the one with the shorter path gets it, then the one whose path comes first
/// in the alphabet (`v1` before `v2`), so neither the order of the document nor an operation further down a path
/// renames anything; the other one takes more of its own path into its name. What has a name `kept`, which the scope
/// has handed out already, keeps it.
pub fn claim_operations<'k>(
    scope: &mut Scope,
    operations: &[OperationNaming<'_>],
    kept: impl Fn(usize) -> Option<&'k str>,
) -> Vec<OperationName> {
    let patched: HashSet<&str> =
        operations.iter().filter(|operation| operation.is("PATCH")).map(|operation| operation.path).collect();
    let mut order: Vec<usize> = (0..operations.len()).filter(|at| kept(*at).is_none()).collect();
    order.sort_by_key(|&at| operations[at].rank());
    let versions: OnceCell<HashSet<(String, String)>> = OnceCell::new();
    // Most operations have an id and need no other name; reading paths for the rest of them would take the most time.
    let derived: Vec<OnceCell<Vec<(String, NameSource)>>> = vec![OnceCell::new(); operations.len()];
    let wish = |at: usize, round: usize| {
        let operation = &operations[at];
        let stated = operation.stated().map(|id| (id, NameSource::OperationId));
        let Some(round) = round.checked_sub(usize::from(stated.is_some())) else { return stated };
        let names = derived[at].get_or_init(|| {
            let versions = versions.get_or_init(|| in_several_versions(operations));
            let versioned = versions.contains(&operation.without_version());
            operation.derived(patched.contains(operation.path), versioned)
        });
        names.get(round).cloned()
    };
    let claimed = scope.claim_in_rounds(&order, |at, round| wish(at, round).map(|(name, _)| name));
    let mut named: Vec<(String, usize)> =
        (0..operations.len()).map(|at| (kept(at).unwrap_or_default().to_owned(), 0)).collect();
    order.sort_unstable();
    for (at, claimed) in order.into_iter().zip(claimed) {
        named[at] = claimed;
    }
    let named = named.into_iter().enumerate().map(|(at, (rust, round))| {
        let source = wish(at, round).map_or(NameSource::Path, |(_, source)| source);
        let wire = match (source, operations[at].operation_id) {
            (NameSource::OperationId, Some(id)) if !operations[at].borrowed => id.to_owned(),
            _ => rust.trim_start_matches("r#").to_owned(),
        };
        OperationName { name: Name { wire, rust }, source }
    });
    named.collect()
}

/// The operations that there are in several versions, each without its version.
fn in_several_versions(operations: &[OperationNaming<'_>]) -> HashSet<(String, String)> {
    let told: HashSet<_> = operations.iter().map(|one| (one.without_version(), one.versions())).collect();
    let mut seen = HashSet::default();
    told.into_iter().map(|(one, _)| one).filter(|one| !seen.insert(one.clone())).collect()
}

/// The method's name inside a group with this tag: what is left of an operation's name without the group's behind the verb
/// (`list_pulls` in `pulls` is `list`), or before it (`conversations_close` in `conversations` is `close`).
#[must_use]
pub fn group_method(name: &str, tag: &str) -> String {
    let name = name.trim_start_matches("r#");
    let parts = words(name);
    let shorter = by_tag::repeated(tag).iter().find_map(|group| without_group(&parts, group));
    shorter.map_or_else(|| name.to_owned(), |shorter| shorter.join("_"))
}

/// A name without the words of its group, where it has them.
fn without_group(parts: &[String], group: &[String]) -> Option<Vec<String>> {
    let is_group_at = |at: usize| {
        let own = parts.get(at..at + group.len()).unwrap_or_default();
        let same = own.iter().map(|word| singular(word)).eq(group.iter().map(|word| singular(word)));
        // Of `remove_albums_user` no user is removed: behind a plural only a phrase goes on.
        let is_plural = own.last().is_some_and(|last| singular(last) != *last);
        let goes_on = parts.get(at + group.len()).is_some_and(|next| !verbs::is_preposition(next));
        same && !(at > 0 && is_plural && goes_on)
    };
    let one_more = match parts {
        [first, ..] if matches!(first.as_str(), "batch" | "bulk") => true,
        [_, second, ..] => second == "all",
        _ => false,
    };
    let behind = 1 + usize::from(one_more);
    let leads =
        |at: usize| at > 0 || parts.len() > group.len() && parts.first().is_some_and(|word| !is_verb(word));
    let at = [behind, 0].into_iter().find(|at| leads(*at) && is_group_at(*at))?;
    Some([&parts[..at], &parts[at + group.len()..]].concat())
}

/// Whether the word behind a dot is that of a file rather than of a call: it is short and says nothing that is done.
fn is_suffix(word: &str) -> bool {
    word.len() < 5 && !matches!(word, "info" | "test") && !is_verb(word)
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

    /// Its id, where that says anything.
    fn stated(&self) -> Option<String> {
        let repeats = |id: &str| self.by_path && is_mechanical(id, self.method, self.path);
        let id = self.operation_id.filter(|id| words::has_words(id) && !repeats(id))?;
        if self.borrowed { borrowed::name(id, self) } else { Some(id.to_owned()) }
    }

    /// Its method, and its path without version and the names of parameters.
    fn without_version(&self) -> (String, String) {
        let segments = self.path.split('/').filter(|segment| !path::is_version(segment));
        (self.method.to_ascii_uppercase(), crate::urls::unnamed(&segments.collect::<Vec<_>>().join("/")))
    }

    /// The versions in its path.
    fn versions(&self) -> Vec<&'a str> {
        self.path.split('/').filter(|segment| path::is_version(segment)).collect()
    }

    /// The names it may have where its id won't do, from short to long, each with where it comes from.
    fn derived(&self, patched: bool, versioned: bool) -> Vec<(String, NameSource)> {
        let method = self.method.to_ascii_uppercase();
        let said: Vec<Vec<String>> =
            [Some(self.summary), self.tag, self.link.and_then(|link| link.rsplit(['/', '#']).next())]
                .into_iter()
                .flatten()
                .chain(crate::urls::placeholders(self.path))
                .chain(self.native_url)
                .map(words::all)
                .collect();
        let path = Path::read(self.path, self.native_url, &said);
        let ends_in = path.nodes.last().map(|node| node.words.as_slice()).unwrap_or_default();
        let linked = self
            .link
            .and_then(|link| link::name(link, &method, ends_in, self.summary))
            .map(|name| (path::parted(name, &said).join("_"), NameSource::Link));
        let named = match self.dotted() {
            Some(name) => vec![name],
            None => resource::names(&path, &method, patched, versioned),
        };
        linked.into_iter().chain(named.into_iter().map(|name| (name.join("_"), NameSource::Path))).collect()
    }

    /// The provider's own name of a call whose path ends in one: `/chat.postMessage`.
    fn dotted(&self) -> Option<Vec<String>> {
        let last = self.path.rsplit('/').next()?;
        let native = self.native_url.map(crate::urls::native_path).unwrap_or_default();
        let native = native.rsplit('/').next().filter(|native| native.eq_ignore_ascii_case(last));
        let is_name = last.contains('.')
            && last.split('.').all(|part| {
                let letters = part.chars().all(|one| one.is_ascii_alphanumeric() || one == '_');
                part.len() > 1 && letters && part.starts_with(|first: char| first.is_ascii_alphabetic())
            })
            && last.rsplit('.').next().is_some_and(|word| !is_suffix(word));
        is_name.then(|| words(native.unwrap_or(last)))
    }
}

#[cfg(test)]
mod tests;
