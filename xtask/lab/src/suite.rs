//! `suite`: the JSON Schema test suite, each group as the answer of a document: what it calls valid has to be read, and
//! to be the same when it is written.

mod groups;
mod outcome;
mod program;

use std::num::NonZeroUsize;
use std::path::PathBuf;

use tool::exit::{ExitCode, Failure};

use crate::corpus::{Purpose, Workspace};
use groups::groups;
use outcome::Outcomes;

/// Where the suite is.
#[derive(Debug, clap::Args)]
#[command(after_help = tool::exit::table())]
pub(crate) struct Args {
    /// The folder with the suite's files for draft 2020-12
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// How many compilations at a time [default: one a processor]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// Write what was found as JSON
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Leave the emitted program here
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
}

/// Tries every group of the suite, and prints what came of each kind.
pub(crate) fn suite(args: &Args) -> Result<ExitCode, Failure> {
    let jobs = args.jobs.or_else(|| std::thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);
    let groups = groups(&args.dir)?;
    let workspace = Workspace::create(Purpose::RoundTrip, args.keep.as_deref(), &[])?;
    let (clients, refused) = program::clients(&groups);
    let program = program::build(&workspace, &clients, jobs)?;
    let outcomes = Outcomes::of(&groups, &clients, refused, &program)?;
    anstream::print!("{outcomes}");
    if let Some(path) = &args.report {
        outcomes.write(path)?;
    }
    Ok(if outcomes.are_good() { ExitCode::Done } else { ExitCode::Unmet })
}
