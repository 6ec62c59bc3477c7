//! Types in use: scalars, lists, maps, and named types.

use super::TypeId;

/// A kind of JSON value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum JsonKind {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean,
    /// Any number.
    Number,
    /// Text.
    String,
    /// A list.
    Array,
    /// An object.
    Object,
}

/// A type in use.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
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

impl TypeRef {
    /// The same, with text where the client's manifest names a type for strings, up to named types.
    #[must_use]
    pub fn without_chosen(&self) -> Self {
        match self {
            Self::Primitive(Primitive::Chosen(_)) => Self::Primitive(Primitive::String),
            Self::Array(inner) => Self::Array(Box::new(inner.without_chosen())),
            Self::Map(inner) => Self::Map(Box::new(inner.without_chosen())),
            Self::Nullable(inner) => Self::Nullable(Box::new(inner.without_chosen())),
            Self::Tuple(items) => Self::Tuple(items.iter().map(Self::without_chosen).collect()),
            Self::Primitive(_) | Self::Named(_) | Self::Boxed(_) | Self::Json | Self::JsonObject => {
                self.clone()
            }
        }
    }
}

/// A scalar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Primitive {
    /// `true` or `false`.
    Bool,
    /// A signed integer of 32 bits.
    I32,
    /// A signed integer of 64 bits; an integer of which nothing else is known.
    I64,
    /// An unsigned integer of 32 bits.
    U32,
    /// An unsigned integer of 64 bits.
    U64,
    /// A signed integer of 128 bits: one that may be below 0, and beyond 64 bits.
    I128,
    /// A number of 64 bits, whatever its format: JSON has no narrower ones.
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
    /// A string for which the client's manifest names a type.
    Chosen(ChosenType),
}

/// The position of a type in [`super::Settings::types`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ChosenType(pub usize);

impl Primitive {
    /// Whether it is an integer.
    #[must_use]
    pub fn is_integer(self) -> bool {
        matches!(self, Self::I32 | Self::I64 | Self::U32 | Self::U64 | Self::I128)
    }

    /// The kind of JSON it is written as.
    #[must_use]
    pub fn json_kind(self) -> JsonKind {
        match self {
            Self::Bool => JsonKind::Boolean,
            Self::I32 | Self::I64 | Self::U32 | Self::U64 | Self::I128 | Self::F64 => JsonKind::Number,
            Self::String
            | Self::Base64
            | Self::Binary
            | Self::Date
            | Self::DateTime
            | Self::Uuid
            | Self::Ipv4
            | Self::Ipv6
            | Self::Chosen(_) => JsonKind::String,
        }
    }
}
