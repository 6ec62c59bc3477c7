//! How the generated crate spells things, for verdicts and for the items a change affects.

use std::rc::Rc;

use super::Side;
use crate::api::{Api, Content, Encoding, Operation, Primitive, Type, TypeRef};

/// The path of the type of the provider's error codes.
pub(super) const ERROR_CODE: &str = "types::ErrorCode";

/// A type as the generated crate spells it.
pub(super) fn spell(api: &Api, ty: &TypeRef) -> String {
    match ty {
        TypeRef::Primitive(primitive) => primitive_name(*primitive).to_owned(),
        TypeRef::Array(item) => format!("Vec<{}>", spell(api, item)),
        TypeRef::Map(value) => format!("BTreeMap<String, {}>", spell(api, value)),
        TypeRef::Tuple(items) => {
            let items: Vec<_> = items.iter().map(|item| spell(api, item)).collect();
            format!("({})", items.join(", "))
        }
        TypeRef::Nullable(inner) => format!("Option<{}>", spell(api, inner)),
        TypeRef::Named(id) => api.types[id.0].name.rust.clone(),
        TypeRef::Boxed(id) => format!("Box<{}>", api.types[id.0].name.rust),
        TypeRef::Json => "Value".to_owned(),
        TypeRef::JsonObject => "JsonObject".to_owned(),
    }
}

fn primitive_name(primitive: Primitive) -> &'static str {
    match primitive {
        Primitive::Bool => "bool",
        Primitive::I32 => "i32",
        Primitive::I64 => "i64",
        Primitive::U32 => "u32",
        Primitive::U64 => "u64",
        Primitive::I128 => "i128",
        Primitive::F64 => "f64",
        Primitive::Date => "Date",
        Primitive::DateTime => "DateTime",
        Primitive::Uuid => "Uuid",
        Primitive::String | Primitive::Ipv4 | Primitive::Ipv6 => "String",
        Primitive::Base64 => "Base64",
        Primitive::Binary => "File",
    }
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

/// What an awaited call yields, as the generated crate spells it.
pub(super) fn spell_output(api: &Api, operation: &Operation) -> String {
    let answer = spell_answer(api, operation);
    if operation.output.is_companions { format!("Described<{answer}>") } else { answer }
}

fn spell_answer(api: &Api, operation: &Operation) -> String {
    if let Some(choice) = &operation.output.choice {
        return choice.name.clone();
    }
    match (&operation.output.ty, &operation.output.encoding) {
        (None, _) => "()".to_owned(),
        (Some(_), Encoding::Text | Encoding::EventStream) => "String".to_owned(),
        (Some(_), Encoding::Bytes | Encoding::Multipart) => "Bytes".to_owned(),
        (Some(_), Encoding::Redirect) => "Redirect".to_owned(),
        (Some(ty), Encoding::Json | Encoding::Form) => spell(api, ty),
    }
}

/// What the body's argument takes, as the generated crate spells it.
pub(super) fn spell_body(api: &Api, operation: &Operation) -> Option<String> {
    let content = operation.body.as_ref()?.contents.first()?;
    Some(match content.encoding {
        Encoding::Text | Encoding::EventStream => "String".to_owned(),
        Encoding::Bytes => "Bytes".to_owned(),
        Encoding::Multipart
            if matches!(content.ty, TypeRef::Primitive(Primitive::Binary) | TypeRef::JsonObject) =>
        {
            // Which the caller makes.
            "Form".to_owned()
        }
        Encoding::Json | Encoding::Form | Encoding::Multipart | Encoding::Redirect => spell(api, &content.ty),
    })
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
