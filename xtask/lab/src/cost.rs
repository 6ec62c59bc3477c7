//! `cost`: what depending on the client costs to build, beside the same call written by hand.
//!
//! Each way is a crate of its own in a temporary folder, built from nothing in release mode with the versions the
//! workspace has locked. What counts is processor time: unlike the time on the clock it doesn't depend on how many
//! cores there are, and little on what else they do.

mod build;
mod subject;

use std::path::{Path, PathBuf};

use miette::Diagnostic;
use thiserror::Error;

use build::Figures;
use subject::Subject;
use tool::exit::{Exit, ExitCode, Failure};
use tool::terminal::LABEL;
use tool::workspace::Client;

/// What to measure.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Whose client [default: the only one in the workspace]
    #[arg(long, value_name = "NAME")]
    provider: Option<String>,
    /// The client crate's folder [default: the only one in the workspace]
    #[arg(long, value_name = "DIR")]
    manifest: Option<PathBuf>,
    /// Leave out the other choices of TLS
    #[arg(long)]
    quick: bool,
}

/// Why nothing can be said about the cost.
#[derive(Debug, Error, Diagnostic)]
pub(crate) enum Error {
    /// A scratch crate could not be written, or no process started.
    #[error("can't set up a build to measure")]
    #[diagnostic(
        code(cost::scratch),
        help("it needs a POSIX shell (`sh`), which counts processor time, and a folder for temporary files")
    )]
    Scratch {
        /// Why.
        #[from]
        source: std::io::Error,
    },
    /// The workspace says too little about itself.
    #[error("{what}")]
    #[diagnostic(code(cost::workspace), help("run `cargo build` once, so that `Cargo.lock` is complete"))]
    Workspace {
        /// What is missing.
        what: String,
    },
    /// What everything is compared with doesn't build.
    #[error("`{name}` doesn't build: {reason}")]
    #[diagnostic(
        code(cost::build),
        help("check that the client builds and that the registry can be reached")
    )]
    Build {
        /// Which way.
        name: String,
        /// The compiler's first error.
        reason: String,
    },
}

impl Exit for Error {
    fn exit(&self) -> ExitCode {
        match self {
            Self::Workspace { .. } => ExitCode::Usage,
            Self::Scratch { .. } | Self::Build { .. } => ExitCode::Generation,
        }
    }
}

/// Measures, and prints a line as soon as it is known.
pub(crate) fn cost(args: &Args) -> Result<ExitCode, Failure> {
    let here = std::env::current_dir().map_err(Error::from)?;
    let client = Client::find(&here, args.manifest.as_deref(), args.provider.as_deref())?;
    let lock = lock_above(client.folder())?;
    let by_hand = subject::by_hand(&lock)?;
    let mut others = vec![subject::client(client.folder(), &lock)?];
    if !args.quick {
        others.extend(subject::choices_of_tls(client.folder(), &lock)?);
    }

    anstream::println!("{LABEL}{:<44} {:>6} {:>13}   beside the first{LABEL:#}", "", "crates", "CPU seconds");
    let base = build::measure(&by_hand, &lock)?
        .map_err(|reason| Error::Build { name: by_hand.name.clone(), reason })?;
    print(&by_hand, &base, &base);
    for (index, subject) in others.iter().enumerate() {
        match build::measure(subject, &lock)? {
            Ok(figures) => print(subject, &figures, &base),
            Err(reason) if index == 0 => {
                return Err(Error::Build { name: subject.name.clone(), reason }.into());
            }
            // A system's TLS library may well be missing.
            Err(reason) => anstream::println!("{:<44} doesn't build here: {reason}", subject.name),
        }
    }
    Ok(ExitCode::Done)
}

fn print(subject: &Subject, figures: &Figures, base: &Figures) {
    let crates = ratio(figures.crates.into(), base.crates.into());
    let seconds = ratio(figures.cpu_seconds, base.cpu_seconds);
    anstream::println!(
        "{:<44} {:>6} {:>13.1}   {crates} {seconds}",
        subject.name,
        figures.crates,
        figures.cpu_seconds
    );
}

fn ratio(figure: f64, base: f64) -> String {
    format!("{:.2}×", figure / base)
}

/// The nearest lock file, so that everything is built with the versions it names.
fn lock_above(folder: &Path) -> Result<PathBuf, Error> {
    let mut locks = folder.ancestors().map(|folder| folder.join("Cargo.lock"));
    locks
        .find(|lock| lock.is_file())
        .ok_or_else(|| Error::Workspace { what: format!("no `Cargo.lock` above `{}`", folder.display()) })
}
