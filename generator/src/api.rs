//! The intermediate representation: what a client offers, as plain data.
//!
//! `lower` makes it, `emit` and `diff` read it. Every name in it is already a valid and, within its scope, unique
//! Rust identifier, and every doubt about the document has been settled, so whoever reads it can't fail.

use indexmap::IndexMap;

/// What a client offers: operations and the types they speak.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Api {
    /// `info.title`, or the provider's name where the document has none.
    pub title: String,
    /// `info.version` as it stands; no promise that it is a semantic version.
    pub version: String,
    /// `info.description`, or empty.
    pub description: String,
    /// The hosts the document names. The client's own host comes from its manifest, never from here.
    pub servers: Vec<Server>,
    /// How calls are authenticated, by the scheme's name in the document.
    pub security_schemes: IndexMap<String, SecurityScheme>,
    /// What an operation needs where it says nothing itself.
    pub security: Vec<SecurityRequirement>,
    /// Tags, in the order of their first use.
    pub groups: Vec<Group>,
    /// One a method of the client, in document order.
    pub operations: Vec<Operation>,
    /// The named types, in order of their first use; [`TypeId`] is the position.
    pub types: Vec<Type>,
    /// The provider's error codes, each a variant of `ErrorCode` (`x-lowcodeapi-error-codes`).
    pub error_codes: Vec<Variant>,
    /// Spots where something less precise than the document's word was emitted.
    pub degradations: Vec<Degradation>,
    /// Operations that are not methods, each with its reason.
    pub left_out: Vec<LeftOut>,
}

/// A name on the wire and the identifier that stands for it in Rust.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Name {
    /// As the document spells it.
    pub wire: String,
    /// As Rust spells it, in the case its place demands; raw (`r#type`) where it is a keyword.
    pub rust: String,
}

/// Where something stands in the effective document: an RFC 6901 JSON pointer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pointer(pub String);

/// Documentation of one item.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Docs {
    /// One line, or empty.
    pub summary: String,
    /// Markdown as the document has it (not yet made safe for rustdoc), or empty.
    pub description: String,
    /// The provider's page about it.
    pub link: Option<String>,
}

/// A host the document names, with its variables.
#[derive(Debug, Clone, PartialEq)]
pub struct Server {
    /// The URL template.
    pub url: String,
    /// The template's variables, with default value and allowed values.
    pub variables: IndexMap<String, ServerVariable>,
    /// Where it stands.
    pub origin: Pointer,
}

/// A variable in a server's URL.
#[derive(Debug, Clone, PartialEq)]
pub struct ServerVariable {
    /// The value used where the caller gives none.
    pub default: String,
    /// The allowed values; empty where any is.
    pub values: Vec<String>,
}

/// How a call proves who makes it.
#[derive(Debug, Clone, PartialEq)]
pub struct SecurityScheme {
    /// What kind.
    pub kind: SecurityKind,
    /// Where it stands.
    pub origin: Pointer,
}

/// The kinds of authentication OpenAPI knows.
#[derive(Debug, Clone, PartialEq)]
pub enum SecurityKind {
    /// A secret in a named place.
    ApiKey {
        /// Query, header or cookie.
        location: Location,
        /// The parameter's name.
        name: String,
    },
    /// `Authorization: Basic`.
    Basic,
    /// `Authorization: Bearer`, also for OAuth 2 and OpenID Connect, whose tokens the caller supplies.
    Bearer {
        /// The URLs (token, authorisation, discovery) and scopes the document names.
        urls: Vec<String>,
        /// The scopes the scheme offers.
        scopes: Vec<String>,
    },
    /// A scheme no client can carry out from the document alone.
    Other(String),
}

/// Schemes that must all be met, each with its scopes. Empty means: no authentication needed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SecurityRequirement {
    /// Scheme name to scopes.
    pub schemes: IndexMap<String, Vec<String>>,
}

/// A tag: operations that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Wire: the tag; Rust: the accessor method, in snake case.
    pub name: Name,
    /// The type the accessor returns, in upper camel case.
    pub type_name: String,
    /// The tag's description.
    pub docs: Docs,
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
    /// Position in [`Api::groups`], where the operation has a tag.
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
    /// The documented answers, by status.
    pub responses: Vec<Response>,
    /// What an awaited call yields.
    pub output: Output,
    /// What a failed call is answered with, where the document describes it.
    pub failure: Option<Choice>,
    /// What it needs, where that differs from [`Api::security`].
    pub security: Option<Vec<SecurityRequirement>>,
    /// Servers of its own; empty where it uses the client's.
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
    /// How a value that is no scalar is written.
    pub style: Style,
    /// Whether each element stands by itself.
    pub explode: bool,
    /// Whether reserved characters stay as they are.
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

