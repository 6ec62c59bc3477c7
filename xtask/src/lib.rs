//! The maintainer's commands, and what those of the laboratory share with them.

// A library for the sake of one other package, the laboratory: nobody reads it as an interface.
#![allow(clippy::missing_errors_doc, clippy::missing_panics_doc, clippy::must_use_candidate)]

pub mod cargo;
pub mod demo;
pub mod diff;
pub mod exit;
mod fetch;
pub mod laboratory;
pub mod lock;
pub mod new;
pub mod pipeline;
pub mod regen;
pub mod serve;
mod shell;
pub mod terminal;
pub mod told;
mod tree;
pub mod workspace;
mod write;
