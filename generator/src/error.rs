//! Why nothing was made: the error of the stage that failed, and what there is to say about it.

use crate::bundle::Problem as FileProblem;
use crate::finding::Finding;
use crate::model::Problem;
use crate::source::{Damaged, Origins};
use crate::{bundle, files, lower, model, names, overlay, read};

/// Why nothing was made: the error of the stage that failed.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
pub enum Error {
    /// The document can't be read.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Read(#[from] read::Error),
    /// A file that is kept beside a client can't be read: companions, or what was learned.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Kept(#[from] Damaged),
    /// The overlay can't be read or applied.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Overlay(#[from] overlay::Error),
    /// The files it refers to can't be used.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Bundle(#[from] bundle::Error),
    /// The document is not OpenAPI, even after repair.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Model(#[from] model::Error),
    /// The names given before can't be read, or stand for nothing in the document.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Names(#[from] names::Error),
    /// The document asks for something no client can be.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Lower(#[from] lower::Error),
    /// What was emitted is not Rust.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Files(#[from] files::Error),
}

impl Error {
    /// Tells the places in the files a document was made of: [`generate`](crate::generate) knows it only as it is committed.
    #[must_use]
    pub fn relocated(mut self, origins: &Origins) -> Self {
        if let Self::Model(error) = &mut self {
            error.relocate(origins);
        }
        self
    }

    /// All problems there are, each with its place.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        match self {
            Self::Read(error) | Self::Bundle(bundle::Error::Read(error)) => match error {
                read::Error::DuplicateOperation { others, .. } => {
                    std::iter::once(error).chain(others).map(of_read).collect()
                }
                _ => vec![of_read(error)],
            },
            Self::Bundle(bundle::Error::Problems { problems, .. }) => problems.iter().map(of_file).collect(),
            Self::Model(model::Error { name, problems }) => {
                problems.iter().map(|problem| of_model(name, problem)).collect()
            }
            Self::Kept(error) => {
                let message = error.message.clone();
                let finding = Finding { message, file: Some(error.name.clone()), ..Finding::of(error) };
                vec![Finding { line: Some(error.line), column: Some(error.column), ..finding }]
            }
            Self::Overlay(error) => {
                let message = error.kind.to_string();
                vec![Finding { message, ..Finding::of(error) }.at(error.file(), Some(error.position))]
            }
            Self::Lower(
                error @ (lower::Error::ErrorCodes { pointer }
                | lower::Error::Failure { pointer, .. }
                | lower::Error::NotDerivable { pointer, .. }
                | lower::Error::Webhooks { pointer, .. }),
            ) => {
                vec![Finding { pointer: Some(pointer.clone()), ..Finding::of(error) }]
            }
            Self::Lower(
                error @ (lower::Error::NoSuchOperation { .. }
                | lower::Error::NoSuchTrait { .. }
                | lower::Error::NoSuchType { .. }
                | lower::Error::NoSuchFormat { .. }
                | lower::Error::UnfitType { .. }
                | lower::Error::NoGroups
                | lower::Error::NoLibrary { .. }),
            ) => vec![Finding::of(error)],
            Self::Names(error) | Self::Lower(lower::Error::Names(error)) => of_names(error),
            Self::Files(error) => vec![Finding::of(error)],
        }
    }
}

fn of_read(error: &read::Error) -> Finding {
    let (name, place) = error.place();
    let finding = Finding::of(error);
    let prefix =
        place.map_or_else(|| format!("{name}: "), |(line, column)| format!("{name}:{line}:{column}: "));
    let message = finding.message.strip_prefix(&prefix).unwrap_or(&finding.message).to_owned();
    Finding {
        message,
        file: Some(name.to_owned()),
        line: place.map(|place| place.0),
        column: place.map(|place| place.1),
        ..finding
    }
}

fn of_model(name: &str, problem: &Problem) -> Finding {
    let file = problem.file.as_deref().unwrap_or(name);
    let finding = Finding { message: problem.kind.to_string(), ..Finding::of(problem) };
    Finding { pointer: Some(problem.pointer.clone()), ..finding }.at(file, problem.position)
}

fn of_names(error: &names::Error) -> Vec<Finding> {
    let one = |problem: &names::Problem| {
        let finding = Finding { message: problem.message.clone(), ..Finding::of(error) };
        finding.at(error.file(), Some(error.position(problem)))
    };
    error.problems.iter().map(one).collect()
}

fn of_file(problem: &FileProblem) -> Finding {
    let finding = Finding {
        message: problem.kind.to_string(),
        pointer: Some(problem.pointer.clone()),
        ..Finding::of(problem)
    };
    match &problem.place {
        Some(place) => finding.at(place.text.name(), Some(place.position)),
        None => finding,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Input, Known, Settings, generate};

    fn findings(text: &str) -> Vec<Finding> {
        let settings = Settings {
            provider: "x".to_owned(),
            host: "https://api.example.com".to_owned(),
            group: crate::Grouping::Flat,
            flavour: crate::Flavour::OpenApi,
            runtime: crate::Runtime::default(),
            ..Settings::default()
        };
        let input = Input {
            document: text.as_bytes(),
            name: "a.json",
            known: Known::default(),
            settings: &settings,
            names: &crate::names::Names::default(),
        };
        generate(&input).unwrap_err().findings()
    }

    #[test]
    fn all_problems_are_told_in_one_run() {
        let text = r##"{"openapi": "3.0.0", "paths": {
  "/a": {"get": {"parameters": [{"$ref": "#/no"}, {"name": "b", "in": "nowhere"}],
    "responses": {"200": {"description": "", "content": {"application/json": {"schema": {"$ref": "b.json"}}}}}}}}}"##;
        let canonical: serde_json::Value = serde_json::from_str(text).unwrap();
        let findings = findings(&format!("{canonical:#}\n"));
        let codes: Vec<_> = findings.iter().map(|finding| finding.code.as_str()).collect();
        assert_eq!(codes, ["model::dangling_reference", "model::unknown_location", "model::file_reference"]);
        assert!(findings.iter().all(|finding| finding.line.is_some() && finding.help.is_some()));
        assert_eq!(
            findings[0].to_string(),
            "a.json:8:13: the reference `#/no` leads nowhere: `the document` has no `no`"
        );
    }

    #[test]
    fn places_are_no_part_of_messages() {
        let [finding] = &findings("{\"openapi\": \n").try_into().unwrap() as &[Finding; 1];
        assert_eq!(finding.message, "the JSON is malformed: EOF while parsing a value");
        assert_eq!((finding.file.as_deref(), finding.line), (Some("a.json"), Some(2)));
        let expected = "::error file=a.json,line=2,col=1,title=read%3A%3Ajson::the JSON is malformed: EOF while parsing \
                        a value%0Aa text that ends early is mostly an interrupted download: fetch it again";
        assert_eq!(finding.github(), expected);
    }
}
