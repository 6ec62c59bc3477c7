//! The names of what types are made of, where that isn't named with them: values of lists and alternatives.

use std::collections::BTreeMap;

use super::enums;
use super::kept::{self, Keeper};
use crate::api::{Primitive, Shape, Type, TypeRef};
use crate::names::{Case, Kept, Scope, is_safe};

/// What the members of each type were called.
type Members<'n> = [Option<&'n BTreeMap<String, Kept>>];

/// Names the values of closed lists, and the alternatives of unions, of types that stand at these places.
pub(super) fn name(keeper: &mut Keeper<'_>, types: &mut [Type], places: &[Vec<String>]) {
    let members: Vec<_> = places.iter().map(|at| keeper.members(at.iter().map(String::as_str))).collect();
    name_variants(keeper, types, &members);
    name_alternatives(keeper, types, &members);
}

/// Names the values of closed lists.
fn name_variants<'n>(keeper: &mut Keeper<'n>, types: &mut [Type], members: &Members<'n>) {
    for (ty, known) in types.iter_mut().zip(members) {
        if let Shape::Enum(list) = &mut ty.shape {
            enums::name(keeper, list, &ty.name.rust, *known);
        }
    }
}

/// Names the alternatives of unions after their types.
fn name_alternatives<'n>(keeper: &mut Keeper<'n>, types: &mut [Type], members: &Members<'n>) {
    let names: Vec<String> = types.iter().map(|ty| ty.name.rust.clone()).collect();
    for (ty, known) in types.iter_mut().zip(members) {
        let own = ty.name.rust.clone();
        let Shape::Union(union) = &mut ty.shape else { continue };
        let mut scope = Scope::new(Case::Camel, &["Unknown", "Self"]);
        let described: Vec<String> =
            union.members.iter().map(|member| describe(&member.ty, &names)).collect();
        let words = union.members.iter().zip(&described).map(|(member, described)| {
            let is_told = !member.tags.is_empty() && !member.name.wire.is_empty();
            if is_told { member.name.wire.as_str() } else { described.as_str() }
        });
        let words = kept::distinct(words);
        for (member, word) in union.members.iter_mut().zip(&words) {
            let known = known.and_then(|known| known.get(word));
            member.name.rust = keeper.keep(&mut scope, known, &own).unwrap_or_default();
        }
        // A name that Rust would write the same way is nobody else's.
        let mut open: Vec<_> = union.members.iter_mut().zip(&described).collect();
        open.sort_by_key(|(member, _)| !is_safe(Case::Camel, &member.name.wire));
        for (member, described) in open {
            if member.name.rust.is_empty() {
                let short = described.strip_prefix(&own).filter(|rest| !rest.is_empty()).unwrap_or(described);
                // A number is no name.
                let is_told = !member.tags.is_empty() && member.name.wire.starts_with(char::is_alphabetic);
                let wire = if is_told { member.name.wire.as_str() } else { short };
                member.name.rust = scope.claim_first("", &[wire, short, described.as_str()]).rust;
            }
            if member.tags.is_empty() || member.name.wire.is_empty() {
                member.name.wire.clone_from(described);
            }
        }
    }
}

/// A type in words.
fn describe(ty: &TypeRef, names: &[String]) -> String {
    match ty {
        TypeRef::Named(id) | TypeRef::Boxed(id) => names[id.0].clone(),
        TypeRef::Array(item) => format!("{} List", describe(item, names)),
        TypeRef::Map(value) => format!("{} Map", describe(value, names)),
        TypeRef::Nullable(inner) => describe(inner, names),
        TypeRef::Tuple(_) => "Tuple".to_owned(),
        TypeRef::Json => "Json".to_owned(),
        TypeRef::JsonObject => "Object".to_owned(),
        TypeRef::Primitive(primitive) => match primitive {
            Primitive::Bool => "Boolean",
            Primitive::I32 | Primitive::I64 | Primitive::U32 | Primitive::U64 | Primitive::I128 => "Integer",
            Primitive::F64 => "Number",
            Primitive::Base64 | Primitive::Binary => "Bytes",
            Primitive::String
            | Primitive::Date
            | Primitive::DateTime
            | Primitive::Uuid
            | Primitive::Ipv4
            | Primitive::Ipv6
            | Primitive::Chosen(_) => "String",
        }
        .to_owned(),
    }
}
