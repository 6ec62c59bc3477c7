//! What schemas together say of a value, keyword by keyword.

use serde_json::Value;

use super::Flat;

impl<'d> Flat<'d> {
    /// The kinds of values to draw: what is stated, else what the other keywords are about. The shallow ones alone
    /// where it is deep already.
    pub(in crate::draw) fn kinds(&self, deep: bool) -> Vec<&'d str> {
        let mut kinds = match &self.types {
            Some(types) => types.clone(),
            None if !self.properties.is_empty()
                || !self.required.is_empty()
                || !self.additional.is_empty()
                || !self.patterns.is_empty() =>
            {
                vec!["object"]
            }
            None if !self.items.is_empty() || !self.places.is_empty() => vec!["array"],
            None if self.text("format").is_some()
                || self.text("pattern").is_some()
                || self.count("maxLength", u64::min).is_some() =>
            {
                vec!["string"]
            }
            None if self.bound("minimum").is_some() || self.bound("maximum").is_some() => vec!["number"],
            None => vec!["any"],
        };
        if deep {
            let shallow = |kind: &&str| !["object", "array"].contains(kind);
            if kinds.iter().any(shallow) {
                kinds.retain(|kind| shallow(&&**kind));
            }
        }
        kinds
    }

    /// Whether a listed value is of a stated kind.
    pub(in crate::draw) fn allows(&self, value: &Value) -> bool {
        let is = |kind: &&str| match value {
            Value::Null => *kind == "null",
            Value::Bool(_) => *kind == "boolean",
            Value::Number(number) => {
                *kind == "number"
                    || *kind == "integer" && number.as_f64().is_some_and(|number| number.fract() == 0.0)
            }
            Value::String(_) => *kind == "string",
            Value::Array(_) => *kind == "array",
            Value::Object(_) => *kind == "object",
        };
        self.types.as_ref().is_none_or(|types| types.iter().any(is))
    }

    /// The first text a keyword has.
    pub(in crate::draw) fn text(&self, keyword: &str) -> Option<&'d str> {
        self.parts.iter().find_map(|part| part.get(keyword)?.as_str())
    }

    /// Every text a keyword has.
    pub(in crate::draw) fn texts(&self, keyword: &str) -> Vec<&'d str> {
        self.parts.iter().filter_map(|part| part.get(keyword)?.as_str()).collect()
    }

    /// The narrowest count a keyword has.
    pub(in crate::draw) fn count(&self, keyword: &str, narrower: fn(u64, u64) -> u64) -> Option<u64> {
        self.parts.iter().filter_map(|part| part.get(keyword)?.as_u64()).reduce(narrower)
    }

    /// The first number a keyword has, in its digits.
    pub(in crate::draw) fn bound(&self, keyword: &str) -> Option<String> {
        self.parts.iter().find_map(|part| match part.get(keyword)? {
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        })
    }

    /// Whether a keyword is `true` anywhere.
    pub(in crate::draw) fn is(&self, keyword: &str) -> bool {
        self.parts.iter().any(|part| part.get(keyword) == Some(&Value::Bool(true)))
    }

    /// Examples beside it that may be of use.
    pub(in crate::draw) fn examples(&self) -> impl Iterator<Item = &'d Value> {
        let lists = self.parts.iter().filter_map(|part| part.get("examples")?.as_array()).flatten();
        self.parts.iter().flat_map(|part| [part.get("example"), part.get("default")]).flatten().chain(lists)
    }
}
