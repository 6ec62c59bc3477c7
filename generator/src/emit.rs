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
mod failures;
mod fields;
mod files;
mod groups;
mod headers;
mod made_up;
mod methods;
mod mock;
mod multipart;
mod occurrences;
mod operations;
mod pages;
mod records;
mod request;
mod required;
mod runtime;
mod sample;
mod security;
mod servers;
mod structs;
mod types;
mod unions;
mod webhooks;
mod xml;

use std::ops::Range;

use foldhash::HashMap;
use proc_macro2::TokenStream;

use self::context::Types;
use self::files::{OperationsFile, TypesFile};
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
    /// Some of a file of types, by its position: those at these positions in it.
    Types(usize, Range<usize>),
    /// `types/required.rs`, where types ask for much.
    Required,
    /// The beginning of `operations.rs`: what is done with the client itself.
    Operations,
    /// The rest of it: some of the calls it holds, those at these positions.
    Calls(Range<usize>),
    /// A file below `operations`, by its position.
    OperationsFile(usize),
    /// `failures.rs`, where calls fail alike.
    Failures,
    /// `headers.rs`, where the document describes those of answers.
    Headers,
    /// `blocking.rs`.
    Blocking,
    /// `mock.rs`.
    Mock,
    /// `webhooks.rs`, where the service sends anything by itself.
    Webhooks,
    /// `xml.rs`, where anything is sent or received in XML.
    Xml,
}

/// Emits a client, whole or part by part.
#[derive(Debug)]
pub struct Emitter<'a> {
    api: &'a Api,
    /// The operations that stand on the client itself.
    ungrouped: Vec<IndexedOperation<'a>>,
    /// Those of them that `operations.rs` itself holds.
    together: Vec<IndexedOperation<'a>>,
    /// The groups that have operations.
    groups: Vec<(&'a Group, Vec<IndexedOperation<'a>>)>,
    /// The files below `operations`.
    operations_files: Vec<OperationsFile<'a>>,
    /// `types.rs`, and the files below `types`.
    types_files: Vec<TypesFile<'a>>,
    /// The operations that fail alike, by the type they fail with.
    failures: HashMap<&'a str, Vec<usize>>,
    /// Where each type occurs.
    occurrences: Vec<Option<String>>,
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
        let divided = surface.divided();
        let operations_files = files::of_operations(&divided);
        let Divided { ungrouped, groups } = divided;
        let deprecated_types = types::mentions_deprecated(api);
        Self {
            api,
            together: ungrouped.iter().copied().filter(|(_, one)| one.module.is_empty()).collect(),
            ungrouped,
            groups,
            operations_files,
            types_files: files::of_types(api),
            failures: surface.failures(),
            occurrences: occurrences::occurrences(api),
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
        let mut parts = vec![Part::Xml, Part::Blocking, Part::Operations, Part::Mock];
        parts.extend(slices(self.together.len(), at_a_time).map(Part::Calls));
        for (at, file) in self.types_files.iter().enumerate() {
            let count = file.types.len();
            // A file without types of its own is there all the same: it leads to the others.
            let slices = slices(count.max(1), at_a_time);
            parts.extend(slices.map(|slice| Part::Types(at, slice.start..slice.end.min(count))));
        }
        parts.extend((0..self.operations_files.len()).map(Part::OperationsFile));
        parts.extend([
            Part::Client,
            Part::Failures,
            Part::Headers,
            Part::Required,
            Part::Servers,
            Part::Webhooks,
        ]);
        parts
    }

    /// The module of one part; none where there is nothing to say.
    #[must_use]
    pub fn emit(&self, part: &Part) -> Option<Module<'_>> {
        let module = match part {
            Part::Client => Some(client::module(self)),
            Part::Servers => servers::module(Surface::of(self.api)),
            Part::Types(at, slice) => Some(types::module(self, *at, slice.clone())),
            Part::Required => required::module(self),
            Part::Operations => operations::module(self),
            Part::Calls(slice) => Some(operations::calls_of_client(self, slice.clone())),
            Part::OperationsFile(at) => Some(operations::file(self, *at)),
            Part::Failures => failures::module(self),
            Part::Headers => headers::module(Surface::of(self.api)),
            Part::Blocking => Some(blocking::module(self)),
            Part::Mock => Some(mock::module(self)),
            Part::Webhooks => webhooks::module(Surface::of(self.api)),
            Part::Xml => xml::module(Surface::of(self.api)),
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
