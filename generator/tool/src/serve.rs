//! `serve`: the stand-in, started from a command line.

mod answers;
mod provider;
mod settings;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use miette::Diagnostic;
use stand_in::{Background, PROVIDER};
use thiserror::Error;

use crate::exit::{Exit, ExitCode, Failure};
use crate::shell::command;
use crate::workspace::Client;
use settings::Settings;

/// Where the stand-in listens, and how it behaves.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The port on 127.0.0.1; 0 takes a free one
    #[arg(long, value_name = "N", default_value_t = 8420)]
    port: u16,
    /// The document to serve [default: the committed one]
    #[arg(long, value_name = "FILE")]
    document: Option<PathBuf>,
    /// Stand in for the provider of the client in this folder: its operations, answers of the types it documents, and a
    /// journal of what was called (`/_requests`); behind LowCodeAPI in both URL formats, where the client calls it there
    #[arg(long, value_name = "DIR", conflicts_with_all = ["document", "upstream"])]
    manifest: Option<PathBuf>,
    /// What operations answer, by the names of their methods: JSON such as `{"get_page": {"status": 200, "body": {}}}`
    #[arg(long, value_name = "FILE", requires = "manifest")]
    answers: Option<PathBuf>,
    #[command(flatten)]
    settings: Settings,
}

/// Why there is nothing to serve.
#[derive(Debug, Error, Diagnostic)]
pub(crate) enum Error {
    /// The document can't be read.
    #[error("can't read the document `{path}`")]
    #[diagnostic(
        code(serve::document),
        help("name one with `--document FILE`, or run `{}` first", command(["regen"]))
    )]
    Unreadable {
        /// Which.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// The answers can't be read.
    #[error("{path}:{line}:{column}: these are no answers: {source}")]
    #[diagnostic(
        code(serve::answers),
        help(
            "write an object of `{{\"status\": …, \"body\": …}}` by the names of methods; `status` is 200 unless it is said"
        )
    )]
    Answers {
        /// Which file.
        path: String,
        /// Where, from 1.
        line: usize,
        /// Where, from 1.
        column: usize,
        /// Why.
        source: serde_json::Error,
    },
    /// An answer is for nothing.
    #[error("the client has no method `{operation}` to answer")]
    #[diagnostic(code(serve::no_operation), help("`spec/api.txt` has the names of its methods"))]
    NoOperation {
        /// Which.
        operation: String,
    },
}

impl Exit for Error {
    fn exit(&self) -> ExitCode {
        ExitCode::Usage
    }
}

impl Exit for stand_in::Error {
    fn exit(&self) -> ExitCode {
        ExitCode::Environment
    }
}

impl Exit for stand_in::programs::Error {
    fn exit(&self) -> ExitCode {
        match self {
            Self::Failed { .. } => ExitCode::Unmet,
            Self::Missing(_) | Self::Metadata(_) => ExitCode::Environment,
            Self::NoClient { .. } => ExitCode::Usage,
        }
    }
}

/// Serves until the process is ended. The first line on standard output names the address.
pub fn serve(args: &Args) -> Result<ExitCode, Failure> {
    let settings = stand_in::Settings::from(args.settings.clone());
    let (settings, document) = match &args.manifest {
        None => (settings, load(args.document.as_deref())?),
        Some(manifest) => provider::provider(manifest, args.answers.as_deref(), settings)?,
    };
    let stand = Background::start_at(args.port, settings, document)?;
    let (label, path) = if args.manifest.is_some() { ("journal", "/_requests") } else { ("outbox", "/") };
    announce(stand.url(), label, path);
    loop {
        std::thread::park();
    }
}

/// The document the stand-in serves unless told otherwise.
pub fn committed_document() -> Result<Vec<u8>, Failure> {
    load(None)
}

/// Reads a document, or else the committed one.
fn load(file: Option<&Path>) -> Result<Vec<u8>, Failure> {
    let path = if let Some(file) = file {
        file.to_owned()
    } else {
        let start = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
        Client::find(&start, None, Some(PROVIDER))?.document()
    };
    let document = std::fs::read(&path)
        .map_err(|source| Error::Unreadable { path: path.display().to_string(), source })?;
    Ok(document)
}

/// Another program may be waiting for the first line, and may have left before the others.
fn announce(url: &str, label: &str, path: &str) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "listening on {url}").and_then(|()| out.flush());
    let _ = writeln!(out, "{label:<13}{url}{path}").and_then(|()| out.flush());
}
