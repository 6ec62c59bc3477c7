//! What is public of the clients, the mock, their groups, and the servers to choose from.

use foldhash::HashSet;

use super::arguments::into;
use super::{
    Caller, Home, Item, ItemKind, Module, Parameters, Receiver, RustType, Signature, Surface, Trait,
};
use crate::api::{Gate, Group, Operation, Runtime, Server, ServerVariable};

/// An operation, and its position among all.
pub type IndexedOperation<'a> = (usize, &'a Operation);

/// Which operations stand where.
#[derive(Debug)]
pub struct Divided<'a> {
    /// Those of the client itself.
    pub ungrouped: Vec<IndexedOperation<'a>>,
    /// The groups, each with its own.
    pub groups: Vec<(&'a Group, Vec<IndexedOperation<'a>>)>,
}

/// Who has groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// The client whose calls are awaited.
    Client,
    /// The client whose calls block. Its groups are those of the other one, in another mode.
    Blocking,
    /// The mock, whose groups say what is answered.
    Mock,
}

impl Owner {
    /// All of them.
    const ALL: [Self; 3] = [Self::Client, Self::Blocking, Self::Mock];

    /// Its type.
    #[must_use]
    pub fn type_name(self) -> &'static str {
        match self {
            Self::Client | Self::Blocking => "Client",
            Self::Mock => "Mock",
        }
    }

    /// The module it stands in.
    fn module(self) -> Module {
        match self {
            Self::Client => Module::Root,
            Self::Blocking => Module::Blocking,
            Self::Mock => Module::Mock,
        }
    }
}

