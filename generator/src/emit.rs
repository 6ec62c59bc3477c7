//! Writes the client: from the intermediate representation to the modules of a crate, as tokens.
//!
//! Nothing here can fail. Of what a document says only identifiers, literals and documentation get into the code, and
//! documentation is written anew (see `docs`).

mod blocking;
mod calls;
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
mod request;
mod settings;
mod structs;
mod types;
mod unions;

pub use self::settings::{Auth, Grouping, Settings};
use crate::api::Api;
pub use crate::files::Module;

/// A part of a client that can be emitted by itself, and so at the same time as the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// `mod.rs`.
    Client,
    /// `types.rs`.
    Types,
    /// `operations.rs`, and a file for each group.
    Operations,
    /// `blocking.rs`.
    Blocking,
    /// `mock.rs`.
    Mock,
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Client, Self::Types, Self::Operations, Self::Blocking, Self::Mock];
}

/// The modules of a client for `api`.
#[must_use]
pub fn emit(api: &Api, settings: &Settings) -> Vec<Module> {
    Part::ALL.into_iter().flat_map(|part| emit_part(api, settings, part)).collect()
}

/// The modules of one part of a client for `api`.
#[must_use]
pub fn emit_part(api: &Api, settings: &Settings, part: Part) -> Vec<Module> {
    match part {
        Part::Client => vec![client::module(api, settings)],
        Part::Types => vec![types::module(api)],
        Part::Operations => operations::modules(api, settings),
        Part::Blocking => vec![blocking::module(api, settings)],
        Part::Mock => vec![mock::module(api, settings)],
    }
}

#[cfg(test)]
mod tests;
