//! What can be wrong with `names.toml`, and where.

use std::fmt;
use std::ops::Range;

use miette::{Diagnostic, LabeledSpan, SourceCode};

use crate::source::{Position, SourceText};

/// Names that can't be kept.
#[derive(Debug, Clone)]
pub struct Error {
    /// All there are, in the order of their lines.
    pub problems: Vec<Problem>,
    frame: SourceText,
    is_syntax: bool,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong, as a sentence without full stop.
    pub message: String,
    span: Range<usize>,
}

impl Problem {
    pub(crate) fn new(span: &Range<usize>, message: impl Into<String>) -> Self {
        Self { message: message.into(), span: span.clone() }
    }
}

impl Error {
    pub(crate) fn new(frame: SourceText, mut problems: Vec<Problem>) -> Self {
        problems.sort_by_key(|problem| problem.span.start);
        problems.dedup();
        Self { problems, frame, is_syntax: false }
    }

    pub(super) fn syntax(frame: SourceText, problem: Problem) -> Self {
        Self { problems: vec![problem], frame, is_syntax: true }
    }

    /// The file.
    #[must_use]
    pub fn file(&self) -> &str {
        self.frame.name()
    }

    /// Where a problem is.
    #[must_use]
    pub fn position(&self, problem: &Problem) -> Position {
        self.frame.position(problem.span.start)
    }
}

impl std::error::Error for Error {}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = self.problems.first();
        let line = first.map_or(1, |problem| self.position(problem).line);
        let message = first.map_or("nothing is wrong", |problem| problem.message.as_str());
        write!(f, "{message} ({}, line {line})", self.file())?;
        match self.problems.len() {
            0 | 1 => Ok(()),
            count => write!(f, ", and {} more", count - 1),
        }
    }
}

impl Diagnostic for Error {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(if self.is_syntax { "names::syntax" } else { "names::unusable" }))
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let help = if self.is_syntax {
            "restore the file with git, or delete it: then every name is given anew"
        } else {
            "write another name in the line, or delete the line: then the name is given anew"
        };
        Some(Box::new(help))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.frame)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let label = |problem: &Problem| {
            LabeledSpan::new_with_span(Some(problem.message.clone()), problem.span.clone())
        };
        Some(Box::new(self.problems.iter().map(label)))
    }
}
