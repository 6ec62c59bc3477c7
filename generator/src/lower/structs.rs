//! Objects with known members.

use std::collections::HashSet;

use indexmap::IndexMap;

use super::docs;
use super::draft::Place;
use super::facts::{Additional, Facts, gather, literal};
use super::shape::{kind, member};
use super::types::Types;
use crate::api::{DegradationKind, Field, Name, Pointer, Struct, TypeId, TypeRef};
use crate::model::Kind;
use crate::names::{Case, Scope};

/// The members of a type.
pub(super) fn structure<'m>(types: &mut Types<'m>, id: TypeId, facts: &Facts<'m>) -> Struct {
    let wires: Vec<&'m str> = facts.properties.keys().chain(facts.optional.keys()).copied().collect();
    let mut scope = Scope::new(Case::Snake, &[]);
    let names = scope.claim_each(&wires);
    let mut fields = Vec::with_capacity(wires.len());
    for ((wire, name), at) in wires.iter().zip(names).zip(0..) {
        let place = member(id, wire);
        let field = if at < facts.properties.len() {
            field(types, name, &facts.properties[*wire], facts.required.contains(wire), &place)
        } else {
            optional_field(types, name, &facts.optional[*wire], &place)
        };
        fields.push(field);
    }
    setters(&mut fields);
    let additional = match facts.additional {
        Additional::Unsaid | Additional::Closed => None,
        Additional::Free => Some(TypeRef::Json),
        Additional::Typed(child) => Some(types.nested(child, &member(id, "additional property"))),
    };
    let additional = additional.map(|ty| (scope.claim("additional_properties").rust, ty));
    Struct { fields, additional }
}

/// Names the setters: after the members, unless an overlay wants another name. `new` is the constructor.
fn setters(fields: &mut [Field]) {
    let wanted: Vec<&str> = fields.iter().map(|field| field.setter.as_str()).collect();
    let names = Scope::new(Case::Snake, &["new"]).claim_each(&wanted);
    for (field, name) in fields.iter_mut().zip(names) {
        field.setter = name.rust;
    }
}

fn field<'m>(
    types: &mut Types<'m>,
    name: Name,
    pointers: &[&'m str],
    required: bool,
    place: &Place,
) -> Field {
    let value = types.of_all(pointers, place);
    let annotations = &value.annotations;
    Field {
        setter: annotations.setter.unwrap_or(&name.wire).to_owned(),
        name,
        aliases: annotations.aliases.clone(),
        nullable: value.nullable && value.ty != TypeRef::Json,
        ty: value.ty,
        required,
        default: annotations.default.map(literal),
        constraints: annotations.constraints(),
        read_only: annotations.read_only,
        write_only: annotations.write_only,
        deprecated: annotations.deprecated,
        docs: docs::of_use(annotations),
        origin: Pointer(pointers.last().copied().unwrap_or_default().to_owned()),
    }
}

/// A member that only some alternatives have; where they differ about it, any of them may be meant.
fn optional_field<'m>(types: &mut Types<'m>, name: Name, speakers: &[Vec<&'m str>], place: &Place) -> Field {
    let Some((first, others)) = speakers.split_first() else {
        return field(types, name, &[], false, place);
    };
    let mut made = field(types, name, first, false, place);
    for other in others {
        let value = types.of_all(other, place);
        made.nullable |= value.nullable;
        if value.ty != made.ty {
            types.degrade(
                &made.origin.0,
                DegradationKind::UnsupportedKeyword,
                "alternatives differ about this member",
            );
            made.ty = TypeRef::Json;
            made.nullable = false;
            break;
        }
    }
    made
}

/// Turns alternatives beside properties into optional members.
pub(super) fn fold_alternatives<'m>(types: &mut Types<'m>, at: &'m str, facts: &mut Facts<'m>) {
    let mut lost = false;
    let mut optional: IndexMap<&'m str, Vec<Vec<&'m str>>> = IndexMap::new();
    let mut pending: Vec<(&'m str, usize)> = Vec::new();
    for alternatives in std::mem::take(&mut facts.alternatives) {
        pending.extend(alternatives.pointers.iter().rev().map(|pointer| (*pointer, 0)));
    }
    let mut seen = HashSet::new();
    while let Some((pointer, depth)) = pending.pop() {
        if !seen.insert(pointer) {
            continue;
        }
        let inner = gather(types.nodes, &[pointer]);
        lost |= inner.values.is_some() || !matches!(kind(&inner), None | Some(Kind::Object));
        if depth < 8 {
            let deeper =
                inner.alternatives.iter().flat_map(|alternatives| alternatives.pointers.iter().rev());
            pending.extend(deeper.map(|pointer| (*pointer, depth + 1)));
        }
        if let Additional::Free | Additional::Typed(_) = inner.additional
            && facts.additional == Additional::Unsaid
        {
            facts.additional = inner.additional;
        }
        for (name, speakers) in inner.properties {
            if !facts.properties.contains_key(name) {
                optional.entry(name).or_default().push(speakers);
            }
        }
    }
    facts.optional = optional;
    facts.kind = Some(Kind::Object);
    let detail = if lost {
        "alternatives beside properties are left out where they are no objects"
    } else {
        "the members of alternatives beside properties are optional members"
    };
    types.degrade(at, DegradationKind::UnsupportedKeyword, detail);
}
