//! The components of a document without operations: a library of types.

use super::draft::{Hint, InlinePlace, Parent};
use super::types::{Types, nullable};
use crate::api::{Shape, TypeRef};
use crate::model::Model;

/// The components as types that are there for their own sake; none where operations say what is needed.
pub(super) fn components<'m>(types: &mut Types<'m>, model: &'m Model) -> Vec<TypeRef> {
    if !model.operations.is_empty() {
        return Vec::new();
    }
    let components = model.components.iter();
    components.map(|(name, pointer)| component(types, name, pointer)).collect()
}

/// The type of a component: where that is no type of its own, such as a list, an alias has its name.
fn component<'m>(types: &mut Types<'m>, name: &str, pointer: &'m str) -> TypeRef {
    let made = types.of(pointer, &InlinePlace::new(Parent::Component, name, name.to_owned()));
    let hint = Hint::Component(name.to_owned());
    if let TypeRef::Named(id) = made.ty
        && types.drafts[id.0].hint == hint
    {
        return made.ty;
    }
    let shape = Shape::Alias(nullable(made.ty, made.nullable));
    TypeRef::Named(types.add(&[pointer], hint, shape))
}
