//! The commands: one line each.

use crate::exit::{ExitCode, Failure};
use crate::{diff, learn, new, regen, serve};

/// What can be run.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Fetch the document and regenerate the client and its snapshots
    Regen(regen::Args),
    /// Create a crate for another provider, or for any OpenAPI document
    New(new::Args),
    /// Say what a changed document means, for the wire and for Rust callers
    Diff(diff::Args),
    /// Give an answer that nobody describes a type, from answers that were saved: their shape alone is kept
    Learn(learn::Args),
    /// Run a LowCodeAPI on this machine, with an outbox instead of the post
    Serve(serve::Args),
}

impl Command {
    /// Runs it to its end.
    pub fn run(&self) -> Result<ExitCode, Failure> {
        match self {
            Self::Regen(args) => regen::regen(args),
            Self::New(args) => new::new(args),
            Self::Diff(args) => diff::diff(args),
            Self::Learn(args) => learn::learn(args),
            Self::Serve(args) => serve::serve(args),
        }
    }
}
