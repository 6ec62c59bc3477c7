//! A type that contains itself is boxed where the circle closes, and only there.

use crate::api::{Shape, Type, TypeId, TypeRef};

use super::visit;

/// Boxes the members that lead back to a type they are part of. Lists and maps hold their items elsewhere already.
pub(super) fn break_circles(types: &mut [Type]) {
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
            put_in_box(ty, member);
        }
    }
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

fn put_in_box(ty: &mut TypeRef, member: TypeId) {
    match ty {
        TypeRef::Named(id) if *id == member => *ty = TypeRef::Boxed(member),
        TypeRef::Nullable(inner) => put_in_box(inner, member),
        TypeRef::Tuple(places) => places.iter_mut().for_each(|place| put_in_box(place, member)),
        _ => {}
    }
}