/// How a parameter that is no scalar is written (OpenAPI's `style`, and two of the service's).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// `a,b`, in path and header.
    Simple,
    /// `;x=a,b`, in the path.
    Matrix,
    /// `.a.b`, in the path.
    Label,
    /// `x=a&x=b`, in query and cookie.
    Form,
    /// `x=a%20b`.
    SpaceDelimited,
    /// `x=a|b`.
    PipeDelimited,
    /// `x[k]=v`; arrays inside as `x[k][0]=v`, as the `qs` library writes them.
    DeepObject,
}

/// A request body.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// The argument (required) or setter (optional), in snake case.
    pub argument: String,
    /// Whether a call without it makes sense.
    pub required: bool,
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
    /// How single members of a form are written, where the document says.
    pub parts: IndexMap<String, Part>,
    /// Whether nested values of a form are written as the `qs` library writes them, lists included.
    pub qs: bool,
    /// How it is chosen, where it is an alternative to the first media type of a request body.
    pub chosen_by: Option<ChosenBy>,
    /// Where its media type object stands.
    pub origin: Pointer,
}

/// How a member of a form is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its media type, where the document names exactly one.
    pub media_type: Option<String>,
    /// Its style and whether each element stands by itself, in a form without files.
    pub style: Option<(Style, bool)>,
}

/// How a caller chooses the media type of a body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChosenBy {
    /// The method beside the operation's own, in snake case; empty where the body is optional.
    pub method: String,
    /// In the call: the setter of an optional body, or the constructor for a required one.
    pub call: String,
}

/// How a value becomes bytes, or bytes a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Encoding {
    /// JSON, also `+json`.
    Json,
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
}

/// One documented answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    /// `200`, `4XX` or `default`.
    pub status: String,
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

/// A header of an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Header {
    /// Wire name, and an identifier.
    pub name: Name,
    /// What it holds.
    pub ty: TypeRef,
    /// Whether the answer always has it.
    pub required: bool,
    /// What the document says about it.
    pub docs: Docs,
    /// Where it stands.
    pub origin: Pointer,
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
    /// The answers of success where they differ by status; what the call yields is one of them.
    pub choice: Option<Choice>,
}

/// Answers that differ by status.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The type that is one of them, in upper camel case, unique among types and calls.
    pub name: String,
    /// The answers: exact statuses first, then ranges, then `default`.
    pub answers: Vec<Answer>,
}

/// One of several answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// `200`, `4XX` or `default`.
    pub status: String,
    /// The variant, in upper camel case.
    pub variant: String,
    /// What it holds; `None` for an empty answer.
    pub ty: Option<TypeRef>,
    /// How it is read.
    pub encoding: Encoding,
}

/// How a caller walks through pages.
#[derive(Debug, Clone, PartialEq)]
pub struct Pagination {
    /// The query parameter that takes the token (its wire name).
    pub parameter: String,
    /// The members that lead to the next token in the answer (wire names).
    pub next: Vec<String>,
    /// The members that lead to the items (wire names).
    pub items: Vec<String>,
    /// The type of an item.
    pub item: TypeRef,
}

/// The position of a type in [`Api::types`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub usize);

/// A named type.
#[derive(Debug, Clone, PartialEq)]
pub struct Type {
    /// Wire: the component's name, title or place it was named after; Rust: in upper camel case.
    pub name: Name,
    /// What it is.
    pub shape: Shape,
    /// Reached from a request.
    pub sent: bool,
    /// Reached from an answer.
    pub received: bool,
    /// Marked as deprecated.
    pub deprecated: bool,
    /// What the document says about it.
    pub docs: Docs,
    /// Where it stands.
    pub origin: Pointer,
}

/// What a named type is.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// An object with known members.
    Struct(Struct),
    /// A closed list of values, read openly.
    Enum(Enum),
    /// One of several types.
    Union(Union),
    /// Another name for a type.
    Alias(TypeRef),
}

/// An object with known members.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Struct {
    /// Its members, in document order.
    pub fields: Vec<Field>,
    /// The type of members the document doesn't name, where it speaks of them; such a struct keeps them in a map
    /// under this field name.
    pub additional: Option<(String, TypeRef)>,
}

