//! Every use of a type, in the order of the document.

use super::{Operation, Shape, Type, TypeId, TypeRef};

/// Calls `f` with each type a reference holds, itself included.
pub(crate) fn refs<'a>(ty: &'a TypeRef, f: &mut impl FnMut(&'a TypeRef)) {
    f(ty);
    match ty {
        TypeRef::Array(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) => refs(inner, f),
        TypeRef::Tuple(places) => places.iter().for_each(|place| refs(place, f)),
        _ => {}
    }
}

/// Rewrites each type a reference holds, the innermost first.
pub(crate) fn refs_mut(ty: &mut TypeRef, f: &mut impl FnMut(&mut TypeRef)) {
    match ty {
        TypeRef::Array(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) => refs_mut(inner, f),
        TypeRef::Tuple(places) => places.iter_mut().for_each(|place| refs_mut(place, f)),
        _ => {}
    }
    f(ty);
}

/// The types a shape's members have.
pub(crate) fn members(shape: &Shape) -> Vec<&TypeRef> {
    match shape {
        Shape::Struct(structure) => {
            let additional = structure.additional.iter().map(|(_, ty)| ty);
            structure.fields.iter().map(|field| &field.ty).chain(additional).collect()
        }
        Shape::Union(union) => union.members.iter().map(|member| &member.ty).collect(),
        Shape::Alias(ty) => vec![ty],
        Shape::Enum(_) => Vec::new(),
    }
}

/// The types a shape's members have, to be rewritten.
pub(crate) fn members_mut(shape: &mut Shape) -> Vec<&mut TypeRef> {
    match shape {
        Shape::Struct(structure) => {
            let additional = structure.additional.iter_mut().map(|(_, ty)| ty);
            structure.fields.iter_mut().map(|field| &mut field.ty).chain(additional).collect()
        }
        Shape::Union(union) => union.members.iter_mut().map(|member| &mut member.ty).collect(),
        Shape::Alias(ty) => vec![ty],
        Shape::Enum(_) => Vec::new(),
    }
}

/// The named types among them.
pub(crate) fn named(ty: &TypeRef) -> Vec<TypeId> {
    let mut ids = Vec::new();
    refs(ty, &mut |ty| {
        if let TypeRef::Named(id) | TypeRef::Boxed(id) = ty {
            ids.push(*id);
        }
    });
    ids
}

/// Which types are reached from these, by position.
pub(crate) fn reached<'a>(types: &'a [Type], roots: impl IntoIterator<Item = &'a TypeRef>) -> Vec<bool> {
    let mut reached = vec![false; types.len()];
    let mut stack: Vec<TypeId> = roots.into_iter().flat_map(named).collect();
    while let Some(id) = stack.pop() {
        if !std::mem::replace(&mut reached[id.0], true) {
            stack.extend(members(&types[id.0].shape).into_iter().flat_map(named));
        }
    }
    reached
}

/// What an operation sends.
pub(crate) fn sent(operation: &Operation) -> impl Iterator<Item = &TypeRef> {
    let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
    let contents = operation.body.iter().flat_map(|body| &body.contents);
    parameters.chain(contents.flat_map(|content| std::iter::once(&content.ty).chain(&content.item)))
}

/// What an operation receives.
pub(crate) fn received(operation: &Operation) -> impl Iterator<Item = &TypeRef> {
    let answers = operation.responses.iter().flat_map(|response| {
        let headers = response.headers.iter().map(|header| &header.ty);
        let contents = response.contents.iter();
        headers.chain(contents.flat_map(|content| std::iter::once(&content.ty).chain(&content.item)))
    });
    let choices = operation.output.choice.iter().chain(&operation.failure);
    let chosen = choices.flat_map(|choice| &choice.answers).filter_map(|answer| answer.ty.as_ref());
    operation.output.ty.iter().chain(answers).chain(chosen)
}

/// Every type an operation mentions, to be rewritten.
pub(crate) fn operation_mut(operation: &mut Operation) -> impl Iterator<Item = &mut TypeRef> {
    let parameters = operation.parameters.iter_mut().map(|parameter| &mut parameter.ty);
    let contents = operation.body.iter_mut().flat_map(|body| &mut body.contents);
    let answers = operation.responses.iter_mut().flat_map(|response| {
        let headers = response.headers.iter_mut().map(|header| &mut header.ty);
        let contents = response.contents.iter_mut();
        headers.chain(contents.flat_map(|content| std::iter::once(&mut content.ty).chain(&mut content.item)))
    });
    let choices = operation.output.choice.iter_mut().chain(&mut operation.failure);
    let chosen = choices.flat_map(|choice| &mut choice.answers).filter_map(|answer| answer.ty.as_mut());
    parameters
        .chain(contents.flat_map(|content| std::iter::once(&mut content.ty).chain(&mut content.item)))
        .chain(answers)
        .chain(operation.output.ty.iter_mut())
        .chain(chosen)
}
