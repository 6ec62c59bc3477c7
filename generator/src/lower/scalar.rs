//! Numbers, strings and booleans.

use super::facts::Facts;
use super::types::Types;
use crate::api::{Primitive, TypeRef};
use crate::model::Kind;

/// The type of a scalar.
pub(super) fn of(types: &mut Types<'_>, at: &str, kind: Kind, facts: &Facts<'_>) -> TypeRef {
    TypeRef::Primitive(match kind {
        Kind::String => string(facts.format),
        Kind::Integer => integer(types, at, facts.format),
        Kind::Number => match facts.format {
            Some("float") => Primitive::F32,
            Some(format @ ("int32" | "int64")) => integer(types, at, Some(format)),
            _ => Primitive::F64,
        },
        Kind::Boolean => Primitive::Bool,
        Kind::Null | Kind::Array | Kind::Object => return TypeRef::Json,
    })
}

/// The type whose values a format writes down, for a schema that states the format alone.
pub(super) fn kind_of_format(format: &str) -> Option<Kind> {
    Some(match format {
        "int32" | "int64" | "uint32" | "uint64" => Kind::Integer,
        "float" | "double" => Kind::Number,
        "date" | "date-time" | "uuid" | "byte" | "binary" | "ipv4" | "ipv6" | "email" | "uri"
        | "hostname" | "password" => Kind::String,
        _ => return None,
    })
}

fn string(format: Option<&str>) -> Primitive {
    match format {
        Some("byte" | "base64") => Primitive::Base64,
        Some("binary") => Primitive::Binary,
        Some("date") => Primitive::Date,
        Some("date-time") => Primitive::DateTime,
        Some("uuid") => Primitive::Uuid,
        Some("ipv4") => Primitive::Ipv4,
        Some("ipv6") => Primitive::Ipv6,
        _ => Primitive::String,
    }
}

/// An integer is unsigned where its format or its format and lower bound say so; without a format nothing is known of
/// its width, and a bound alone may be loosened by the service any day.
fn integer(types: &Types<'_>, at: &str, format: Option<&str>) -> Primitive {
    let natural = || {
        let bounds = types.nodes.keywords(at).into_iter().flat_map(|keywords| &keywords.bounds);
        bounds
            .filter(|(keyword, _)| matches!(*keyword, "minimum" | "exclusiveMinimum"))
            .any(|(_, least)| least.as_f64().is_some_and(|least| least >= 0.0))
    };
    match format {
        Some("uint8" | "uint16" | "uint32" | "uint") => Primitive::U32,
        Some("uint64") => Primitive::U64,
        Some("int32") if natural() => Primitive::U32,
        Some("int64") if natural() => Primitive::U64,
        Some("int8" | "int16" | "int32") => Primitive::I32,
        _ => Primitive::I64,
    }
}
