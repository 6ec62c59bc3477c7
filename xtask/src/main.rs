//! `cargo xtask`: the tool's commands, the demo, and a door to the laboratory.

mod demo;
mod laboratory;
mod playground;

use clap::{Parser, Subcommand};
use tool::{exit, shell, terminal};

/// The same as the tool's own: what is measured and tried here is what its users get.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Keeps the generated client in step with the document LowCodeAPI serves.
#[derive(Debug, Parser)]
#[command(name = shell::ALIAS, bin_name = shell::ALIAS, after_help = exit::table(), disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    #[command(flatten)]
    Tool(Box<tool::Command>),
    /// See the project at work on this machine: no account, no network but the crates registry
    Demo(demo::Args),
    /// Try the generator and the differ in a browser: a page on this machine, or a folder for a server of files
    Playground(playground::Args),
    #[command(flatten)]
    Laboratory(laboratory::Command),
}

fn main() -> std::process::ExitCode {
    shell::started_as(shell::ALIAS);
    terminal::install();
    let done = match Cli::parse().command {
        Command::Tool(command) => command.run(),
        Command::Demo(args) => demo::demo(&args),
        Command::Playground(args) => playground::playground(&args),
        Command::Laboratory(command) => return laboratory::run(&command),
    };
    done.unwrap_or_else(exit::Failure::report).into()
}
