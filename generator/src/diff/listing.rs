//! How the public surfaces of two clients differ.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::api::Api;
use crate::surface::{Item, Surface};

/// The lines that differ, each side sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ListingDiff {
    /// Lines that went.
    pub removed: Vec<String>,
    /// Lines that came.
    pub added: Vec<String>,
}

impl ListingDiff {
    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.removed.is_empty() && self.added.is_empty()
    }

    /// The lines with their signs by item, so that what was and what is stand together.
    pub(super) fn by_item(&self) -> Vec<(char, &str)> {
        let removed = self.removed.iter().map(|line| ('-', line.as_str()));
        let added = self.added.iter().map(|line| ('+', line.as_str()));
        let mut lines: Vec<_> = removed.chain(added).collect();
        lines.sort_by_key(|(_, line)| *line);
        lines
    }
}

/// The items that differ, by their lines.
pub(super) struct Differing<'a> {
    pub(super) removed: BTreeMap<String, Item<'a>>,
    pub(super) added: BTreeMap<String, Item<'a>>,
}

impl<'a> Differing<'a> {
    pub(super) fn between(old: &'a Api, new: &'a Api) -> Self {
        let items = |api| Surface::of(api).items().map(|item| (item.to_string(), item));
        let mut removed: BTreeMap<String, Item<'a>> = items(old).collect();
        // What both have is in neither.
        let added = items(new).filter(|(line, _)| removed.remove(line).is_none()).collect();
        Self { removed, added }
    }

    pub(super) fn lines(&self) -> ListingDiff {
        let lines = |items: &BTreeMap<String, Item<'_>>| items.keys().cloned().collect();
        ListingDiff { removed: lines(&self.removed), added: lines(&self.added) }
    }
}
