//! Bounds: lengths, counts and limits of numbers.

use serde_json::{Map, Value};

use super::{NoteKind, Reader, Schema, SchemaType, child};

impl<'a> Reader<'a> {
    /// Reads the bounds that mean something for one type, or for any.
    pub(super) fn bounds(
        &mut self,
        at: &str,
        meant: Option<SchemaType>,
        members: &'a Map<String, Value>,
        schema: &mut Schema,
    ) {
        for (keyword, value) in members {
            let Some(keyword) = BOUNDS.into_iter().find(|known| known == keyword) else { continue };
            let fits = super::kinds::of_keyword(keyword)
                .is_none_or(|kinds| meant.is_none_or(|kind| kinds.contains(&kind)));
            if !fits || value.is_null() {
                continue;
            }
            let value = match keyword {
                "pattern" => self.text(at, keyword, Some(value)).map(Value::from),
                "uniqueItems" => self.flag(at, keyword, Some(value)).then_some(Value::Bool(true)),
                // As OpenAPI 3.0 has it: about the bound beside it.
                "exclusiveMinimum" | "exclusiveMaximum" if value.is_boolean() => None,
                _ => self.limit(at, keyword, value),
            };
            schema.bounds.extend(value.map(|value| (keyword, value)));
        }
        schema.bounds.sort_by_key(|(keyword, _)| BOUNDS.iter().position(|known| known == keyword));
        tighten(members, schema, ("minimum", "exclusiveMinimum"), |inclusive, exclusive| {
            exclusive >= inclusive
        });
        tighten(members, schema, ("maximum", "exclusiveMaximum"), |inclusive, exclusive| {
            exclusive <= inclusive
        });
    }

    /// A number, or a string that is one.
    fn limit(&mut self, at: &str, keyword: &str, value: &Value) -> Option<Value> {
        let counts =
            keyword.ends_with("Length") || keyword.ends_with("Items") || keyword.ends_with("Properties");
        let whole = integer(value).map(Value::from);
        let limit = whole.or_else(|| number(value)).filter(|limit| !counts || limit.is_i64());
        if limit.is_none() {
            self.wrong_type(child(at, keyword), if counts { "an integer" } else { "a number" }, value);
        } else if counts && limit.as_ref().and_then(Value::as_i64) < Some(0) {
            let detail = format!("`{keyword}` can't be {value}");
            self.note(NoteKind::Unknown, child(at, keyword), detail);
            return None;
        }
        limit
    }
}

const BOUNDS: [&str; 13] = [
    "minLength",
    "maxLength",
    "pattern",
    "minimum",
    "exclusiveMinimum",
    "maximum",
    "exclusiveMaximum",
    "multipleOf",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
];

/// Leaves one bound of an inclusive and an exclusive one: the tighter. OpenAPI 3.0 has a flag for the exclusive one.
fn tighten(
    members: &Map<String, Value>,
    schema: &mut Schema,
    (inclusive, exclusive): (&'static str, &'static str),
    is_tighter: impl Fn(f64, f64) -> bool,
) {
    if schema.bounds.is_empty() {
        return;
    }
    if members.get(exclusive) == Some(&Value::Bool(true)) {
        for (keyword, _) in &mut schema.bounds {
            if *keyword == inclusive {
                *keyword = exclusive;
            }
        }
        return;
    }
    let float = |keyword| schema.bound(keyword).and_then(Value::as_f64);
    if let (Some(inclusive_at), Some(exclusive_at)) = (float(inclusive), float(exclusive)) {
        let looser = if is_tighter(inclusive_at, exclusive_at) { inclusive } else { exclusive };
        schema.bounds.retain(|(keyword, _)| *keyword != looser);
    }
}

/// A value that is an integer, or says one.
#[allow(clippy::cast_possible_truncation)] // Only floats that are integers within ±2^53 are cast.
pub(super) fn integer(value: &Value) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match value {
        Value::Number(number) => number.as_i64().or_else(|| {
            let float = number.as_f64().filter(|_| number.is_f64())?;
            (float.fract() == 0.0 && float.abs() <= EXACT).then_some(float as i64)
        }),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// A value that is a number, or says one.
fn number(value: &Value) -> Option<Value> {
    match value {
        Value::Number(_) => Some(value.clone()),
        Value::String(text) => {
            text.trim().parse().ok().and_then(serde_json::Number::from_f64).map(Value::Number)
        }
        _ => None,
    }
}
