//! How two types in use relate.

use crate::api::{Api, EnumRepr, Primitive, Shape, TypeId, TypeRef};

/// How a type relates to the one that was in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    /// The same, or named types whose contents are compared for themselves.
    Same,
    /// Only the format of a scalar differs, and neither has room for all values of the other.
    Format,
    /// It takes all that was and more.
    Widened,
    /// It takes only some of what was.
    Narrowed,
    /// `null` came.
    Nullable,
    /// `null` went.
    NotNullable,
    /// A list where a single value was, or the reverse.
    ListOrSingle,
    /// A string became an enum.
    BecameEnum,
    /// An enum became a string.
    NoLongerEnum,
    /// It is boxed now, or no longer.
    Recursion,
    /// Anything else.
    Changed,
}

/// Two APIs, whose types are compared. Pairs of named types met on the way are handed to `meet`.
pub(super) struct Types<'a, F: FnMut(TypeId, TypeId)> {
    pub(super) old: &'a Api,
    pub(super) new: &'a Api,
    pub(super) meet: F,
}

impl<F: FnMut(TypeId, TypeId)> Types<'_, F> {
    pub(super) fn relate(&mut self, old: &TypeRef, new: &TypeRef) -> Relation {
        let (old, new) = (resolve(self.old, old), resolve(self.new, new));
        match (old, new) {
            (TypeRef::Nullable(old), TypeRef::Nullable(new)) => self.relate(old, new),
            (TypeRef::Json, TypeRef::Json) | (TypeRef::JsonObject, TypeRef::JsonObject) => Relation::Same,
            (_, TypeRef::Json) => Relation::Widened,
            (TypeRef::Json, _) => Relation::Narrowed,
            (TypeRef::Nullable(inner), _) => match self.relate(inner, new) {
                Relation::Same => Relation::NotNullable,
                _ => Relation::Changed,
            },
            (_, TypeRef::Nullable(inner)) => match self.relate(old, inner) {
                Relation::Same => Relation::Nullable,
                _ => Relation::Changed,
            },
            (TypeRef::Array(old), TypeRef::Array(new)) | (TypeRef::Map(old), TypeRef::Map(new)) => {
                self.relate(old, new)
            }
            (TypeRef::Tuple(old), TypeRef::Tuple(new)) if old.len() == new.len() => {
                let each = old.iter().zip(new).map(|(old, new)| self.relate(old, new));
                each.reduce(combine).unwrap_or(Relation::Same)
            }
            (TypeRef::Array(item), other) if self.relate(item, other) == Relation::Same => {
                Relation::ListOrSingle
            }
            (other, TypeRef::Array(item)) if self.relate(other, item) == Relation::Same => {
                Relation::ListOrSingle
            }
            (TypeRef::Primitive(old), TypeRef::Primitive(new)) => scalars(*old, *new),
            (
                TypeRef::Named(old_id) | TypeRef::Boxed(old_id),
                TypeRef::Named(new_id) | TypeRef::Boxed(new_id),
            ) => {
                let boxed = matches!(old, TypeRef::Boxed(_)) != matches!(new, TypeRef::Boxed(_));
                self.named(*old_id, *new_id, boxed)
            }
            (TypeRef::Primitive(old), new) => self.enumerated(new, *old, true),
            (old, TypeRef::Primitive(new)) => self.enumerated(old, *new, false),
            (old, TypeRef::JsonObject) if is_object(self.old, old) => Relation::Widened,
            (TypeRef::JsonObject, new) if is_object(self.new, new) => Relation::Narrowed,
            _ => Relation::Changed,
        }
    }

    fn named(&mut self, old: TypeId, new: TypeId, boxed: bool) -> Relation {
        match (&self.old.types[old.0].shape, &self.new.types[new.0].shape) {
            (Shape::Struct(_), Shape::Struct(_)) | (Shape::Union(_), Shape::Union(_)) => {
                (self.meet)(old, new);
                if boxed { Relation::Recursion } else { Relation::Same }
            }
            (Shape::Enum(a), Shape::Enum(b)) if a.repr == b.repr => {
                (self.meet)(old, new);
                Relation::Same
            }
            _ => Relation::Changed,
        }
    }

    /// Relates a scalar with something that may be an enum of such scalars.
    fn enumerated(&self, other: &TypeRef, scalar: Primitive, introduced: bool) -> Relation {
        let api = if introduced { self.new } else { self.old };
        let TypeRef::Named(id) = other else { return Relation::Changed };
        let Shape::Enum(values) = &api.types[id.0].shape else { return Relation::Changed };
        let fits = match values.repr {
            EnumRepr::String => class(scalar) == Class::Text,
            EnumRepr::Integer => class(scalar) == Class::Integer,
        };
        match (fits, introduced) {
            (false, _) => Relation::Changed,
            (true, true) => Relation::BecameEnum,
            (true, false) => Relation::NoLongerEnum,
        }
    }
}

fn combine(one: Relation, other: Relation) -> Relation {
    match (one, other) {
        (Relation::Same, relation) | (relation, Relation::Same) => relation,
        (one, other) if one == other => one,
        _ => Relation::Changed,
    }
}

/// Follows aliases. An alias chain is finite: lowering makes no alias that leads to itself.
pub(super) fn resolve<'a>(api: &'a Api, ty: &'a TypeRef) -> &'a TypeRef {
    let mut ty = ty;
    while let TypeRef::Named(id) | TypeRef::Boxed(id) = ty {
        let Shape::Alias(target) = &api.types[id.0].shape else { break };
        ty = target;
    }
    ty
}

fn is_object(api: &Api, ty: &TypeRef) -> bool {
    match ty {
        TypeRef::Map(_) | TypeRef::JsonObject => true,
        TypeRef::Named(id) | TypeRef::Boxed(id) => matches!(api.types[id.0].shape, Shape::Struct(_)),
        _ => false,
    }
}

#[derive(PartialEq)]
enum Class {
    Bool,
    Integer,
    Number,
    Text,
}

fn class(scalar: Primitive) -> Class {
    match scalar {
        Primitive::Bool => Class::Bool,
        Primitive::I32 | Primitive::I64 | Primitive::U32 | Primitive::U64 | Primitive::I128 => Class::Integer,
        Primitive::F64 => Class::Number,
        _ => Class::Text,
    }
}

fn scalars(old: Primitive, new: Primitive) -> Relation {
    match (class(old), class(new)) {
        _ if old == new => Relation::Same,
        (old_class, new_class) if old_class == new_class => match (holds(new, old), holds(old, new)) {
            (true, false) => Relation::Widened,
            (false, true) => Relation::Narrowed,
            _ => Relation::Format,
        },
        (Class::Integer, Class::Number) => Relation::Widened,
        (Class::Number, Class::Integer) => Relation::Narrowed,
        _ => Relation::Changed,
    }
}

/// Whether a format has room for all values of another of its class.
fn holds(format: Primitive, other: Primitive) -> bool {
    match (format, other) {
        // Bytes as they are and bytes in text are two encodings.
        (Primitive::String, other) => other != Primitive::Binary,
        (Primitive::I128, _) => true,
        // What may not be below 0 is an integer of the same format with a bound.
        (Primitive::I64, other) => matches!(other, Primitive::I32 | Primitive::U32 | Primitive::U64),
        (Primitive::I32 | Primitive::U64, other) => other == Primitive::U32,
        _ => false,
    }
}
