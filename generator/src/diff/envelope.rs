//! Answers that were put into an envelope, or taken out of one: `{"data": …}` around what was there before.

use super::compare::resolve;
use crate::api::{Api, Field, Shape, Struct, TypeRef};

/// What the member of an envelope is usually called; of a scalar there is no other telling.
const USUAL: [&str; 4] = ["data", "payload", "response", "result"];

/// An envelope around what an answer holds, on one side only.
pub(super) struct Envelope<'a> {
    /// The member that holds it.
    pub(super) member: &'a str,
    /// Whether the new side has it.
    pub(super) came: bool,
    /// What the answer holds on both sides, without the envelope.
    pub(super) inside: (&'a TypeRef, &'a TypeRef),
}

impl Envelope<'_> {
    /// The member, on the side that has it.
    pub(super) fn values(&self) -> (Option<String>, Option<String>) {
        let member = Some(self.member.to_owned());
        if self.came { (None, member) } else { (member, None) }
    }
}

/// The envelope one side has and the other hasn't.
pub(super) fn between<'a>(
    (old_api, old): (&'a Api, &'a TypeRef),
    (new_api, new): (&'a Api, &'a TypeRef),
) -> Option<Envelope<'a>> {
    if let Some(field) = around((new_api, new), (old_api, old)) {
        return Some(Envelope { member: &field.name.wire, came: true, inside: (old, &field.ty) });
    }
    let field = around((old_api, old), (new_api, new))?;
    Some(Envelope { member: &field.name.wire, came: false, inside: (&field.ty, new) })
}

/// The member of one type that holds what resembles another, which it doesn't resemble itself.
fn around<'a>(outer: (&'a Api, &'a TypeRef), inner: (&Api, &TypeRef)) -> Option<&'a Field> {
    let shape = structure(outer)?;
    if is_alike(outer, inner) {
        return None;
    }
    let holds = |field: &&Field| {
        let held = (outer.0, &field.ty);
        is_alike(held, inner) || (USUAL.contains(&&*field.name.wire) && is_same_scalar(held, inner))
    };
    shape.fields.iter().find(holds)
}

fn structure<'a>((api, ty): (&'a Api, &'a TypeRef)) -> Option<&'a Struct> {
    let (TypeRef::Named(id) | TypeRef::Boxed(id)) = resolve(api, ty) else { return None };
    match &api.types[id.0].shape {
        Shape::Struct(shape) => Some(shape),
        _ => None,
    }
}

/// Whether two objects share half of their members or more, or two lists such objects.
fn is_alike(one: (&Api, &TypeRef), other: (&Api, &TypeRef)) -> bool {
    if let (TypeRef::Array(item), TypeRef::Array(other_item)) =
        (resolve(one.0, one.1), resolve(other.0, other.1))
    {
        let (one, other) = ((one.0, &**item), (other.0, &**other_item));
        return is_alike(one, other) || is_same_scalar(one, other);
    }
    let (Some(one), Some(other)) = (structure(one), structure(other)) else { return false };
    let has = |name: &str| other.fields.iter().any(|field| field.name.wire == name);
    let shared = one.fields.iter().filter(|field| has(&field.name.wire)).count();
    shared > 0 && shared * 2 >= one.fields.len().max(other.fields.len())
}

fn is_same_scalar(one: (&Api, &TypeRef), other: (&Api, &TypeRef)) -> bool {
    match (resolve(one.0, one.1), resolve(other.0, other.1)) {
        (TypeRef::Primitive(one), TypeRef::Primitive(other)) => one == other,
        _ => false,
    }
}
