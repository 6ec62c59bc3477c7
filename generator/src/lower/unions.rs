//! One of several types.

mod label;
mod overlap;
mod scalars;
mod tag;

use serde_json::Value;

use super::draft::{Hint, InlinePlace};
use super::enums;
use super::facts::{Additional, Alternatives, Facts, gather, resolve, wrappers};
use super::inheritance;
use super::nodes::{component, is_component};
use super::types::{Outcome, Types, inside};
use crate::api::{DegradationKind, Pointer, Shape, TypeId, TypeRef, Union, UnionMember};
use crate::model::SchemaType;
use label::{Label, label};
use tag::Tag;

/// Leaves out alternatives that only say which members must be there together: the type is the same in all of them.
pub(super) fn drop_variations<'m>(types: &Types<'m>, facts: &mut Facts<'m>) {
    facts.alternatives.retain(|alternatives| {
        !alternatives.pointers.iter().all(|pointer| {
            if nodes_have_members(types, pointer) {
                return false;
            }
            let inner = gather(types.nodes, &[pointer]);
            inner.properties.is_empty()
                && inner.optional.is_empty()
                && inner.alternatives.is_empty()
                && inner.values.is_none()
                && inner.format.is_none()
                && inner.items.is_empty()
                && matches!(inner.kind, None | Some(SchemaType::Object))
                && (!inner.required.is_empty() || !inner.losses.is_empty())
        })
    });
}

/// Whether a schema has members of its own, as far as can be told at a glance.
fn nodes_have_members(types: &Types<'_>, pointer: &str) -> bool {
    let definition = resolve(types.nodes, pointer).definition;
    types.nodes.keywords(definition).is_some_and(|keywords| {
        !keywords.properties.is_empty() || !matches!(keywords.kind, None | Some(SchemaType::Object))
    })
}

/// Whether the alternatives are types of their own; else the schema is one object with what any of them says.
pub(super) fn are_apart(types: &Types<'_>, facts: &Facts<'_>) -> bool {
    match &facts.alternatives[..] {
        // A member that tells them apart is said around them as a rule, with whatever they have in common.
        [only] if only.discriminator.is_some() && overlap::are_objects(types, only) => true,
        [only] if cover_the_properties(types, facts, only) => !overlap::overlap(types, only),
        [_] => false,
        // Of several lists only the first could be a union, and what the others say would be lost.
        several => {
            facts.properties.is_empty()
                && !several.iter().all(|alternatives| overlap::are_objects(types, alternatives))
        }
    }
}

/// Whether each alternative says all that is said around them.
fn cover_the_properties(types: &Types<'_>, facts: &Facts<'_>, alternatives: &Alternatives<'_>) -> bool {
    facts.properties.is_empty()
        || alternatives.pointers.iter().all(|pointer| {
            let inner = gather(types.nodes, &[pointer]);
            facts.properties.keys().all(|name| inner.properties.contains_key(name))
        })
}

/// The type of alternatives, and whether `null` is one of them.
pub(super) fn outcome<'m>(
    types: &mut Types<'m>,
    definitions: &[&'m str],
    at: &'m str,
    hint: Hint,
    mut facts: Facts<'m>,
) -> (TypeRef, bool) {
    if let Some(
        kind @ (SchemaType::String | SchemaType::Integer | SchemaType::Number | SchemaType::Boolean),
    ) = facts.kind
    {
        return scalar(types, definitions, hint, kind, &facts);
    }
    if facts.alternatives.len() > 1 {
        let detail = "of several lists of alternatives only the first counts";
        types.degrade(at, DegradationKind::UnsupportedKeyword, detail);
    }
    let alternatives = facts.alternatives.swap_remove(0);
    facts.alternatives.clear();
    of_alternatives(types, definitions, at, hint, &facts, &alternatives)
}

/// The type of alternatives, each with what is said around them.
pub(super) fn of_alternatives<'m>(
    types: &mut Types<'m>,
    definitions: &[&'m str],
    at: &'m str,
    hint: Hint,
    around: &Facts<'m>,
    alternatives: &Alternatives<'m>,
) -> (TypeRef, bool) {
    let stated =
        alternatives.discriminator.or_else(|| inheritance::common(types.nodes, &alternatives.pointers));
    let tag = stated.map(|stated| Tag::of(types, stated, around));
    let (members, null) = members(types, around, alternatives, tag.as_ref(), &inside(&hint));
    let ty = match &members[..] {
        [] => TypeRef::Json,
        [only] => only.ty.clone(),
        _ if members.iter().any(|member| member.ty == TypeRef::Json) => {
            types.degrade(at, DegradationKind::UnsupportedKeyword, "one of the alternatives may be anything");
            TypeRef::Json
        }
        _ => match scalars::text(types, definitions, &hint, &members)
            .or_else(|| scalars::integers(types, definitions, &hint, &members))
            .or_else(|| scalars::number(&members))
        {
            Some(ty) => ty,
            None => TypeRef::Named(union(types, definitions, at, hint, tag.as_ref(), members)),
        },
    };
    (ty, null)
}

fn union<'m>(
    types: &mut Types<'m>,
    definitions: &[&'m str],
    at: &'m str,
    hint: Hint,
    tag: Option<&Tag<'m>>,
    mut members: Vec<UnionMember>,
) -> TypeId {
    let mut discriminator = None;
    if let Some(Tag { stated, is_common }) = tag {
        if super::discriminator::tag(types.nodes, &types.drafts, stated, *is_common, &mut members) {
            discriminator = Some(stated.property_name.clone());
        } else {
            let detail = format!("the discriminator `{}` names no alternative", stated.property_name);
            types.degrade(at, DegradationKind::UnsupportedKeyword, detail);
        }
        if stated.default.is_some() && !members.iter().any(|member| member.is_default) {
            let member = &stated.property_name;
            let detail =
                format!("the `defaultMapping` of the discriminator `{member}` is none of the alternatives");
            types.degrade(at, DegradationKind::UnsupportedKeyword, detail);
        }
    }
    types.add(definitions, hint, Shape::Union(Union { discriminator, members, alike: Vec::new() }))
}

