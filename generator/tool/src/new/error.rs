//! Why no crate was created.

use miette::Diagnostic;
use thiserror::Error;

use crate::exit::{Exit, ExitCode};
use crate::shell::command;

/// Why no crate was created.
#[derive(Debug, Error, Diagnostic)]
pub(crate) enum Error {
    /// There is something already.
    #[error("`{path}` is not empty")]
    #[diagnostic(
        code(new::exists),
        help(
            "name another folder with `--out`; `{}` refreshes a client that is there",
            command(["regen", "--manifest", "DIR"])
        )
    )]
    Exists {
        /// The folder.
        path: String,
    },
    /// The overlay can't be read.
    #[error("can't read `{path}`")]
    #[diagnostic(code(new::overlay), help("check the path given as `--overlay`"))]
    Overlay {
        /// The file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// The folder can't be looked at.
    #[error("can't use `{path}`")]
    #[diagnostic(code(new::folder), help("name a folder that can be created and written to"))]
    Folder {
        /// The folder.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// The runtime every client depends on isn't there.
    #[error("can't find the runtime that clients depend on")]
    #[diagnostic(
        code(new::no_runtime),
        help(
            "`path` is for a clone of this project: run it in there, or take `--runtime version` or `--runtime vendored`"
        )
    )]
    NoRuntime,
}

impl Exit for Error {
    fn exit(&self) -> ExitCode {
        ExitCode::Usage
    }
}
