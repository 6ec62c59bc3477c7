//! The types a client speaks.

use indexmap::IndexMap;

use super::{Docs, Gate, Idempotency, JsonKind, Name, Pointer, TypeRef, XmlMember};

/// How many members a constructor takes as arguments.
const MOST_ARGUMENTS: usize = 5;

/// The position of a type in [`super::Api::types`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub usize);

/// A named type.
#[derive(Debug, Clone, PartialEq)]
pub struct Type {
    /// Wire: the component's name, title or place it was named after; Rust: in upper camel case.
    pub name: Name,
    /// What it is.
    pub shape: Shape,
    /// The module that holds it, below the one of types; empty where it is that one. Seen from nowhere else.
    pub module: String,
    /// What it is there for: the same for all types of a module.
    pub gate: Gate,
    /// The traits that it derives because the client's manifest says so, as Rust spells them.
    pub derives: Vec<String>,
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

impl Type {
    /// Whether values of it only come from the service, so that nobody makes one but in a test.
    #[must_use]
    pub fn is_only_received(&self) -> bool {
        self.received && !self.sent
    }
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
    /// Whether the document rules out members that it doesn't name.
    pub closed: bool,
    /// Whether `new` is for constructors written by hand only (`x-lowcodeapi-constructor`).
    pub own_constructors: bool,
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
    /// The setter to `null`, where the other one doesn't take that; empty where it can't be `null`.
    pub null_setter: String,
    /// What it holds, without `null`.
    pub ty: TypeRef,
    /// Whether it is always there.
    pub required: bool,
    /// Whether the document asks for it in the direction it travels in, also where the type, which travels both ways,
    /// can't count on it.
    pub demanded: bool,
    /// Whether no schema names it but as one that is required. In types that are only received it isn't counted on.
    pub undescribed: bool,
    /// Whether it may be `null`.
    pub nullable: bool,
    /// The only value the document allows, where a type of ours has it: nobody is asked for it.
    pub constant: Option<Literal>,
    /// In a body it is a key by which the service knows a call again: the call fills it in.
    pub idempotency: Option<Idempotency>,
    /// How it stands in XML, where the document has any.
    pub xml: Option<Box<XmlMember>>,
    /// It tells which alternative of a union the type is, so that a new value of the type has the constant.
    pub tags: bool,
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

impl Struct {
    /// The members that a new value can't be made without, in the order of the document.
    pub fn asked_for(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| field.is_asked_for())
    }

    /// Whether those are too many to be told apart by their order: callers name them, in a struct of their own.
    #[must_use]
    pub fn asks_by_name(&self) -> bool {
        !self.own_constructors && self.asked_for().count() > MOST_ARGUMENTS
    }
}

impl Field {
    /// Whether a new value of the type can't be made without being given this member.
    #[must_use]
    pub fn is_asked_for(&self) -> bool {
        self.required && self.constant.is_none()
    }
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
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Union {
    /// The member that says which, where there is one.
    pub discriminator: Option<String>,
    /// The alternatives, in the order in which they are preferred where a value fits several equally well.
    pub members: Vec<UnionMember>,
    /// Pairs of alternatives, by position, that nothing tells apart: what fits one fits the other.
    pub alike: Vec<(usize, usize)>,
}

/// An alternative of a union.
#[derive(Debug, Clone, PartialEq)]
pub struct UnionMember {
    /// The variant, in upper camel case; wire is the discriminator's first value where there is one.
    pub name: Name,
    /// The discriminator's values that mean it, as text; none for an alternative that is told by what fits.
    pub tags: Vec<String>,
    /// The discriminator's value that is written where the alternative's own type has no such member.
    pub written: Option<String>,
    /// It is what a value is that no value of the discriminator tells.
    pub is_default: bool,
    /// The kinds of JSON it may be.
    pub kinds: Vec<JsonKind>,
    /// The document allows no other members than those of its type.
    pub closed: bool,
    /// What it holds.
    pub ty: TypeRef,
    /// Where it stands.
    pub origin: Pointer,
}

impl UnionMember {
    /// An alternative that nothing is known of yet but what it is called in the document, its type and its place.
    #[must_use]
    pub fn new(wire: String, ty: TypeRef, origin: Pointer) -> Self {
        Self {
            name: Name { wire, rust: String::new() },
            tags: Vec::new(),
            written: None,
            is_default: false,
            kinds: Vec::new(),
            closed: false,
            ty,
            origin,
        }
    }
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
