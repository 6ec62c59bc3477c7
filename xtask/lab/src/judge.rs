//! `judge`: every method of a client is called, and software that isn't ours says whether its requests are allowed.

mod answers;
mod caller;
mod crates;
mod draw;
mod entry;
mod error;
mod places;
mod plan;
mod prism;
mod proxy;
pub(crate) mod raise;
mod ruling;
mod run;
mod samples;
mod schemas;
mod sent;
mod session;
mod source;
mod table;
mod verdict;
mod words;
mod written;

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use crate::corpus;
use entry::Entry;
use error::Error;
use prism::Prism;
use table::Table;
use tool::exit::{ExitCode, Failure};
use tool::output::{CommandOutput, Format};
use tool::workspace::runtime;

/// Which documents, and where to work.
#[derive(Debug, clap::Args)]
#[command(after_help = tool::exit::table())]
pub(crate) struct Args {
    /// OpenAPI documents (JSON or YAML), or folders with some
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Where the judge, the clients and what is built are kept [default: `judge` in the target folder]
    #[arg(long, value_name = "DIR")]
    scratch: Option<PathBuf>,
    /// How many compilations at a time [default: one a processor]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// Write what was found as JSON, with the requests and answers
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Whom to speak to
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
}

/// Calls every method of the clients of some documents, with Prism at the other end.
pub(crate) fn judge(args: &Args) -> Result<ExitCode, Failure> {
    let mut output = CommandOutput::new(args.format);
    let done = judged(args, &mut output);
    output.finish(done, false)
}

fn judged(args: &Args, output: &mut CommandOutput) -> Result<ExitCode, Failure> {
    let here = std::env::current_dir().map_err(Error::read(Path::new(".")))?;
    let home = runtime::home(&here).unwrap_or_else(|| here.clone());
    let own = || runtime::target(&home).join("judge");
    let scratch = here.join(args.scratch.clone().unwrap_or_else(own));
    let documents = corpus::find(&args.files)?;
    let prism = Prism::install(&scratch)?;
    let jobs = args.jobs.or_else(|| std::thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);
    let entries = run::all(&documents, &prism, &scratch, &home, jobs)?;
    output.print(Table(&entries));
    output.problems = entries.iter().flat_map(Entry::findings).collect();
    if let Some(path) = &args.report {
        entry::write(path, &entries)?;
    }
    Ok(if entries.iter().all(Entry::is_good) { ExitCode::Done } else { ExitCode::Unmet })
}
