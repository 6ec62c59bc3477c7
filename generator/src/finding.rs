//! What there is to say about a document, in plain data: for programs, and for annotations of its lines.

use miette::Diagnostic;
use serde::Serialize;

use crate::bundle::{Origins, Problem as FileProblem};
use crate::document::{Document, Position};
use crate::github::Command;
use crate::model::Problem;
use crate::{Error, bundle, lower, model, names, read};

/// One thing there is to say about a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// How much it matters.
    pub level: Level,
    /// What kind of thing it is, such as `model::dangling_reference`.
    pub code: String,
    /// What it is.
    pub message: String,
    /// Where, as a JSON pointer into the file; into the effective document where it is in no file.
    pub pointer: Option<String>,
    /// The file or URL.
    pub file: Option<String>,
    /// The line, from 1.
    pub line: Option<usize>,
    /// The column in characters, from 1.
    pub column: Option<usize>,
    /// What to do about it.
    pub help: Option<String>,
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// There is no client because of it.
    Error,
    /// The client lacks something.
    Warning,
    /// Something was assumed.
    Notice,
}

impl Finding {
    /// A finding without a place.
    #[must_use]
    pub fn new(level: Level, code: impl Into<String>, message: impl Into<String>) -> Self {
        let (code, message) = (code.into(), message.into());
        Self { level, code, message, pointer: None, file: None, line: None, column: None, help: None }
    }

    /// An error of which nothing is known but what it says.
    #[must_use]
    pub fn of(error: &dyn Diagnostic) -> Self {
        let code = error.code().map_or_else(String::new, |code| code.to_string());
        let help = error.help().map(|help| help.to_string());
        Self { help, ..Self::new(Level::Error, code, error.to_string()) }
    }

    /// The same at a place.
    #[must_use]
    pub fn at(mut self, file: &str, position: Option<Position>) -> Self {
        self.file = Some(file.to_owned());
        self.line = position.map(|position| position.line);
        self.column = position.map(|position| position.column);
        self
    }

    /// The same at a pointer into a document, told by the files the document was made of, where it was.
    #[must_use]
    pub fn within(mut self, document: &Document, pointer: &str, origins: Option<&Origins>) -> Self {
        self.pointer = Some(pointer.to_owned());
        let source = document.source_pointer(pointer);
        match origins.and_then(|origins| origins.place(&source)) {
            Some(place) => self.at(place.text.name(), Some(place.position)),
            None => self.at(document.source_name(), document.locate(pointer)),
        }
    }

    /// As a workflow command.
    #[must_use]
    pub fn github(&self) -> String {
        let level = match self.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Notice => "notice",
        };
        let help = self.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
        let (file, line, column) = (self.file.as_deref(), self.line, self.column);
        let message = format!("{}{help}", self.message);
        Command { level, file, line, column, title: &self.code, message: &message }.to_string()
    }
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(file) = &self.file {
            f.write_str(file)?;
            for number in [self.line, self.column].into_iter().flatten() {
                write!(f, ":{number}")?;
            }
            f.write_str(": ")?;
        }
        f.write_str(&self.message)
    }
}

impl Error {
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
            Self::Overlay(error) => {
                let message = error.kind.to_string();
                vec![Finding { message, ..Finding::of(error) }.at(error.file(), Some(error.position))]
            }
            Self::Lower(error @ lower::Error::ErrorCodes { pointer }) => {
                vec![Finding { pointer: Some(pointer.clone()), ..Finding::of(error) }]
            }
            Self::Names(error) | Self::Lower(lower::Error::Names(error)) => of_names(error),
            Self::Files(error) => vec![Finding::of(error)],
        }
    }
}

fn of_read(error: &read::Error) -> Finding {
    let (name, place) = error.place();
    let finding = Finding::of(error);
    let told =
        place.map_or_else(|| format!("{name}: "), |(line, column)| format!("{name}:{line}:{column}: "));
    let message = finding.message.strip_prefix(&told).unwrap_or(&finding.message).to_owned();
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
    use crate::{Input, Settings, generate};

    fn findings(text: &str) -> Vec<Finding> {
        let settings = Settings {
            provider: "x".to_owned(),
            host: "https://api.example.com".to_owned(),
            group: crate::Grouping::Flat,
            flavour: crate::Flavour::OpenApi,
        };
        let input = Input {
            document: text.as_bytes(),
            name: "a.json",
            overlay: None,
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
