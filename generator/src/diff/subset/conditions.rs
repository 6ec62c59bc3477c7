//! Whether conditions that schemas state beside types and bounds are met: where both say the same, or where what the wider
//! schema demands follows from what the narrower one does.

use std::rc::Rc;

use serde_json::{Map, Value};

use super::{
    Answer, Subset,
    unchanged::Unchanged,
    values::{ANYTHING, Part, Values},
};
use crate::source::pointer;

impl<'a> Subset<'a> {
    /// Whether all values meet the condition that a keyword of the wider schema states.
    pub(super) fn condition(&mut self, narrow: &Values<'a>, wide: &Part<'a>, keyword: &str) -> Answer {
        let together: &[&str] = match keyword {
            "contains" => &["contains", "minContains", "maxContains"],
            "if" => &["if", "then", "else"],
            _ => &[keyword],
        };
        let is_met = narrow.parts.iter().any(|part| self.says_the_same(part, wide, together))
            || match keyword {
                "dependentRequired" => narrow.depends_on_as_much(wide),
                _ => narrow.parts.iter().any(|part| self.follows(part, wide, keyword)),
            };
        self.unless(is_met, narrow, wide, Answer::Undecidable)
    }

    fn follows(&mut self, narrow: &Part<'a>, wide: &Part<'a>, keyword: &str) -> bool {
        match keyword {
            "contains" => self.contains(narrow, wide),
            "dependentSchemas" => self.schemas(narrow, wide, keyword),
            // What is ruled out is compared the other way round.
            "not" => {
                can_be_turned(narrow.node.get(keyword), wide.node.get(keyword))
                    && self.implies(wide, narrow, keyword)
            }
            "propertyNames" => narrow.node.contains_key(keyword) && self.implies(narrow, wide, keyword),
            "if" => {
                self.says_the_same(narrow, wide, &["if"])
                    && self.implies(narrow, wide, "then")
                    && self.implies(narrow, wide, "else")
            }
            keyword => self.says_the_same(narrow, wide, &[keyword]),
        }
    }

    /// Whether what a keyword of one schema takes is taken by that of another, both of which may be missing.
    fn implies(&mut self, one: &Part<'a>, other: &Part<'a>, keyword: &str) -> bool {
        let schema = |part: &Part<'a>| {
            let schema = part.below(keyword);
            (part.document, vec![schema.unwrap_or_else(|| (&ANYTHING, Rc::clone(&part.at)))])
        };
        self.quietly(|this| this.nodes(&schema(one), &schema(other))) == Answer::Yes
    }

    fn contains(&mut self, narrow: &Part<'a>, wide: &Part<'a>) -> bool {
        let count = |part: &Part<'_>, keyword: &str| part.node.get(keyword).and_then(Value::as_u64);
        let least = |part| count(part, "minContains").unwrap_or(1);
        let is_counted = match (count(narrow, "maxContains"), count(wide, "maxContains")) {
            (_, None) => true,
            // No more items than before may be among those that are counted.
            (own, Some(most)) => {
                own.is_some_and(|own| own <= most) && self.says_the_same(narrow, wide, &["contains"])
            }
        };
        narrow.node.contains_key("contains")
            && least(narrow) >= least(wide)
            && is_counted
            && self.implies(narrow, wide, "contains")
    }

    /// Whether each schema by name that the wider schema states is one that the narrower one states as tightly.
    fn schemas(&mut self, narrow: &Part<'a>, wide: &Part<'a>, keyword: &str) -> bool {
        let stated = wide.node.get(keyword).and_then(Value::as_object).into_iter().flatten();
        let own = narrow.node.get(keyword).and_then(Value::as_object);
        let node = |part: &Part<'a>, name: &str, schema: &'a Value| {
            let at = pointer::child(&pointer::child(&part.at, keyword), name);
            (part.document, vec![(schema, Rc::from(at))])
        };
        stated.into_iter().all(|(name, schema)| {
            let other = node(wide, name, schema);
            let own = own.and_then(|own| own.get(name)).map(|schema| node(narrow, name, schema));
            own.is_some_and(|own| self.quietly(|this| this.nodes(&own, &other)) == Answer::Yes)
        })
    }

    /// Whether keywords that aren't looked into say the same on both sides.
    pub(super) fn opaque(&mut self, narrow: &Values<'a>, wide: &Part<'a>, keywords: &[&str]) -> Answer {
        let is_same = narrow.parts.iter().any(|part| self.says_the_same(part, wide, keywords));
        self.unless(is_same, narrow, wide, Answer::Undecidable)
    }

    pub(super) fn says_the_same(&self, one: &Part<'_>, other: &Part<'_>, keywords: &[&str]) -> bool {
        keywords.iter().all(|keyword| match (one.node.get(*keyword), other.node.get(*keyword)) {
            (Some(one), Some(other)) => {
                let leads_elsewhere = |unchanged: &Rc<Unchanged>| unchanged.refers_to_differing(other);
                is_alike(one, other) && !self.unchanged.as_ref().is_some_and(leads_elsewhere)
            }
            (one, other) => one.is_none() && other.is_none(),
        })
    }
}

