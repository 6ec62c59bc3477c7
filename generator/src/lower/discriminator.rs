//! Which alternative of a union a value is.

use std::collections::{HashMap, HashSet};

use super::draft::{Draft, fields};
use super::facts::{gather, resolve};
use super::nodes::component;
use super::types::Types;
use crate::api::{Enum, EnumRepr, Shape, TypeRef, UnionMember};
use crate::model::Discriminator;

/// Gives each member the values of the stated discriminator that mean it; `false` where one has none.
pub(super) fn tag(types: &Types<'_>, stated: &Discriminator, members: &mut [UnionMember]) -> bool {
    let mapped = mapped(stated);
    let mut tags = Vec::with_capacity(members.len());
    for member in &*members {
        let TypeRef::Named(id) = member.ty else { return false };
        if !matches!(types.drafts[id.0].shape, Shape::Struct(_) | Shape::Union(_)) {
            return false;
        }
        let own = values_of(types, stated, &mapped, &member.origin.0);
        if own.is_empty() || !carries(types, stated, member) {
            return false;
        }
        tags.push(own);
    }
    let mut seen = HashSet::new();
    if !tags.iter().flatten().all(|tag| seen.insert(tag.as_str())) {
        return false;
    }
    for (member, mut own) in members.iter_mut().zip(tags) {
        member.name.wire = own.remove(0);
        member.tags = own;
    }
    true
}

/// Whether an alternative has the member that tells the alternatives apart.
fn carries(types: &Types<'_>, stated: &Discriminator, member: &UnionMember) -> bool {
    let facts = gather(types.nodes, &[resolve(types.nodes, &member.origin.0).home]);
    facts.properties.contains_key(stated.property_name.as_str()) || !facts.alternatives.is_empty()
}

/// The values of a stated mapping, each with its position, by what they mean: a pointer, or the name of a component.
type Mapped<'a> = HashMap<String, Vec<(usize, &'a str)>>;

fn mapped(stated: &Discriminator) -> Mapped<'_> {
    let mut values = Mapped::new();
    for (at, (value, target)) in stated.mapping.iter().enumerate() {
        let name = target.rsplit('/').next().unwrap_or(target).replace("~1", "/").replace("~0", "~");
        for target in [target.clone(), name] {
            values.entry(target).or_default().push((at, value));
        }
    }
    values
}

/// The values that mean the schema at a pointer: those mapped to it, else its own, else its component's name.
fn values_of(types: &Types<'_>, stated: &Discriminator, mapped: &Mapped<'_>, pointer: &str) -> Vec<String> {
    let home = resolve(types.nodes, pointer).home;
    let names: Vec<String> = [pointer, home].iter().filter_map(|at| component(at)).collect();
    let targets = [pointer, home].into_iter().chain(names.iter().map(String::as_str));
    let mut values: Vec<(usize, &str)> =
        targets.filter_map(|target| mapped.get(target)).flatten().copied().collect();
    values.sort_unstable();
    values.dedup();
    if !values.is_empty() {
        return values.into_iter().map(|(_, value)| value.to_owned()).collect();
    }
    let facts = gather(types.nodes, &[home]);
    let speakers = facts.properties.get(stated.property_name.as_str());
    let own = speakers.and_then(|speakers| {
        let homes: Vec<&str> = speakers.iter().map(|speaker| resolve(types.nodes, speaker).home).collect();
        gather(types.nodes, &homes).values
    });
    let own: Vec<String> =
        own.into_iter().flatten().filter_map(|value| value.as_str().map(str::to_owned)).collect();
    if own.len() == 1 { own } else { names.into_iter().take(1).collect() }
}

/// Finds, for alternatives without a stated discriminator, a member that all of them require and whose values never
/// overlap: each alternative's values, in the order of the alternatives.
pub(super) fn implied(drafts: &[Draft], members: &[UnionMember]) -> Option<(String, Vec<Vec<String>>)> {
    let structs: Option<Vec<_>> = members
        .iter()
        .map(|member| match member.ty {
            TypeRef::Named(id) => Some(fields(&drafts[id.0].shape)).filter(|fields| !fields.is_empty()),
            _ => None,
        })
        .collect();
    let structs = structs?;
    let (first, _) = structs.split_first()?;
    first.iter().find_map(|candidate| {
        let wire = &candidate.name.wire;
        let mut seen = HashSet::new();
        let values: Option<Vec<Vec<String>>> = structs
            .iter()
            .map(|fields| {
                let field = fields.iter().find(|field| field.name.wire == *wire)?;
                let TypeRef::Named(id) = field.ty else { return None };
                let Shape::Enum(Enum { repr: EnumRepr::String, variants }) = &drafts[id.0].shape else {
                    return None;
                };
                let own: Vec<String> = variants.iter().map(|variant| variant.name.wire.clone()).collect();
                let apart =
                    field.required && !field.nullable && own.iter().all(|value| seen.insert(value.clone()));
                apart.then_some(own)
            })
            .collect();
        values.map(|values| (wire.clone(), values))
    })
}
