//! The provider's own documents of a client: where its manifest says they are, else what is kept of them.

use std::path::Path;

use lowcodeapi_generator::join::{Companion, CompanionFile};
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
    let one = |named: &CompanionFile| {
        let file = client.file(&named.file);
        if !offline && file.is_file() {
            return read(&file, named);
        }
        let known = kept.iter().find(|companion| companion.name == named.file).cloned();
        let missing = || Error::Missing { name: named.file.clone(), kept: shown.clone() };
        Ok(placed(known.ok_or_else(missing)?, named))
    };
    client.companions.iter().map(one).collect()
}

/// What a text keeps of companions; `file` is what errors call it.
pub(crate) fn kept(text: &str, file: &str) -> Result<Vec<Companion>, pipeline::Error> {
    Ok(Companion::parse(text, file).map_err(lowcodeapi_generator::Error::from)?)
}

/// A companion as it was published, at the server that the manifest has beside it.
pub(crate) fn read(path: &Path, named: &CompanionFile) -> Result<Companion, Failure> {
    let unreadable = |source| Error::Unreadable { path: path.display().to_string(), source };
    let bytes = std::fs::read(path).map_err(unreadable)?;
    let Gathered { read, .. } = pipeline::gather(&bytes, path)?;
    Ok(placed(Companion::new(read, &named.file, digest([&bytes])), named))
}

fn placed(companion: Companion, named: &CompanionFile) -> Companion {
    match &named.server {
        Some(server) => companion.also_at(server),
        None => companion,
    }
}
