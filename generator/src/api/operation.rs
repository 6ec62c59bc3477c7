//! What a caller can ask for, and where each value travels.

use super::{
    Body, Choice, Constraints, Content, Docs, Gate, HeaderSet, Literal, Name, Output, Pagination, Pointer,
    Response, SecurityRequirement, Server, Streaming, TypeRef,
};

/// A tag: operations that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Wire: the tag; Rust: the accessor method, in snake case, unique beside the methods of the client or, of a group
    /// within another one, of that.
    pub name: Name,
    /// The tag of the group that it stands in, where tags nest; the client has the others.
    pub parent: Option<String>,
    /// The type the accessor returns, in upper camel case.
    pub type_name: String,
    /// The module that holds it, below the one of operations; seen from nowhere else.
    pub module: String,
    /// The Cargo feature that it is there for; empty where it always is.
    pub feature: String,
    /// The tag's description.
    pub docs: Docs,
    /// Where the tag stands, if the document describes it.
    pub origin: Option<Pointer>,
}

impl Group {
    /// What its operations are there for.
    #[must_use]
    pub fn gate(&self) -> Gate {
        Gate::of([self.feature.as_str()])
    }

    /// Whether it stands in this one.
    #[must_use]
    pub fn is_in(&self, other: &Self) -> bool {
        self.parent.as_ref() == Some(&other.name.wire)
    }
}

/// One operation, one method.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// Wire: the operation id, stated or derived; Rust: the method, in snake case, unique within the client when
    /// flat and within its group when grouped.
    pub name: Name,
    /// Where the wire name comes from.
    pub name_source: NameSource,
    /// The type of the call, in upper camel case, unique among all operations.
    pub call: String,
    /// The static that describes where it goes, in upper snake case, unique like the call.
    pub endpoint: String,
    /// The module that holds it, below the one of operations; empty where it is that one. Seen from nowhere else.
    pub module: String,
    /// Position in [`super::Api::groups`], where the operation has a tag.
    pub group: Option<usize>,
    /// The HTTP method, in upper case.
    pub method: String,
    /// The path key as the document has it after repair: what identifies the operation across versions.
    pub key: String,
    /// Where the request goes.
    pub urls: Urls,
    /// Everything outside the body, in the order of declaration. Names are unique within the operation, the body's
    /// argument name included.
    pub parameters: Vec<Parameter>,
    /// What is sent, where anything is.
    pub body: Option<Body>,
    /// The member of the body that is an idempotency key, where an overlay says so.
    pub key_member: Option<KeyMember>,
    /// The setter of a body that the document says nothing of, where the service may take one.
    pub undocumented_body: Option<String>,
    /// The documented answers, by status.
    pub responses: Vec<Response>,
    /// What an awaited call yields.
    pub output: Output,
    /// What a failed call is answered with, where the document describes it.
    pub failure: Option<Choice>,
    /// The documented headers of what it is answered with.
    pub answer_headers: Option<HeaderSet>,
    /// The documented headers of what a failed call is answered with.
    pub failure_headers: Option<HeaderSet>,
    /// What it needs, where that differs from [`super::Api::security`].
    pub security: Option<Vec<SecurityRequirement>>,
    /// What the document has as its own servers, the first of which is [`Urls::server`]; empty where it has none.
    pub servers: Vec<Server>,
    /// How a caller walks through pages, where that was recognised.
    pub pagination: Option<Pagination>,
    /// Marked as deprecated.
    pub deprecated: bool,
    /// What the document says about it.
    pub docs: Docs,
    /// Where it stands.
    pub origin: Pointer,
}

impl Operation {
    /// The documented headers: of answers, and of failures.
    pub fn header_sets(&self) -> impl Iterator<Item = &HeaderSet> {
        self.answer_headers.iter().chain(&self.failure_headers)
    }

    /// The data of each event, where the answer can be read as events of JSON.
    #[must_use]
    pub fn event(&self) -> Option<&TypeRef> {
        self.events()?.item.as_ref()
    }

