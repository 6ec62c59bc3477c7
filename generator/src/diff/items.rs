//! How the client spells what a change affects, for verdicts and for the items that reports name.

use std::rc::Rc;

use super::Side;
use crate::api::{Api, Content, Operation, TypeRef};
use crate::surface::Surface;
pub(super) use crate::surface::paths::{
    client, error_code, error_codes, header, headers, member, required, setter, type_path,
};

/// A type as the client spells it.
pub(super) fn spell(api: &Api, ty: &TypeRef) -> String {
    Surface::of(api).kept(ty).to_string()
}

/// The paths of the named types in a type.
pub(super) fn named(api: &Api, ty: &TypeRef) -> Vec<String> {
    Surface::of(api).paths_in(ty)
}

/// What an awaited call yields, as the client spells it.
pub(super) fn spell_output(api: &Api, operation: &Operation) -> String {
    Surface::of(api).output(operation).to_string()
}

/// What the body's argument takes, as the client spells it.
pub(super) fn spell_body(api: &Api, operation: &Operation) -> Option<String> {
    let content = operation.body.as_ref()?.contents.first()?;
    Some(Surface::of(api).sent(content).to_string())
}

/// How callers choose a media type of the body, or of an answer, that isn't the first.
pub(super) fn alternative(side: &Side<'_>, operation: &Operation, content: &Content) -> Vec<String> {
    Surface::of(side.api).path_of_choice(operation, content).into_iter().collect()
}

/// The path of the type that becomes a form of parts, where a content is one.
pub(super) fn form(side: &Side<'_>, content: &Content) -> Option<String> {
    Surface::of(side.api).path_of_form(content)
}

/// All that stands for an operation: its methods, its call, what they yield and what leads to them.
pub(super) fn of_operation(side: &Side<'_>, operation: &Operation) -> Vec<String> {
    Surface::of(side.api).paths_of_operation(operation)
}

/// An operation as reports name it: method and path.
pub(super) fn operation_name(operation: &Operation) -> Rc<str> {
    format!("{} {}", operation.method, operation.key).into()
}
