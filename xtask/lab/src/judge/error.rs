//! Why nothing could be judged. What a judge finds is no such reason.

use std::path::Path;

use miette::Diagnostic;
use thiserror::Error;

use crate::scaffold::Failed;
use tool::exit::{Exit, ExitCode};

/// Why nothing could be judged.
#[derive(Debug, Error, Diagnostic)]
pub(crate) enum Error {
    /// npm can't be run.
    #[error("can't run npm")]
    #[diagnostic(
        code(judge::no_npm),
        help("install Node.js 18.20 or later, which has it: the judge is a program for it")
    )]
    NoNpm {
        /// Why.
        source: std::io::Error,
    },
    /// npm could not install the judge.
    #[error("`npm {command}` failed\n{said}")]
    #[diagnostic(code(judge::npm), help("check the network and npm's settings (`npm config list`)"))]
    Npm {
        /// Its arguments.
        command: String,
        /// What it said last.
        said: String,
    },
    /// The judge doesn't begin to listen.
    #[error("Prism doesn't serve `{document}`: {why}")]
    #[diagnostic(code(judge::prism), help("run `{command}` by hand to see more"))]
    Prism {
        /// What it was given.
        document: String,
        /// The last it said.
        why: String,
        /// How it was started.
        command: String,
    },
    /// No port or thread.
    #[error("can't listen on this machine")]
    #[diagnostic(code(judge::port), help("check the limits of this session"))]
    Listen(#[source] std::io::Error),
    /// A file or folder can't be read or written.
    #[error("can't {verb} `{path}`")]
    #[diagnostic(code(judge::disk), help("check that it is there, its permissions and the free space"))]
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
    pub(super) fn read(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        Self::disk("read", path)
    }

    pub(super) fn write(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        Self::disk("write", path)
    }

    fn disk(verb: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.display().to_string();
        move |source| Self::Disk { verb, path, source }
    }
}

impl Exit for Error {
    fn exit(&self) -> ExitCode {
        match self {
            Self::NoNpm { .. } | Self::Npm { .. } | Self::Prism { .. } | Self::Listen(_) => {
                ExitCode::Environment
            }
            Self::Disk { verb: "read", .. } => ExitCode::Usage,
            Self::Disk { .. } => ExitCode::Generation,
        }
    }
}

impl From<Failed> for Error {
    fn from(Failed { verb, path, source }: Failed) -> Self {
        Self::Disk { verb, path: path.display().to_string(), source }
    }
}
