//! What makes a document unreadable: all its problems, each with its place.

use std::fmt::{self, Display};

use miette::{Diagnostic, LabeledSpan, SourceCode, SourceSpan};

use crate::document::{Document, Position};
use crate::source::{Origins, SourceText, problems as count};

/// A document that is no usable OpenAPI document, with everything that is wrong with it.
#[derive(Debug, thiserror::Error, Diagnostic)]
#[error("{name} can't be used: it has {}", count(problems.len()))]
#[diagnostic(code(model::problems))]
pub struct Error {
    /// The file name or URL of the document.
    pub name: String,
    /// The problems, in the order of the source text; at least one.
    #[related]
    pub problems: Vec<Problem>,
}

impl Error {
    /// Finds the place of each problem in the source.
    pub(super) fn locate(problems: Vec<(ProblemKind, String)>, document: &Document) -> Self {
        let problems = problems.into_iter().map(|(kind, pointer)| Problem::locate(kind, pointer, document));
        let mut problems: Vec<Problem> = problems.collect();
        problems.sort_by_key(|problem| problem.position);
        Self { name: document.source_name().to_owned(), problems }
    }

    /// Tells the places in the files a document was made of, rather than in the document.
    pub(crate) fn relocate(&mut self, origins: &Origins) {
        for problem in &mut self.problems {
            let Some(place) = origins.excerpt(&problem.source_pointer) else { continue };
            problem.file = Some(place.text.name().to_owned()).filter(|name| *name != self.name);
            problem.position = Some(place.position);
            problem.frame = Some((place.text, place.span));
        }
        self.problems.sort_by(|one, other| (&one.file, one.position).cmp(&(&other.file, other.position)));
    }
}

/// One problem of a document.
#[derive(Debug)]
pub struct Problem {
    /// What is wrong.
    pub kind: ProblemKind,
    /// Where, in the effective document.
    pub pointer: String,
    /// Where, in the source text.
    pub position: Option<Position>,
    /// The file that text is of, where it isn't the document's own.
    pub file: Option<String>,
    source_pointer: String,
    frame: Option<(SourceText, SourceSpan)>,
}

/// What can be wrong with a document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProblemKind {
    /// A local reference without target.
    #[error("the reference `{reference}` leads nowhere: `{parent}` has no `{missing}`")]
    DanglingReference {
        /// The reference as it stands.
        reference: String,
        /// The deepest place on the way that exists.
        parent: String,
        /// What it doesn't have.
        missing: String,
        /// A member of that place with a similar name.
        similar: Option<String>,
    },
    /// A reference to an `$anchor` or `$id` that the document doesn't have.
    #[error("no schema of the document has the anchor or id `{reference}` refers to")]
    UnknownAnchor {
        /// The reference as it stands.
        reference: String,
    },
    /// References that lead only to each other.
    #[error("the reference leads back to itself: {}", chain.join(" → "))]
    ReferenceCycle {
        /// The pointers on the way, the first one again at the end.
        chain: Vec<String>,
    },
    /// A reference to another host.
    #[error("the reference `{reference}` leads to another host")]
    RemoteReference {
        /// The reference as it stands.
        reference: String,
    },
    /// A reference to another file.
    #[error("the reference `{reference}` leads to another file")]
    FileReference {
        /// The reference as it stands.
        reference: String,
    },
    /// Nesting without reasonable end.
    #[error("schemas are nested more than {limit} levels deep")]
    TooDeep {
        /// The number of levels that are read.
        limit: usize,
    },
    /// A part of the document that can't be left out has another JSON type.
    #[error("{what} must be an object, but is {found}")]
    NotAnObject {
        /// The part.
        what: &'static str,
        /// Its JSON type.
        found: &'static str,
    },
    /// A parameter that doesn't say where or under which name it travels.
    #[error("a parameter has no `{member}`")]
    IncompleteParameter {
        /// What is missing.
        member: &'static str,
    },
    /// A parameter in a place OpenAPI 3 doesn't have.
    #[error("a parameter can't travel in `{found}`")]
    UnknownLocation {
        /// The value of `in`.
        found: String,
    },
}

impl ProblemKind {
    fn code(&self) -> &'static str {
        match self {
            Self::DanglingReference { .. } => "model::dangling_reference",
            Self::UnknownAnchor { .. } => "model::unknown_anchor",
            Self::ReferenceCycle { .. } => "model::reference_cycle",
            Self::RemoteReference { .. } => "model::remote_reference",
            Self::FileReference { .. } => "model::file_reference",
            Self::TooDeep { .. } => "model::too_deep",
            Self::NotAnObject { .. } => "model::not_an_object",
            Self::IncompleteParameter { .. } => "model::incomplete_parameter",
            Self::UnknownLocation { .. } => "model::unknown_location",
        }
    }

    fn help(&self) -> String {
        match self {
            Self::DanglingReference { similar: Some(similar), .. } => {
                format!("did you mean `{similar}`? An overlay (`--overlay` of `new`) can correct the reference or add what is missing")
            }
            Self::DanglingReference { similar: None, .. } | Self::UnknownAnchor { .. } => {
                "an overlay (`--overlay` of `new`) can correct the reference or add what is missing".to_owned()
            }
            Self::ReferenceCycle { .. } => {
                "replace one of these references by the schema that is meant, for instance by an overlay".to_owned()
            }
            Self::RemoteReference { .. } | Self::FileReference { .. } => {
                "bundle the document into one file first, for instance with `redocly bundle`".to_owned()
            }
            Self::TooDeep { .. } => "give inner schemas a name under `components/schemas` and refer to them".to_owned(),
            Self::NotAnObject { .. } | Self::IncompleteParameter { .. } => {
                "an overlay can add what is missing or remove this part".to_owned()
            }
            Self::UnknownLocation { .. } => {
                "OpenAPI 3 knows `path`, `query`, `header` and `cookie`; `body` and `formData` became `requestBody`"
                    .to_owned()
            }
        }
    }
}

impl Problem {
    /// A problem at a pointer, which the document finds in its source.
    fn locate(kind: ProblemKind, pointer: String, document: &Document) -> Self {
        let position = document.locate(&pointer);
        let frame = document.span(&pointer).map(|span| (document.frame(), span));
        let source_pointer = document.source_pointer(&pointer);
        Self { kind, pointer, position, file: None, source_pointer, frame }
    }
}

impl Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}, at `{}`", self.kind, self.pointer)?;
        if let Some(file) = &self.file {
            write!(formatter, ", {file}")?;
        }
        match self.position {
            Some(Position { line, column, .. }) => write!(formatter, ", line {line}, column {column}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Problem {}

impl Diagnostic for Problem {
    fn code<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        Some(Box::new(self.kind.code()))
    }

    fn help<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        Some(Box::new(self.kind.help()))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.frame.as_ref().map(|(source, _)| source as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let (_, span) = self.frame.as_ref()?;
        Some(Box::new(std::iter::once(LabeledSpan::new_primary_with_span(Some("here".to_owned()), *span))))
    }
}
