//! What is sent or received in a media type.

use indexmap::IndexMap;

use super::{Docs, Pointer, Style, TypeRef, XmlName};

/// A request body.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// The argument (required) or setter (optional), in snake case.
    pub argument: String,
    /// Whether a call without it makes sense.
    pub required: bool,
    /// Whether code written by hand checks it before it is sent (`x-lowcodeapi-check`).
    pub checked: bool,
    /// The media types it may have; the first is the one sent, unless the caller chooses.
    pub contents: Vec<Content>,
    /// What the document says about it.
    pub docs: Docs,
    /// Where it stands.
    pub origin: Pointer,
}

/// A body in one media type.
#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    /// As the document has it.
    pub media_type: String,
    /// How the value becomes bytes.
    pub encoding: Encoding,
    /// What it holds.
    pub ty: TypeRef,
    /// What each event of an answer holds that is read as a stream of JSON, and each value of a body that is sent as one;
    /// none where they are text.
    pub item: Option<TypeRef>,
    /// Whether that is a whole event, with its name, rather than its data.
    pub item_is_event: bool,
    /// What a document in XML is called.
    pub xml: Option<XmlName>,
    /// How single members of a form are written, where the document says.
    pub parts: IndexMap<String, Part>,
    /// Whether its parts have no names: the value is a list, and single parts are named by their position above: `0`, `1`, and
    /// `2..` for the rest.
    pub by_position: bool,
    /// Whether nested values of a form are written as the `qs` library writes them, lists included.
    pub qs: bool,
    /// What a request says it carries, where that isn't the usual media type of its encoding; of a multipart body, its
    /// subtype where it is no form.
    pub content_type: Option<String>,
    /// How it is chosen, where it is an alternative to the first media type of a request body or an answer.
    pub chosen_by: Option<ChosenBy>,
    /// Where its media type object stands.
    pub origin: Pointer,
}

/// How a member of a form is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The media types it may have, the likeliest first; none where any of a range is meant.
    pub media_types: Vec<String>,
    /// The headers of which the document says the only value, each with that value; a form without files has none.
    pub headers: Vec<(String, String)>,
    /// Its style and whether each element stands by itself, in a form without files.
    pub style: Option<(Style, bool)>,
    /// Whether reserved characters stay as they are, in a form without files.
    pub allow_reserved: bool,
}

/// How a caller chooses the media type of a body or an answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChosenBy {
    /// The method beside the operation's own, in snake case; empty where the body is optional, and for answers.
    pub method: String,
    /// In the call: the setter of an optional body, the constructor for a required one, or what asks for an answer.
    pub call: String,
}

/// How a value becomes bytes, or bytes a value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// JSON, also `+json`.
    Json,
    /// XML, also `+xml`.
    Xml,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/form-data`.
    Multipart,
    /// Text as it is.
    Text,
    /// Bytes as they are.
    Bytes,
    /// `text/event-stream`.
    EventStream,
    /// The headers of a redirect, `Location` among them.
    Redirect,
}
