//! The traits that a type says it has.

use crate::api::{EnumRepr, Shape, Struct, Type};

/// A trait that a type says it has, beside what the runtime adds to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Trait {
    /// `Debug`
    Debug,
    /// `Clone`
    Clone,
    /// `Copy`
    Copy,
    /// `PartialEq`
    PartialEq,
    /// `Eq`
    Eq,
    /// `Hash`
    Hash,
    /// `Default`
    Default,
    /// `serde::Serialize`
    Serialize,
    /// `serde::Deserialize`
    Deserialize,
}

impl Trait {
    /// Those of a call.
    pub const CALL: &'static [Self] = &[Self::Debug];
    /// Those of an answer, or a failure, that differs by status.
    pub const CHOICE: &'static [Self] = &[Self::Debug, Self::Clone, Self::PartialEq, Self::Serialize];
    /// Those of a group of operations.
    pub const GROUP: &'static [Self] = &[Self::Debug, Self::Clone, Self::Copy];
    /// Those of documented headers.
    pub const HEADERS: &'static [Self] = &[Self::Debug, Self::Clone, Self::PartialEq, Self::Eq];
    /// Those of a server to choose from.
    pub const SERVER: &'static [Self] = &[Self::Debug, Self::Clone, Self::PartialEq, Self::Eq, Self::Hash];

    /// Those of what the service sends by itself.
    pub const WEBHOOK: &'static [Self] = &[Self::Debug, Self::Clone, Self::PartialEq];

    /// Those of the members that a value can't be made without.
    pub const REQUIRED: &'static [Self] = &[Self::Debug, Self::Clone, Self::PartialEq];

    /// Those of a named type. One that is only received isn't made by callers, so it has no default.
    #[must_use]
    pub fn of_type(ty: &Type) -> &'static [Self] {
        match &ty.shape {
            Shape::Struct(shape) if is_empty_by_default(shape) && !ty.is_only_received() => &[
                Self::Debug,
                Self::Clone,
                Self::PartialEq,
                Self::Default,
                Self::Serialize,
                Self::Deserialize,
            ],
            Shape::Struct(_) => {
                &[Self::Debug, Self::Clone, Self::PartialEq, Self::Serialize, Self::Deserialize]
            }
            Shape::Enum(shape) => Self::of_repr(shape.repr),
            Shape::Union(_) => &[Self::Debug, Self::Clone, Self::PartialEq],
            Shape::Alias(_) => &[],
        }
    }

    /// Those of a list of values. How such values are written and read is the runtime's to add.
    #[must_use]
    pub fn of_repr(repr: EnumRepr) -> &'static [Self] {
        match repr {
            EnumRepr::String => &[Self::Debug, Self::Clone, Self::PartialEq, Self::Eq, Self::Hash],
            EnumRepr::Integer => {
                &[Self::Debug, Self::Clone, Self::Copy, Self::PartialEq, Self::Eq, Self::Hash]
            }
        }
    }

    /// As Rust spells it; those of serde without the crate.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Debug => "Debug",
            Self::Clone => "Clone",
            Self::Copy => "Copy",
            Self::PartialEq => "PartialEq",
            Self::Eq => "Eq",
            Self::Hash => "Hash",
            Self::Default => "Default",
            Self::Serialize => "Serialize",
            Self::Deserialize => "Deserialize",
        }
    }

    /// Whether it says how values are written or read, and so is serde's.
    #[must_use]
    pub fn is_of_serde(self) -> bool {
        matches!(self, Self::Serialize | Self::Deserialize)
    }

    /// Whether a struct has it by the table of its members, which a compiler is done with sooner than with a derive.
    #[must_use]
    pub fn is_by_table(self) -> bool {
        matches!(self, Self::Debug | Self::PartialEq)
    }
}

/// Whether nothing is set in a new value of the type.
#[must_use]
pub fn is_empty_by_default(shape: &Struct) -> bool {
    !shape.fields.iter().any(|field| field.required || field.tags)
}
