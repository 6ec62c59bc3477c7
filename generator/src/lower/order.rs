//! The order in which an untagged union tries its alternatives: the first that reads must be the right one.

use super::discriminator;
use super::draft::{Draft, fields};
use crate::api::{Degradation, DegradationKind, Enum, EnumRepr, Primitive, Shape, TypeRef, UnionMember};

/// Finds implied discriminators, and orders the unions that have none.
pub(super) fn settle(drafts: &mut [Draft], degradations: &mut Vec<Degradation>) {
    for at in 0..drafts.len() {
        let Shape::Union(union) = &drafts[at].shape else { continue };
        if union.discriminator.is_some() {
            continue;
        }
        let mut union = union.clone();
        if let Some((wire, values)) = discriminator::implied(drafts, &union.members) {
            union.discriminator = Some(wire);
            for (member, mut own) in union.members.iter_mut().zip(values) {
                member.name.wire = own.remove(0);
                member.tags = own;
            }
        } else {
            union.members.sort_by_key(|member| rank(drafts, member));
            if union.members.windows(2).any(|pair| are_alike(drafts, &pair[0], &pair[1])) {
                degradations.push(Degradation {
                    origin: drafts[at].origin.clone(),
                    kind: DegradationKind::UnsupportedKeyword,
                    detail:
                        "alternatives can't be told apart by what they require; the first that reads is taken"
                            .to_owned(),
                });
            }
        }
        drafts[at].shape = Shape::Union(union);
    }
}

/// Whether nothing that two objects require sets them apart.
fn are_alike(drafts: &[Draft], one: &UnionMember, other: &UnionMember) -> bool {
    let required = |member: &UnionMember| match member.ty {
        TypeRef::Named(id) if matches!(drafts[id.0].shape, Shape::Struct(_)) => {
            let fields = fields(&drafts[id.0].shape).iter().filter(|field| field.required);
            let mut required: Vec<(String, TypeRef)> =
                fields.map(|field| (field.name.wire.clone(), field.ty.clone())).collect();
            required.sort_by(|(left, _), (right, _)| left.cmp(right));
            Some(required)
        }
        _ => None,
    };
    required(one).is_some_and(|one| required(other) == Some(one))
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
            Primitive::I32 | Primitive::U32 | Primitive::I64 | Primitive::U64 => 2,
            Primitive::F32 | Primitive::F64 => 3,
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
