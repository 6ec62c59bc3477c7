//! Why a corpus could not be gone through. What is wrong with a document is no such reason: it is a finding.

use std::path::{Path, PathBuf};

use miette::Diagnostic;
use thiserror::Error;

use crate::scaffold::Failed;
use tool::exit::{Exit, ExitCode};

/// Why a corpus could not be gone through.
#[derive(Debug, Error, Diagnostic)]
pub(crate) enum Error {
    /// There is nothing to go through.
    #[error("no document in {}", folders.join(", "))]
    #[diagnostic(code(corpus::no_documents), help("documents are files that end in .json, .yaml or .yml"))]
    NoDocuments {
        /// Where it was looked for.
        folders: Vec<String>,
    },
    /// A folder or file could not be read or written.
    #[error("can't {verb} `{path}`")]
    #[diagnostic(code(corpus::disk), help("check that it is there, its permissions and the free space"))]
    Disk {
        /// `read` or `write`.
        verb: &'static str,
        /// Which.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// `--keep` names a folder with something else in it.
    #[error("`{path}` holds something that this command has not written")]
    #[diagnostic(code(corpus::not_ours), help("name a folder that is empty or doesn't exist yet"))]
    NotOurs {
        /// Which.
        path: String,
    },
    /// The runtime the emitted code depends on isn't there.
    #[error("can't find the runtime emitted clients depend on")]
    #[diagnostic(
        code(corpus::no_runtime),
        help("run it inside the workspace that has `generated-client/runtime`")
    )]
    NoRuntime,
    /// cargo failed, and not because of what was emitted.
    #[error("`cargo {command}` failed:\n{said}")]
    #[diagnostic(
        code(corpus::cargo),
        help("the emitted code is not the reason; without network, have the dependencies built once before")
    )]
    Cargo {
        /// Its subcommand.
        command: &'static str,
        /// The end of what it said.
        said: String,
    },
    /// The process was ended before it was through.
    #[error("the run was ended ({how}) while it worked on {}", named(documents))]
    #[diagnostic(
        code(corpus::ended),
        help(
            "a stack overflow or a lack of memory ends a whole process; run `cargo xtask corpus FILE` with each of them to see which it was"
        )
    )]
    Ended {
        /// Its status.
        how: String,
        /// What it was working on, in quotes.
        documents: Vec<String>,
    },
}

fn named(documents: &[String]) -> String {
    if documents.is_empty() { "no document".to_owned() } else { documents.join(", ") }
}

impl Error {
    pub(crate) fn read(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        Self::disk("read", path)
    }

    pub(crate) fn write(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        Self::disk("write", path)
    }

    fn disk(verb: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = PathBuf::from(path);
        move |source| Self::Disk { verb, path: path.display().to_string(), source }
    }
}

impl Exit for Error {
    fn exit(&self) -> ExitCode {
        match self {
            Self::NoDocuments { .. }
            | Self::NotOurs { .. }
            | Self::NoRuntime
            | Self::Disk { verb: "read", .. } => ExitCode::Usage,
            Self::Disk { .. } | Self::Cargo { .. } | Self::Ended { .. } => ExitCode::Generation,
        }
    }
}

impl From<Failed> for Error {
    fn from(Failed { verb, path, source }: Failed) -> Self {
        Self::Disk { verb, path: path.display().to_string(), source }
    }
}
