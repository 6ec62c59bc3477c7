//! Whether a schema takes one value.

use serde_json::{Map, Value};

use super::{
    Answer,
    bounds::{is_multiple, is_open},
    types::Types,
    values::{Part, Values},
};
use crate::diff::constraints::is_same;

/// How far a value is followed; only a schema that refers to itself goes deeper.
const DEEPEST: usize = 64;

impl Values<'_> {
    /// Whether a value is one of them.
    pub(super) fn admits(&self, value: &Value) -> Answer {
        self.admits_at(value, 0)
    }

    fn admits_at(&self, value: &Value, depth: usize) -> Answer {
        if depth > DEEPEST {
            return Answer::Undecidable;
        }
        if value.is_null() {
            return self.null;
        }
        if !self.types.has(Types::of(value)) {
            return Answer::No;
        }
        let apart = self.apart.iter().map(|other| other.admits_at(value, depth + 1).opposite());
        let each = self.parts.iter().flat_map(|part| {
            part.node.iter().map(move |(keyword, asserted)| part.admits(value, keyword, asserted, depth))
        });
        each.chain(apart).max().unwrap_or(Answer::Yes)
    }
}

impl<'a> Part<'a> {
    fn admits(&self, value: &Value, keyword: &str, asserted: &'a Value, depth: usize) -> Answer {
        let below = |node: &'a Value, value: &Value| {
            Values::of(self.document, &[(node, std::rc::Rc::clone(&self.at))]).admits_at(value, depth + 1)
        };
        match (keyword, value) {
            ("enum", _) => {
                let values = asserted.as_array().into_iter().flatten();
                certain(values.into_iter().any(|one| is_same(one, value)))
            }
            ("const", _) => certain(is_same(asserted, value)),
            ("anyOf", _) if !self.is_chosen(keyword) => {
                let nodes = asserted.as_array().into_iter().flatten();
                nodes.map(|node| below(node, value)).min().unwrap_or(Answer::Yes)
            }
            ("oneOf", _) if !self.is_chosen(keyword) => {
                let nodes = asserted.as_array().into_iter().flatten();
                let answers: Vec<Answer> = nodes.map(|node| below(node, value)).collect();
                let count = |answer: Answer| answers.iter().filter(|one| **one == answer).count();
                match (count(Answer::Yes), count(Answer::Undecidable)) {
                    (1, 0) => Answer::Yes,
                    (0, 0) | (2.., _) => Answer::No,
                    _ => Answer::Undecidable,
                }
            }
            ("not", _) => below(asserted, value).opposite(),
            ("if" | "contentEncoding" | "contentMediaType", _)
            | ("contains" | "unevaluatedItems" | "additionalItems", Value::Array(_)) => Answer::Undecidable,
            (_, Value::Number(number)) => self.number(number.as_f64().unwrap_or(0.0), keyword, asserted),
            (_, Value::String(text)) => text_admitted(text, keyword, asserted),
            ("items" | "prefixItems", Value::Array(items)) => {
                let first = self.node.get("prefixItems").and_then(Value::as_array);
                let first = first.or_else(|| self.node.get("items")?.as_array());
                let rest = self.node.get("items").filter(|rest| !rest.is_array());
                let each = items.iter().enumerate().filter_map(|(at, item)| {
                    let node = first.and_then(|first| first.get(at)).or(rest)?;
                    Some(below(node, item))
                });
                each.max().unwrap_or(Answer::Yes)
            }
            ("minItems", Value::Array(items)) => {
                certain(items.len() as u64 >= asserted.as_u64().unwrap_or(0))
            }
            ("maxItems", Value::Array(items)) => {
                certain(asserted.as_u64().is_none_or(|most| items.len() as u64 <= most))
            }
            ("uniqueItems", Value::Array(items)) => {
                let twice = items
                    .iter()
                    .enumerate()
                    .any(|(at, one)| items[..at].iter().any(|other| is_same(one, other)));
                certain(asserted != &Value::Bool(true) || !twice)
            }
            (_, Value::Object(members)) => self.object_admitted(members, keyword, asserted, depth),
            _ => Answer::Yes,
        }
    }

    fn number(&self, number: f64, keyword: &str, asserted: &Value) -> Answer {
        let bound = asserted.as_f64();
        let is_excluded = |keyword: &str| self.node.get(keyword) == Some(&Value::Bool(true));
        certain(match (keyword, bound) {
            ("minimum", Some(least)) => {
                number > least || (number >= least && !is_excluded("exclusiveMinimum"))
            }
            ("maximum", Some(most)) => number < most || (number <= most && !is_excluded("exclusiveMaximum")),
            ("exclusiveMinimum", Some(least)) => number > least,
            ("exclusiveMaximum", Some(most)) => number < most,
            ("multipleOf", Some(step)) => is_multiple(number, step),
            _ => true,
        })
    }

    fn object_admitted(
        &self,
        members: &Map<String, Value>,
        keyword: &str,
        asserted: &'a Value,
        depth: usize,
    ) -> Answer {
        let properties = self.node.get("properties").and_then(Value::as_object);
        let below = |node: &'a Value, value: &Value| {
            Values::of(self.document, &[(node, std::rc::Rc::clone(&self.at))]).admits_at(value, depth + 1)
        };
        match keyword {
            "required" => {
                let mut names = asserted.as_array().into_iter().flatten().filter_map(Value::as_str);
                certain(names.all(|name| members.contains_key(name)))
            }
            "properties" => {
                let nodes = asserted.as_object().into_iter().flatten();
                let each = nodes.filter_map(|(name, node)| Some(below(node, members.get(name)?)));
                each.max().unwrap_or(Answer::Yes)
            }
            "additionalProperties" if self.node.contains_key("patternProperties") => Answer::Undecidable,
            "additionalProperties" => {
                let known = |name: &str| properties.is_some_and(|known| known.contains_key(name));
                let others = members.iter().filter(|(name, _)| !known(name));
                others.map(|(_, value)| below(asserted, value)).max().unwrap_or(Answer::Yes)
            }
            "minProperties" => certain(members.len() as u64 >= asserted.as_u64().unwrap_or(0)),
            "maxProperties" => certain(asserted.as_u64().is_none_or(|most| members.len() as u64 <= most)),
            "dependencies"
            | "dependentRequired"
            | "dependentSchemas"
            | "patternProperties"
            | "propertyNames"
            | "unevaluatedProperties" => Answer::Undecidable,
            _ => Answer::Yes,
        }
    }
}

fn text_admitted(text: &str, keyword: &str, asserted: &Value) -> Answer {
    let length = text.chars().count() as u64;
    match keyword {
        "minLength" => certain(length >= asserted.as_u64().unwrap_or(0)),
        "maxLength" => certain(asserted.as_u64().is_none_or(|most| length <= most)),
        "pattern" if is_open(asserted) => Answer::Yes,
        "pattern" | "format" => Answer::Undecidable,
        _ => Answer::Yes,
    }
}

fn certain(is_so: bool) -> Answer {
    if is_so { Answer::Yes } else { Answer::No }
}
