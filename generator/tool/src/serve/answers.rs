//! What a provider's operations answer where nobody says it: values of the documented types, always the same.

use lowcodeapi_generator::api::{Api, ChosenType, EnumRepr, Primitive, Shape, TypeRef};
use serde_json::{Map, Value, json};

/// Deeper inside, what need not be there isn't.
const DEPTH: usize = 4;

/// A value of a type.
pub(super) fn drawn(api: &Api, ty: &TypeRef) -> Value {
    value(api, ty, 0)
}

/// A value of each alternative of a type.
pub(super) fn each(api: &Api, ty: &TypeRef) -> Vec<Value> {
    if let TypeRef::Named(id) | TypeRef::Boxed(id) = api.resolve(ty)
        && let Shape::Union(union) = &api.types[id.0].shape
    {
        return union.members.iter().map(|member| value(api, &member.ty, 0)).collect();
    }
    vec![value(api, ty, 0)]
}

fn value(api: &Api, ty: &TypeRef, depth: usize) -> Value {
    match ty {
        TypeRef::Primitive(primitive) => scalar(api, *primitive),
        TypeRef::Array(_) if depth > DEPTH => json!([]),
        TypeRef::Array(item) => json!([value(api, item, depth + 1)]),
        TypeRef::Map(_) if depth > DEPTH => json!({}),
        TypeRef::Map(item) => json!({ "key": value(api, item, depth + 1) }),
        TypeRef::Tuple(items) => items.iter().map(|item| value(api, item, depth + 1)).collect(),
        TypeRef::Nullable(_) if depth > DEPTH => Value::Null,
        TypeRef::Nullable(inner) => value(api, inner, depth),
        TypeRef::Json | TypeRef::JsonObject => json!({}),
        TypeRef::Named(id) | TypeRef::Boxed(id) => shape(api, &api.types[id.0].shape, depth),
    }
}

fn shape(api: &Api, shape: &Shape, depth: usize) -> Value {
    // A type that must hold itself has no value; no document that means anything has one.
    if depth > 4 * DEPTH {
        return Value::Null;
    }
    match shape {
        Shape::Struct(structure) => {
            let fields = structure.fields.iter().filter(|field| field.required || depth < DEPTH);
            let members = fields.map(|field| {
                let constant =
                    field.constant.as_ref().and_then(|literal| serde_json::from_str(&literal.0).ok());
                let value = constant.unwrap_or_else(|| value(api, &field.ty, depth + 1));
                (field.name.wire.clone(), value)
            });
            Value::Object(members.collect::<Map<_, _>>())
        }
        Shape::Enum(list) => {
            let first = list.variants.first().map(|variant| variant.name.wire.as_str()).unwrap_or_default();
            match list.repr {
                EnumRepr::String => json!(first),
                EnumRepr::Integer => serde_json::from_str(first).unwrap_or_else(|_| json!(first)),
            }
        }
        Shape::Union(union) => {
            let first = union.members.first();
            first.map_or(Value::Null, |member| value(api, &member.ty, depth + 1))
        }
        Shape::Alias(ty) => value(api, ty, depth + 1),
    }
}

fn scalar(api: &Api, primitive: Primitive) -> Value {
    match primitive {
        Primitive::Bool => json!(true),
        Primitive::I32 | Primitive::I64 | Primitive::U32 | Primitive::U64 | Primitive::I128 => json!(1),
        Primitive::F64 => json!(1.5),
        Primitive::Date => json!("2026-01-02"),
        Primitive::DateTime => json!("2026-01-02T03:04:05Z"),
        Primitive::Uuid => json!("00000000-0000-4000-8000-000000000000"),
        Primitive::Ipv4 => json!("192.0.2.1"),
        Primitive::Ipv6 => json!("2001:db8::1"),
        Primitive::Base64 => json!("dGV4dA=="),
        Primitive::String | Primitive::Binary => json!("text"),
        Primitive::Chosen(ChosenType(at)) => {
            of_format(api.settings.types.keys().nth(at).map_or("", String::as_str))
        }
    }
}

/// A text of a format for which the client has a type that reads no other.
fn of_format(format: &str) -> Value {
    json!(match format {
        "date" => "2026-01-02",
        "date-time" => "2026-01-02T03:04:05Z",
        "decimal" => "1.50",
        "email" => "ann@example.com",
        "ipv4" => "192.0.2.1",
        "ipv6" => "2001:db8::1",
        "uri" | "url" => "https://example.com/",
        "uuid" => "00000000-0000-4000-8000-000000000000",
        _ => "text",
    })
}
