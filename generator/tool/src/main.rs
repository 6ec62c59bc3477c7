//! The tool by itself, as it is installed: `cargo api-client`.

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use tool::{exit, shell, terminal};

/// Trees of tokens and syntax are millions of small allocations: with this allocator the pipeline takes two thirds of
/// the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Generates Rust clients from OpenAPI documents, or from those LowCodeAPI serves, and keeps them in step.
#[derive(Debug, Parser)]
#[command(name = env!("CARGO_BIN_NAME"), version, after_help = help(), disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    #[command(flatten)]
    Tool(Box<tool::Command>),
    /// Print what a shell needs to complete this program's commands
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
}

fn help() -> String {
    exit::help(&[
        (
            &["new", "petstore", "--spec", "petstore.yaml"],
            "a crate `petstore-client` in a folder of that name",
        ),
        (&["regen"], "in that folder: read the document again, write what changed"),
        (&["diff"], "what the change means for those who call it"),
    ])
}

fn main() -> std::process::ExitCode {
    shell::started_by_cargo(env!("CARGO_BIN_NAME"));
    terminal::install();
    let program = shell::program();
    let arguments = std::iter::once(program.clone().into()).chain(shell::arguments());
    let matches = Cli::command().bin_name(program).get_matches_from(arguments);
    match Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit()).command {
        Command::Tool(command) => command.run().unwrap_or_else(exit::Failure::report).into(),
        Command::Completions { shell } => {
            let name = env!("CARGO_BIN_NAME");
            clap_complete::generate(shell, &mut Cli::command(), name, &mut std::io::stdout());
            std::process::ExitCode::SUCCESS
        }
    }
}
