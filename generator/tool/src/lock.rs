//! The lock of a client that is on disk.

use std::path::Path;

use miette::{Diagnostic, NamedSource, SourceSpan};
use thiserror::Error;

pub use lowcodeapi_generator::lock::digest;
pub(crate) use lowcodeapi_generator::lock::{Lock, Provenance, Source};

use crate::exit::{Exit, ExitCode};
use crate::shell::command;

/// Why a lock could not be read.
#[derive(Debug, Error, Diagnostic)]
pub(crate) enum Error {
    /// It is there, and unreadable.
    #[error("can't read `{path}`")]
    #[diagnostic(code(lock::unreadable), help("check that it may be read"))]
    Read {
        /// Which.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// It is no lock.
    #[error("`{path}` is no lock: {message}")]
    #[diagnostic(
        code(lock::syntax),
        help("restore it with git, or run `{}` without `--offline`, which writes it anew", command(["regen"]))
    )]
    Syntax {
        /// Which.
        path: String,
        /// What is wrong.
        message: String,
        /// Its text.
        #[source_code]
        text: NamedSource<String>,
        /// Where.
        #[label]
        span: Option<SourceSpan>,
    },
}

impl Exit for Error {
    fn exit(&self) -> ExitCode {
        ExitCode::Document
    }
}

/// Reads the lock, where there is one.
pub(crate) fn read(path: &Path) -> Result<Option<Lock>, Error> {
    let name = path.display().to_string();
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(Error::Read { path: name, source }),
    };
    Lock::parse(&text).map(Some).map_err(|error| Error::Syntax {
        message: error.message().to_owned(),
        span: error.span().map(Into::into),
        text: NamedSource::new(&name, text.clone()).with_language("toml"),
        path: name,
    })
}
