//! Alternatives that are all text, or all numbers: one type has room for each.

use crate::api::{Enum, EnumRepr, JsonKind, Primitive, Shape, TypeRef, UnionMember, Variant};
use crate::lower::draft::Hint;
use crate::lower::enums;
use crate::lower::types::Types;

/// Alternatives that are all text are one open list of values, a file, or a string.
pub(super) fn text<'m>(
    types: &mut Types<'m>,
    definitions: &[&'m str],
    hint: &Hint,
    members: &[UnionMember],
) -> Option<TypeRef> {
    let mut lists = Vec::new();
    for member in members {
        match &member.ty {
            TypeRef::Primitive(primitive) if primitive.json_kind() == JsonKind::String => {}
            TypeRef::Named(id) => match &types.drafts[id.0].shape {
                Shape::Enum(Enum { repr: EnumRepr::String, variants }) => lists.push((*id, variants)),
                _ => return None,
            },
            _ => return None,
        }
    }
    let binary = TypeRef::Primitive(Primitive::Binary);
    match &lists[..] {
        // A file may be text as well (`File::text`).
        [] if members.iter().any(|member| member.ty == binary) => Some(binary),
        [] => Some(TypeRef::Primitive(Primitive::String)),
        [(id, _)] => Some(TypeRef::Named(*id)),
        several => {
            let values = several.iter().flat_map(|(_, variants)| variants.iter());
            let shape = enums::string_enum(values.map(|variant| variant.name.wire.clone()).collect());
            Some(TypeRef::Named(types.add(definitions, hint.clone(), shape)))
        }
    }
}

/// Alternatives that are all integers, some of them listed, are one open list of values.
pub(super) fn integers<'m>(
    types: &mut Types<'m>,
    definitions: &[&'m str],
    hint: &Hint,
    members: &[UnionMember],
) -> Option<TypeRef> {
    let mut lists = Vec::new();
    let mut values: Vec<Variant> = Vec::new();
    for member in members {
        match &member.ty {
            TypeRef::Primitive(Primitive::I32 | Primitive::U32 | Primitive::I64 | Primitive::U64) => {}
            TypeRef::Named(id) => match &types.drafts[id.0].shape {
                Shape::Enum(Enum { repr: EnumRepr::Integer, variants }) => {
                    lists.push(*id);
                    // A list of one value has the alternative's own title.
                    let titled = (variants.len() == 1).then(|| types.drafts[id.0].docs.clone());
                    values.extend(variants.iter().map(|variant| Variant {
                        docs: titled.clone().unwrap_or_else(|| variant.docs.clone()),
                        ..variant.clone()
                    }));
                }
                _ => return None,
            },
            _ => return None,
        }
    }
    match lists[..] {
        [] => None,
        [id] => Some(TypeRef::Named(id)),
        _ => {
            let shape = Shape::Enum(Enum { repr: EnumRepr::Integer, variants: enums::once(values) });
            Some(TypeRef::Named(types.add(definitions, hint.clone(), shape)))
        }
    }
}

/// Alternatives that are all numbers are the widest of them.
pub(super) fn number(members: &[UnionMember]) -> Option<TypeRef> {
    let (mut float, mut signed, mut wide, mut widest) = (false, false, false, false);
    for member in members {
        let TypeRef::Primitive(primitive) = member.ty else { return None };
        match primitive {
            Primitive::F64 => float = true,
            Primitive::I32 | Primitive::I64 => signed = true,
            Primitive::U32 => {}
            Primitive::U64 => wide = true,
            Primitive::I128 => widest = true,
            _ => return None,
        }
    }
    Some(TypeRef::Primitive(match (float, widest) {
        (true, _) => Primitive::F64,
        (false, true) => Primitive::I128,
        (false, false) if wide && !signed => Primitive::U64,
        (false, false) => Primitive::I64,
    }))
}
