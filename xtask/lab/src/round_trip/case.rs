//! One document, made ready: its subjects and instances, written down beside the program that tries them.

use std::path::Path;

use lowcodeapi_generator::api::DegradationKind;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::instances::{self, Drawn, Instance};
use super::program;
use super::subjects::{Subject, subjects};
use crate::corpus::{Document, Error, Made};
use crate::draw::Draw;
use crate::scaffold::write;
use crate::schema::{Translated, Validators, translate};

const CASE: &str = "case.json";
const DOCUMENT: &str = "document.json";

/// A degradation on record that may explain why a value doesn't come back.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Degraded {
    /// Where.
    pub(super) pointer: String,
    /// What and why.
    pub(super) detail: String,
}

/// What is tried of a document.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Case {
    /// The types and their schemas.
    pub(super) subjects: Vec<Subject>,
    /// What is read into them.
    pub(super) instances: Vec<Instance>,
    /// What is on record.
    pub(super) degraded: Vec<Degraded>,
    /// Schemas of which no instance could be drawn.
    pub(super) undrawn: Vec<String>,
    /// Schemas of which none that was drawn is valid.
    pub(super) none_valid: Vec<String>,
    /// Schemas that the validator doesn't take, with its reason.
    pub(super) untaken: Vec<String>,
    /// Keywords that judging goes without, because no validator takes them.
    pub(super) left_out: Vec<String>,
    /// Types whose place is not in the document.
    pub(super) lost: usize,
}

impl Case {
    /// Draws from a document, and writes the program.
    pub(super) fn prepare(document: &Document, made: &Made, most: usize, folder: &Path) -> Result<(), Error> {
        let Translated { document: schemas, left_out } = translate(made.document());
        let (subjects, lost) = subjects(&schemas, &made.api);
        let pointers: Vec<String> = subjects.iter().map(|subject| subject.pointer.clone()).collect();
        let validators = Validators::new(&schemas, &pointers);
        let draw = Draw::new(&schemas);
        let mut case = Self {
            instances: Vec::new(),
            degraded: degraded(made),
            undrawn: Vec::new(),
            none_valid: Vec::new(),
            untaken: Vec::new(),
            left_out,
            lost,
            subjects,
        };
        for (number, subject) in case.subjects.iter().enumerate() {
            if let Some(reason) = validators.refusal(number) {
                case.untaken.push(format!("{}: {reason}", subject.pointer));
                continue;
            }
            let found = &mut case.instances;
            match instances::instances(&schemas, &draw, &validators, (number, subject), most, found) {
                Drawn::Some => {}
                Drawn::NoneValid => case.none_valid.push(subject.pointer.clone()),
                Drawn::None => case.undrawn.push(subject.pointer.clone()),
            }
        }
        program::emit(&document.package, made, &case.subjects, folder)?;
        write(&folder.join(DOCUMENT), &schemas.to_string())?;
        let case = serde_json::to_string(&case).expect("a case is texts and numbers");
        Ok(write(&folder.join(CASE), &case)?)
    }

    /// Reads what was written down.
    pub(super) fn read(folder: &Path) -> Result<Self, Error> {
        let path = folder.join(CASE);
        let text = std::fs::read_to_string(&path).map_err(Error::read(&path))?;
        serde_json::from_str(&text).map_err(|error| Error::read(&path)(error.into()))
    }

    /// The schemas it was drawn from.
    pub(super) fn document(folder: &Path) -> Result<Value, Error> {
        let path = folder.join(DOCUMENT);
        let text = std::fs::read_to_string(&path).map_err(Error::read(&path))?;
        serde_json::from_str(&text).map_err(|error| Error::read(&path)(error.into()))
    }
}

/// What is on record about schemas. A type that says nothing loses nothing, and what is about operations, parameters
/// and media types is no excuse either.
fn degraded(made: &Made) -> Vec<Degraded> {
    let about_schemas = |kind: DegradationKind| {
        !matches!(
            kind,
            DegradationKind::UndocumentedResponse
                | DegradationKind::UntypedSchema
                | DegradationKind::OldFormatOnly
                | DegradationKind::UnfilledPlace
                | DegradationKind::UnsupportedMediaType
                | DegradationKind::IgnoredParameter
        )
    };
    // Nor is what isn't checked: nothing is lost by it.
    let unchecked = |detail: &str| detail.ends_with(" is left to the service to check");
    let spots = made.api.degradations.iter();
    let spots = spots.filter(|spot| about_schemas(spot.kind) && !unchecked(&spot.detail));
    spots
        .map(|spot| Degraded {
            pointer: spot.origin.0.clone(),
            detail: format!("{}: {}", spot.kind.as_str(), spot.detail),
        })
        .collect()
}
