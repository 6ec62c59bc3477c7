//! The commands: one line each.

use crate::exit::{ExitCode, Failure};
use crate::{diff, new, regen, serve};

/// What can be run.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Fetch the document and regenerate the client and its snapshots
    Regen(regen::Args),
    /// Create a crate for another provider, or for any OpenAPI document
    New(new::Args),
    /// Say what a changed document means, for the wire and for Rust callers
    Diff(diff::Args),
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
            Self::Serve(args) => serve::serve(args),
        }
    }
}
