//! Why nothing could be compared. That a peer fails is no such reason: it is a result.

use std::path::Path;

use miette::Diagnostic;
use thiserror::Error;

use tool::exit::{Exit, ExitCode};

/// Why nothing could be compared.
#[derive(Debug, Error, Diagnostic)]
pub(crate) enum Error {
    /// There is nothing to generate from.
    #[error("no document to compare generators on")]
    #[diagnostic(code(peers::no_document), help("name one with `--document FILE`; large ones tell more"))]
    NoDocument,
    /// The runtime our clients depend on isn't there.
    #[error("can't find the runtime that clients depend on")]
    #[diagnostic(
        code(peers::no_runtime),
        help("run it inside the workspace that has `generated-client/runtime`")
    )]
    NoRuntime,
    /// This program doesn't build.
    #[error("`cargo build --release --package xtask` ended with {status}")]
    #[diagnostic(
        code(peers::build),
        help("it says above why; `--ours FILE` names a build that is here already")
    )]
    Build {
        /// How it ended.
        status: String,
    },
    /// A program can't be started.
    #[error("can't run `{program}`")]
    #[diagnostic(
        code(peers::program),
        help("delete the folder `peers` in the target directory and run it again: it is installed anew")
    )]
    Program {
        /// Which.
        program: String,
        /// Why.
        source: std::io::Error,
    },
    /// A program can't be installed.
    #[error("{name} can't be installed")]
    #[diagnostic(code(peers::absent), help("cargo says above why; it needs a registry"))]
    Absent {
        /// Which, and its version.
        name: String,
    },
    /// Nothing can be generated from the document whose copies are measured.
    #[error("no client was generated from `{document}`: {said}", document = document.display())]
    #[diagnostic(code(peers::failed), help("`cargo xtask corpus FILE` says what is wrong with a document"))]
    Failed {
        /// Which.
        document: std::path::PathBuf,
        /// Why, in a line.
        said: String,
    },
    /// A file or folder can't be read or written.
    #[error("can't {verb} `{path}`")]
    #[diagnostic(code(peers::disk), help("check that it is there, its permissions and the free space"))]
    Disk {
        /// `read` or `write`.
        verb: &'static str,
        /// Which.
        path: String,
        /// Why.
        source: std::io::Error,
    },
}

impl Error {
    pub(super) fn disk(verb: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.display().to_string();
        move |source| Self::Disk { verb, path, source }
    }
}

impl Exit for Error {
    fn exit(&self) -> ExitCode {
        match self {
            Self::NoDocument | Self::NoRuntime | Self::Disk { verb: "read", .. } => ExitCode::Usage,
            Self::Absent { .. } | Self::Build { .. } | Self::Program { .. } => ExitCode::Environment,
            Self::Failed { .. } | Self::Disk { .. } => ExitCode::Generation,
        }
    }
}
