//! What a schema's type is.

use super::draft::Hint;
use super::enums;
use super::facts::{Additional, Facts, gather};
use super::lists;
use super::scalar;
use super::structs;
use super::types::{Outcome, Types, inside};
use super::unions;
use crate::api::{DegradationKind, TypeRef};
use crate::model::SchemaType;

/// More members than anyone reads through, and than a compiler takes in reasonable time.
const MOST_MEMBERS: usize = 2_000;

/// The type of what stands at `definitions`.
pub(super) fn outcome<'m>(types: &mut Types<'m>, definitions: &[&'m str], hint: Hint) -> Outcome {
    let facts = gather(types.nodes, definitions);
    let at = definitions.last().copied().unwrap_or_default();
    of_facts(types, definitions, at, hint, facts)
}

/// The type of what is said at `at`; `definitions` are the schemas that say all of it, where there are such.
pub(super) fn of_facts<'m>(
    types: &mut Types<'m>,
    definitions: &[&'m str],
    at: &'m str,
    hint: Hint,
    mut facts: Facts<'m>,
) -> Outcome {
    for loss in std::mem::take(&mut facts.losses) {
        types.degrade(at, DegradationKind::UnsupportedKeyword, loss);
    }
    let nullable = facts.nullable;
    let (ty, null) = typed(types, definitions, at, hint, facts);
    Outcome { ty, nullable: nullable || null }
}

fn typed<'m>(
    types: &mut Types<'m>,
    definitions: &[&'m str],
    at: &'m str,
    hint: Hint,
    mut facts: Facts<'m>,
) -> (TypeRef, bool) {
    if facts.conflict {
        return (TypeRef::Json, false);
    }
    if let Some(values) = facts.values.take() {
        return enums::outcome(types, definitions, hint, facts.kind, facts.format, values);
    }
    unions::drop_variations(types, &mut facts);
    if !facts.alternatives.is_empty() {
        if unions::are_apart(types, &facts) {
            return unions::outcome(types, definitions, at, hint, facts);
        }
        structs::fold_alternatives(types, at, &mut facts);
    }
    if let [base] = definitions
        && let Some(alternatives) = types.subtypes.alternatives(types.nodes, base)
    {
        // What builds on the base says all that the base says; what only the mapping knows is given it.
        facts.alternatives = vec![alternatives];
        return unions::outcome(types, definitions, at, hint, facts);
    }
    match kind(&facts) {
        Some(SchemaType::Object) => (object(types, definitions, at, hint, facts), false),
        Some(SchemaType::Array) => (lists::outcome(types, at, &hint, &facts), false),
        Some(SchemaType::Null) => (TypeRef::Json, true),
        Some(scalar) => (scalar::of(&types.formats, scalar, &facts), false),
        None => {
            types.degrade(at, DegradationKind::UntypedSchema, "the schema says nothing about its type");
            (TypeRef::Json, false)
        }
    }
}

/// The type a schema states, or the one its keywords only make sense for.
pub(super) fn kind(facts: &Facts<'_>) -> Option<SchemaType> {
    facts.kind.or_else(|| {
        let members = !facts.properties.is_empty() || !facts.optional.is_empty();
        let object = members || facts.additional != Additional::Unsaid;
        let array = !facts.items.is_empty();
        match facts.format {
            _ if object => Some(SchemaType::Object),
            _ if array => Some(SchemaType::Array),
            Some(format) => scalar::kind_of_format(format),
            None => None,
        }
    })
}

fn object<'m>(
    types: &mut Types<'m>,
    definitions: &[&'m str],
    at: &'m str,
    hint: Hint,
    mut facts: Facts<'m>,
) -> TypeRef {
    structs::complete_members(types.nodes, &mut facts);
    let members = facts.properties.len() + facts.optional.len();
    if members > MOST_MEMBERS {
        types.degrade(
            at,
            DegradationKind::UnsupportedKeyword,
            format!("the object has {members} members, too many for a struct: it is a map"),
        );
        return TypeRef::JsonObject;
    }
    if members > 0 {
        return TypeRef::Named(types.open_struct(definitions, hint, facts));
    }
    match facts.additional {
        Additional::Typed(child) => {
            let value = types.nested(child, &inside(&hint).item());
            if value == TypeRef::Json { TypeRef::JsonObject } else { TypeRef::Map(Box::new(value)) }
        }
        Additional::Free | Additional::Closed => TypeRef::JsonObject,
        Additional::Unsaid => {
            types.degrade(at, DegradationKind::UntypedSchema, "the object's members are not described");
            TypeRef::JsonObject
        }
    }
}
