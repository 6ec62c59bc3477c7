//! What a call is answered with.

use super::{Content, Docs, Encoding, Literal, Name, Pointer, Status, TypeRef};

/// One documented answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    /// Which statuses it is for.
    pub status: Status,
    /// Whether it means success: what the call waits for.
    pub success: bool,
    /// The media types it may have; none for an empty answer.
    pub contents: Vec<Content>,
    /// Its headers.
    pub headers: Vec<Header>,
    /// The member (`data`, `result`) of a documented envelope that was taken off.
    pub unwrapped: Option<String>,
    /// What the document says about it.
    pub docs: Docs,
    /// Where it stands.
    pub origin: Pointer,
}

impl Response {
    /// Whether it means that the call failed: a redirect doesn't, nor does it where nothing has changed.
    #[must_use]
    pub fn is_failure(&self) -> bool {
        !self.success && self.status.class() != Some(3)
    }
}

/// A header of an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Header {
    /// Wire name, and an identifier.
    pub name: Name,
    /// What it holds.
    pub ty: TypeRef,
    /// Whether the answer always has it.
    pub required: bool,
    /// Whether name and value of an object's member are one item.
    pub explode: bool,
    /// The media type of one described by `content`.
    pub media_type: Option<String>,
    /// Marked as deprecated.
    pub deprecated: bool,
    /// What the document says about it.
    pub docs: Docs,
    /// Where it stands.
    pub origin: Pointer,
}

/// The documented headers of answers, which are read as one type.
#[derive(Debug, Clone, PartialEq)]
pub struct HeaderSet {
    /// The type, in upper camel case, unique in its module. Operations whose answers have the same headers share one.
    pub name: String,
    /// The headers; names of Rust are unique within the set.
    pub headers: Vec<Header>,
}

impl HeaderSet {
    /// Which headers there are, and which of them always, in the order of their names.
    #[must_use]
    pub fn outline(&self) -> Vec<String> {
        let told = |header: &Header| {
            let wire = header.name.wire.to_ascii_lowercase();
            if header.required { wire + " required" } else { wire }
        };
        let mut outline: Vec<String> = self.headers.iter().map(told).collect();
        outline.sort_unstable();
        outline
    }
}

/// What an awaited call yields.
#[derive(Debug, Clone, PartialEq)]
pub struct Output {
    /// The value's type; `None` where there is nothing to return.
    pub ty: Option<TypeRef>,
    /// How it is read.
    pub encoding: Encoding,
    /// Whether the document describes it; `false` means a [`TypeRef::Json`] that stands for the unknown.
    pub documented: bool,
    /// What describes it, beside or instead of the document.
    pub described_by: DescribedBy,
    /// The answers of success where they differ by status; what the call yields is one of them.
    pub choice: Option<Choice>,
    /// The `Accept` of the request, where that isn't `application/json`.
    pub accept: Option<Accept>,
    /// How the answer can be read while it comes in, where that makes sense.
    pub streaming: Option<Streaming>,
    /// What tells a failure that is answered with a status of success.
    pub answered_failure: Option<AnsweredFailure>,
    /// The statuses beyond success that answer the call too: documented redirects, which are not followed, and 304.
    pub redirects: Vec<u16>,
}

impl Output {
    /// Whether the answer can be taken in every form: the service's own document says nothing of it.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.documented || self.described_by != DescribedBy::Document
    }
}

/// What tells a failure that is answered with a status of success. Places are JSON pointers into the provider's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnsweredFailure {
    /// Where the provider says so.
    pub member: String,
    /// What it says then.
    pub is: Literal,
    /// Where its code is.
    pub code: Option<String>,
    /// Where its message is.
    pub message: Option<String>,
}

/// What describes an answer. What anything else than the document describes may be answered otherwise, and is kept as JSON
/// then, or left unread where it is to be nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DescribedBy {
    /// The document.
    Document,
    /// The provider's own document.
    Companion,
    /// Answers that somebody saved.
    Samples,
}

/// What an answer is asked for as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accept {
    /// The value of the header.
    pub media_types: String,
    /// Whether the document demands it, rather than that it follows from the answers.
    pub is_demanded: bool,
}

impl Accept {
    /// Whatever comes.
    pub(crate) fn anything() -> Self {
        Self::of("*/*")
    }

    /// What follows from the answers.
    pub(crate) fn of(media_types: impl Into<String>) -> Self {
        Self { media_types: media_types.into(), is_demanded: false }
    }
}

/// How an answer is read while it comes in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Streaming {
    /// Bytes as they come.
    Download,
    /// Events: server-sent ones, lines of JSON or records of JSON.
    Events {
        /// The media type among those of the answers of success.
        media_type: String,
        /// The member of the request's body that has to be `true` for the service to answer so.
        switch: Option<String>,
    },
}

impl Streaming {
    /// The method of the call that reads the answer so.
    #[must_use]
    pub fn method(&self) -> &'static str {
        match self {
            Self::Download => "stream",
            Self::Events { .. } => "events",
        }
    }
}

/// Answers that differ by status.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The type that is one of them, in upper camel case, unique among types and calls. Operations that fail alike
    /// share one.
    pub name: String,
    /// The answers: exact statuses first, then ranges, then `default`.
    pub answers: Vec<Answer>,
}

/// One of several answers.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Answer {
    /// Which statuses it is for.
    pub status: Status,
    /// The variant, in upper camel case.
    pub variant: String,
    /// What it holds; `None` for an empty answer.
    pub ty: Option<TypeRef>,
    /// How it is read.
    pub encoding: Encoding,
    /// The media types it comes in, and how each is read, where those of a failure tell answers of one status apart. What
    /// comes in none of them is the status's first answer.
    pub media_types: Vec<(String, Encoding)>,
}

impl Choice {
    /// The answers, those of one status together.
    pub fn by_status(&self) -> impl Iterator<Item = &[Answer]> {
        by_status(&self.answers)
    }
}

/// Answers by status: those of one status stand beside each other.
pub(crate) fn by_status(answers: &[Answer]) -> impl Iterator<Item = &[Answer]> {
    answers.chunk_by(|one, other| one.status == other.status)
}
