//! What the service sends to whoever uses the client.

use super::{Docs, Name, Pointer, TypeRef};

/// The Cargo feature that verifies them. Where groups have features, they are all there for it.
pub const WEBHOOKS_FEATURE: &str = "webhooks";

/// The webhooks and callbacks of a document: the variants of one enum.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Webhooks {
    /// One a request, webhooks first, in document order.
    pub requests: Vec<Incoming>,
    /// How one is told from another.
    pub told_by: ToldBy,
    /// How they are signed; `None` where nobody says it.
    pub signing: Option<Signing>,
}

/// How the service signs what it sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signing {
    /// By Standard Webhooks.
    Standard,
    /// By HMAC with SHA-256, in a header of its own.
    Hmac(Hmac),
}

/// How a signature is written.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hmac {
    /// The header that has it.
    pub header: String,
    /// What stands before it.
    pub prefix: Option<String>,
    /// How its bytes are written.
    #[serde(default)]
    pub encoding: SignatureEncoding,
    /// The field of the header that has it, where that is a list of `name=value`.
    pub field: Option<String>,
    /// The header with the time it was sent at, in seconds since 1970.
    pub timestamp_header: Option<String>,
    /// The field of the header with that time.
    pub timestamp_field: Option<String>,
    /// What is signed, with `{timestamp}` and `{body}` in it; the body where it is left out.
    pub content: Option<String>,
}

/// How the bytes of a signature are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SignatureEncoding {
    /// Hexadecimal digits.
    #[default]
    Hex,
    /// Base64.
    Base64,
}

/// A request that the service sends: a webhook, or the callback of an operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Incoming {
    /// Wire: the key in `webhooks` or `callbacks`; Rust: the variant, in upper camel case.
    pub name: Name,
    /// What `names.toml` calls its place: unique among all of them.
    pub place: String,
    /// The HTTP method, in upper case.
    pub method: String,
    /// The JSON it carries; none where it carries nothing that is read.
    pub payload: Option<TypeRef>,
    /// What tells it from the others: values of a member, or its name. None is another's.
    pub tags: Vec<String>,
    /// Marked as deprecated.
    pub deprecated: bool,
    /// What the document says about it.
    pub docs: Docs,
    /// Where it stands.
    pub origin: Pointer,
}

/// How one webhook is told from another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum ToldBy {
    /// By its name in the document, which whoever receives it has to know.
    #[default]
    Name,
    /// By a member of the payload.
    Member(String),
    /// By a header of the request, which has the name (`x-lowcodeapi-webhooks`).
    Header(String),
}