    /// Whether each event is read whole, with its name, rather than its data.
    #[must_use]
    pub fn has_whole_events(&self) -> bool {
        self.events().is_some_and(|content| content.item_is_event)
    }

    fn events(&self) -> Option<&Content> {
        let Some(Streaming::Events { media_type: read, .. }) = &self.output.streaming else { return None };
        let mut contents = self.responses.iter().flat_map(|response| &response.contents);
        contents.find(|content| content.media_type == *read)
    }
}

/// Where an operation's name comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameSource {
    /// The document's `operationId`.
    OperationId,
    /// The last part of a documentation link (`API_SendEmail.html`).
    Link,
    /// Verb and resource of method and path.
    Path,
}

/// The two URL formats of one operation. A placeholder is `{wire name of a path parameter}`; all other text is
/// literal and already percent-encoded where it has to be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Urls {
    /// Parameters in the path. `None` where it could not be told from the document.
    pub new: Option<String>,
    /// The literal path; path parameters travel in the query. `None` where the service has no such format.
    pub old: Option<String>,
    /// Whether the old format is tried first (a verb is glued to a parameter).
    pub old_first: bool,
    /// Names and values that every request has in its query, in either format.
    pub query: Vec<(String, String)>,
    /// The address it goes to unless a caller names another; `None` where it goes to the client's.
    pub server: Option<String>,
    /// The places in the provider's URL that no parameter fills.
    pub unfilled: Vec<String>,
}

/// Where a parameter or secret travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Location {
    /// In the path.
    Path,
    /// In the query string.
    Query,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
}

impl Location {
    /// As OpenAPI's `in` spells it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

/// A parameter outside the body.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::struct_excessive_bools, reason = "they are the specification's own, and independent")]
pub struct Parameter {
    /// Wire name, and the argument or setter, in snake case.
    pub name: Name,
    /// Where it travels.
    pub location: Location,
    /// What it holds.
    pub ty: TypeRef,
    /// Required parameters are arguments of the method, optional ones setters of the call.
    pub required: bool,
    /// The only value the document allows for a required one: the call sends it, and nobody is asked for it.
    pub constant: Option<Literal>,
    /// It is a key by which the service knows a call again: the call has one unless its caller sets it.
    pub idempotency: Option<Idempotency>,
    /// How a value that is no scalar is written.
    pub style: Style,
    /// Whether each element stands by itself.
    pub explode: bool,
    /// Whether reserved characters of a query stay as they are, or all that a cookie can hold.
    pub allow_reserved: bool,
    /// The media type of a parameter described by `content`.
    pub media_type: Option<String>,
    /// The documented default.
    pub default: Option<Literal>,
    /// Bounds the document states.
    pub constraints: Constraints,
    /// Marked as deprecated.
    pub deprecated: bool,
    /// What the document says about it.
    pub docs: Docs,
    /// Where it stands.
    pub origin: Pointer,
}

impl Parameter {
    /// Whether a call can't be made without being given this parameter.
    #[must_use]
    pub fn is_asked_for(&self) -> bool {
        self.required && self.constant.is_none()
    }
}

/// A member of the body that is a key by which the service knows a call again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyMember {
    /// Its wire name.
    pub name: String,
    /// What is known of it.
    pub known: Idempotency,
}

/// What is known of an idempotency key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Idempotency {
    /// The service is known to get it: a call may be repeated on its account.
    pub is_honoured: bool,
    /// How many characters it may have at most, where the document says so.
    pub max_length: Option<usize>,
}

/// How a parameter that is no scalar is written (OpenAPI's `style`, and two of the service's).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// `a,b`, in path and header.
    Simple,
    /// `;x=a,b`, in the path.
    Matrix,
    /// `.a,b`, in the path.
    Label,
    /// `x=a&x=b`, in query and cookie.
    Form,
    /// `x=a%20b`.
    SpaceDelimited,
    /// `x=a|b`.
    PipeDelimited,
    /// `x[k]=v`; arrays inside as `x[k][0]=v`, as the `qs` library writes them.
    DeepObject,
    /// The value is the whole query string, and its parameter's name isn't sent: `a=1&b=2`, or JSON.
    QueryString,
}
