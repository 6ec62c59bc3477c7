//! Whether a stated bound became tighter or looser.

use serde_json::Value;

use crate::api::{Constraints, Literal};

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
    let mut found = Vec::new();
    for (keyword, value) in &old.stated {
        match new.stated.get(keyword) {
            None => found.push(Differing { keyword, old: Some(value), new: None, bound: Bound::Loosened }),
            Some(other) if other != value => {
                let bound = moved(keyword, value, other);
                found.push(Differing { keyword, old: Some(value), new: Some(other), bound });
            }
            Some(_) => {}
        }
    }
    for (keyword, value) in &new.stated {
        if !old.stated.contains_key(keyword) {
            found.push(Differing {
                keyword,
                old: None,
                new: Some(value),
                bound: Bound::Tightened { added: true },
            });
        }
    }
    found
}

fn moved(keyword: &str, old: &Literal, new: &Literal) -> Bound {
    let number =
        |literal: &Literal| serde_json::from_str::<Value>(&literal.0).ok().and_then(|value| value.as_f64());
    let grew = match (number(old), number(new)) {
        (Some(old), Some(new)) => new > old,
        // A pattern, or a flag such as `uniqueItems`: whether it lets more through can't be told from a changed
        // pattern, and a flag that came on is tighter. The strict reading is the safe one.
        _ => return if new.0 == "false" { Bound::Loosened } else { Bound::Tightened { added: false } },
    };
    let upper = keyword.starts_with("max") || keyword == "exclusiveMaximum";
    if upper == grew { Bound::Loosened } else { Bound::Tightened { added: false } }
}
