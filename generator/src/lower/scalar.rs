//! Numbers, strings and booleans.

use serde_json::Value;

use super::facts::{Annotations, Facts};
use super::formats::Formats;
use crate::api::{Primitive, TypeRef};
use crate::model::SchemaType;

/// The type of a scalar.
pub(super) fn of(formats: &Formats<'_>, kind: SchemaType, facts: &Facts<'_>) -> TypeRef {
    TypeRef::Primitive(match kind {
        SchemaType::String => formats.chosen(facts.format).unwrap_or_else(|| string(facts.format)),
        SchemaType::Integer => integer(facts),
        SchemaType::Number if matches!(facts.format, Some("int32" | "int64")) => integer(facts),
        SchemaType::Number => Primitive::F64,
        SchemaType::Boolean => Primitive::Bool,
        SchemaType::Null | SchemaType::Array | SchemaType::Object => return TypeRef::Json,
    })
}

/// Whether a format says of which numbers a value is.
pub(super) fn is_of_numbers(format: &str) -> bool {
    matches!(kind_of_format(format), Some(SchemaType::Integer | SchemaType::Number))
}

/// The type whose values a format writes down, for a schema that states the format alone.
pub(super) fn kind_of_format(format: &str) -> Option<SchemaType> {
    Some(match format {
        "int32" | "int64" | "uint32" | "uint64" => SchemaType::Integer,
        "float" | "double" => SchemaType::Number,
        "date" | "date-time" | "uuid" | "byte" | "binary" | "ipv4" | "ipv6" | "email" | "uri"
        | "hostname" | "password" => SchemaType::String,
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

/// An integer is as wide as its format and its bounds say, and unsigned where neither allows less than 0.
fn integer(facts: &Facts<'_>) -> Primitive {
    let known = match facts.format {
        Some("uint8" | "uint16" | "uint32") => Primitive::U32,
        // What Rust's schemas call the integers of a pointer's width.
        Some("uint64" | "uint") => Primitive::U64,
        Some("int8" | "int16" | "int32") => Primitive::I32,
        Some("int128") => Primitive::I128,
        _ => Primitive::I64,
    };
    facts.range.widen(known)
}

/// A type as the bounds have it that its use states.
pub(super) fn bounded(ty: TypeRef, annotations: &Annotations<'_>) -> TypeRef {
    let TypeRef::Primitive(primitive) = ty else { return ty };
    let mut range = Range::default();
    for (keyword, bound) in &annotations.bounds {
        range.narrow(keyword, bound);
    }
    TypeRef::Primitive(range.widen(primitive))
}

/// Between which integers a value is, as far as its schemas say.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Range {
    least: Option<f64>,
    most: Option<f64>,
}

impl Range {
    /// Adds a bound that holds too.
    pub(super) fn narrow(&mut self, keyword: &str, bound: &Value) {
        let Some(bound) = bound.as_f64() else { return };
        match keyword {
            "minimum" => self.raise(bound.ceil()),
            "exclusiveMinimum" => self.raise(bound.floor() + 1.0),
            "maximum" | "exclusiveMaximum" => {
                self.most = Some(self.most.map_or(bound, |known| known.min(bound)));
            }
            _ => {}
        }
    }

    fn raise(&mut self, least: f64) {
        self.least = Some(self.least.map_or(least, |known| known.max(least)));
    }

    /// The type that holds what the bounds allow.
    fn widen(self, primitive: Primitive) -> Primitive {
        match primitive {
            Primitive::I32 if self.is_natural() => Primitive::U32,
            Primitive::I64 | Primitive::U64 if self.exceeds(i64::MIN, u64::MAX) => Primitive::I128,
            Primitive::I64 if self.is_natural() => Primitive::U64,
            Primitive::I64 if self.exceeds(i64::MIN, i64::MAX) => Primitive::I128,
            other => other,
        }
    }

    /// Whether nothing is below 0.
    fn is_natural(self) -> bool {
        self.least.is_some_and(|least| least >= 0.0)
    }

    /// Whether it states a bound beyond those of a type. Many documents have the bounds of 64 bits as JavaScript rounds
    /// them, which is what comparing floats does as well.
    #[allow(clippy::cast_precision_loss, reason = "rounded on purpose")]
    fn exceeds(self, least: i64, most: impl Into<i128>) -> bool {
        self.least.is_some_and(|stated| stated < least as f64)
            || self.most.is_some_and(|stated| stated > most.into() as f64)
    }
}
