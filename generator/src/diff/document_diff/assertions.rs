//! What constrains values and has no place in the IR: conditions, exclusions, what depends on what.

use serde_json::{Map, Value};

use super::{DocumentDiff, spelling};
use crate::diff::{
    Finding, Kind,
    subset::{format_of, held_by},
    walk::{self, KeywordChange},
};

/// Keywords that constrain and of which the client makes nothing.
const UNSEEN: &[&str] = &[
    "contains",
    "dependencies",
    "dependentRequired",
    "dependentSchemas",
    "else",
    "if",
    "maxContains",
    "minContains",
    "not",
    "propertyNames",
    "then",
];

/// Keywords that constrain and of which the client makes a type at times.
const SEEN_AT_TIMES: &[&str] =
    &["additionalItems", "contentEncoding", "contentMediaType", "unevaluatedItems", "unevaluatedProperties"];

/// Whether a keyword says how bytes are written, which `format` does too.
fn is_of_format(keyword: &str) -> bool {
    matches!(keyword, "contentEncoding" | "contentMediaType")
}

fn says_of_bytes(node: &Map<String, Value>) -> [Option<&str>; 2] {
    [format_of(node), held_by(node)]
}

/// The schema around a condition that a place lies in, where it lies in one: there a bound may mean the reverse.
fn around(place: &str) -> Option<&str> {
    let (mut end, mut are_names) = (0, false);
    for segment in place.split('/').skip(1) {
        if !are_names && UNSEEN.contains(&segment) {
            return Some(&place[..end]);
        }
        are_names = !are_names && walk::NAMES.contains(&segment);
        end += segment.len() + 1;
    }
    None
}

impl<'a> DocumentDiff<'_, '_, 'a> {
    /// Tells that a schema asks for something else than before of which the IR shows nothing, once for all that differs
    /// there. Whether a change was part of that.
    pub(super) fn condition(&mut self, change: &KeywordChange<'a>) -> bool {
        let is_told = |this: &Self| this.found.told_around(&change.node);
        let at = match around(&change.node) {
            Some(_) if spelling::is_reordered(change) => return true,
            // Other words for the same format.
            None if is_of_format(change.keyword)
                && says_of_bytes(change.nodes.0) == says_of_bytes(change.nodes.1) =>
            {
                return true;
            }
            Some(at) => at,
            // What no longer constrains breaks nobody.
            None if change.is_name || change.new.is_none() => return false,
            None => match change.keyword {
                "patternProperties" => &change.node,
                keyword if UNSEEN.contains(&keyword) => &change.node,
                keyword if SEEN_AT_TIMES.contains(&keyword) && !is_told(self) => &change.node,
                "anyOf" | "oneOf" if spelling::is_condition(change) && !is_told(self) => &change.node,
                "required" if spelling::names_the_unknown(change) && !is_told(self) => &change.node,
                _ => return false,
            },
        };
        self.tell_condition(at);
        true
    }

    /// Tells conditions that a part of a schema states.
    pub(super) fn conditions_of_parts(&mut self, change: &KeywordChange<'a>) {
        let parts = |value: Option<&'a Value>| value.and_then(Value::as_array).into_iter().flatten();
        let is_condition = |part: &&Value| {
            part.as_object().is_some_and(|part| part.keys().any(|key| UNSEEN.contains(&key.as_str())))
        };
        let mut came =
            parts(change.new).filter(is_condition).filter(|part| !parts(change.old).any(|old| old == *part));
        if came.next().is_some() {
            self.tell_condition(&change.node);
        }
    }

    fn tell_condition(&mut self, at: &str) {
        let what = super::words(&self.found.new.document.value, at);
        let message = format!("{what} has to meet other conditions, which the client doesn't check");
        self.report_at(at, Finding { message, ..Finding::of(Kind::ConditionChanged) }, None);
    }
}

#[cfg(test)]
mod tests {
    use super::around;

    #[test]
    fn a_condition_is_no_member_of_its_name() {
        assert_eq!(around("/components/schemas/not/properties/if"), None);
        assert_eq!(around("/components/schemas/A/not/properties/if"), Some("/components/schemas/A"));
        assert_eq!(
            around("/components/schemas/A/properties/b/if"),
            Some("/components/schemas/A/properties/b")
        );
    }
}
