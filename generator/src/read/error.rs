//! Why bytes are no document.

use std::ops::Range;

use miette::{Diagnostic, SourceSpan};

use crate::source::{Position, Source, SourceText};

/// Why bytes are no document the generator can work on.
#[derive(Debug, Clone, thiserror::Error, Diagnostic)]
#[non_exhaustive]
pub enum Error {
    /// The bytes are not UTF-8.
    #[error("{name} is not UTF-8 text (byte {offset})")]
    #[diagnostic(
        code(read::not_utf8),
        help("it may be a binary file or compressed; JSON and YAML are read as UTF-8")
    )]
    NotUtf8 {
        /// The file or URL.
        name: String,
        /// The first byte that can't be read.
        offset: usize,
    },
    /// There is nothing in it.
    #[error("{name} is empty")]
    #[diagnostic(code(read::empty), help("fetch it again, or give another file"))]
    Empty {
        /// The file or URL.
        name: String,
    },
    /// It is a web page.
    #[error("{name} looks like a web page, not like an API description")]
    #[diagnostic(
        code(read::html),
        help("the URL leads to a page for people; find the one of the JSON or YAML file")
    )]
    Html {
        /// The file or URL.
        name: String,
    },
    /// The JSON is malformed.
    #[error("{name}:{line}:{column}: the JSON is malformed: {reason}")]
    #[diagnostic(code(read::json), help("{help}"))]
    Json {
        /// The file or URL.
        name: String,
        /// What the parser says.
        reason: String,
        /// What to do about it.
        help: &'static str,
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1.
        column: usize,
        /// The text.
        #[source_code]
        text: SourceText,
        /// The place in it.
        #[label("here")]
        at: SourceSpan,
    },
    /// The YAML is malformed.
    #[error("{name}:{line}:{column}: the YAML is malformed: {reason}")]
    #[diagnostic(code(read::yaml), help("mend it there, or convert the document to JSON"))]
    Yaml {
        /// The file or URL.
        name: String,
        /// What the parser says.
        reason: String,
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1.
        column: usize,
        /// The text.
        #[source_code]
        text: SourceText,
        /// The place in it.
        #[label("here")]
        at: SourceSpan,
        /// Where a key that occurs twice occurs first.
        #[label("first here")]
        first: Option<SourceSpan>,
    },
    /// It nests deeper than the generator follows.
    #[error("{name}:{line}:{column}: the document is nested too deeply")]
    #[diagnostic(
        code(read::too_deep),
        help(
            "more than 127 levels are refused; give the inner schemas names in `components` and refer to them"
        )
    )]
    TooDeep {
        /// The file or URL.
        name: String,
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1.
        column: usize,
        /// The text.
        #[source_code]
        text: SourceText,
        /// The place in it.
        #[label("this level is one too many")]
        at: SourceSpan,
    },
    /// A path or a method occurs twice, so one of the two would be lost.
    #[error("{name}:{line}:{column}: {pointer} occurs twice, and only one of the two can be read")]
    #[diagnostic(code(read::duplicate_operation), help("join the two, or remove one"))]
    DuplicateOperation {
        /// The file or URL.
        name: String,
        /// Where it stands.
        pointer: String,
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1.
        column: usize,
        /// The text.
        #[source_code]
        text: SourceText,
        /// The place in it.
        #[label("the second one")]
        at: SourceSpan,
        /// Those behind it.
        #[related]
        others: Vec<Error>,
    },
    /// It is JSON or YAML, but describes no API.
    #[error("{name} is no API description: {found}")]
    #[diagnostic(
        code(read::not_a_description),
        help(
            "an OpenAPI 3 document has `openapi`, `info` and `paths`, Swagger 2.0 has `swagger`; a raw definition has `config` and `routes`"
        )
    )]
    NotAnApiDescription {
        /// The file or URL.
        name: String,
        /// What it is instead.
        found: String,
    },
    /// An OpenAPI document without operations.
    #[error("{name}: the OpenAPI document has no `paths`{instead}")]
    #[diagnostic(
        code(read::paths_missing),
        help("it may be cut off: fetch it again. An API without operations says `\"paths\": {{}}`")
    )]
    PathsMissing {
        /// The file or URL.
        name: String,
        /// What it has in their place, as a clause.
        instead: String,
    },
    /// A version of Swagger other than 2.0.
    #[error("{name}:{line}:{column}: Swagger {version} is not read")]
    #[diagnostic(code(read::swagger), help("Swagger 2.0 and OpenAPI 3 are"))]
    UnsupportedSwagger {
        /// The file or URL.
        name: String,
        /// The version it states.
        version: String,
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1.
        column: usize,
        /// The text.
        #[source_code]
        text: SourceText,
        /// The place in it.
        #[label("stated here")]
        at: SourceSpan,
    },
    /// A version of OpenAPI that is not known.
    #[error("{name}:{line}:{column}: OpenAPI {version} is not read")]
    #[diagnostic(code(read::unsupported_version), help("versions 3.0, 3.1 and 3.2 are, and Swagger 2.0"))]
    UnsupportedVersion {
        /// The file or URL.
        name: String,
        /// The version it states.
        version: String,
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1.
        column: usize,
        /// The text.
        #[source_code]
        text: SourceText,
        /// The place in it.
        #[label("stated here")]
        at: SourceSpan,
    },
}

impl Error {
    /// The file or URL, and line and column where it is about a place in it.
    #[must_use]
    pub fn place(&self) -> (&str, Option<(usize, usize)>) {
        match self {
            Self::NotUtf8 { name, .. }
            | Self::Empty { name }
            | Self::Html { name }
            | Self::NotAnApiDescription { name, .. }
            | Self::PathsMissing { name, .. } => (name, None),
            Self::Json { name, line, column, .. }
            | Self::Yaml { name, line, column, .. }
            | Self::TooDeep { name, line, column, .. }
            | Self::DuplicateOperation { name, line, column, .. }
            | Self::UnsupportedSwagger { name, line, column, .. }
            | Self::UnsupportedVersion { name, line, column, .. } => (name, Some((*line, *column))),
        }
    }

    /// Whether what was read is something else than an API description (a web page, other JSON), rather than a
    /// broken one: the server then has none at that URL.
    #[must_use]
    pub fn is_not_a_description(&self) -> bool {
        matches!(self, Self::Html { .. } | Self::NotAnApiDescription { .. })
    }
}

/// A place in a text with what a message needs to show it.
pub(super) struct Frame {
    pub(super) name: String,
    pub(super) text: SourceText,
    pub(super) at: SourceSpan,
    pub(super) position: Position,
}

impl Frame {
    pub(super) fn at_offset(source: &Source, offset: usize) -> Self {
        let position = source.position(offset);
        Self::new(source, position, (position.offset, 0).into())
    }

    pub(super) fn at_bytes(source: &Source, at: Range<usize>) -> Self {
        Self::new(source, source.position(at.start), at.into())
    }

    pub(super) fn at_pointer(source: &Source, pointer: &str) -> Self {
        Self::at_bytes(source, source.span(pointer).unwrap_or(0..0))
    }

    fn new(source: &Source, position: Position, at: SourceSpan) -> Self {
        let text = source.frame();
        Self { name: source.name().to_owned(), text, at, position }
    }
}
