//! Writes the client: from the intermediate representation to the modules of a crate, as tokens.
//!
//! Nothing here can fail. Of what a document says only identifiers, literals and documentation get into the code, and
//! documentation is written anew (see `docs`).

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
mod request;
mod sample;
mod security;
mod servers;
mod settings;
mod structs;
mod types;
mod unions;

use std::ops::Range;

use self::groups::Placed;
pub use self::sample::{Sample, sample};
pub use self::settings::{Auth, Grouping, Settings};
use crate::api::{Api, Group};
pub use crate::files::Module;

/// A part of a client that can be emitted by itself, and so at the same time as the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// `mod.rs`.
    Client,
    /// `servers.rs`, where there are servers to choose from.
    Servers,
    /// Some of `types.rs`: the types at these positions.
    Types(Range<usize>),
    /// `operations.rs`.
    Operations,
    /// The file of a group, below `operations`: its position among those that have operations.
    Group(usize),
    /// `blocking.rs`.
    Blocking,
    /// `mock.rs`.
    Mock,
}

/// Emits a client, whole or part by part.
#[derive(Debug)]
pub struct Emitter<'a> {
    api: &'a Api,
    settings: &'a Settings,
    /// The names of the operations' endpoints, in their order.
    endpoints: Vec<String>,
    /// The operations that stand on the client itself.
    ungrouped: Vec<Placed<'a>>,
    /// The groups that have operations.
    groups: Vec<(&'a Group, Vec<Placed<'a>>)>,
}

impl<'a> Emitter<'a> {
    /// For a client of `api`.
    #[must_use]
    pub fn new(api: &'a Api, settings: &'a Settings) -> Self {
        let (ungrouped, groups) = groups::divided(api, settings);
        Self { api, settings, endpoints: endpoints::names(api), ungrouped, groups }
    }

    /// All parts of the client, the large ones first, with its types, which are most of it, in up to `slices` slices.
    /// However many there are, together they are the same client.
    #[must_use]
    pub fn parts(&self, slices: usize) -> Vec<Part> {
        let types = self.api.types.len();
        let slice = types.div_ceil(slices.max(1)).max(1);
        // An API without types has a module of types all the same.
        let starts = (0..types.max(1)).step_by(slice);
        let mut parts = vec![Part::Blocking, Part::Operations, Part::Mock];
        parts.extend(starts.map(|start| Part::Types(start..types.min(start + slice))));
        parts.extend((0..self.groups.len()).map(Part::Group));
        parts.extend([Part::Client, Part::Servers]);
        parts
    }

    /// The module of one part; none where there is nothing to say.
    #[must_use]
    pub fn emit(&self, part: &Part) -> Option<Module> {
        match part {
            Part::Client => Some(client::module(self.api, self.settings)),
            Part::Servers => servers::module(self.api, self.settings),
            Part::Types(slice) => Some(types::module(self.api, slice.clone())),
            Part::Operations => operations::module(self),
            Part::Group(at) => Some(operations::of_group(self, *at)),
            Part::Blocking => Some(blocking::module(self)),
            Part::Mock => Some(mock::module(self)),
        }
    }
}

/// The modules of a client for `api`.
#[must_use]
pub fn emit(api: &Api, settings: &Settings) -> Vec<Module> {
    let emitter = Emitter::new(api, settings);
    emitter.parts(1).iter().filter_map(|part| emitter.emit(part)).collect()
}

#[cfg(test)]
mod tests;
