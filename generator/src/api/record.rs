//! What could not be carried over as the document has it.

use super::Pointer;

/// Something less precise than the document's word was emitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Degradation {
    /// Where.
    pub origin: Pointer,
    /// What could not be carried over.
    pub kind: DegradationKind,
    /// The details, as part of a sentence.
    pub detail: String,
}

/// Why something less precise was emitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DegradationKind {
    /// The document doesn't describe the success response.
    UndocumentedResponse,
    /// A schema says nothing about its type.
    UntypedSchema,
    /// A keyword that no Rust type can express.
    UnsupportedKeyword,
    /// The new URL format can't be rebuilt, so the operation has only the old one.
    OldFormatOnly,
    /// The provider's URL has a place that no declared parameter fills, so the call can't say what it is about.
    UnfilledPlace,
    /// A media type whose members are not typed, for it is carried as text or bytes; or a key that is none.
    UnsupportedMediaType,
    /// A parameter that is no argument: it can't be sent where it stands, or the client sends it by itself.
    IgnoredParameter,
    /// A security scheme that is asked for, and that the document doesn't have.
    UnknownSecurity,
    /// An example of another type than its schema states: one of the two is wrong.
    ContradictingExample,
    /// Something that is not as the specification has it, and was read leniently or left out.
    ReadOtherwise,
    /// The content of an answer whose status says that there is none (204, 205, 304).
    ContentOfNoContent,
}

impl DegradationKind {
    /// The stable name that reports use.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::UndocumentedResponse => "undocumented_response",
            Self::UntypedSchema => "untyped_schema",
            Self::UnsupportedKeyword => "unsupported_keyword",
            Self::OldFormatOnly => "old_format_only",
            Self::UnfilledPlace => "unfilled_place",
            Self::UnsupportedMediaType => "unsupported_media_type",
            Self::IgnoredParameter => "ignored_parameter",
            Self::UnknownSecurity => "unknown_security",
            Self::ContradictingExample => "contradicting_example",
            Self::ReadOtherwise => "read_otherwise",
            Self::ContentOfNoContent => "content_of_no_content",
        }
    }
}

/// An operation of the document that is no method of the client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Method and path key.
    pub operation: String,
    /// Why, as a sentence without full stop.
    pub reason: String,
    /// Where.
    pub origin: Pointer,
}
