//! The provider's own documents of a client: where its manifest says they are, else what is kept of them.

use std::path::Path;

use lowcodeapi_generator::join::Companion;
use miette::Diagnostic;
use thiserror::Error;

use crate::exit::{Exit, ExitCode, Failure};
use crate::lock::digest;
use crate::pipeline::{self, Gathered};
use crate::workspace::Client;

/// Why a companion can't be used.
#[derive(Debug, Error, Diagnostic)]
pub(crate) enum Error {
    /// The file can't be read.
    #[error("can't read the companion `{path}`")]
    #[diagnostic(
        code(companions::unreadable),
        help("name an OpenAPI document that is there and may be read")
    )]
    Unreadable {
        /// Which.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// What is kept of companions can't be read.
    #[error("can't read `{path}`")]
    #[diagnostic(code(companions::kept), help("check that it is UTF-8 text and may be read"))]
    KeptUnreadable {
        /// Which.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// Neither the file nor what is kept of it is there.
    #[error("the companion `{name}` is not there, and `{kept}` has nothing of it")]
    #[diagnostic(
        code(companions::missing),
        help(
            "put it where `companions` in Cargo.toml says, as seen from the crate's folder, or take it off the list"
        )
    )]
    Missing {
        /// As the manifest names it.
        name: String,
        /// Where it would be kept.
        kept: String,
    },
}

impl Exit for Error {
    fn exit(&self) -> ExitCode {
        ExitCode::Document
    }
}

/// Those a client's manifest names; with `offline` only what is kept of them.
pub(crate) fn of_client(client: &Client, offline: bool) -> Result<Vec<Companion>, Failure> {
    let path = client.companion();
    let shown = client.show(&path);
    let kept = match std::fs::read_to_string(&path) {
        _ if client.companions.is_empty() => Vec::new(),
        Ok(text) => kept(&text, &shown)?,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        Err(source) => return Err(Error::KeptUnreadable { path: shown, source }.into()),
    };
    let one = |name: &String| {
        let file = client.file(name);
        if !offline && file.is_file() {
            return read(&file, name);
        }
        let known = kept.iter().find(|companion| companion.name == *name).cloned();
        known.ok_or_else(|| Error::Missing { name: name.clone(), kept: shown.clone() }.into())
    };
    client.companions.iter().map(one).collect()
}

/// What a text keeps of companions; `file` is what errors call it.
pub(crate) fn kept(text: &str, file: &str) -> Result<Vec<Companion>, pipeline::Error> {
    Ok(Companion::parse(text, file).map_err(lowcodeapi_generator::Error::from)?)
}

/// A companion as it was published; `name` is what the manifest calls it.
pub(crate) fn read(path: &Path, name: &str) -> Result<Companion, Failure> {
    let unreadable = |source| Error::Unreadable { path: path.display().to_string(), source };
    let bytes = std::fs::read(path).map_err(unreadable)?;
    let Gathered { read, .. } = pipeline::gather(&bytes, path)?;
    Ok(Companion::new(read, name, digest([&bytes])))
}
