//! One of several types.

use serde_json::Value;

use super::draft::{Hint, Place};
use super::enums;
use super::facts::{Alternatives, Facts, gather, resolve};
use super::inheritance;
use super::nodes::component;
use super::types::{Types, inside};
use crate::api::{
    DegradationKind, Enum, EnumRepr, Name, Pointer, Primitive, Shape, TypeRef, Union, UnionMember,
};
use crate::model::Kind;

/// Leaves out alternatives that only say which members must be there together: the type is the same in all of them.
pub(super) fn drop_variations<'m>(types: &Types<'m>, facts: &mut Facts<'m>) {
    facts.alternatives.retain(|alternatives| {
        !alternatives.pointers.iter().all(|pointer| {
            if nodes_have_members(types, pointer) {
                return false;
            }
            let inner = gather(types.nodes, &[pointer]);
            inner.properties.is_empty()
                && inner.alternatives.is_empty()
                && inner.values.is_none()
                && inner.format.is_none()
                && inner.items.is_empty()
                && matches!(inner.kind, None | Some(Kind::Object))
                && (!inner.required.is_empty() || !inner.losses.is_empty())
        })
    });
}

/// Whether a schema has members of its own, as far as can be told at a glance.
fn nodes_have_members(types: &Types<'_>, pointer: &str) -> bool {
    let home = resolve(types.nodes, pointer).home;
    types.nodes.keywords(home).is_some_and(|keywords| {
        !keywords.properties.is_empty() || !matches!(keywords.kind, None | Some(Kind::Object))
    })
}

/// Whether the alternatives say all there is to say, so that the schema is a union and not an object with extras.
pub(super) fn cover_the_properties(types: &Types<'_>, facts: &Facts<'_>) -> bool {
    facts.properties.is_empty()
        || facts.alternatives.iter().any(|alternatives| {
            alternatives.pointers.iter().all(|pointer| {
                let inner = gather(types.nodes, &[pointer]);
                facts.properties.keys().all(|name| inner.properties.contains_key(name))
            })
        })
}

/// The type of alternatives, and whether `null` is one of them.
pub(super) fn outcome<'m>(
    types: &mut Types<'m>,
    homes: &[&'m str],
    at: &'m str,
    hint: Hint,
    mut facts: Facts<'m>,
) -> (TypeRef, bool) {
    if let Some(kind @ (Kind::String | Kind::Integer | Kind::Number | Kind::Boolean)) = facts.kind {
        return scalar(types, homes, at, hint, kind, &facts);
    }
    if facts.alternatives.len() > 1 {
        let detail = "of several lists of alternatives only the first counts";
        types.degrade(at, DegradationKind::UnsupportedKeyword, detail);
    }
    let alternatives = facts.alternatives.swap_remove(0);
    let (members, null) = members(types, &alternatives, &inside(&hint));
    let ty = match &members[..] {
        [] => TypeRef::Json,
        [only] => only.ty.clone(),
        _ if members.iter().any(|member| member.ty == TypeRef::Json) => {
            types.degrade(at, DegradationKind::UnsupportedKeyword, "one of the alternatives may be anything");
            TypeRef::Json
        }
        _ => match text(types, homes, &hint, &members).or_else(|| number(&members)) {
            Some(ty) => ty,
            None => TypeRef::Named(union(types, homes, at, hint, &alternatives, members)),
        },
    };
    (ty, null)
}

fn union<'m>(
    types: &mut Types<'m>,
    homes: &[&'m str],
    at: &'m str,
    hint: Hint,
    alternatives: &Alternatives<'m>,
    mut members: Vec<UnionMember>,
) -> crate::api::TypeId {
    let mut discriminator = None;
    let stated = alternatives.discriminator;
    if let Some(stated) = stated.or_else(|| inheritance::common(types.nodes, &alternatives.pointers)) {
        if super::discriminator::tag(types, stated, &mut members) {
            discriminator = Some(stated.property_name.clone());
        } else {
            let detail =
                format!("the discriminator `{}` doesn't name every alternative", stated.property_name);
            types.degrade(at, DegradationKind::UnsupportedKeyword, detail);
        }
    }
    types.add(homes, hint, Shape::Union(Union { discriminator, members }))
}

