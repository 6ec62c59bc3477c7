//! `type`: those a schema states, and the one it means without stating any.

use serde_json::{Map, Value};

use super::{NoteKind, Reader, Schema, SchemaType, child};
use crate::document::Members as _;

impl<'a> Reader<'a> {
    /// The types stated, in order. `null` makes it nullable; unknown ones are noted.
    pub(super) fn kinds(&mut self, at: &str, typ: Option<&'a Value>, nullable: &mut bool) -> Vec<SchemaType> {
        let stated = match typ {
            None | Some(Value::Null) => return Vec::new(),
            Some(Value::Array(stated)) => &stated[..],
            Some(single) => std::slice::from_ref(single),
        };
        let mut kinds = Vec::with_capacity(stated.len());
        for one in stated {
            match one.as_str().or(one.is_null().then_some("null")).map(|name| (name, named(name))) {
                Some((_, Some(SchemaType::Null))) => *nullable = true,
                Some((_, Some(kind))) => kinds.extend((!kinds.contains(&kind)).then_some(kind)),
                Some(("any", None)) => return Vec::new(),
                _ => self.note(NoteKind::Unknown, child(at, "type"), format!("{one} is no type")),
            }
        }
        if kinds.contains(&SchemaType::Number) {
            kinds.retain(|kind| *kind != SchemaType::Integer);
        }
        // All of them say as much as none.
        if kinds.len() == 5 { Vec::new() } else { kinds }
    }

    /// Several types become alternatives of one type each, placed below `type`.
    pub(super) fn alternatives(
        &mut self,
        at: &str,
        kinds: &[SchemaType],
        values: Option<&[Value]>,
        members: &'a Map<String, Value>,
    ) -> Vec<String> {
        let mut alternatives = Vec::with_capacity(kinds.len());
        for (position, kind) in kinds.iter().enumerate() {
            let fits = |value: &&Value| {
                let found = SchemaType::of(value);
                found == *kind || (found == SchemaType::Integer && *kind == SchemaType::Number)
            };
            let values = values.map(|values| values.iter().filter(fits).cloned().collect::<Vec<_>>());
            if values.as_ref().is_some_and(Vec::is_empty) {
                continue;
            }
            let mut schema = Schema::default();
            self.typed(at, *kind, values, members, &mut schema);
            if !has_format(*kind, schema.format.as_deref().unwrap_or_default()) {
                schema.format = None;
            }
            alternatives.push(self.place(format!("{at}/type/{position}"), schema));
        }
        alternatives
    }
}

fn named(name: &str) -> Option<SchemaType> {
    const KINDS: [SchemaType; 7] = [
        SchemaType::String,
        SchemaType::Object,
        SchemaType::Integer,
        SchemaType::Array,
        SchemaType::Boolean,
        SchemaType::Number,
        SchemaType::Null,
    ];
    let known = KINDS.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(name));
    // Swagger 2.0 had this type; many documents were converted from it.
    known.or((name == "file").then_some(SchemaType::String))
}

/// The types a keyword means something for; `None` where that is all of them.
pub(super) fn of_keyword(keyword: &str) -> Option<&'static [SchemaType]> {
    Some(match keyword {
        "format" => &[SchemaType::String, SchemaType::Number, SchemaType::Integer],
        "minLength" | "maxLength" | "pattern" => &[SchemaType::String],
        "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" => {
            &[SchemaType::Number, SchemaType::Integer]
        }
        "items" | "prefixItems" | "additionalItems" | "unevaluatedItems" | "minItems" | "maxItems"
        | "uniqueItems" => &[SchemaType::Array],
        "properties"
        | "required"
        | "additionalProperties"
        | "unevaluatedProperties"
        | "then"
        | "else"
        | "dependentSchemas"
        | "dependencies"
        | "patternProperties"
        | "minProperties"
        | "maxProperties" => &[SchemaType::Object],
        _ => return None,
    })
}

/// The type a schema without one means.
pub(super) fn implied(members: &Map<String, Value>, values: Option<&[Value]>) -> Option<SchemaType> {
    if let Some([first, rest @ ..]) = values {
        let kind = SchemaType::of(first);
        if values.into_iter().flatten().all(Value::is_number) {
            let whole = rest.iter().all(|value| SchemaType::of(value) == kind);
            return Some(if whole { kind } else { SchemaType::Number });
        }
        return rest.iter().all(|value| SchemaType::of(value) == kind).then_some(kind);
    }
    let has = |keyword| members.member(keyword).is_some();
    let is_schema =
        |keyword| members.member(keyword).is_some_and(|value| !matches!(value, Value::Bool(_) | Value::Null));
    let format = members.member("format").and_then(Value::as_str).unwrap_or_default();
    // No members at all are what editors leave behind, whatever the value is.
    let names = |keyword| {
        members.member(keyword).is_some_and(|names| names.as_object().is_none_or(|names| !names.is_empty()))
    };
    if names("properties") || names("patternProperties") || is_schema("additionalProperties") {
        Some(SchemaType::Object)
    } else if is_schema("items") || has("prefixItems") {
        Some(SchemaType::Array)
    } else if is_integer_format(format) {
        Some(SchemaType::Integer)
    } else if is_number_format(format) {
        Some(SchemaType::Number)
    } else if !format.is_empty()
        || ["pattern", "minLength", "maxLength", "contentEncoding", "contentMediaType"].into_iter().any(has)
    {
        Some(SchemaType::String)
    } else {
        None
    }
}

/// Whether a schema allows `null` and nothing else.
pub(super) fn is_null(schema: &Value) -> bool {
    let Value::Object(members) = schema else { return false };
    match (members.member("type"), members.member("const"), members.member("enum")) {
        (Some(Value::Null), ..) => implied(members, None).is_none() && !super::members::have_shape(members),
        (Some(typ), ..) => states_only_null(typ),
        (_, Some(constant), _) => constant.is_null(),
        (.., Some(Value::Array(values))) => !values.is_empty() && values.iter().all(Value::is_null),
        _ => false,
    }
}

/// Whether `null` is the only type among those stated; its name needs quotes in YAML, which are easily forgotten.
pub(super) fn states_only_null(typ: &Value) -> bool {
    let is_null = |one: &Value| one == "null" || one.is_null();
    match typ {
        Value::Array(stated) => !stated.is_empty() && stated.iter().all(is_null),
        stated => stated == "null",
    }
}

/// Whether a format is one of a type's, where several types share it.
fn has_format(kind: SchemaType, format: &str) -> bool {
    match kind {
        SchemaType::Integer => is_integer_format(format),
        SchemaType::Number => is_number_format(format) || is_integer_format(format),
        _ => !is_number_format(format) && !is_integer_format(format),
    }
}

fn is_integer_format(format: &str) -> bool {
    let digits = format.strip_prefix("uint").or(format.strip_prefix("int"));
    digits.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()) || digits == "eger")
        || format == "long"
}

fn is_number_format(format: &str) -> bool {
    matches!(format, "float" | "double" | "decimal")
}
