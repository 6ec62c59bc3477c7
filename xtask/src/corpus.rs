//! `corpus`: the pipeline over every document below some folders, counted, and compiled where asked for.

mod census;
mod check;
mod crates;
mod documents;
mod entry;
mod error;
mod messages;
mod progress;
mod run;
mod table;
mod typed;

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::Instant;

use crate::exit::{ExitCode, Failure};
use crate::told::{Format, Told};
use crates::Workspace;

/// Which documents, and what to do with them.
#[derive(Debug, clap::Args)]
#[command(after_help = crate::exit::table())]
pub(crate) struct Args {
    /// Folders with documents (JSON or YAML, at any depth), or single documents
    #[arg(required = true, value_name = "DIR")]
    dirs: Vec<PathBuf>,
    /// Compile everything in one workspace; rustc, clippy and rustdoc must have nothing to say
    #[arg(long)]
    check: bool,
    /// How many documents, and compilations, at a time [default: one a processor]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// Write what was found as JSON
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Whom to speak to
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
    /// Leave the emitted workspace here
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
}

/// Runs the pipeline over the documents.
pub(crate) fn corpus(args: &Args) -> Result<ExitCode, Failure> {
    let mut told = Told::new(args.format);
    let done = run(args, &mut told);
    told.end(done, false)
}

fn run(args: &Args, told: &mut Told) -> Result<ExitCode, Failure> {
    let began = Instant::now();
    let documents = documents::find(&args.dirs)?;
    let emits = args.check || args.keep.is_some();
    let workspace = emits.then(|| Workspace::create(args.keep.as_deref(), &documents)).transpose()?;
    let jobs = args.jobs.or_else(|| std::thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);

    let (mut entries, mut totals) = run::all(&documents, jobs, workspace.as_ref())?;
    totals.wall = began.elapsed();
    if let Some(workspace) = &workspace {
        workspace.complete(&entries)?;
        if args.check {
            check::check(workspace, &mut entries, jobs)?;
        }
    }
    told.say(table::Table { entries: &entries, totals: &totals, checked: args.check });
    told.problems = entries.iter().flat_map(entry::Entry::findings).collect();
    if let Some(path) = &args.report {
        entry::write(path, &entries)?;
    }
    let good = entries.iter().all(entry::Entry::is_good);
    Ok(if good { ExitCode::Done } else { ExitCode::Generation })
}
