//! A member that tells alternatives apart though nothing says so.

use foldhash::HashSet;

use super::{DEEPEST, set, text};
use crate::api::{Enum, Shape, TypeRef, UnionMember};
use crate::lower::draft::{Draft, fields};

/// Finds, for alternatives without a stated discriminator, a member whose values never overlap, and gives each
/// alternative its values. A member that all of them require is preferred.
pub(in crate::lower) fn imply(drafts: &[Draft], members: &mut [UnionMember]) -> Option<String> {
    let objects: Vec<usize> = members
        .iter()
        .enumerate()
        .filter(|(_, member)| is_described_object(drafts, &member.ty))
        .map(|(at, _)| at)
        .collect();
    let [first, _, ..] = objects[..] else { return None };
    let told = [true, false].into_iter().find_map(|required| {
        names(drafts, &members[first].ty, DEEPEST).into_iter().find_map(|wire| {
            let mut seen = HashSet::default();
            let values: Option<Vec<Vec<String>>> = objects
                .iter()
                .map(|at| {
                    let own = constants(drafts, &members[*at].ty, &wire, required, DEEPEST)?;
                    let is_apart = !own.is_empty() && own.iter().all(|value| seen.insert(value.clone()));
                    is_apart.then_some(own)
                })
                .collect();
            Some((wire, values?))
        })
    });
    let (wire, values) = told?;
    for (at, own) in objects.into_iter().zip(values) {
        let called = if let [only] = &own[..] { Some(only.clone()) } else { None };
        set(&mut members[at], called, own);
    }
    Some(wire)
}

fn is_described_object(drafts: &[Draft], ty: &TypeRef) -> bool {
    let TypeRef::Named(id) = ty else { return false };
    matches!(drafts[id.0].shape, Shape::Struct(_) | Shape::Union(_)) && !names(drafts, ty, DEEPEST).is_empty()
}

/// The members of a type, or of the first type it may be.
fn names(drafts: &[Draft], ty: &TypeRef, depth: usize) -> Vec<String> {
    let TypeRef::Named(id) = ty else { return Vec::new() };
    match &drafts[id.0].shape {
        Shape::Union(union) if depth > 0 => {
            union.members.first().map(|member| names(drafts, &member.ty, depth - 1)).unwrap_or_default()
        }
        shape => fields(shape).iter().map(|field| field.name.wire.clone()).collect(),
    }
}

/// The values a type has for a member, where they are listed.
fn constants(
    drafts: &[Draft],
    ty: &TypeRef,
    wire: &str,
    required: bool,
    depth: usize,
) -> Option<Vec<String>> {
    let TypeRef::Named(id) = ty else { return None };
    if let Shape::Union(union) = &drafts[id.0].shape {
        let of_member = |member: &UnionMember| {
            let told = union.discriminator.as_deref() == Some(wire) && !member.tags.is_empty();
            if told {
                return Some(member.tags.clone());
            }
            depth.checked_sub(1).and_then(|depth| constants(drafts, &member.ty, wire, required, depth))
        };
        let each: Option<Vec<Vec<String>>> = union.members.iter().map(of_member).collect();
        return Some(each?.concat());
    }
    let field = fields(&drafts[id.0].shape).iter().find(|field| field.name.wire == wire)?;
    if required && (!field.required || field.nullable) {
        return None;
    }
    if let Some(constant) = &field.constant {
        return serde_json::from_str(&constant.0).ok().as_ref().and_then(text).map(|only| vec![only]);
    }
    let TypeRef::Named(list) = field.ty else { return None };
    let Shape::Enum(Enum { variants, .. }) = &drafts[list.0].shape else { return None };
    Some(variants.iter().map(|variant| variant.name.wire.clone()).collect())
}
