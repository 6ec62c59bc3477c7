//! The kinds of JSON that the alternatives of unions may be.

use crate::api::{EnumRepr, JsonKind, Shape, Type, TypeRef};

/// How deep unions in unions are looked into; deeper ones may be anything.
const DEEPEST: usize = 8;

const ALL: [JsonKind; 6] = [
    JsonKind::Null,
    JsonKind::Boolean,
    JsonKind::Number,
    JsonKind::String,
    JsonKind::Array,
    JsonKind::Object,
];

/// Notes the kinds of every alternative.
pub(super) fn tell(types: &mut [Type]) {
    for at in 0..types.len() {
        let Shape::Union(union) = &types[at].shape else { continue };
        let told: Vec<Vec<JsonKind>> =
            union.members.iter().map(|member| kinds(types, &member.ty, DEEPEST)).collect();
        if let Shape::Union(union) = &mut types[at].shape {
            for (member, kinds) in union.members.iter_mut().zip(told) {
                member.kinds = kinds;
            }
        }
    }
}

/// The kinds of JSON a value of a type may be, in a fixed order.
fn kinds(types: &[Type], ty: &TypeRef, depth: usize) -> Vec<JsonKind> {
    match ty {
        TypeRef::Primitive(primitive) => vec![primitive.json_kind()],
        TypeRef::Array(_) | TypeRef::Tuple(_) => vec![JsonKind::Array],
        TypeRef::Map(_) | TypeRef::JsonObject => vec![JsonKind::Object],
        TypeRef::Json => ALL.to_vec(),
        TypeRef::Nullable(inner) => {
            let inner = kinds(types, inner, depth);
            ALL.into_iter().filter(|kind| *kind == JsonKind::Null || inner.contains(kind)).collect()
        }
        TypeRef::Named(id) | TypeRef::Boxed(id) => match &types[id.0].shape {
            Shape::Struct(_) => vec![JsonKind::Object],
            Shape::Enum(list) => vec![match list.repr {
                EnumRepr::String => JsonKind::String,
                EnumRepr::Integer => JsonKind::Number,
            }],
            Shape::Alias(ty) if depth > 0 => kinds(types, ty, depth - 1),
            Shape::Union(union) if depth > 0 => {
                let inner: Vec<JsonKind> =
                    union.members.iter().flat_map(|member| kinds(types, &member.ty, depth - 1)).collect();
                ALL.into_iter().filter(|kind| inner.contains(kind)).collect()
            }
            Shape::Alias(_) | Shape::Union(_) => ALL.to_vec(),
        },
    }
}