/// A member of an object.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::struct_excessive_bools, reason = "they are the specification's own, and independent")]
pub struct Field {
    /// Wire name, and the field, in snake case.
    pub name: Name,
    /// Other wire names that are read too (`x-lowcodeapi-aliases`).
    pub aliases: Vec<String>,
    /// The setter, in snake case, unique among the type's setters and never `new`; the field's own name unless
    /// `x-lowcodeapi-setter` says otherwise.
    pub setter: String,
    /// What it holds, without `null`.
    pub ty: TypeRef,
    /// Whether it is always there.
    pub required: bool,
    /// Whether it may be `null`.
    pub nullable: bool,
    /// The documented default.
    pub default: Option<Literal>,
    /// Bounds the document states.
    pub constraints: Constraints,
    /// Only in answers.
    pub read_only: bool,
    /// Only in requests.
    pub write_only: bool,
    /// Marked as deprecated.
    pub deprecated: bool,
    /// What the document says about it.
    pub docs: Docs,
    /// Where it stands.
    pub origin: Pointer,
}

/// A closed list of values, read openly: an unknown value is kept as it came.
#[derive(Debug, Clone, PartialEq)]
pub struct Enum {
    /// Strings, or integers.
    pub repr: EnumRepr,
    /// The known values, in document order.
    pub variants: Vec<Variant>,
}

/// What an enum's values are on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnumRepr {
    /// Strings.
    String,
    /// Integers.
    Integer,
}

/// A known value of an enum.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// The identifier, in upper camel case, and the value (an integer in decimal).
    pub name: Name,
    /// What the document says about it.
    pub docs: Docs,
}

/// One of several types.
#[derive(Debug, Clone, PartialEq)]
pub struct Union {
    /// The member that says which, where there is one.
    pub discriminator: Option<String>,
    /// The alternatives; untagged ones in an order that decodes right.
    pub members: Vec<UnionMember>,
}

/// An alternative of a union.
#[derive(Debug, Clone, PartialEq)]
pub struct UnionMember {
    /// The variant, in upper camel case; wire is the discriminator's value where there is one.
    pub name: Name,
    /// Further discriminator values that mean it too.
    pub tags: Vec<String>,
    /// What it holds.
    pub ty: TypeRef,
    /// Where it stands.
    pub origin: Pointer,
}

/// A type in use.
#[derive(Debug, Clone, PartialEq)]
pub enum TypeRef {
    /// A scalar.
    Primitive(Primitive),
    /// A list.
    Array(Box<TypeRef>),
    /// A map with string keys.
    Map(Box<TypeRef>),
    /// A list of fixed length, each place with its type.
    Tuple(Vec<TypeRef>),
    /// The type, or `null`.
    Nullable(Box<TypeRef>),
    /// A named type.
    Named(TypeId),
    /// A named type that contains itself here, so it is boxed.
    Boxed(TypeId),
    /// Any JSON.
    Json,
    /// Any JSON object.
    JsonObject,
}

/// A scalar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Primitive {
    /// `true` or `false`.
    Bool,
    /// A signed integer of 32 bits.
    I32,
    /// A signed integer of 64 bits; an integer without format.
    I64,
    /// An unsigned integer of 32 bits.
    U32,
    /// An unsigned integer of 64 bits.
    U64,
    /// A number of 32 bits.
    F32,
    /// A number of 64 bits; a number without format.
    F64,
    /// Text; any string without a format of its own.
    String,
    /// Bytes, base64 on the wire.
    Base64,
    /// Bytes as they are: an upload or a download.
    Binary,
    /// A calendar date.
    Date,
    /// A point in time (RFC 3339).
    DateTime,
    /// A UUID.
    Uuid,
    /// An IPv4 address.
    Ipv4,
    /// An IPv6 address.
    Ipv6,
}

/// A value the document writes down: JSON text in canonical form.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Literal(pub String);

/// Bounds the document states. They are documented and compared, not enforced.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Constraints {
    /// In the order of the document: keyword (`maxLength`, `pattern`, …) and its value as JSON text.
    pub stated: IndexMap<String, Literal>,
}

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
    /// A media type that is sent or received as bytes.
    UnsupportedMediaType,
    /// A parameter that is no argument: the client's own secret, or one that can't be sent where it stands.
    IgnoredParameter,
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
