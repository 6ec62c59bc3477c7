//! Whether a stated bound became tighter or looser.

use serde_json::{Map, Value};

use super::typed::became;
use crate::api::{Constraints, Literal, Primitive, TypeRef};

/// The keywords that state bounds.
pub(super) const KEYWORDS: &[&str] = &[
    "exclusiveMaximum",
    "exclusiveMinimum",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "pattern",
    "uniqueItems",
];

/// What became of one bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    /// It came, or lets less through.
    Tightened {
        /// It wasn't there before.
        added: bool,
    },
    /// It went, or lets more through.
    Loosened,
    /// Whether it lets more or less through can't be told.
    Undecidable,
}

/// A bound that differs.
pub(super) struct Differing {
    pub(super) keyword: &'static str,
    pub(super) old: Option<Value>,
    pub(super) new: Option<Value>,
    pub(super) bound: Bound,
}

impl Differing {
    /// As reports have the values.
    pub(super) fn values(&self) -> (Option<String>, Option<String>) {
        let told = |value: &Option<Value>| value.as_ref().map(|value| format!("{} {value}", self.keyword));
        (told(&self.old), told(&self.new))
    }

    /// What became of it, as the end of a sentence.
    pub(super) fn words(&self) -> String {
        let told = |value: &Option<Value>| value.as_ref().map(Value::to_string);
        let became = became(told(&self.old).as_deref(), told(&self.new).as_deref());
        let doubt = if self.bound == Bound::Undecidable {
            "; whether it still lets through all that it did can't be told"
        } else {
            ""
        };
        format!("{became}{doubt}")
    }
}

/// The bounds of values of a type that differ.
pub(super) fn differing(old: (&Constraints, &TypeRef), new: (&Constraints, &TypeRef)) -> Vec<Differing> {
    let says = |(constraints, ty): (&Constraints, &TypeRef), keyword: &str| {
        let literal = constraints.stated.get(keyword).filter(|_| can_bound(keyword, ty))?;
        serde_json::from_str(&literal.0).ok().filter(|limit| !is_of_type(keyword, limit, ty))
    };
    // Which bound makes an integer unsigned is told with its type.
    let is_told = |keyword: &str| makes_a_type(keyword) && is_unsigned(old.1) != is_unsigned(new.1);
    let told = |side, keyword: &str| says(side, keyword).filter(|_| !is_told(keyword));
    among(KEYWORDS, &|keyword| told(old, keyword), &|keyword| told(new, keyword))
}

/// Whether a bound may be what makes an integer unsigned.
pub(super) fn makes_a_type(keyword: &str) -> bool {
    matches!(keyword, "minimum" | "exclusiveMinimum")
}

fn is_unsigned(ty: &TypeRef) -> bool {
    matches!(ty, TypeRef::Primitive(Primitive::U32 | Primitive::U64))
}

/// The bounds that differ of those that a keyword of two schemas has to do with, each a document and a place in it.
pub(super) fn differing_by(
    keyword: &str,
    (old, old_node): (&Value, &Map<String, Value>),
    (new, new_node): (&Value, &Map<String, Value>),
) -> Vec<Differing> {
    let keywords = match keyword {
        "minimum" | "exclusiveMinimum" => &["minimum", "exclusiveMinimum"][..],
        "maximum" | "exclusiveMaximum" => &["maximum", "exclusiveMaximum"],
        "allOf" => KEYWORDS,
        _ => KEYWORDS.iter().position(|one| *one == keyword).map_or(&[][..], |at| &KEYWORDS[at..=at]),
    };
    let says = |node: &Map<String, Value>, keyword: &str| {
        let range = node.get("format").and_then(Value::as_str).and_then(range_of);
        let limit = node.get(keyword).filter(|_| can_bound_any(keyword, node.get("type")))?;
        let is_implied = range.is_some_and(|range| is_of_format(keyword, limit, range));
        (!is_implied).then(|| limit.clone())
    };
    let (old, new) = (whole(old, old_node, 0), whole(new, new_node, 0));
    among(keywords, &|keyword| says(&old, keyword), &|keyword| says(&new, keyword))
}

/// How far parts of parts are followed; only hostile documents go deeper.
const DEEPEST: usize = 16;

/// The bounds of a schema and of all its parts, each the tightest that is stated, and its type.
fn whole(document: &Value, node: &Map<String, Value>, depth: usize) -> Map<String, Value> {
    let own = |keyword: &str| meant(keyword, &|keyword| node.get(keyword).cloned());
    let mut bounds: Map<String, Value> =
        KEYWORDS.iter().filter_map(|keyword| Some(((*keyword).to_owned(), own(keyword)?))).collect();
    for keyword in ["format", "type"] {
        bounds.extend(node.get(keyword).map(|value| (keyword.to_owned(), value.clone())));
    }
    let target = node.get("$ref").and_then(Value::as_str).and_then(|target| target.strip_prefix('#'));
    let target = target.and_then(|target| document.pointer(target));
    let parts = node.get("allOf").and_then(Value::as_array).into_iter().flatten();
    for part in parts.chain(target).filter_map(Value::as_object).filter(|_| depth < DEEPEST) {
        for (keyword, bound) in whole(document, part, depth + 1) {
            let known = bounds.get(&keyword);
            let is_tighter = known.is_none_or(|known| {
                known.is_number() && matches!(moved(&keyword, known, &bound), Bound::Tightened { .. })
            });
            if is_tighter {
                bounds.insert(keyword, bound);
            }
        }
    }
    bounds
}

