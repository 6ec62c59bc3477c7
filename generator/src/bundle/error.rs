//! Why files are no document together: all their problems, each with its place.

use std::fmt::{self, Display};

use miette::{Diagnostic, LabeledSpan, SourceCode};

use super::files::Files;
use crate::read;
use crate::source::Excerpt;
use crate::source::origins::{self, Location};

/// Why there is no document of one file.
#[derive(Debug, thiserror::Error, Diagnostic)]
pub enum Error {
    /// The document itself can't be read.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Read(#[from] read::Error),
    /// References to other files lead nowhere.
    #[error("{name} refers to files that can't be used: it has {}", crate::source::problems(problems.len()))]
    #[diagnostic(code(bundle::problems))]
    Problems {
        /// The document's file.
        name: String,
        /// The problems, in the order of the files and their texts; at least one.
        #[related]
        problems: Vec<Problem>,
    },
}

impl Error {
    /// Finds the place of each problem.
    pub(super) fn located(problems: Vec<(ProblemKind, Location)>, files: &Files<'_>) -> Self {
        let located = problems.into_iter().map(|(kind, location)| {
            let place = origins::excerpt(&files.sources()[location.file], &location.pointer);
            (location.file, Problem { kind, pointer: location.pointer, place })
        });
        let mut located: Vec<_> = located.collect();
        located.sort_by_key(|(file, problem)| (*file, problem.place.as_ref().map(|place| place.position)));
        // What is put in several places is wrong in one.
        located.dedup_by(|(_, one), (_, other)| one.pointer == other.pointer && one.kind == other.kind);
        let problems = located.into_iter().map(|(_, problem)| problem).collect();
        Self::Problems { name: files.sources()[0].name().to_owned(), problems }
    }
}

/// One problem.
#[derive(Debug)]
pub struct Problem {
    /// What is wrong.
    pub kind: ProblemKind,
    /// Where, in its file.
    pub pointer: String,
    /// Its file, line and column.
    pub place: Option<Excerpt>,
}

/// What can be wrong with a reference to another file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProblemKind {
    /// The path begins at the root of the disk.
    #[error("the reference `{reference}` is no relative path")]
    Absolute {
        /// The reference as it stands.
        reference: String,
    },
    /// The file is neither JSON nor YAML.
    #[error("the reference `{reference}` leads to no JSON or YAML file")]
    NoDocument {
        /// The reference as it stands.
        reference: String,
    },
    /// The file can't be read.
    #[error("can't read `{path}`: {reason}")]
    Unreadable {
        /// The file.
        path: String,
        /// What the system says.
        reason: String,
    },
    /// The file is malformed.
    #[error("{reason}")]
    Broken {
        /// What is wrong with it, and where.
        reason: String,
    },
    /// The file has no such part.
    #[error("the reference `{reference}` leads nowhere: there is no `{missing}`")]
    Dangling {
        /// The reference as it stands.
        reference: String,
        /// The first name on the way that isn't there.
        missing: String,
    },
    /// The part must be an object.
    #[error("the reference `{reference}` leads to something that is no object")]
    NoObject {
        /// The reference as it stands.
        reference: String,
    },
    /// The part contains itself, and can't stand in `components`.
    #[error("the reference `{reference}` leads back to itself")]
    Cycle {
        /// The reference as it stands.
        reference: String,
    },
    /// Each file can be read, and what they make together can't.
    #[error("together the files make a document of more than {limit} levels")]
    TooDeep {
        /// How many levels are read.
        limit: usize,
    },
    /// Parts are put into parts without end.
    #[error("more than {limit} references lead to parts that have no place in `components`")]
    TooMany {
        /// How many are followed.
        limit: usize,
    },
}

impl Problem {
    fn code_of(&self) -> &'static str {
        match self.kind {
            ProblemKind::Absolute { .. } => "bundle::absolute",
            ProblemKind::NoDocument { .. } => "bundle::no_document",
            ProblemKind::Unreadable { .. } => "bundle::unreadable",
            ProblemKind::Broken { .. } => "bundle::broken",
            ProblemKind::Dangling { .. } => "bundle::dangling_reference",
            ProblemKind::NoObject { .. } => "bundle::no_object",
            ProblemKind::Cycle { .. } => "bundle::reference_cycle",
            ProblemKind::TooDeep { .. } => "bundle::too_deep",
            ProblemKind::TooMany { .. } => "bundle::too_many",
        }
    }

    fn help_of(&self) -> &'static str {
        match self.kind {
            ProblemKind::Absolute { .. } => {
                "put the file beside the document and refer to it by a relative path"
            }
            ProblemKind::NoDocument { .. } => "files that are referred to end in `.json`, `.yaml` or `.yml`",
            ProblemKind::Unreadable { .. } => {
                "check the path; it is relative to the file the reference stands in"
            }
            ProblemKind::Broken { .. } => "mend that file",
            ProblemKind::Dangling { .. } => {
                "correct the part behind `#`, or add what is missing to that file"
            }
            ProblemKind::NoObject { .. } => "refer to an object",
            ProblemKind::Cycle { .. } => "replace one of the references by what is meant",
            ProblemKind::TooDeep { .. } => {
                "give inner parts a name under `components`, where references to them end"
            }
            ProblemKind::TooMany { .. } => {
                "bundle the document into one file first, for instance with `redocly bundle`"
            }
        }
    }
}

impl Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}, at `{}`", self.kind, self.pointer)?;
        match &self.place {
            Some(place) => {
                let (line, column) = (place.position.line, place.position.column);
                write!(formatter, " of {}, line {line}, column {column}", place.text.name())
            }
            None => Ok(()),
        }
    }
}

impl std::error::Error for Problem {}

impl Diagnostic for Problem {
    fn code<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        Some(Box::new(self.code_of()))
    }

    fn help<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        Some(Box::new(self.help_of()))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.place.as_ref().map(|place| &place.text as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let span = self.place.as_ref()?.span;
        Some(Box::new(std::iter::once(LabeledSpan::new_primary_with_span(Some("here".to_owned()), span))))
    }
}
