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

pub use self::sample::{Sample, sample};
pub use self::settings::{Auth, Grouping, Settings};
use crate::api::Api;
pub use crate::files::Module;

/// A part of a client that can be emitted by itself, and so at the same time as the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// `mod.rs`, and `servers.rs` where there are several to choose from.
    Client,
    /// Some of `types.rs`: the types at these positions.
    Types(Range<usize>),
    /// `operations.rs`, and a file for each group.
    Operations,
    /// `blocking.rs`.
    Blocking,
    /// `mock.rs`.
    Mock,
}

/// All parts of a client for `api`, with its types, which are most of it, in up to `slices` slices. However many
/// there are, together they are the same client.
#[must_use]
pub fn parts(api: &Api, slices: usize) -> Vec<Part> {
    let types = api.types.len();
    let slice = types.div_ceil(slices.max(1)).max(1);
    // An API without types has a module of types all the same.
    let starts = (0..types.max(1)).step_by(slice);
    let mut parts: Vec<_> = starts.map(|start| Part::Types(start..types.min(start + slice))).collect();
    parts.extend([Part::Operations, Part::Client, Part::Blocking, Part::Mock]);
    parts
}

/// The modules of a client for `api`.
#[must_use]
pub fn emit(api: &Api, settings: &Settings) -> Vec<Module> {
    parts(api, 1).iter().flat_map(|part| emit_part(api, settings, part)).collect()
}

/// The modules of one part of a client for `api`.
#[must_use]
pub fn emit_part(api: &Api, settings: &Settings, part: &Part) -> Vec<Module> {
    match part {
        Part::Client => {
            let servers = servers::offered(api, settings);
            let choice = (!servers.is_empty()).then(|| servers::module(&servers));
            std::iter::once(client::module(api, settings)).chain(choice).collect()
        }
        Part::Types(slice) => vec![types::module(api, slice.clone())],
        Part::Operations => operations::modules(api, settings),
        Part::Blocking => vec![blocking::module(api, settings)],
        Part::Mock => vec![mock::module(api, settings)],
    }
}

#[cfg(test)]
mod tests;