impl<'a> Surface<'a> {
    /// The operations that stand on the client itself, which in a flat client are all, and the groups that have some.
    #[must_use]
    pub fn divided(self) -> Divided<'a> {
        let mut ungrouped = Vec::new();
        let mut groups: Vec<_> = self.api().groups.iter().map(|group| (group, Vec::new())).collect();
        for (at, operation) in self.api().operations.iter().enumerate() {
            match self.group_of(operation) {
                Some(group) => groups[group].1.push((at, operation)),
                None => ungrouped.push((at, operation)),
            }
        }
        let in_use = groups.iter().filter(|(_, operations)| !operations.is_empty());
        let in_use: HashSet<&str> = in_use
            .flat_map(|(group, _)| self.api().groups_to(group))
            .map(|group| group.name.wire.as_str())
            .collect();
        groups.retain(|(group, _)| in_use.contains(group.name.wire.as_str()));
        Divided { ungrouped, groups }
    }

    /// The groups that have operations, or groups that have some, in their order.
    pub fn groups(self) -> impl Iterator<Item = &'a Group> {
        self.divided().groups.into_iter().map(|(group, _)| group)
    }

    /// The groups that stand in this one.
    pub fn groups_in(self, outer: &Group) -> impl Iterator<Item = &'a Group> {
        self.groups().filter(move |group| group.is_in(outer))
    }

    /// The Cargo features of the groups that have operations of their own, in their order.
    pub fn features(self) -> impl Iterator<Item = &'a str> {
        let own = self.divided().groups.into_iter().filter(|(_, operations)| !operations.is_empty());
        own.map(|(group, _)| group.feature.as_str()).filter(|feature| !feature.is_empty())
    }

    /// What has a group there: its own operations, and those of the groups that stand in it.
    #[must_use]
    pub fn gate_of_group(self, group: &Group) -> Gate {
        let below = self.divided().groups.into_iter().filter(|(other, operations)| {
            let is_below = self.api().groups_to(other).iter().any(|outer| outer.name == group.name);
            is_below && !operations.is_empty()
        });
        Gate::of(below.map(|(group, _)| group.feature.as_str()))
    }

    /// The group that has an operation's method; none where the client itself has it.
    #[must_use]
    pub fn group(self, operation: &Operation) -> Option<&'a Group> {
        self.group_of(operation).map(|group| &self.api().groups[group])
    }

    /// What is there wherever one of these operations is.
    #[must_use]
    pub fn gate_of_operations(self, operations: &[usize]) -> Gate {
        let groups = operations.iter().map(|at| self.group(&self.api().operations[*at]));
        Gate::of(groups.map(|group| group.map_or("", |group| &group.feature)))
    }

    fn group_of(self, operation: &Operation) -> Option<usize> {
        operation.group.filter(|_| self.api().settings.is_grouped())
    }

    /// The method of `owner`, or of what leads to the group that it stands in, that leads to a group.
    #[must_use]
    pub fn accessor(self, group: &'a Group, owner: Owner) -> Signature<'a> {
        let name = group.type_name.as_str();
        let result = match owner {
            Owner::Client if group.parent.is_some() => {
                RustType::Named(Home::Operations, name, vec![RustType::Borrowed, RustType::plain("M")])
            }
            Owner::Mock if group.parent.is_some() => {
                RustType::Named(Home::Scope, name, vec![RustType::Borrowed])
            }
            Owner::Client => RustType::Named(Home::Operations, name, vec![RustType::Elided]),
            Owner::Blocking => {
                let mode = RustType::plain("Blocking");
                RustType::Named(Home::Operations, name, vec![RustType::Elided, mode])
            }
            // The mock's are beside it.
            Owner::Mock => RustType::Named(Home::Scope, name, vec![RustType::Elided]),
        };
        Signature { name: &group.name.rust, receiver: Receiver::Reference, arguments: Vec::new(), result }
    }

    /// The method of a mock that says how calls of an operation are answered.
    #[must_use]
    pub fn expectation(self, operation: &'a Operation) -> Signature<'a> {
        Signature {
            name: &operation.name.rust,
            receiver: Receiver::Reference,
            arguments: Vec::new(),
            result: RustType::of("Expect", self.answer(operation)),
        }
    }

    /// How a variable of a server is set.
    #[must_use]
    pub fn variable(self, variable: &'a ServerVariable) -> Signature<'a> {
        Signature {
            name: &variable.setter,
            receiver: Receiver::Value,
            arguments: vec![into(&variable.setter, RustType::string())],
            result: RustType::plain("Self"),
        }
    }

    /// The servers a caller can choose from, and those that operations have for themselves.
    pub fn servers(self) -> impl Iterator<Item = &'a Server> {
        let own = self.api().operations.iter().flat_map(|operation| &operation.servers);
        self.api().servers.iter().chain(own).filter(|server| server.is_offered)
    }

    /// The modules, and the types that stand for a whole client, with the methods that block or mock.
    pub(super) fn items_of_clients(self) -> impl Iterator<Item = Item<'a>> {
        let offers_servers = self.servers().next().is_some();
        let modules = [Module::Types, Module::Blocking, Module::Mock].into_iter();
        let modules = modules.chain(offers_servers.then_some(Module::Servers));
        let has_headers = self.header_sets().next().is_some();
        let modules = modules.chain(has_headers.then_some(Module::Headers));
        let modules = modules.chain(self.has_webhooks().then_some(Module::Webhooks));
        let is_vendored = self.api().settings.runtime == Runtime::Vendored;
        let modules = modules.chain(is_vendored.then_some(Module::Runtime));
        let modules = modules.map(|module| item(Module::Root, ItemKind::Module(module), false));
        let clients = Owner::ALL.into_iter().map(|owner| {
            let (name, parameters) = (owner.type_name(), Parameters::None);
            item(owner.module(), ItemKind::Struct { name, parameters, traits: &[] }, false)
        });
        let methods = self.api().operations.iter().flat_map(move |operation| {
            let function = move |module, of, parameters, signature| Item {
                module,
                kind: ItemKind::Function { of, parameters, signature },
                is_deprecated: operation.deprecated,
                origin: Some(&operation.origin),
            };
            let group = self.group(operation);
            // The groups of the client that blocks are those of the other one.
            let blocking = group.is_none().then(|| self.methods(operation, Caller::Blocking));
            let blocking = blocking
                .into_iter()
                .flatten()
                .map(move |method| function(Module::Blocking, "Client", Parameters::None, method.signature));
            let (of, parameters) = match group {
                Some(group) => (group.type_name.as_str(), Parameters::Lent),
                None => ("Mock", Parameters::None),
            };
            blocking.chain([function(Module::Mock, of, parameters, self.expectation(operation))])
        });
        modules.chain(clients).chain(methods)
    }

    /// Groups, and what leads to them.
    pub(super) fn items_of_groups(self) -> impl Iterator<Item = Item<'a>> {
        let features = self.features().map(|name| item(Module::Root, ItemKind::Feature(name), false));
        let groups = self.groups().flat_map(move |group| {
            let outer = self.api().groups.iter().find(|outer| group.is_in(outer));
            let accessors = Owner::ALL.into_iter().filter_map(move |owner| {
                let (of, parameters) = match (outer, owner) {
                    (None, owner) => (owner.type_name(), Parameters::None),
                    (Some(outer), Owner::Client) => (outer.type_name.as_str(), Parameters::BorrowedOn),
                    (Some(outer), Owner::Mock) => (outer.type_name.as_str(), Parameters::LentOn),
                    // The groups of the client that blocks are those of the other one.
                    (Some(_), Owner::Blocking) => return None,
                };
                let signature = self.accessor(group, owner);
                Some(item(owner.module(), ItemKind::Function { of, parameters, signature }, false))
            });
            let name = group.type_name.as_str();
            let types = [(Module::Root, Parameters::Borrowed), (Module::Mock, Parameters::Lent)].into_iter();
            let types = types.map(move |(module, parameters)| {
                item(module, ItemKind::Struct { name, parameters, traits: Trait::GROUP }, false)
            });
            accessors.chain(types)
        });
        features.chain(groups)
    }

    /// The servers, and how their variables are set.
    pub fn items_of_servers(self) -> impl Iterator<Item = Item<'a>> {
        self.servers().flat_map(move |server| {
            let (name, parameters) = (server.name.as_str(), Parameters::None);
            let whole = ItemKind::Struct { name, parameters, traits: Trait::SERVER };
            let setters = server.variables.values().map(move |variable| ItemKind::Function {
                of: name,
                parameters,
                signature: self.variable(variable),
            });
            let kinds = [whole].into_iter().chain(setters);
            kinds.map(|kind| Item { origin: Some(&server.origin), ..item(Module::Servers, kind, false) })
        })
    }
}

fn item(module: Module, kind: ItemKind<'_>, is_deprecated: bool) -> Item<'_> {
    Item { module, kind, is_deprecated, origin: None }
}
