//! Lenient reads: where a document is not as the specification has it, and is read all the same.

/// Something that is not as the specification has it, and was read leniently or left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What kind.
    pub kind: NoteKind,
    /// Where, in the effective document.
    pub pointer: String,
    /// The details, as part of a sentence.
    pub detail: String,
}

/// Why something was read leniently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NoteKind {
    /// An operation under a key that is no HTTP method OpenAPI 3.1 knows; it is not in the model.
    UnknownMethod,
    /// A value of another JSON type than the specification wants.
    WrongType,
    /// Something the specification requires is missing.
    Missing,
    /// A keyword without meaning where it stands.
    Misplaced,
    /// A value the specification doesn't know, such as an unknown type.
    Unknown,
    /// The same thing said twice; the first counts.
    Duplicate,
}
