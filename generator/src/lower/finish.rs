//! What only finished types can tell: which way they travel, and what follows from that for their members.

use foldhash::HashSet;

use super::parts;
use super::uses::Uses;
use crate::api::visit;
use crate::api::{Operation, Primitive, Shape, Type, TypeId, TypeRef, Union};

/// Marks what is reached from requests, and what from answers.
pub(super) fn directions(types: &mut [Type], uses: &Uses) {
    let sent = visit::reached(types, uses.sent());
    let received = visit::reached(types, uses.received());
    for (at, ty) in types.iter_mut().enumerate() {
        ty.sent = sent[at];
        ty.received = received[at];
    }
}

/// Makes members optional that can't be counted on: one that only travels one way, of a type that travels both; one that
/// nothing describes, of a type that is only received.
pub(super) fn relax_members(types: &mut [Type]) {
    for ty in types {
        if let Shape::Struct(structure) = &mut ty.shape {
            for field in &mut structure.fields {
                let one_way = (field.read_only && ty.sent) || (field.write_only && ty.received);
                // Most often the list of what is required is out of date, and no answer is lost over that.
                let doubted = field.undescribed && !ty.sent;
                field.demanded &= !doubted;
                field.required &= !one_way && !doubted;
            }
        }
    }
}

/// Keeps the constants that a type of ours can write down, and marks those that tell alternatives apart.
pub(super) fn constants(types: &mut [Type], operations: &mut [Operation]) {
    let lists_one: Vec<bool> =
        types.iter().map(|ty| matches!(&ty.shape, Shape::Enum(list) if list.variants.len() == 1)).collect();
    let is_written = |ty: &TypeRef| match ty {
        TypeRef::Primitive(Primitive::Bool) => true,
        TypeRef::Named(id) => lists_one[id.0],
        _ => false,
    };
    for parameter in operations.iter_mut().flat_map(|operation| &mut operation.parameters) {
        parameter.constant = parameter.constant.take().filter(|_| is_written(&parameter.ty));
    }
    let mut telling: HashSet<(TypeId, String)> = HashSet::default();
    for ty in types.iter() {
        let Shape::Union(Union { discriminator: Some(member), members, .. }) = &ty.shape else { continue };
        let ids = members.iter().flat_map(|alternative| visit::named(&alternative.ty));
        telling.extend(ids.map(|id| (id, member.clone())));
    }
    for (at, ty) in types.iter_mut().enumerate() {
        let Shape::Struct(structure) = &mut ty.shape else { continue };
        for field in &mut structure.fields {
            field.constant = field.constant.take().filter(|_| is_written(&field.ty));
            field.tags = field.constant.is_some()
                && !field.required
                && telling.contains(&(TypeId(at), field.name.wire.clone()));
        }
    }
}

/// Bytes as they are only exist in the parts of a form; inside JSON they are text.
pub(super) fn uploads(types: &mut [Type], operations: &[Operation]) {
    let with_files = parts::with_files(types, operations);
    for (at, ty) in types.iter_mut().enumerate() {
        if !with_files.contains(&TypeId(at)) {
            for member in visit::members_mut(&mut ty.shape) {
                visit::refs_mut(member, &mut |ty| {
                    if *ty == TypeRef::Primitive(Primitive::Binary) {
                        *ty = TypeRef::Primitive(Primitive::String);
                    }
                });
            }
        }
    }
}
