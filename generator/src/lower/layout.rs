//! Which file holds what: operations by group, types by the operations that use them, and nothing in a file too large to
//! open. None of it is public, so files may change with the document while names stay.

mod divide;
mod modules;
mod size;

use self::divide::{By, Entry, LARGEST, divide};
use self::modules::Modules;
use crate::api::visit;
use crate::api::{Group, Incoming, Operation, Type, TypeRef};
use crate::names::words;

/// The module of types that several groups use.
const SHARED: &str = "shared";

/// The public module below the one of types.
const REQUIRED: &str = "required";

/// The module of types that the service sends by itself.
const WEBHOOKS: &str = "webhooks";

/// What is to be laid out.
pub(super) struct Layout<'a> {
    pub(super) operations: &'a mut [Operation],
    pub(super) groups: &'a mut [Group],
    pub(super) types: &'a mut [Type],
    pub(super) incoming: &'a [Incoming],
    /// Whether methods stand on groups.
    pub(super) is_grouped: bool,
}

impl Layout<'_> {
    /// Names the modules of all there is, and the statics of operations.
    pub(super) fn lay_out(mut self) {
        modules::endpoints(self.operations, self.groups);
        self.groups();
        self.operations();
        self.types();
    }

    fn groups(&mut self) {
        let mut modules = Modules::default();
        for group in &*self.groups {
            modules.reserve(&group.name.rust);
        }
        for group in &mut *self.groups {
            group.module = modules.of_group(&group.name.rust);
        }
    }

    /// Operations are in the module of their group, or in that of the client itself; where that is too large, by what
    /// their paths lead to.
    fn operations(&mut self) {
        let mut owners: indexmap::IndexMap<Option<usize>, Vec<usize>> = indexmap::IndexMap::new();
        for (at, operation) in self.operations.iter().enumerate() {
            owners.entry(operation.group.filter(|_| self.is_grouped)).or_default().push(at);
        }
        let mut modules = Modules::default();
        for group in &*self.groups {
            modules.reserve(&group.module);
        }
        for (owner, members) in owners {
            let base = owner.map(|group| self.groups[group].module.clone()).unwrap_or_default();
            let entries = members.iter().map(|at| {
                let operation = &self.operations[*at];
                Entry { belongs_to: resources(&operation.key), lines: size::of_operation(operation) }
            });
            let parts = divide(&entries.collect::<Vec<_>>(), By::Words);
            let names = modules.of_parts(&base, &parts);
            for (at, module) in members.into_iter().zip(names) {
                self.operations[at].module = module;
            }
        }
    }

    /// Types are in one module where that isn't too large, else in one that is called like that of the operations that
    /// use them.
    fn types(&mut self) {
        let lines: Vec<usize> = self.types.iter().map(size::of_type).collect();
        if lines.iter().sum::<usize>() <= LARGEST {
            return;
        }
        let users = self.users();
        let mut files: indexmap::IndexMap<&str, Vec<usize>> = indexmap::IndexMap::new();
        for (at, user) in users.iter().enumerate() {
            files.entry(user).or_default().push(at);
        }
        let mut modules = Modules::default();
        modules.reserve(REQUIRED);
        for ty in &*self.types {
            modules.reserve(&ty.name.rust);
        }
        for user in files.keys() {
            modules.reserve(user);
        }
        for (user, members) in &files {
            let entries = members
                .iter()
                .map(|at| Entry { belongs_to: words(&self.types[*at].name.rust), lines: lines[*at] });
            let parts = divide(&entries.collect::<Vec<_>>(), By::Letters);
            for (at, module) in members.iter().zip(modules.of_parts(user, &parts)) {
                self.types[*at].module = module;
            }
        }
    }

    /// For each type the module of the operations that alone use it, the one of their group, or that of what is shared.
    fn users(&self) -> Vec<String> {
        let mut roots: indexmap::IndexMap<User<'_>, Vec<&TypeRef>> = indexmap::IndexMap::new();
        for operation in &*self.operations {
            let group = operation.group.map(|group| self.groups[group].module.as_str());
            let module = match (operation.module.as_str(), group) {
                ("", Some(group)) => group,
                (module, _) => module,
            };
            let used = visit::sent(operation).chain(visit::received(operation));
            roots.entry(User { module, group }).or_default().extend(used);
        }
        let payloads = self.incoming.iter().filter_map(|request| request.payload.as_ref());
        roots.entry(User { module: WEBHOOKS, group: None }).or_default().extend(payloads);
        let mut users: Vec<Option<User<'_>>> = vec![None; self.types.len()];
        for (user, roots) in roots {
            for (known, reached) in users.iter_mut().zip(visit::reached(self.types, roots)) {
                if reached {
                    *known = Some(known.map_or(user, |known| known.with(user)));
                }
            }
        }
        let modules = users.iter().map(|user| match user {
            Some(User { module, .. }) if !module.is_empty() => (*module).to_owned(),
            _ => SHARED.to_owned(),
        });
        modules.collect()
    }
}

/// Who uses a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct User<'a> {
    /// The module of the operations; empty for several.
    module: &'a str,
    /// The module of their group.
    group: Option<&'a str>,
}

impl User<'_> {
    /// Who stands for both.
    fn with(self, other: Self) -> Self {
        match self.group {
            _ if self == other => self,
            Some(group) if self.group == other.group => Self { module: group, ..self },
            _ => Self { module: "", group: None },
        }
    }
}

/// What a path leads to, from the outermost resource on.
fn resources(path: &str) -> Vec<String> {
    let segments = path.split('/').filter(|segment| !segment.contains('{'));
    segments.map(|segment| words(segment).join("_")).filter(|words| !words.is_empty()).collect()
}
