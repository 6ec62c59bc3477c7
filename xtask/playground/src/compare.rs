//! Two documents become a report of what separates them, as the command line's `diff` tells it.

use lowcodeapi_generator::api::Settings;
use lowcodeapi_generator::diff::{self, Report};
use lowcodeapi_generator::sides::{self, Texts};
use lowcodeapi_generator::{Error, Finding, bundle, read};
use serde::{Deserialize, Serialize};

use crate::document::Files;
use crate::generate::Failed;
use crate::message::Message;
use crate::{IntoMessage, Stage};

/// Which documents are to be compared.
#[derive(Debug, Deserialize)]
pub struct Request {
    /// As it was.
    pub old: Files,
    /// As it is.
    pub new: Files,
    /// The text of an overlay for both.
    #[serde(default)]
    pub overlay: Option<String>,
}

/// What separates two documents, or why that can't be told.
pub type Comparison = Result<Compared, Vec<Finding>>;

/// What separates two documents.
#[derive(Debug, Serialize)]
pub struct Compared {
    /// The report, as `--format json` has it.
    pub report: Report,
    /// As a section of a page.
    html: String,
    /// For a pull request.
    markdown: String,
    /// For whoever depends on the client.
    changelog: String,
    /// Where each change stands, on either side: the lines from 1.
    places: Vec<[Option<usize>; 2]>,
}

/// Compares two documents.
///
/// # Errors
///
/// Where a document is no API description: all that is wrong with it.
pub fn compare(request: &Request, bytes: &[u8], progress: &mut dyn FnMut(Stage)) -> Comparison {
    make(request, bytes, progress).map_err(|error| error.findings())
}

fn make(request: &Request, bytes: &[u8], progress: &mut dyn FnMut(Stage)) -> Result<Compared, Error> {
    progress(Stage::Reading);
    let (old, old_file) = request.old.gathered(bytes)?;
    let (new, new_file) = request.new.gathered(bytes)?;
    let settings = Settings::suggest_anonymous(&read::read(&new, &new_file)?);
    let overlay = request.overlay.clone().map(|text| (text, "overlay.yaml".to_owned()));
    let texts = |files: &Files, file, document| {
        Texts::of_document(files.document.name.clone(), file, document, overlay.clone(), settings.clone())
    };
    let old = texts(&request.old, old_file, old);
    let new = texts(&request.new, new_file, new);

    progress(Stage::Preparing);
    let (old, new) = sides::make_both(&old, &new)?;

    progress(Stage::Making);
    let (old, new) = (old.side(), new.side());
    let report = diff::diff(&old, &new);

    progress(Stage::Presenting);
    let line = |side: &diff::Side<'_>, pointer: &str| {
        Some(side.source.locate(&side.document.source_pointer(pointer))?.line)
    };
    let places =
        report.changes.iter().map(|change| [line(&old, &change.pointer), line(&new, &change.pointer)]);
    let command = format!(
        "cargo api-client diff --spec-old {} --spec-new {}",
        request.old.document.name, request.new.document.name
    );
    Ok(Compared {
        html: diff::html_section(&report, &command),
        markdown: diff::markdown(&report, &command),
        changelog: diff::changelog(&report),
        places: places.collect(),
        report,
    })
}

impl Files {
    /// The document with the files it refers to, and what reports call it: of several files only the whole has lines to
    /// point to.
    fn gathered(&self, bytes: &[u8]) -> Result<(Vec<u8>, String), Error> {
        let (document, name) = (self.document.of(bytes), self.document.name.clone());
        if !bundle::may_refer(document) {
            return Ok((document.to_vec(), name));
        }
        let read = self.read(bytes)?;
        if read.origins.as_ref().is_none_or(|origins| origins.files().count() < 2) {
            return Ok((document.to_vec(), name));
        }
        Ok((read.text.as_bytes().to_vec(), format!("{name} (bundled)")))
    }
}

impl IntoMessage for Comparison {
    fn message(&self) -> Message {
        match self {
            Ok(compared) => Message::default().with(compared),
            Err(problems) => Message::default().with(&Failed { problems }),
        }
    }
}
