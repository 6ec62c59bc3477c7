//! `--round-trip`: what a document allows is read into the client's types and written again, and must be the same.
//!
//! Instances are drawn from the effective document, which is what the client is made of, never from the intermediate
//! representation: what the generator misunderstands it would misunderstand twice. They go through the emitted types in
//! a program of their own for each document.

mod case;
mod examples;
mod explain;
mod instances;
mod judge;
mod kinds;
pub(crate) mod program;
mod report;
mod run;
mod subjects;
mod table;

use std::num::NonZeroUsize;
use std::path::Path;

use lowcodeapi_generator::{Finding, Level};
use tool::exit::{ExitCode, Failure};
use tool::output::CommandOutput;

use crate::corpus::{self, Document, How, Journal};
use case::Case;
use report::Report;
pub(crate) use run::{Came, trips};

/// How many instances, and what is said of them.
#[derive(Debug, clap::Args)]
pub(crate) struct Trip {
    /// Draw values from each document and have the emitted types read and write them: they must stay what they are
    #[arg(id = "round_trip", long = "round-trip", conflicts_with = "check")]
    pub(crate) wanted: bool,
    /// How many instances of each schema are drawn at most
    #[arg(long, value_name = "N", default_value = "24", requires = "round_trip")]
    instances: NonZeroUsize,
    /// Print every loss, not only the kinds of losses with an example each
    #[arg(long, requires = "round_trip")]
    losses: bool,
}

/// Draws from every document, compiles what was emitted, and says what came of it.
pub(crate) fn go_through(
    documents: &[Document],
    how: &How,
    keep: Option<&Path>,
    journal: &Journal,
    output: &mut CommandOutput,
) -> Result<ExitCode, Failure> {
    let jobs = how.jobs();
    let workspace = corpus::Workspace::create(corpus::Purpose::RoundTrip, keep, documents)?;
    let instances = how.trip.instances.get();
    let prepare = |document: &Document, made: &corpus::Made| {
        Case::prepare(document, made, instances, &workspace.folder(&document.package))
    };
    let (entries, _) = corpus::all(documents, jobs, Some(&prepare), journal)?;
    workspace.complete(&entries)?;
    let programs = program::build(&workspace, jobs)?;

    let mut report = Report::default();
    let mut compiled = Vec::new();
    for entry in &entries {
        match entry.package.as_deref() {
            Some(package) if entry.is_good() => match programs.get(package) {
                Ok(program) => compiled.push((workspace.folder(package), entry.document.as_str(), program)),
                Err(said) => report.fail(&entry.document, &said),
            },
            _ => report.fail(&entry.document, &entry.outcome.to_string()),
        }
    }
    for tried in run::all(&compiled, jobs)? {
        report.add(tried);
    }
    output.print(table::Table { report: &report, all: how.trip.losses });
    output.problems = report.problems();
    if let Some(path) = how.report() {
        report.write(path)?;
    }
    Ok(report.exit())
}

/// What is said for programs of a loss.
fn finding(document: &str, message: String) -> Finding {
    Finding::new(Level::Error, "round_trip::loss", message).at(document, None)
}
