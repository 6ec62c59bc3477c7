//! What users run: `regen`, `new`, `diff` and `learn` around the generator, and `serve` in front of the stand-in.
//!
//! Each command is a module with its arguments and a function of its name; [`Command`] lists them for a command line.

// A library for the sake of this project's own programs: nobody reads it as an interface.
#![allow(clippy::missing_errors_doc, clippy::missing_panics_doc, clippy::must_use_candidate)]

mod command;
mod committed;
mod companions;
pub mod diff;
pub mod exit;
mod fetch;
pub mod learn;
pub mod lock;
pub mod new;
pub mod output;
mod paths;
pub mod pipeline;
pub mod regen;
pub mod serve;
pub mod shell;
pub mod terminal;
mod tree;
mod turn;
pub mod workspace;
mod write;

pub use command::Command;
pub use fetch::http;
