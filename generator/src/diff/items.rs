//! How the generated crate spells things, for verdicts and for the items a change affects.

use std::rc::Rc;

use super::Side;
use crate::api::{Api, Content, Encoding, Operation, Type, TypeRef};
use crate::surface::Surface;

/// The path of the type of the provider's error codes.
pub(super) const ERROR_CODE: &str = "types::ErrorCode";

/// A type as the generated crate spells it.
pub(super) fn spell(api: &Api, ty: &TypeRef) -> String {
    Surface::of(api).kept(ty).to_string()
}

/// The paths of the named types in a type.
pub(super) fn named(api: &Api, ty: &TypeRef) -> Vec<String> {
    match ty {
        TypeRef::Array(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) => named(api, inner),
        TypeRef::Tuple(items) => items.iter().flat_map(|item| named(api, item)).collect(),
        TypeRef::Named(id) | TypeRef::Boxed(id) => vec![type_path(&api.types[id.0])],
        TypeRef::Primitive(_) | TypeRef::Json | TypeRef::JsonObject => Vec::new(),
    }
}

/// The path of a type.
pub(super) fn type_path(ty: &Type) -> String {
    format!("types::{}", ty.name.rust)
}

/// The path of a member of a type.
pub(super) fn member(ty: &Type, rust: &str) -> String {
    format!("types::{}::{rust}", ty.name.rust)
}

/// The path of the struct of the members that a type can't be made without.
pub(super) fn required(ty: &Type) -> String {
    format!("types::required::{}", ty.name.rust)
}

/// What an awaited call yields, as the generated crate spells it.
pub(super) fn spell_output(api: &Api, operation: &Operation) -> String {
    Surface::of(api).output(operation).to_string()
}

/// What the body's argument takes, as the generated crate spells it.
pub(super) fn spell_body(api: &Api, operation: &Operation) -> Option<String> {
    let content = operation.body.as_ref()?.contents.first()?;
    Some(Surface::of(api).sent(content).to_string())
}

/// The path of the method that makes a call.
pub(super) fn method(api: &Api, operation: &Operation, grouped: bool) -> String {
    let group = operation.group.filter(|_| grouped).map(|group| api.groups[group].type_name.as_str());
    format!("{}::{}", group.unwrap_or("Client"), operation.name.rust)
}

/// The path of a setter of a call.
pub(super) fn setter(operation: &Operation, rust: &str) -> String {
    format!("{}::{rust}", operation.call)
}

/// How callers choose a media type of the body, or of an answer, that isn't the first.
pub(super) fn alternative(side: &Side<'_>, operation: &Operation, content: &Content) -> Vec<String> {
    let Some(chosen) = &content.chosen_by else { return Vec::new() };
    let mut items = Vec::new();
    if !chosen.method.is_empty() {
        let method = method(side.api, operation, side.api.settings.is_grouped());
        let owner = method.rsplit_once("::").map_or("Client", |(owner, _)| owner);
        items.push(format!("{owner}::{}", chosen.method));
    }
    items.push(setter(operation, &chosen.call));
    items
}

/// The path of the type that becomes a form of parts, where a content is one.
pub(super) fn form(side: &Side<'_>, content: &Content) -> Option<String> {
    let is_form = content.encoding == Encoding::Multipart;
    named(side.api, &content.ty).into_iter().next().filter(|_| is_form)
}

/// All that stands for an operation: its methods, its call, what they yield and what leads to them.
pub(super) fn of_operation(side: &Side<'_>, operation: &Operation) -> Vec<String> {
    let grouped = side.api.settings.is_grouped();
    let mut items = vec![method(side.api, operation, grouped), operation.call.clone()];
    items.extend(group(side.api, operation, grouped));
    let choices = operation.output.choice.iter().chain(&operation.failure);
    items.extend(choices.map(|choice| choice.name.clone()));
    let sent = operation.body.iter().flat_map(|body| &body.contents);
    let contents = sent.chain(operation.responses.iter().flat_map(|response| &response.contents));
    items.extend(contents.flat_map(|content| alternative(side, operation, content)));
    items
}

/// The method that leads to an operation's group, and the group's type, where it stands in one.
fn group(api: &Api, operation: &Operation, grouped: bool) -> Vec<String> {
    let group = operation.group.filter(|_| grouped).map(|at| &api.groups[at]);
    group.map_or_else(Vec::new, |group| vec![format!("Client::{}", group.name.rust), group.type_name.clone()])
}

/// An operation as reports name it: method and path.
pub(super) fn operation_name(operation: &Operation) -> Rc<str> {
    format!("{} {}", operation.method, operation.key).into()
}