/// The alternatives that are not `null`, each type once.
fn members<'m>(types: &mut Types<'m>, list: &Alternatives<'m>, place: &Place) -> (Vec<UnionMember>, bool) {
    let mut null = false;
    let mut members: Vec<UnionMember> = Vec::new();
    let pointers: Vec<&'m str> =
        list.pointers.iter().copied().filter(|pointer| !is_null(types, pointer)).collect();
    null |= pointers.len() < list.pointers.len();
    for (position, pointer) in pointers.iter().enumerate() {
        let resolved = resolve(types.nodes, pointer);
        let name = component(pointer).or_else(|| component(resolved.home));
        let part = match name {
            None if pointers.len() > 1 => format!("{} {}", place.part, label(types, pointer, position)),
            _ => place.part.clone(),
        };
        let value = types.of(pointer, &Place::new(place.parent, part));
        null |= value.nullable;
        let wire = name.or_else(|| resolved.annotations.title.map(str::to_owned)).unwrap_or_default();
        if members.iter().all(|member| member.ty != value.ty) {
            members.push(UnionMember {
                name: Name { wire, rust: String::new() },
                tags: Vec::new(),
                ty: value.ty,
                origin: Pointer((*pointer).to_owned()),
            });
        }
    }
    (members, null)
}

/// What sets an inline alternative apart: the value of a constant member, its only member, else its position.
fn label(types: &Types<'_>, pointer: &str, position: usize) -> String {
    let facts = gather(types.nodes, &[pointer]);
    if let Some(constant) = facts.properties.iter().find_map(|(name, speakers)| {
        let only = speakers.iter().find_map(|speaker| constant(types, speaker))?;
        facts.required.contains(name).then_some(only)
    }) {
        return constant;
    }
    let mut required = facts.properties.keys().filter(|name| facts.required.contains(*name));
    match (required.next(), required.next(), facts.properties.keys().next()) {
        (Some(only), None, _) => (*only).to_owned(),
        (None, _, Some(only)) if facts.properties.len() == 1 => (*only).to_owned(),
        _ => format!("Variant {}", position + 1),
    }
}

/// The one text a schema allows.
fn constant(types: &Types<'_>, pointer: &str) -> Option<String> {
    let keywords = types.nodes.keywords(resolve(types.nodes, pointer).home)?;
    match &keywords.values[..] {
        [Value::String(only)] => Some(only.clone()),
        _ => None,
    }
}

fn is_null(types: &Types<'_>, pointer: &str) -> bool {
    let resolved = resolve(types.nodes, pointer);
    let Some(keywords) = types.nodes.keywords(resolved.home) else { return false };
    keywords.kind == Some(Kind::Null) || (keywords.is_annotation() && resolved.annotations.nullable)
}

/// Alternatives of a schema that states a scalar type: they only list values, or bounds.
fn scalar<'m>(
    types: &mut Types<'m>,
    homes: &[&'m str],
    at: &'m str,
    hint: Hint,
    kind: Kind,
    facts: &Facts<'m>,
) -> (TypeRef, bool) {
    let pointers = facts.alternatives.iter().flat_map(|alternatives| &alternatives.pointers);
    let values: Vec<Value> =
        pointers.filter_map(|pointer| gather(types.nodes, &[pointer]).values).flatten().collect();
    if values.is_empty() {
        return (super::scalar::of(types, at, kind, facts), false);
    }
    enums::outcome(types, homes, hint, Some(kind), facts.format, values)
}

/// Alternatives that are all text are one open list of values, or a string.
fn text<'m>(
    types: &mut Types<'m>,
    homes: &[&'m str],
    hint: &Hint,
    members: &[UnionMember],
) -> Option<TypeRef> {
    let mut lists = Vec::new();
    for member in members {
        match &member.ty {
            TypeRef::Primitive(
                Primitive::String
                | Primitive::Base64
                | Primitive::Binary
                | Primitive::Date
                | Primitive::DateTime
                | Primitive::Uuid
                | Primitive::Ipv4
                | Primitive::Ipv6,
            ) => {}
            TypeRef::Named(id) => match &types.drafts[id.0].shape {
                Shape::Enum(Enum { repr: EnumRepr::String, variants }) => lists.push((*id, variants)),
                _ => return None,
            },
            _ => return None,
        }
    }
    match &lists[..] {
        [] => Some(TypeRef::Primitive(Primitive::String)),
        [(id, _)] => Some(TypeRef::Named(*id)),
        several => {
            let values = several.iter().flat_map(|(_, variants)| variants.iter());
            let shape = enums::string_enum(values.map(|variant| variant.name.wire.clone()).collect());
            Some(TypeRef::Named(types.add(homes, hint.clone(), shape)))
        }
    }
}

/// Alternatives that are all numbers are the widest of them.
fn number(members: &[UnionMember]) -> Option<TypeRef> {
    let mut float = false;
    for member in members {
        match member.ty {
            TypeRef::Primitive(Primitive::F32 | Primitive::F64) => float = true,
            TypeRef::Primitive(Primitive::I32 | Primitive::I64 | Primitive::U32 | Primitive::U64) => {}
            _ => return None,
        }
    }
    Some(TypeRef::Primitive(if float { Primitive::F64 } else { Primitive::I64 }))
}