impl<'a> Values<'a> {
    /// Whether members that the wider schema asks for beside another are asked for here, beside it or in any case.
    fn depends_on_as_much(&self, wide: &Part<'a>) -> bool {
        let dependent =
            |node: &'a Map<String, Value>| node.get("dependentRequired").and_then(Value::as_object);
        let required = self.required();
        let stated = dependent(wide.node).into_iter().flatten();
        stated.into_iter().all(|(name, others)| {
            let own = self.parts.iter().filter_map(|part| dependent(part.node)?.get(name)?.as_array());
            let own: Vec<&str> = own.flatten().filter_map(Value::as_str).collect();
            let mut others = others.as_array().into_iter().flatten().filter_map(Value::as_str);
            others.all(|other| other == name || own.contains(&other) || required.contains(&other))
        })
    }
}

/// Whether two schemas are the same but for the order of what has none.
fn is_alike(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let has_like = |(keyword, value): (&String, &Value)| {
                let other = other.get(keyword);
                other.is_some_and(|other| match (value, other) {
                    (Value::Array(one), Value::Array(other)) if UNORDERED.contains(&keyword.as_str()) => {
                        one.len() == other.len()
                            && one.iter().all(|item| other.iter().any(|other| is_alike(item, other)))
                            && other.iter().all(|item| one.iter().any(|other| is_alike(item, other)))
                    }
                    (value, other) => is_alike(value, other),
                })
            };
            one.len() == other.len() && one.iter().all(has_like)
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_alike(one, other))
        }
        (one, other) => one == other,
    }
}

/// Keywords whose lists have no order.
const UNORDERED: [&str; 6] = ["allOf", "anyOf", "enum", "oneOf", "required", "type"];

/// Whether what one schema says can be held against another the other way round: where it speaks of scalars and of members
/// that have to be there. What it says of other values within objects and lists is read as services mean it.
fn can_be_turned(schema: Option<&Value>, other: Option<&Value>) -> bool {
    const PLAIN: [&str; 12] = [
        "const",
        "enum",
        "exclusiveMaximum",
        "exclusiveMinimum",
        "format",
        "maxLength",
        "maximum",
        "minLength",
        "minimum",
        "multipleOf",
        "required",
        "type",
    ];
    let requires = |schema: &Value, name: &str| {
        let required = schema.get("required").and_then(Value::as_array);
        required.is_some_and(|names| names.iter().any(|one| one == name))
    };
    let Some((schema, members)) = schema.and_then(|schema| Some((schema, schema.as_object()?))) else {
        return false;
    };
    members.iter().all(|(keyword, value)| match (keyword.as_str(), value.as_object()) {
        ("properties", Some(properties)) => properties.iter().all(|(name, property)| {
            let of_other = other.and_then(|other| other.get(keyword)?.get(name));
            requires(schema, name) && of_other.is_some() && can_be_turned(Some(property), of_other)
        }),
        _ => PLAIN.contains(&keyword.as_str()),
    })
}
