//! The command line: one line a command.

use clap::{Parser, Subcommand};
use xtask::{demo, diff, exit, laboratory, new, regen, serve, terminal};

/// Trees of tokens and syntax are millions of small allocations: with this allocator the pipeline takes two thirds of
/// the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

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
    /// Create a crate for another provider, or for any OpenAPI document
    New(new::Args),
    /// Say what a changed document means, for the wire and for Rust callers
    Diff(diff::Args),
    /// See the project at work on this machine: no account, no network but the crates registry
    Demo(demo::Args),
    /// Run a LowCodeAPI on this machine, with an outbox instead of the post
    Serve(serve::Args),
    #[command(flatten)]
    Laboratory(laboratory::Command),
}

fn main() -> std::process::ExitCode {
    terminal::install();
    let done = match Cli::parse().command {
        Command::Regen(args) => regen::regen(&args),
        Command::New(args) => new::new(&args),
        Command::Diff(args) => diff::diff(&args),
        Command::Demo(args) => demo::demo(&args),
        Command::Serve(args) => serve::serve(&args),
        Command::Laboratory(command) => return laboratory::run(&command),
    };
    done.unwrap_or_else(exit::Failure::report).into()
}
