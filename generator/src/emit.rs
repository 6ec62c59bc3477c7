//! Writes the client: from the intermediate representation to the modules of a crate, as tokens.
//!
//! Nothing here can fail. Of what a document says only identifiers, literals and documentation get into the code, and
//! documentation is written anew (see `docs`).

mod attributes;
mod blocking;
mod calls;
mod choices;
mod client;
mod context;
mod docs;
mod endpoints;
mod enums;
mod facts;
mod fields;
mod groups;
mod methods;
mod mock;
mod multipart;
mod operations;
mod pages;
mod records;
mod request;
mod runtime;
mod sample;
mod security;
mod servers;
mod structs;
mod types;
mod unions;
mod webhooks;

use std::collections::HashMap;
use std::ops::Range;

use proc_macro2::TokenStream;

use self::context::Types;
pub use self::sample::{Sample, sample};
use crate::api::{Api, Group, TypeRef};
pub use crate::files::{Items, Module};
use crate::surface::{self, Divided, Forms, IndexedOperation, Surface};

/// A part of a client that can be emitted by itself, and so at the same time as the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// `mod.rs`.
    Client,
    /// `servers.rs`, where there are servers to choose from.
    Servers,
    /// Some of `types.rs`: the types at these positions.
    Types(Range<usize>),
    /// The beginning of `operations.rs`: what is done with the client itself.
    Operations,
    /// The rest of it: some of the calls of the client itself, those at these positions.
    Calls(Range<usize>),
    /// The file of a group, below `operations`: its position among those that have operations.
    Group(usize),
    /// `blocking.rs`.
    Blocking,
    /// `mock.rs`.
    Mock,
    /// `webhooks.rs`, where the service sends anything by itself.
    Webhooks,
}

/// Emits a client, whole or part by part.
#[derive(Debug)]
pub struct Emitter<'a> {
    api: &'a Api,
    /// The names of the operations' endpoints, in their order.
    endpoints: Vec<String>,
    /// The operations that stand on the client itself.
    ungrouped: Vec<IndexedOperation<'a>>,
    /// The groups that have operations.
    groups: Vec<(&'a Group, Vec<IndexedOperation<'a>>)>,
    /// The names of their modules.
    modules: Vec<String>,
    /// The operations that fail alike, by the type they fail with.
    failures: HashMap<&'a str, Vec<usize>>,
    /// The types that are sent as forms, or as parts of them.
    forms: Forms,
    /// Whether there are deprecated types.
    deprecated_types: bool,
    /// Whether there is anything deprecated.
    deprecated: bool,
}

impl<'a> Emitter<'a> {
    /// For a client of `api`.
    #[must_use]
    pub fn new(api: &'a Api) -> Self {
        let surface = Surface::of(api);
        let Divided { ungrouped, groups } = surface.divided();
        let deprecated_types = types::mentions_deprecated(api);
        Self {
            api,
            endpoints: endpoints::names(api),
            ungrouped,
            modules: operations::modules(&groups),
            groups,
            failures: surface.failures(),
            forms: surface.forms(),
            deprecated_types,
            deprecated: deprecated_types || api.operations.iter().any(|operation| operation.deprecated),
        }
    }

    /// Types as they are seen from a module.
    fn seen_from(&self, module: surface::Module) -> Types<'_> {
        Types::seen_from(module, Surface::of(self.api))
    }

    /// All parts of the client, the large ones first, with up to `at_a_time` types or calls in each of those that hold
    /// them. However many parts there are, together they are the same client.
    #[must_use]
    pub fn parts(&self, at_a_time: usize) -> Vec<Part> {
        let mut parts = vec![Part::Blocking, Part::Operations, Part::Mock];
        parts.extend(slices(self.ungrouped.len(), at_a_time).map(Part::Calls));
        // An API without types has a module of types all the same.
        parts.extend(
            slices(self.api.types.len().max(1), at_a_time)
                .map(|slice| Part::Types(slice.start..slice.end.min(self.api.types.len()))),
        );
        parts.extend((0..self.groups.len()).map(Part::Group));
        parts.extend([Part::Client, Part::Servers, Part::Webhooks]);
        parts
    }

    /// The module of one part; none where there is nothing to say.
    #[must_use]
    pub fn emit(&self, part: &Part) -> Option<Module<'_>> {
        let module = match part {
            Part::Client => Some(client::module(self.api)),
            Part::Servers => servers::module(Surface::of(self.api)),
            Part::Types(slice) => Some(types::module(self, slice.clone())),
            Part::Operations => operations::module(self),
            Part::Calls(slice) => Some(operations::calls_of_client(self, slice.clone())),
            Part::Group(at) => Some(operations::of_group(self, *at)),
            Part::Blocking => Some(blocking::module(self)),
            Part::Mock => Some(mock::module(self)),
            Part::Webhooks => webhooks::module(Surface::of(self.api)),
        };
        module.map(|module| runtime::named(module, &self.api.settings))
    }
}

/// The modules of a client for `api`.
#[must_use]
pub fn emit(api: &Api) -> Vec<Module<'static>> {
    let emitter = Emitter::new(api);
    let parts = emitter.parts(usize::MAX);
    let modules = parts.iter().filter_map(|part| emitter.emit(part));
    modules.map(|module| Module { items: made(module.items.collect()), ..module }).collect()
}

/// A type in use, as the module `types` writes it.
#[must_use]
pub fn written(api: &Api, ty: &TypeRef) -> TokenStream {
    inside(api).kept(ty)
}

/// Whether an answer of a type is read with care for the integers that it is, or is made of, as an emitted client does.
#[must_use]
pub fn reads_integers(api: &Api, ty: &TypeRef) -> bool {
    inside(api).has_integers(ty)
}

/// Types as the module `types` writes them.
fn inside(api: &Api) -> Types<'_> {
    Types::seen_from(surface::Module::Types, Surface::of(api))
}

/// Items that were made already.
fn made(items: Vec<TokenStream>) -> Items<'static> {
    Box::new(items.into_iter())
}

/// The positions up to `count`, some at a time.
fn slices(count: usize, at_a_time: usize) -> impl Iterator<Item = Range<usize>> {
    let step = at_a_time.max(1);
    (0..count).step_by(step).map(move |start| start..count.min(start.saturating_add(step)))
}
