//! Whether a stated bound became tighter or looser.

use serde_json::Value;

use crate::api::{Constraints, Literal};

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
}

/// A bound that differs.
pub(super) struct Differing<'a> {
    pub(super) keyword: &'a str,
    pub(super) old: Option<&'a Literal>,
    pub(super) new: Option<&'a Literal>,
    pub(super) bound: Bound,
}

/// The bounds that differ, the old ones in their order, then those that came.
pub(super) fn differing<'a>(old: &'a Constraints, new: &'a Constraints) -> Vec<Differing<'a>> {
    let came = new.stated.keys().filter(|keyword| !old.stated.contains_key(*keyword));
    let all = old.stated.keys().chain(came);
    let value = |literal: Option<&Literal>| {
        literal.map(|literal| serde_json::from_str(&literal.0).unwrap_or(Value::Null))
    };
    all.filter_map(|keyword| {
        let (old, new) = (old.stated.get(keyword), new.stated.get(keyword));
        let bound = became(keyword, value(old).as_ref(), value(new).as_ref())?;
        Some(Differing { keyword, old, new, bound })
    })
    .collect()
}

/// What became of a bound; `None` where nothing did.
pub(super) fn became(keyword: &str, old: Option<&Value>, new: Option<&Value>) -> Option<Bound> {
    match (old, new) {
        (Some(old), Some(new)) => (old != new).then(|| moved(keyword, old, new)),
        // A flag that is stated off says nothing.
        (None, None | Some(Value::Bool(false))) | (Some(Value::Bool(false)), None) => None,
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
        // What another pattern lets through can't be told; the strict reading is the safe one. A flag that came on
        // is tighter.
        _ => *new != Value::Bool(false),
    };
    if tighter { Bound::Tightened { added: false } } else { Bound::Loosened }
}
