//! The generator, as the commands use it: a document in, everything that is written out.

use std::path::Path;

use lowcodeapi_generator::api::Api;
use lowcodeapi_generator::bundle;
use lowcodeapi_generator::names::{self, Names};
use lowcodeapi_generator::read::{self, Committed};
use lowcodeapi_generator::source::Origins;
use lowcodeapi_generator::{Finding, FirstCall, Generated, Known, Prepared, Settings, first_call};
use miette::Diagnostic;
use thiserror::Error;

use crate::exit::{Exit, ExitCode};

/// Why nothing was made.
#[derive(Debug, Error, Diagnostic)]
#[error(transparent)]
#[diagnostic(transparent)]
pub struct Error(#[from] lowcodeapi_generator::Error);

impl From<names::Error> for Error {
    fn from(error: names::Error) -> Self {
        Self(error.into())
    }
}

impl Exit for Error {
    fn exit(&self) -> ExitCode {
        match self.0 {
            lowcodeapi_generator::Error::Read(_)
            | lowcodeapi_generator::Error::Bundle(_)
            | lowcodeapi_generator::Error::Join(_)
            | lowcodeapi_generator::Error::Learn(_)
            | lowcodeapi_generator::Error::Model(_) => ExitCode::Document,
            lowcodeapi_generator::Error::Overlay(_) => ExitCode::Overlay,
            lowcodeapi_generator::Error::Names(_)
            | lowcodeapi_generator::Error::Lower(_)
            | lowcodeapi_generator::Error::Files(_) => ExitCode::Generation,
        }
    }
}

impl Error {
    /// Tells the places in the files a document was made of, where it was.
    pub(crate) fn relocated(self, origins: Option<&Origins>) -> Self {
        match origins {
            Some(origins) => Self(self.0.relocated(origins)),
            None => self,
        }
    }

    /// All problems there are, each with its place.
    pub(crate) fn findings(&self) -> Vec<Finding> {
        self.0.findings()
    }

    /// Whether what came is a web page or other JSON, rather than a damaged description.
    pub(crate) fn is_not_a_description(&self) -> bool {
        matches!(&self.0, lowcodeapi_generator::Error::Read(error) if error.is_not_a_description())
    }
}

/// Reads a document as it is committed.
pub(crate) fn read(bytes: &[u8], name: &str) -> Result<Committed, Error> {
    read::committed(bytes, name).map_err(|error| Error(error.into()))
}

/// A local document in the form in which it is committed.
#[derive(Debug)]
pub(crate) struct Gathered {
    /// The document, with the files it refers to.
    pub(crate) read: Committed,
    /// Where its parts come from, where that isn't this text.
    pub(crate) origins: Option<Origins>,
    /// Whether it consisted of several files.
    pub(crate) is_bundled: bool,
}

/// Gathers a local document and the files beside it that it refers to.
pub(crate) fn gather(bytes: &[u8], path: &Path) -> Result<Gathered, Error> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut open = |path: &str| std::fs::read(folder.join(path));
    let mut read =
        bundle::bundle(bytes, &path.display().to_string(), &mut open).map_err(|error| match error {
            bundle::Error::Read(error) => Error(error.into()),
            error @ bundle::Error::Problems { .. } => Error(error.into()),
        })?;
    let origins = read.origins.take();
    let is_bundled = origins.as_ref().is_some_and(|origins| origins.files().count() > 1);
    Ok(Gathered { read, origins, is_bundled })
}

/// Runs the rest of the pipeline on a document that was read.
pub(crate) fn run(
    settings: &Settings,
    read: Committed,
    known: Known<'_>,
    names: &Names,
) -> Result<Generated, Error> {
    finish(settings, prepare(settings, read, known)?, names)
}

/// Repairs a document that was read, and puts in what is known of it.
pub(crate) fn prepare(settings: &Settings, read: Committed, known: Known<'_>) -> Result<Prepared, Error> {
    Ok(Prepared::new(read, known, settings)?)
}

/// Makes the client of a prepared document.
pub(crate) fn finish(settings: &Settings, prepared: Prepared, names: &Names) -> Result<Generated, Error> {
    Ok(prepared.generate(settings, names)?)
}

/// The call a client is introduced with.
pub(crate) fn introduction(api: &Api, library: &str) -> Result<Option<FirstCall>, Error> {
    first_call(api, library).map_err(|error| Error(error.into()))
}
