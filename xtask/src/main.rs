//! The maintainer's commands.

mod corpus;
mod diff;
mod exit;
mod fetch;
mod lock;
mod pipeline;
mod regen;
mod shell;
mod terminal;
mod tree;
mod workspace;
mod write;

use clap::{Parser, Subcommand};

/// Keeps the generated client in step with the document LowCodeAPI serves.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", after_help = exit::table(), disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Fetch the document and regenerate the client and its snapshots
    Regen(regen::Args),
    /// Say what a changed document means, for the wire and for Rust callers
    Diff(diff::Args),
    /// Generate a client from every document below some folders, and compile them all
    Corpus(corpus::Args),
}

fn main() -> std::process::ExitCode {
    terminal::install();
    let done = match Cli::parse().command {
        Command::Regen(args) => regen::regen(&args),
        Command::Diff(args) => diff::diff(&args),
        Command::Corpus(args) => corpus::corpus(&args),
    };
    done.unwrap_or_else(exit::Failure::report).into()
}
