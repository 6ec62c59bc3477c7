//! The generator, as the commands use it: a document in, everything that is written out.

use std::fmt::{self, Display, Formatter};
use std::iter;
use std::path::Path;

use lowcodeapi_generator::api::Api;
use lowcodeapi_generator::bundle;
use lowcodeapi_generator::names::{self, Names};
use lowcodeapi_generator::read::{self, Committed};
use lowcodeapi_generator::source::Origins;
use lowcodeapi_generator::{Finding, FirstCall, Generated, Known, Prepared, Settings, first_call};
use miette::{Diagnostic, LabeledSpan, NamedSource, Severity, SourceCode, SourceSpan};

use crate::exit::{Exit, ExitCode};
use crate::workspace::Client;

/// Why nothing was made.
#[derive(Debug)]
pub struct Error {
    error: lowcodeapi_generator::Error,
    /// Where the client's manifest says what can't be, where it does.
    stated: Option<Box<Stated>>,
}

/// A place in the client's manifest.
#[derive(Debug)]
pub(crate) struct Stated {
    pub(crate) manifest: NamedSource<String>,
    pub(crate) span: SourceSpan,
}

impl From<lowcodeapi_generator::Error> for Error {
    fn from(error: lowcodeapi_generator::Error) -> Self {
        Self { error, stated: None }
    }
}

impl From<names::Error> for Error {
    fn from(error: names::Error) -> Self {
        lowcodeapi_generator::Error::from(error).into()
    }
}

impl Display for Error {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.error.source()
    }
}

/// That of the generator, with the place in the manifest.
impl Diagnostic for Error {
    fn code<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        self.error.code()
    }

    fn severity(&self) -> Option<Severity> {
        self.error.severity()
    }

    fn help<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        self.error.help()
    }

    fn url<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        self.error.url()
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        match &self.stated {
            Some(stated) => Some(&stated.manifest),
            None => self.error.source_code(),
        }
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        match &self.stated {
            Some(stated) => Some(Box::new(iter::once(LabeledSpan::underline(stated.span)))),
            None => self.error.labels(),
        }
    }

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn Diagnostic> + 'a>> {
        self.error.related()
    }

    fn diagnostic_source(&self) -> Option<&dyn Diagnostic> {
        self.error.diagnostic_source()
    }
}

impl Exit for Error {
    fn exit(&self) -> ExitCode {
        match self.error {
            lowcodeapi_generator::Error::Read(_)
            | lowcodeapi_generator::Error::Bundle(_)
            | lowcodeapi_generator::Error::Kept(_)
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
            Some(origins) => Self { error: self.error.relocated(origins), ..self },
            None => self,
        }
    }

    /// Tells where the client's manifest says what can't be, where that is the reason.
    pub(crate) fn stated_in(self, client: &Client) -> Self {
        let lowcodeapi_generator::Error::Lower(error) = &self.error else { return self };
        let stated = error.setting().and_then(|setting| client.stated(setting));
        Self { stated: stated.map(Box::new), ..self }
    }

    /// All problems there are, each with its place.
    pub(crate) fn findings(&self) -> Vec<Finding> {
        self.error.findings()
    }

    /// Whether what came is a web page or other JSON, rather than a damaged description.
    pub(crate) fn is_not_a_description(&self) -> bool {
        matches!(&self.error, lowcodeapi_generator::Error::Read(error) if error.is_not_a_description())
    }
}

/// Reads a document as it is committed.
pub(crate) fn read(bytes: &[u8], name: &str) -> Result<Committed, Error> {
    read::committed(bytes, name).map_err(|error| lowcodeapi_generator::Error::from(error).into())
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
            bundle::Error::Read(error) => Error::from(lowcodeapi_generator::Error::from(error)),
            error @ bundle::Error::Problems { .. } => lowcodeapi_generator::Error::from(error).into(),
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
pub(crate) fn introduction(api: &Api) -> Result<Option<FirstCall>, Error> {
    first_call(api).map_err(|error| lowcodeapi_generator::Error::from(error).into())
}
