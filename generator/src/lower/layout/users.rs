//! Who uses a type, and what it belongs to for that.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{Group, Operation, Type, TypeRef, WEBHOOKS_FEATURE, visit};

/// What types belong to that several groups use.
const SHARED: &str = "shared";

/// What types belong to that the service sends by itself.
const WEBHOOKS: &str = "webhooks";

/// Who uses a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct User<'a> {
    /// The module of the operations.
    module: &'a str,
    /// The module of their group.
    group: Option<&'a str>,
    /// The feature they are there for; empty where they always are.
    pub(super) feature: &'a str,
}

impl<'a> User<'a> {
    /// What the service sends by itself.
    pub(super) const WEBHOOKS: Self = Self { module: WEBHOOKS, group: None, feature: WEBHOOKS_FEATURE };

    /// The types of headers, which are there for all operations.
    pub(super) const HEADERS: Self = Self { module: SHARED, group: None, feature: "" };

    /// The operations that are in one module with this one.
    pub(super) fn of(operation: &'a Operation, group: Option<&'a Group>) -> Self {
        let feature = group.map_or("", |group| &group.feature);
        let group = group.map(|group| group.module.as_str());
        let module = match (operation.module.as_str(), group) {
            ("", Some(group)) => group,
            (module, _) => module,
        };
        Self { module, group, feature }
    }

    /// What types belong to that only this one uses: its group and, of a group with several modules, the part it is.
    pub(super) fn owner(&self) -> Vec<String> {
        let (home, module) = (bare(self.home()), bare(self.module));
        let part = module.strip_prefix(home).map_or(module, |part| part.trim_start_matches('_'));
        [home, part].into_iter().filter(|name| !name.is_empty()).map(str::to_owned).collect()
    }

    /// The group, or the module of what is in none.
    fn home(&self) -> &'a str {
        self.group.unwrap_or(self.module)
    }
}

/// A module's name as its file has it.
pub(super) fn bare(module: &str) -> &str {
    module.trim_start_matches("r#")
}

/// What types are named by: operations, and other types.
pub(super) struct Owners<'a> {
    /// How many operations of a group name each type themselves.
    direct: Vec<BTreeMap<&'a str, usize>>,
    /// The types that name each type.
    holders: Vec<BTreeSet<usize>>,
}

impl<'a> Owners<'a> {
    /// Counts what each use of an operation names.
    pub(super) fn of(types: &[Type], uses: impl Iterator<Item = (User<'a>, &'a TypeRef)>) -> Self {
        let mut owners =
            Self { direct: vec![BTreeMap::new(); types.len()], holders: vec![BTreeSet::new(); types.len()] };
        for (user, ty) in uses {
            for id in visit::named(ty) {
                *owners.direct[id.0].entry(user.home()).or_default() += 1;
            }
        }
        for (at, ty) in types.iter().enumerate() {
            for id in visit::members(&ty.shape).into_iter().flat_map(visit::named).filter(|id| id.0 != at) {
                owners.holders[id.0].insert(at);
            }
        }
        owners
    }

    /// The type that alone leads to this one, or this one itself.
    pub(super) fn outermost(&self, at: usize) -> usize {
        let mut outermost = at;
        // As many steps as there are types, for types may hold each other.
        for _ in 0..self.holders.len() {
            match self.holders[outermost].first() {
                Some(holder) if self.holders[outermost].len() == 1 && self.direct[outermost].is_empty() => {
                    outermost = *holder;
                }
                _ => break,
            }
        }
        outermost
    }

    /// What a type belongs to that has these users: theirs where they are of one group, else the group that names it, or
    /// what it is part of, more often than all others.
    pub(super) fn home(&self, outermost: usize, users: &[User<'_>]) -> Vec<String> {
        let Some(first) = users.first().filter(|first| !first.module.is_empty()) else {
            return vec![SHARED.to_owned()];
        };
        if users.iter().all(|user| user == first) {
            return first.owner();
        }
        let direct = &self.direct[outermost];
        let most =
            || direct.iter().find(|(_, count)| *count * 2 > direct.values().sum()).map(|(home, _)| *home);
        let group = first.group.filter(|_| users.iter().all(|user| user.group == first.group)).or_else(most);
        vec![bare(group.filter(|group| !group.is_empty()).unwrap_or(SHARED)).to_owned()]
    }
}
