//! The order in which an untagged union tries its alternatives: the first that reads must be the right one.

use super::discriminator;
use super::draft::Draft;
use crate::api::{Degradation, DegradationKind, Enum, EnumRepr, Primitive, Shape, TypeRef, UnionMember};

/// Finds implied discriminators, orders the alternatives, and tells what nothing tells apart.
pub(super) fn order_alternatives(drafts: &mut [Draft], degradations: &mut Vec<Degradation>) {
    for at in 0..drafts.len() {
        let Shape::Union(union) = &drafts[at].shape else { continue };
        let mut union = union.clone();
        if union.discriminator.is_none() {
            union.discriminator = discriminator::imply(drafts, &mut union.members);
        }
        if union.members.iter().any(|member| member.tags.is_empty()) {
            union.members.sort_by_key(|member| rank(drafts, member));
        }
        union.alike = alike(drafts, &union.members);
        if !union.alike.is_empty() {
            degradations.push(Degradation {
                origin: drafts[at].origin.clone(),
                kind: DegradationKind::UnsupportedKeyword,
                detail: "alternatives have the same members, so that a value of one is read as another"
                    .to_owned(),
            });
        }
        drafts[at].shape = Shape::Union(union);
    }
}

/// The pairs of alternatives that nothing tells apart: neither a tag nor a member.
fn alike(drafts: &[Draft], members: &[UnionMember]) -> Vec<(usize, usize)> {
    let described = |member: &UnionMember| match member.ty {
        TypeRef::Named(id) if member.tags.is_empty() => match &drafts[id.0].shape {
            Shape::Struct(structure) => {
                let mut members: Vec<(&str, &TypeRef, bool, bool)> = structure
                    .fields
                    .iter()
                    .map(|field| (field.name.wire.as_str(), &field.ty, field.required, field.nullable))
                    .collect();
                members.sort_by_key(|(name, ..)| *name);
                Some(members)
            }
            _ => None,
        },
        _ => None,
    };
    let all: Vec<_> = members.iter().map(described).collect();
    let pairs = (0..all.len()).flat_map(|one| (one + 1..all.len()).map(move |other| (one, other)));
    pairs.filter(|(one, other)| all[*one].is_some() && all[*one] == all[*other]).collect()
}

/// What accepts less comes first: an object with more required members before one with fewer, an integer before a
/// number, a list of values before free text, everything before any object.
fn rank(drafts: &[Draft], member: &UnionMember) -> (u8, std::cmp::Reverse<usize>, std::cmp::Reverse<usize>) {
    let plain = |rank| (rank, std::cmp::Reverse(0), std::cmp::Reverse(0));
    match &member.ty {
        TypeRef::Named(id) | TypeRef::Boxed(id) => match &drafts[id.0].shape {
            Shape::Struct(structure) => {
                let required = structure.fields.iter().filter(|field| field.required).count();
                let rank = if required == 0 { 6 } else { 1 };
                (rank, std::cmp::Reverse(required), std::cmp::Reverse(structure.fields.len()))
            }
            Shape::Enum(Enum { repr: EnumRepr::Integer, .. }) => plain(2),
            Shape::Enum(Enum { repr: EnumRepr::String, .. }) => plain(4),
            Shape::Union(_) | Shape::Alias(_) => plain(7),
        },
        TypeRef::Primitive(primitive) => plain(match primitive {
            Primitive::Bool => 0,
            Primitive::I32 | Primitive::U32 | Primitive::I64 | Primitive::U64 | Primitive::I128 => 2,
            Primitive::F64 => 3,
            _ => 5,
        }),
        TypeRef::Tuple(_) => plain(1),
        TypeRef::Array(item) if **item != TypeRef::Json => plain(2),
        TypeRef::Array(_) => plain(5),
        TypeRef::Nullable(_) => plain(7),
        TypeRef::Map(_) => plain(8),
        TypeRef::JsonObject => plain(9),
        TypeRef::Json => plain(10),
    }
}
