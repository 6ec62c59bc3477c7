//! A type that contains itself is boxed where the circle closes, and a large one wherever it is held.

use crate::api::visit;
use crate::api::{Enum, EnumRepr, Primitive, Shape, Type, TypeId, TypeRef};

/// Larger values lie in a box, in bytes: objects in objects would otherwise grow beyond what a stack holds.
const LARGEST: usize = 2048;

/// Boxes the members that lead back to a type they are part of, and those that are large. Lists and maps hold their
/// items elsewhere already.
pub(super) fn hold(types: &mut [Type]) {
    let order = break_circles(types);
    let mut sizes = vec![0; types.len()];
    for id in order {
        let shape = &mut types[id].shape;
        let is_large = |inner: TypeId| sizes[inner.0] > LARGEST;
        match shape {
            Shape::Struct(structure) => {
                structure.fields.iter_mut().for_each(|field| put_in_box(&mut field.ty, is_large));
            }
            Shape::Union(union) => {
                union.members.iter_mut().for_each(|member| put_in_box(&mut member.ty, is_large));
            }
            Shape::Alias(_) | Shape::Enum(_) => {}
        }
        sizes[id] = size(shape, &sizes);
    }
}

/// Says in which order each type comes after those inside it.
fn break_circles(types: &mut [Type]) -> Vec<usize> {
    let mut order = Vec::with_capacity(types.len());
    let inside: Vec<Vec<TypeId>> = types.iter().map(|ty| by_value(&ty.shape)).collect();
    let mut state = vec![Visit::Never; types.len()];
    let mut closing: Vec<(TypeId, TypeId)> = Vec::new();
    for start in 0..types.len() {
        if state[start] != Visit::Never {
            continue;
        }
        let mut path = vec![(start, 0)];
        state[start] = Visit::Open;
        while let Some((at, next)) = path.last_mut() {
            let Some(member) = inside[*at].get(*next) else {
                state[*at] = Visit::Closed;
                order.push(*at);
                path.pop();
                continue;
            };
            *next += 1;
            match state[member.0] {
                Visit::Open => closing.push((TypeId(*at), *member)),
                Visit::Never => {
                    state[member.0] = Visit::Open;
                    path.push((member.0, 0));
                }
                Visit::Closed => {}
            }
        }
    }
    for (holder, member) in closing {
        for ty in visit::members_mut(&mut types[holder.0].shape) {
            put_in_box(ty, |inner| inner == member);
        }
    }
    order
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Visit {
    Never,
    Open,
    Closed,
}

/// The types whose values lie inside a value of this shape.
fn by_value(shape: &Shape) -> Vec<TypeId> {
    let mut ids = Vec::new();
    for ty in visit::members(shape) {
        held(ty, &mut ids);
    }
    ids
}

fn held(ty: &TypeRef, into: &mut Vec<TypeId>) {
    match ty {
        TypeRef::Named(id) => into.push(*id),
        TypeRef::Nullable(inner) => held(inner, into),
        TypeRef::Tuple(places) => places.iter().for_each(|place| held(place, into)),
        _ => {}
    }
}

fn put_in_box(ty: &mut TypeRef, is_boxed: impl Fn(TypeId) -> bool + Copy) {
    match ty {
        TypeRef::Named(id) if is_boxed(*id) => *ty = TypeRef::Boxed(*id),
        TypeRef::Nullable(inner) => put_in_box(inner, is_boxed),
        TypeRef::Tuple(places) => places.iter_mut().for_each(|place| put_in_box(place, is_boxed)),
        _ => {}
    }
}

/// About how many bytes a value has where it is held; the sizes of the types inside it are known.
fn size(shape: &Shape, sizes: &[usize]) -> usize {
    match shape {
        Shape::Struct(structure) => {
            let fields = structure.fields.iter().map(|field| size_of(&field.ty, sizes)).sum::<usize>();
            fields + structure.additional.as_ref().map_or(0, |_| 24)
        }
        Shape::Union(union) => {
            let largest = union.members.iter().map(|member| size_of(&member.ty, sizes)).max();
            largest.unwrap_or_default() + 8
        }
        Shape::Alias(ty) => size_of(ty, sizes),
        Shape::Enum(Enum { repr: EnumRepr::String, .. }) => 24,
        Shape::Enum(Enum { repr: EnumRepr::Integer, .. }) => 16,
    }
}

fn size_of(ty: &TypeRef, sizes: &[usize]) -> usize {
    match ty {
        TypeRef::Named(id) => sizes[id.0],
        TypeRef::Boxed(_) => 8,
        TypeRef::Nullable(inner) => size_of(inner, sizes),
        TypeRef::Tuple(places) => places.iter().map(|place| size_of(place, sizes)).sum(),
        TypeRef::Array(_) | TypeRef::Map(_) | TypeRef::JsonObject => 24,
        TypeRef::Json => 32,
        TypeRef::Primitive(primitive) => match primitive {
            Primitive::Bool => 1,
            Primitive::I32 | Primitive::U32 => 8,
            Primitive::I64 | Primitive::U64 | Primitive::F64 => 16,
            Primitive::I128 => 32,
            _ => 24,
        },
    }
}