fn among(
    keywords: &[&'static str],
    old: &dyn Fn(&str) -> Option<Value>,
    new: &dyn Fn(&str) -> Option<Value>,
) -> Vec<Differing> {
    let each = keywords.iter().filter_map(|keyword| {
        let (old, new) = (meant(keyword, old), meant(keyword, new));
        let bound = became_of(keyword, old.as_ref(), new.as_ref())?;
        Some(Differing { keyword, old, new, bound })
    });
    each.collect()
}

/// What a bound means, without what every value meets. The flag of OpenAPI 3.0 that excludes a limit is the limit of
/// OpenAPI 3.1 (`exclusiveMinimum`).
fn meant(keyword: &str, stated: &dyn Fn(&str) -> Option<Value>) -> Option<Value> {
    let on = Some(Value::Bool(true));
    match (keyword, stated(keyword)?) {
        ("minimum", _) if stated("exclusiveMinimum") == on => None,
        ("maximum", _) if stated("exclusiveMaximum") == on => None,
        ("exclusiveMinimum", Value::Bool(true)) => stated("minimum"),
        ("exclusiveMaximum", Value::Bool(true)) => stated("maximum"),
        (_, Value::Bool(false)) => None,
        ("pattern", Value::String(pattern)) if pattern.is_empty() || pattern == ".*" => None,
        ("minItems" | "minLength" | "minProperties", value) if value.as_f64() == Some(0.0) => None,
        (_, value) => Some(value),
    }
}

/// What an integer format has room for; of 64 bits there is no telling in the numbers of JSON.
pub(super) fn range_of(format: &str) -> Option<(f64, f64)> {
    match format {
        "int8" => Some((f64::from(i8::MIN), f64::from(i8::MAX))),
        "int16" => Some((f64::from(i16::MIN), f64::from(i16::MAX))),
        "int32" => Some((f64::from(i32::MIN), f64::from(i32::MAX))),
        "uint32" => Some((0.0, f64::from(u32::MAX))),
        _ => None,
    }
}

/// Whether a limit is one that the format of an integer has anyway.
fn is_of_format(keyword: &str, limit: &Value, (least, most): (f64, f64)) -> bool {
    limit.as_f64().is_some_and(|limit| match keyword {
        "minimum" => limit <= least,
        "maximum" => limit >= most,
        _ => false,
    })
}

fn is_of_type(keyword: &str, limit: &Value, ty: &TypeRef) -> bool {
    let range = match ty {
        TypeRef::Primitive(Primitive::I32) => range_of("int32"),
        TypeRef::Primitive(Primitive::U32) => range_of("uint32"),
        TypeRef::Primitive(Primitive::U64) => Some((0.0, f64::INFINITY)),
        _ => None,
    };
    range.is_some_and(|range| is_of_format(keyword, limit, range))
}

/// Whether a bound says anything about values of a type.
fn can_bound(keyword: &str, ty: &TypeRef) -> bool {
    match ty {
        TypeRef::Array(_) | TypeRef::Tuple(_) => matches!(keyword, "maxItems" | "minItems" | "uniqueItems"),
        TypeRef::Primitive(_) => !keyword.ends_with("Items") && !keyword.ends_with("Properties"),
        _ => true,
    }
}

/// Whether a bound says anything about values of one of the types a schema states.
fn can_bound_any(keyword: &str, types: Option<&Value>) -> bool {
    let bounded: &[&str] = match keyword {
        "maxItems" | "minItems" | "uniqueItems" => &["array"],
        "maxProperties" | "minProperties" => &["object"],
        "maxLength" | "minLength" | "pattern" => &["string"],
        _ => &["integer", "number"],
    };
    match types {
        Some(Value::String(ty)) => bounded.contains(&ty.as_str()),
        Some(Value::Array(types)) => types.iter().filter_map(Value::as_str).any(|ty| bounded.contains(&ty)),
        _ => true,
    }
}

/// What became of a bound; `None` where nothing did.
fn became_of(keyword: &str, old: Option<&Value>, new: Option<&Value>) -> Option<Bound> {
    match (old, new) {
        (None, None) => None,
        (Some(old), Some(new)) => (!is_same(old, new)).then(|| moved(keyword, old, new)),
        (None, Some(_)) => Some(Bound::Tightened { added: true }),
        (Some(_), None) => Some(Bound::Loosened),
    }
}

fn moved(keyword: &str, old: &Value, new: &Value) -> Bound {
    let tighter = match (old.as_f64(), new.as_f64()) {
        (Some(old), Some(new)) => {
            let upper = keyword.starts_with("max") || keyword == "exclusiveMaximum";
            upper != (new > old)
        }
        _ if keyword == "pattern" => return Bound::Undecidable,
        _ => true,
    };
    if tighter { Bound::Tightened { added: false } } else { Bound::Loosened }
}

/// Whether two values are one to JSON, in which `1` and `1.0` are.
pub(super) fn is_same(old: &Value, new: &Value) -> bool {
    match (old, new) {
        (Value::Number(old), Value::Number(new)) if old.is_f64() || new.is_f64() => {
            old.as_f64() == new.as_f64()
        }
        (Value::Array(old), Value::Array(new)) => {
            old.len() == new.len() && old.iter().zip(new).all(|(old, new)| is_same(old, new))
        }
        (Value::Object(old), Value::Object(new)) => {
            let counterpart =
                |(key, old): (&String, &Value)| new.get(key).is_some_and(|new| is_same(old, new));
            old.len() == new.len() && old.iter().all(counterpart)
        }
        _ => old == new,
    }
}

/// Whether two literals are one to JSON.
pub(super) fn is_same_literal(old: Option<&Literal>, new: Option<&Literal>) -> bool {
    let value = |literal: &Literal| serde_json::from_str(&literal.0).unwrap_or(Value::Null);
    old == new || old.zip(new).is_some_and(|(old, new)| is_same(&value(old), &value(new)))
}
