//! What can be wrong with an overlay, and where in its file.

use std::fmt;
use std::sync::Arc;

use miette::{Diagnostic, LabeledSpan, SourceCode, SourceSpan};
use serde_json::Value;

use crate::read::written;
use crate::source::{Position, Source, SourceText, Syntax};

/// An overlay that can't be parsed or applied.
#[derive(Debug, thiserror::Error)]
#[error("{kind} ({name}, line {line}, column {column})", name = frame.name(), line = position.line, column = position.column)]
pub struct Error {
    /// What is wrong.
    pub kind: ErrorKind,
    /// Where in the overlay's file.
    pub position: Position,
    span: SourceSpan,
    frame: SourceText,
}

/// What can be wrong with an overlay.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Diagnostic)]
pub enum ErrorKind {
    /// The text is not YAML, or is YAML that JSON can't express.
    #[error("the overlay is not valid YAML: {0}")]
    #[diagnostic(code(overlay::syntax), help("mend the line; JSON is read too"))]
    Syntax(String),
    /// The root, an action or a member is something else than the specification says.
    #[error("{what} has to be {wanted}, not {found}")]
    #[diagnostic(code(overlay::kind), help("write {wanted} there"))]
    NotAsSpecified {
        /// Which part.
        what: &'static str,
        /// What the specification wants.
        wanted: &'static str,
        /// What stands there.
        found: &'static str,
    },
    /// Something the specification requires is not there.
    #[error("{what} has no `{key}`")]
    #[diagnostic(code(overlay::missing), help("{help}"))]
    Missing {
        /// Which part.
        what: &'static str,
        /// What it lacks.
        key: &'static str,
        /// What to write.
        help: &'static str,
    },
    /// A version of the specification that is not supported.
    #[error("overlay version `{0}` is not supported")]
    #[diagnostic(code(overlay::version), help("write `overlay: 1.0.0` or `overlay: 1.1.0`"))]
    Version(String),
    /// A key the specification doesn't have.
    #[error("{what} has an unknown key `{key}`")]
    #[diagnostic(code(overlay::unknown_key), help("{help}"))]
    UnknownKey {
        /// Which part.
        what: &'static str,
        /// The key.
        key: String,
        /// The keys it may have.
        help: String,
    },
    /// An action with more than one of `update`, `remove: true` and `copy`.
    #[error("the action has both `{first}` and `{second}`")]
    #[diagnostic(
        code(overlay::two_changes),
        help("make two actions of it; the specification lets one of the two have no effect")
    )]
    TwoChanges {
        /// One of them.
        first: &'static str,
        /// The other.
        second: &'static str,
    },
    /// An action that has none of them.
    #[error("the action changes nothing")]
    #[diagnostic(code(overlay::no_change), help("give it `update`, `copy` or `remove: true`"))]
    NoChange,
    /// A JSONPath with a syntax error.
    #[error("`{path}` is no JSONPath from character {character} on{message}")]
    #[diagnostic(
        code(overlay::json_path),
        help(
            "RFC 9535: names with other characters than letters, digits and `_` go into brackets, as in $.paths['/v1/pages']"
        )
    )]
    JsonPath {
        /// As it is written.
        path: String,
        /// What the parser says beyond that, in brackets; mostly nothing.
        message: String,
        /// Where in the path, from 1.
        character: usize,
    },
    /// An update or copy that doesn't fit what it meets.
    #[error("{given} can't be merged into {found} at {pointer}")]
    #[diagnostic(
        code(overlay::incompatible),
        help("remove what stands there with an action of its own, then state it anew")
    )]
    Incompatible {
        /// What the action gives.
        given: &'static str,
        /// What the document has.
        found: &'static str,
        /// Where in the document.
        pointer: String,
    },
    /// A target of an update or copy that selects nodes of several kinds.
    #[error(
        "the target selects nodes of several kinds: {first} at {first_pointer}, {second} at {second_pointer}"
    )]
    #[diagnostic(code(overlay::mixed_targets), help("make an action for each kind"))]
    MixedTargets {
        /// A kind.
        first: &'static str,
        /// A node of it.
        first_pointer: String,
        /// Another kind.
        second: &'static str,
        /// A node of it.
        second_pointer: String,
    },
    /// A `copy` whose source is more than one node.
    #[error("`copy` selects {0} nodes")]
    #[diagnostic(code(overlay::ambiguous_copy), help("make the path select the one node to be copied"))]
    AmbiguousCopy(usize),
    /// A removal of the document itself.
    #[error("the action removes the whole document")]
    #[diagnostic(code(overlay::root_removed), help("target what is to go, for instance $.paths['/old']"))]
    RootRemoved,
}

impl Diagnostic for Error {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.kind.code()
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.kind.help()
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.frame)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(std::iter::once(LabeledSpan::new_with_span(Some("here".to_owned()), self.span))))
    }
}

impl Error {
    /// The overlay's file.
    #[must_use]
    pub fn file(&self) -> &str {
        self.frame.name()
    }
}

/// The overlay's text, which positions and error frames are made from.
#[derive(Debug, Clone)]
pub(super) struct Origin {
    source: Arc<Source>,
}

impl Origin {
    pub(super) fn new(text: &str, name: &str) -> Self {
        // JSON is YAML too; its own scanner also finds its way through what the YAML one would not take.
        let json = serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok();
        let syntax = if json { Syntax::Json } else { Syntax::Yaml };
        Self { source: Arc::new(Source::new(name, text, syntax)) }
    }

    /// Where the node at a pointer begins: its key where it is a member.
    pub(super) fn position(&self, pointer: &str) -> Position {
        self.source.locate(pointer).unwrap_or_else(|| self.source.position(0))
    }

    /// An error about the node at a pointer.
    pub(super) fn error(&self, kind: ErrorKind, pointer: &str) -> Error {
        let span = self.source.span(pointer).unwrap_or(0..0);
        self.spanning(kind, span.start, span.len())
    }

    /// An error about a character of the scalar at a pointer.
    pub(super) fn error_inside(&self, kind: ErrorKind, pointer: &str, character: usize) -> Error {
        let span = self.source.value_span(pointer).unwrap_or(0..0);
        let scalar = &self.source.text()[span.clone()];
        // Escapes and folded lines shift it; then it still points into the scalar.
        let quoted = usize::from(scalar.starts_with(['"', '\'']));
        let inside = scalar.char_indices().nth(character.saturating_sub(1) + quoted);
        self.spanning(kind, inside.map_or(span.end, |(at, _)| span.start + at), 1)
    }

    /// The value of the text.
    pub(super) fn value(&self) -> Result<Value, Error> {
        written::read(&self.source).map_err(|error| {
            let kind = ErrorKind::Syntax(error.describe(&self.source));
            self.spanning(kind, error.at.start, error.at.len())
        })
    }

    fn spanning(&self, kind: ErrorKind, start: usize, length: usize) -> Error {
        Error {
            kind,
            position: self.source.position(start),
            span: (start, length).into(),
            frame: self.source.frame(),
        }
    }
}
