//! Which tags stand in which: OpenAPI 3.2's `parent`.

use foldhash::{HashMap, HashSet};

use super::{described, is_navigation, tag};
use crate::model::{Model, Tag};

/// The tag that each tag stands in.
#[derive(Debug, Default)]
pub(super) struct Nesting<'m> {
    parents: HashMap<&'m str, &'m str>,
    /// Where a parent is stated that none can be, and why.
    pub(super) unread: Vec<(String, String)>,
}

impl<'m> Nesting<'m> {
    /// Of the tags of a model.
    pub(super) fn of(model: &'m Model) -> Self {
        let in_use: HashSet<&str> = model.operations.iter().filter_map(|node| tag(model, node)).collect();
        let stated: HashMap<&str, &str> =
            model.tags.iter().filter_map(|tag| Some((tag.name.as_str(), tag.parent.as_deref()?))).collect();
        let mut nesting = Self::default();
        for tag in &model.tags {
            let Some(parent) = tag.parent.as_deref() else { continue };
            let unread = |why: &str| {
                let detail = format!("the tag `{}` stands by itself: its parent `{parent}` {why}", tag.name);
                (format!("{}/parent", tag.pointer), detail)
            };
            if described(model, parent).is_none() && !in_use.contains(parent) {
                nesting.unread.push(unread("is no tag of the document"));
            } else if leads_back(&stated, &tag.name) {
                nesting.unread.push(unread("stands in it"));
            } else if let Some(parent) = next_that_groups(model, &stated, tag) {
                nesting.parents.insert(&tag.name, parent);
            }
        }
        nesting
    }

    /// What a tag stands in.
    pub(super) fn parent(&self, tag: &str) -> Option<&'m str> {
        self.parents.get(tag).copied()
    }

    /// A tag behind all that it stands in, from the outermost on.
    pub(super) fn path<'t>(&self, tag: &'t str) -> Vec<&'t str>
    where
        'm: 't,
    {
        let outer = std::iter::successors(Some(tag), |inner| self.parents.get(*inner).copied());
        let mut path: Vec<&str> = outer.collect();
        path.reverse();
        path
    }
}

/// Whether a tag stands in itself.
fn leads_back(stated: &HashMap<&str, &str>, tag: &str) -> bool {
    let mut passed = HashSet::default();
    let mut outer = stated.get(tag);
    while let Some(name) = outer.filter(|name| passed.insert(**name)) {
        if *name == tag {
            return true;
        }
        outer = stated.get(name);
    }
    false
}

/// What a tag stands in that groups operations: one that only marks them is passed over.
fn next_that_groups<'m>(model: &'m Model, stated: &HashMap<&str, &'m str>, tag: &'m Tag) -> Option<&'m str> {
    let mut passed = HashSet::default();
    let mut outer = tag.parent.as_deref();
    while let Some(name) = outer.filter(|name| passed.insert(*name)) {
        if described(model, name).is_none_or(is_navigation) {
            return Some(name);
        }
        outer = stated.get(name).copied();
    }
    None
}