/// The alternatives that are not `null`, each type once; of those a member tells apart, each that is called otherwise.
fn members<'m>(
    types: &mut Types<'m>,
    around: &Facts<'m>,
    list: &Alternatives<'m>,
    tag: Option<&Tag<'m>>,
    place: &InlinePlace,
) -> (Vec<UnionMember>, bool) {
    let mut members: Vec<UnionMember> = Vec::new();
    let mut names: Vec<Option<String>> = Vec::new();
    let pointers: Vec<&'m str> =
        list.pointers.iter().copied().filter(|pointer| !is_null(types, pointer)).collect();
    let mut null = pointers.len() < list.pointers.len();
    for (position, pointer) in pointers.iter().enumerate() {
        let referred = wrappers(types.nodes, pointer).into_iter().find(|at| is_component(at));
        let name = referred.and_then(component);
        let inner = gather(types.nodes, &[pointer]);
        let closed = inner.additional == Additional::Closed;
        let outside = tag.filter(|tag| !tag.is_common).map(|tag| tag.stated.property_name.as_str());
        let outside = outside.filter(|member| !inner.properties.contains_key(member));
        let is_more = adds(types, around, &inner, outside);
        let place = match &name {
            // More than the component is another type than the component's.
            Some(name) if is_more => place.with(format!("{} {name}", place.part), format_args!("|{name}")),
            Some(name) => place.with(&place.part, format_args!("|{name}")),
            None if pointers.len() > 1 => {
                let Label { place: at, word } = label(types, &pointers, position);
                place.with(format!("{} {word}", place.part), format_args!("|{at}"))
            }
            None => place.clone(),
        };
        let outcome = if is_more {
            let mut facts = inner.within(around);
            if let Some(member) = outside {
                facts.properties.shift_remove(member);
                facts.required.remove(member);
            }
            let outcome = types.of_facts(pointer, &place, facts);
            if let (Some(component), TypeRef::Named(id)) = (referred, &outcome.ty) {
                types.drafts[id.0].stands_for(component, &place);
            }
            outcome
        } else {
            let value = types.of(pointer, &place);
            Outcome { ty: value.ty, nullable: value.nullable }
        };
        null |= outcome.nullable;
        let is_same = |(member, other): (&UnionMember, &Option<String>)| {
            member.ty == outcome.ty && (tag.is_none() || *other == name)
        };
        if !members.iter().zip(&names).any(is_same) {
            let title = resolve(types.nodes, pointer).annotations.title.map(str::to_owned);
            let wire = name.clone().or(title).unwrap_or_default();
            members.push(UnionMember {
                closed,
                ..UnionMember::new(wire, outcome.ty, Pointer((*pointer).to_owned()))
            });
            names.push(name);
        }
    }
    (members, null)
}

/// Whether what is said around alternatives makes one of them another type; but for a member that the union writes.
fn adds(types: &Types<'_>, around: &Facts<'_>, inner: &Facts<'_>, outside: Option<&str>) -> bool {
    let is_new = |(name, speakers): (&&str, &Vec<&str>)| {
        if outside == Some(*name) {
            return false;
        }
        let Some(own) = inner.properties.get(name) else { return true };
        let definition = |speaker: &&str| resolve(types.nodes, speaker).definition.to_owned();
        let known: Vec<String> = own.iter().map(definition).collect();
        let said = speakers.iter().map(definition).filter(|definition| !known.contains(definition));
        said.into_iter().any(|definition| !is_plain(&gather(types.nodes, &[&definition])))
    };
    let requires =
        around.required.iter().any(|name| !inner.required.contains(name) && outside != Some(*name));
    let is_object = matches!(super::shape::kind(inner), None | Some(SchemaType::Object));
    is_object && (requires || around.properties.iter().any(is_new))
}

/// Whether facts say nothing beyond a kind.
fn is_plain(facts: &Facts<'_>) -> bool {
    facts.values.is_none()
        && facts.format.is_none()
        && facts.alternatives.is_empty()
        && facts.properties.is_empty()
        && facts.optional.is_empty()
        && facts.items.is_empty()
        && facts.additional == Additional::Unsaid
}

fn is_null(types: &Types<'_>, pointer: &str) -> bool {
    let resolved = resolve(types.nodes, pointer);
    let Some(keywords) = types.nodes.keywords(resolved.definition) else { return false };
    keywords.kind == Some(SchemaType::Null) || (keywords.is_annotation() && resolved.annotations.nullable)
}

/// Alternatives of a schema that states a scalar type: they only list values, or bounds.
fn scalar<'m>(
    types: &mut Types<'m>,
    definitions: &[&'m str],
    hint: Hint,
    kind: SchemaType,
    facts: &Facts<'m>,
) -> (TypeRef, bool) {
    let pointers = facts.alternatives.iter().flat_map(|alternatives| &alternatives.pointers);
    let values: Vec<Value> =
        pointers.filter_map(|pointer| gather(types.nodes, &[pointer]).values).flatten().collect();
    if values.is_empty() {
        return (super::scalar::of(&types.formats, kind, facts), false);
    }
    enums::outcome(types, definitions, hint, Some(kind), facts.format, values)
}
