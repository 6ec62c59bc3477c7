//! Inline types that places share stay one type where one of them grew.

use std::collections::BTreeMap;

use super::draft::{Draft, Hint, fields};
use crate::api::{Field, Shape, TypeRef, Variant};
use crate::names::{Kept, Names};

/// Gives inline types that had one name the values, or the members, of all of them, where each has those that the type had:
/// whoever uses the name is not broken by what came at another place. Enums are open, and a member that came is optional.
pub(super) fn join(drafts: &mut [Draft], kept: &[Option<&str>], names: &Names) {
    let mut shared: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, name) in kept.iter().enumerate() {
        if let Some(name) = name
            && let Hint::Inline { .. } = drafts[at].hint
            && let Some(known) = names.types.get(*name)
            && has_all(&drafts[at].shape, &known.members)
        {
            shared.entry(name).or_default().push(at);
        }
    }
    for (name, places) in shared.iter().filter(|(_, places)| places.len() > 1) {
        if let Some(all) = values(drafts, places) {
            for at in places {
                if let Shape::Enum(list) = &mut drafts[*at].shape {
                    list.variants.clone_from(&all);
                }
            }
        } else if let Some(came) = members(drafts, places, kept, &names.types[*name].members) {
            for at in places {
                if let Shape::Struct(structure) = &mut drafts[*at].shape {
                    add(&mut structure.fields, &came);
                }
            }
        }
    }
}

/// Whether a type has everything that it had.
fn has_all(shape: &Shape, known: &BTreeMap<String, Kept>) -> bool {
    match shape {
        Shape::Enum(list) => {
            known.keys().all(|value| list.variants.iter().any(|variant| variant.name.wire == *value))
        }
        Shape::Struct(structure) if structure.additional.is_none() => {
            known.keys().all(|name| structure.fields.iter().any(|field| field.name.wire == *name))
        }
        Shape::Struct(_) | Shape::Union(_) | Shape::Alias(_) => false,
    }
}

/// The values of all of them, where they are lists of one kind.
fn values(drafts: &[Draft], places: &[usize]) -> Option<Vec<Variant>> {
    let lists = places.iter().map(|at| match &drafts[*at].shape {
        Shape::Enum(list) => Some(list),
        _ => None,
    });
    let lists: Vec<_> = lists.collect::<Option<_>>()?;
    let mut all: Vec<Variant> = Vec::new();
    for variant in lists.iter().flat_map(|list| &list.variants) {
        if !all.iter().any(|known| known.name.wire == variant.name.wire) {
            all.push(variant.clone());
        }
    }
    lists.iter().all(|list| list.repr == lists[0].repr).then_some(all)
}

/// The members that came, where they are objects that have the others in common.
fn members(
    drafts: &[Draft],
    places: &[usize],
    kept: &[Option<&str>],
    known: &BTreeMap<String, Kept>,
) -> Option<Vec<Field>> {
    let mut all: Vec<&Field> = Vec::new();
    for at in places {
        let Shape::Struct(structure) = &drafts[*at].shape else { return None };
        for field in &structure.fields {
            match all.iter().find(|other| other.name.wire == field.name.wire) {
                Some(other)
                    if (other.required, other.nullable) != (field.required, field.nullable)
                        || !is_same(&other.ty, &field.ty, kept) =>
                {
                    return None;
                }
                Some(_) => {}
                None if all.iter().any(|other| other.name.rust == field.name.rust) => return None,
                None => all.push(field),
            }
        }
    }
    let is_everywhere = |wire: &str| {
        places.iter().all(|at| fields(&drafts[*at].shape).iter().any(|field| field.name.wire == wire))
    };
    let came = all.into_iter().filter(|field| {
        let wire = &field.name.wire;
        !known.contains_key(wire) && !is_everywhere(wire)
    });
    Some(came.cloned().collect())
}

/// Whether two types are one, or inline types that were.
fn is_same(one: &TypeRef, other: &TypeRef, kept: &[Option<&str>]) -> bool {
    match (one, other) {
        (TypeRef::Named(one), TypeRef::Named(other)) => {
            one == other || (kept[one.0].is_some() && kept[one.0] == kept[other.0])
        }
        (TypeRef::Array(one), TypeRef::Array(other))
        | (TypeRef::Map(one), TypeRef::Map(other))
        | (TypeRef::Nullable(one), TypeRef::Nullable(other)) => is_same(one, other, kept),
        (one, other) => one == other,
    }
}

/// Adds what came elsewhere; nobody can count on what is there at some of the places only.
fn add(fields: &mut Vec<Field>, came: &[Field]) {
    for member in came {
        let own = fields.iter().position(|field| field.name.wire == member.name.wire);
        let at = own.unwrap_or_else(|| {
            fields.push(member.clone());
            fields.len() - 1
        });
        (fields[at].required, fields[at].demanded) = (false, false);
    }
}
