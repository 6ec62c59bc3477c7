//! The generator, as the commands use it: a document in, everything that is written out.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use lowcodeapi_generator::api::Api;
use lowcodeapi_generator::bundle;
use lowcodeapi_generator::document::{Document, Form};
use lowcodeapi_generator::names::{self, Names};
use lowcodeapi_generator::read::{self, Committed};
use lowcodeapi_generator::source::Origins;
use lowcodeapi_generator::{Finding, FirstCall, Prepared, Settings, first_call};
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

/// Everything a run makes, in plain data.
#[derive(Debug)]
pub(crate) struct Made {
    /// `openapi.json`.
    pub(crate) document: Arc<str>,
    /// What kind of document it is.
    pub(crate) form: String,
    /// What was repaired.
    pub(crate) repairs: Vec<Repair>,
    /// What each overlay action did.
    pub(crate) actions: Vec<Action>,
    /// JSON pointers of schemas taken from examples.
    pub(crate) inferred: Vec<String>,
    /// `effective.yaml`.
    pub(crate) effective: String,
    /// The same as a value, which knows where everything stands in `openapi.json`.
    pub(crate) source: Document,
    /// What the client offers.
    pub(crate) api: Api,
    /// Generated files, by their path below `src/generated`.
    pub(crate) files: Vec<(String, String)>,
    /// `api.txt`.
    pub(crate) listing: String,
    /// `names.toml`.
    pub(crate) names: Names,
}

/// One repair.
#[derive(Debug)]
pub(crate) struct Repair {
    /// Its kind, as the lock counts it.
    pub(crate) kind: String,
    /// Where: a JSON pointer.
    pub(crate) pointer: String,
    /// What was done.
    pub(crate) detail: String,
}

/// One overlay action.
#[derive(Debug)]
pub(crate) struct Action {
    /// What it aims at, as a `JSONPath`.
    pub(crate) target: String,
    /// Its line in `overlay.yaml`.
    pub(crate) line: usize,
    /// How many nodes it met.
    pub(crate) matched: usize,
    /// How many of them it changed.
    pub(crate) changed: usize,
    /// The nearest path there is, where it met nothing.
    pub(crate) nearest: Option<String>,
}

impl Made {
    /// Repairs by kind.
    pub(crate) fn tally_repairs(&self) -> BTreeMap<String, usize> {
        let mut tally = BTreeMap::new();
        for repair in &self.repairs {
            *tally.entry(repair.kind.clone()).or_default() += 1;
        }
        tally
    }

    /// Spots that are less precise than the document, by kind.
    pub(crate) fn tally_degradations(&self) -> BTreeMap<&'static str, usize> {
        let mut tally = BTreeMap::new();
        for spot in &self.api.degradations {
            *tally.entry(spot.kind.as_str()).or_default() += 1;
        }
        tally
    }

    /// Actions that changed something, met something but changed nothing, and met nothing.
    pub(crate) fn tally_overlay(&self) -> (usize, usize, usize) {
        let stale = self.stale().count();
        let applied = self.actions.iter().filter(|action| action.changed > 0).count();
        (applied, self.actions.len() - applied - stale, stale)
    }

    /// Actions that met nothing.
    pub(crate) fn stale(&self) -> impl Iterator<Item = &Action> {
        self.actions.iter().filter(|action| action.matched == 0)
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
    overlay: Option<(&str, &str)>,
    names: &Names,
) -> Result<Made, Error> {
    finish(settings, prepare(settings, read, overlay)?, names)
}

/// Repairs a document that was read, and puts in what is known of it.
pub(crate) fn prepare(
    settings: &Settings,
    read: Committed,
    overlay: Option<(&str, &str)>,
) -> Result<Prepared, Error> {
    Ok(Prepared::new(read, overlay, settings)?)
}

/// Makes the client of a prepared document.
pub(crate) fn finish(settings: &Settings, prepared: Prepared, names: &Names) -> Result<Made, Error> {
    let generated = prepared.generate(settings, names)?;
    let repairs = generated.repairs.iter().map(|repair| Repair {
        kind: repair.kind.as_str().to_owned(),
        pointer: repair.pointer.clone(),
        detail: repair.detail.clone(),
    });
    let actions = generated.overlay.actions.iter().map(|applied| Action {
        target: applied.target.clone(),
        line: applied.position.line,
        matched: applied.matched,
        changed: applied.changed,
        nearest: applied.nearest.clone(),
    });
    Ok(Made {
        repairs: repairs.collect(),
        actions: actions.collect(),
        inferred: generated.inferences.iter().map(|inference| inference.pointer.clone()).collect(),
        files: generated.files.into_iter().collect(),
        form: form(&generated.form),
        document: generated.document,
        effective: generated.effective,
        source: generated.source,
        api: generated.api,
        listing: generated.listing,
        names: generated.names,
    })
}

/// The call a client is introduced with.
pub(crate) fn introduction(
    settings: &Settings,
    api: &Api,
    library: &str,
) -> Result<Option<FirstCall>, Error> {
    first_call(api, settings, library).map_err(|error| Error(error.into()))
}

/// The form a document was served in, in a word.
fn form(form: &Form) -> String {
    let (name, pointer) = match form {
        Form::OpenApi => ("openapi", ""),
        Form::Wrapped(pointer) => ("openapi", pointer.as_str()),
        Form::Definition(pointer) => ("definition", pointer.as_str()),
    };
    if pointer.is_empty() { name.to_owned() } else { format!("{name} at {pointer}") }
}
