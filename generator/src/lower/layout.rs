//! Which file holds what: operations by group, types by the operations that use them, and nothing in a file too large to
//! open. None of it is public, so files may change with the document while names stay.

mod divide;
mod features;
mod modules;
mod size;
mod users;

use indexmap::IndexMap;

use self::divide::{Entry, LARGEST, divide};
use self::modules::Modules;
use self::users::{Owners, User};
use crate::api::{Gate, Group, Incoming, Operation, Settings, Type, TypeRef, visit};
use crate::names::{singular, words};

/// The public module below the one of types.
const REQUIRED: &str = "required";

/// What is to be laid out.
pub(super) struct Layout<'a> {
    pub(super) operations: &'a mut [Operation],
    pub(super) groups: &'a mut [Group],
    pub(super) types: &'a mut [Type],
    pub(super) incoming: &'a [Incoming],
    /// Whether methods stand on groups, and whether those have features.
    pub(super) settings: &'a Settings,
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
        let mut modules = self.modules();
        for group in self.groups.iter().filter(|group| group.parent.is_none()) {
            modules.reserve(&group.name.rust);
        }
        let paths = paths(self.groups);
        for (group, path) in self.groups.iter_mut().zip(&paths) {
            group.module = match &path[..] {
                [name] => modules.of_group(name),
                names => modules.beside_others(&names.join("_").replace("r#", "")),
            };
        }
        if self.settings.features {
            features::name(self.groups, &paths);
        }
    }

    /// Operations are in the module of their group, or in that of the client itself; where that is too large, by what
    /// their paths lead to.
    fn operations(&mut self) {
        let mut owners: IndexMap<Option<usize>, Vec<usize>> = IndexMap::new();
        for (at, operation) in self.operations.iter().enumerate() {
            owners.entry(operation.group.filter(|_| self.settings.is_grouped())).or_default().push(at);
        }
        let mut modules = self.modules();
        for group in &*self.groups {
            modules.reserve(&group.module);
        }
        for (owner, members) in owners {
            let base = owner.map(|group| self.groups[group].module.clone()).unwrap_or_default();
            let entries = members.iter().map(|at| {
                let operation = &self.operations[*at];
                Entry {
                    belongs_to: within(&base, resources(&operation.key)),
                    lines: size::of_operation(operation),
                }
            });
            let parts = divide(&entries.collect::<Vec<_>>());
            let names = modules.of_parts(&base, &parts);
            for (at, module) in members.into_iter().zip(names) {
                self.operations[at].module = module;
            }
        }
    }

    /// Types are in one module where that isn't too large and all of them always are there, else in one that is called
    /// like that of the operations that use them.
    fn types(&mut self) {
        let lines: Vec<usize> = self.types.iter().map(size::of_type).collect();
        if lines.iter().sum::<usize>() <= LARGEST && !self.settings.features {
            return;
        }
        let users = self.users();
        let owners = Owners::of(self.types, self.uses());
        let belongs_to = |at: usize| {
            let outermost = owners.outermost(at);
            let name = words(&self.types[outermost].name.rust).into_iter().map(|word| singular(&word));
            let home = owners.home(outermost, &users[at]);
            let name = within(&home[0], name.collect());
            home.into_iter().chain(name).collect::<Vec<_>>()
        };
        let mut files: IndexMap<Gate, Vec<usize>> = IndexMap::new();
        for (at, users) in users.iter().enumerate() {
            files.entry(self.gate(users)).or_default().push(at);
        }
        // What always is there has the first pick of names, and after it what is there for one group.
        files.sort_by_key(|gate, _| gate.features().len());
        let mut modules = self.modules();
        modules.reserve(REQUIRED);
        for ty in &*self.types {
            modules.reserve(&ty.name.rust);
        }
        let mut named = vec![String::new(); self.types.len()];
        for (gate, members) in &files {
            let base = match gate.features() {
                [] => String::new(),
                [_] => modules.beside_others(&belongs_to(members[0])[0]),
                several => modules.beside_others(&several.join("_and_")),
            };
            let entry = |at: &usize| Entry { belongs_to: within(&base, belongs_to(*at)), lines: lines[*at] };
            let parts = divide(&members.iter().map(entry).collect::<Vec<_>>());
            for (at, module) in members.iter().zip(modules.of_parts(&base, &parts)) {
                named[*at] = module;
            }
        }
        for (gate, members) in files {
            for at in members {
                self.types[at].module = std::mem::take(&mut named[at]);
                self.types[at].gate = gate.clone();
            }
        }
    }

    /// No modules yet, and the crates that stand at the beginning of paths beside them.
    fn modules(&self) -> Modules {
        let settings = self.settings;
        let chosen = settings.types.values().chain(settings.derives.values().flatten());
        let chosen = chosen.filter_map(|path| path.split("::").next());
        Modules::beside(["lowcodeapi_runtime", "std"].into_iter().chain(chosen))
    }

    /// The types that operations and the service itself name, each with whoever does.
    fn uses(&self) -> impl Iterator<Item = (User<'_>, &TypeRef)> {
        let operations = self.operations.iter().flat_map(|operation| {
            let user = User::of(operation, operation.group.map(|group| &self.groups[group]));
            visit::sent(operation).chain(visit::received(operation)).map(move |ty| (user, ty))
        });
        let payloads = self.incoming.iter().filter_map(|request| request.payload.as_ref());
        operations.chain(payloads.map(|ty| (User::WEBHOOKS, ty)))
    }

    /// For each type whatever uses it.
    fn users(&self) -> Vec<Vec<User<'_>>> {
        let mut roots: IndexMap<User<'_>, Vec<&TypeRef>> = IndexMap::new();
        for (user, ty) in self.uses() {
            roots.entry(user).or_default().push(ty);
        }
        if self.settings.features {
            let sets = self.operations.iter().flat_map(|one| [&one.answer_headers, &one.failure_headers]);
            let headers = sets.flatten().flat_map(|set| &set.headers).map(|header| &header.ty);
            roots.entry(User::HEADERS).or_default().extend(headers);
        }
        let mut users: Vec<Vec<User<'_>>> = vec![Vec::new(); self.types.len()];
        for (user, roots) in roots {
            for (known, reached) in users.iter_mut().zip(visit::reached(self.types, roots)) {
                if reached {
                    known.push(user);
                }
            }
        }
        users
    }

    /// What there has to be for something that has these users.
    fn gate(&self, users: &[User<'_>]) -> Gate {
        if self.settings.features { Gate::of(users.iter().map(|user| user.feature)) } else { Gate::default() }
    }
}

/// The methods that lead to each group.
fn paths(groups: &[Group]) -> Vec<Vec<String>> {
    let outer = |inner: &&Group| groups.iter().find(|outer| inner.is_in(outer));
    let path = |group| {
        let mut names: Vec<String> =
            std::iter::successors(Some(group), outer).map(|group| group.name.rust.clone()).collect();
        names.reverse();
        names
    };
    groups.iter().map(path).collect()
}

/// What a path leads to, from the outermost resource on.
fn resources(path: &str) -> Vec<String> {
    let segments = path.split('/').filter(|segment| !segment.contains('{'));
    segments.map(|segment| words(segment).join("_")).filter(|words| !words.is_empty()).collect()
}

/// What something belongs to beyond what its file is called after, of which one may be spoken of as well.
fn within(base: &str, mut belongs_to: Vec<String>) -> Vec<String> {
    let base = users::bare(base);
    let last = base.rsplit('_').next().unwrap_or(base);
    let one = singular(last);
    belongs_to.retain(|name| ![base, last, &one].contains(&name.as_str()));
    belongs_to
}
