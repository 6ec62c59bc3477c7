//! `page`: what the playground's module is made of, and how long documents take in a browser.

mod made_of;
mod runs;
mod serve;

use std::path::{Path, PathBuf};

use miette::Diagnostic;
use stand_in::programs::Workspace;
use thiserror::Error;
use tool::exit::{Exit, ExitCode, Failure};
use tool::terminal::LABEL;

use made_of::Part;
use runs::Runs;
use serve::Page;

/// Parts that are smaller than this share of the module stand in one row, in percent.
const SMALL: usize = 1;

/// What to measure.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Documents to open on the page, each in a browser of its own
    #[arg(value_name = "FILE")]
    documents: Vec<PathBuf>,
    /// Compile the module a second time, with its names, and say which crates it is made of
    #[arg(long)]
    made_of: bool,
    /// How long somebody looks at the page before opening a document, for the second of its figures
    #[arg(long, value_name = "SECONDS", default_value_t = 5)]
    rest: u64,
}

/// Why nothing can be said about the page.
#[derive(Debug, Error, Diagnostic)]
pub(crate) enum Error {
    /// It can't be built or served.
    #[error("`cargo xtask playground` failed")]
    #[diagnostic(code(page::playground), help("run it by itself to see why"))]
    Playground,
    /// The module is none.
    #[error("the module can't be read")]
    #[diagnostic(code(page::module), help("cargo made it: this is a fault of the laboratory"))]
    Module(#[from] wasmparser::Error),
    /// A document can't be read.
    #[error("can't read `{path}`")]
    #[diagnostic(code(page::document), help("name files that are there"))]
    Document {
        /// Which.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// A process or a file can't be had.
    #[error("can't use the folder of what was compiled")]
    #[diagnostic(code(page::file), help("check that there is room"))]
    File(#[from] std::io::Error),
}

impl Exit for Error {
    fn exit(&self) -> ExitCode {
        match self {
            Self::Document { .. } => ExitCode::Usage,
            _ => ExitCode::Environment,
        }
    }
}

/// Builds and serves the page, and prints what it weighs and takes.
pub(crate) fn page(args: &Args) -> Result<ExitCode, Failure> {
    let root = Workspace::read()?.root;
    let documents: Vec<_> = args.documents.iter().map(|path| read(path)).collect::<Result<_, _>>()?;
    let page = Page::serve(&root)?;
    let module = serve::module(&root)?;
    anstream::println!(
        "{LABEL}module{LABEL:#}     {} kB, {} kB compressed (gzip -9)",
        thousands(module.len()),
        thousands(made_of::compressed(&module))
    );
    if args.made_of {
        print(made_of::made_of(&serve::module_with_names(&root)?).map_err(Error::Module)?);
    }
    for (name, text) in &documents {
        let Runs { at_once, rested, again } = runs::measure(&page.url, name, text, args.rest);
        anstream::println!("{LABEL}{name}{LABEL:#}, {} kB", thousands(text.len()));
        for (when, run) in [("at once", at_once), ("after a rest", rested), ("again", again)] {
            anstream::println!("  {when:<14} {run}");
        }
    }
    Ok(ExitCode::Done)
}

fn read(path: &Path) -> Result<(String, String), Error> {
    let failed = |source| Error::Document { path: path.display().to_string(), source };
    let text = std::fs::read_to_string(path).map_err(failed)?;
    Ok((path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned()), text))
}

/// A table, the largest first.
fn print(mut parts: Vec<Part>) {
    let whole: usize = parts.iter().map(|part| part.bytes).sum();
    parts.sort_by_key(|part| std::cmp::Reverse(part.bytes));
    let is_small = |part: &Part| part.bytes * 100 < whole * SMALL;
    let (small, large): (Vec<Part>, Vec<Part>) = parts.into_iter().partition(is_small);
    anstream::println!("{LABEL}{:<24} {:>8} {:>12} {:>6}{LABEL:#}", "", "kB", "compressed", "share");
    for part in large.iter().chain([&Part::of_all(&small)]) {
        let share = part.bytes * 1_000 / whole;
        let (bytes, compressed) = (thousands(part.bytes), thousands(part.compressed));
        anstream::println!(
            "{:<24} {bytes:>8} {compressed:>12} {:>4}.{} %",
            part.name,
            share / 10,
            share % 10
        );
    }
}

/// In kB.
fn thousands(bytes: usize) -> String {
    let tenths = bytes / 100;
    format!("{}.{}", tenths / 10, tenths % 10)
}
