//! How the generated crate spells things, for verdicts and for the items a change affects.

use crate::api::{Api, Operation, Primitive, Type, TypeRef};

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
        Primitive::F32 => "f32",
        Primitive::F64 => "f64",
        Primitive::String
        | Primitive::Date
        | Primitive::DateTime
        | Primitive::Uuid
        | Primitive::Ipv4
        | Primitive::Ipv6 => "String",
        Primitive::Base64 => "Base64",
        Primitive::Binary => "Bytes",
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

/// The path of the method that makes a call.
pub(super) fn method(api: &Api, operation: &Operation, grouped: bool) -> String {
    let group = operation.group.filter(|_| grouped).map(|group| api.groups[group].type_name.as_str());
    format!("{}::{}", group.unwrap_or("Client"), operation.name.rust)
}

/// The path of a setter of a call.
pub(super) fn setter(operation: &Operation, rust: &str) -> String {
    format!("{}::{rust}", operation.call)
}

/// An operation as reports name it: method and path.
pub(super) fn operation_name(operation: &Operation) -> String {
    format!("{} {}", operation.method, operation.key)
}
