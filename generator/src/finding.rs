//! What there is to say about a document, in plain data: for programs, and for annotations of its lines.

use miette::Diagnostic;
use serde::Serialize;

use crate::document::{Document, Position};
use crate::github::Command;
use crate::source::Origins;

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
        match origins.and_then(|origins| origins.excerpt(&source)) {
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
