//! Whether the members of objects are those that another schema allows.

use std::collections::BTreeSet;
use std::rc::Rc;

use indexmap::IndexMap;
use serde_json::Value;

use super::{
    Answer, Subset, Travel,
    values::{ANYTHING, Part, Values},
};
use crate::source::pointer;

/// Keywords that say something about objects only.
pub(super) const KEYWORDS: &[&str] = &[
    "additionalProperties",
    "dependencies",
    "dependentRequired",
    "dependentSchemas",
    "maxProperties",
    "minProperties",
    "patternProperties",
    "properties",
    "propertyNames",
    "required",
    "unevaluatedProperties",
];

impl<'a> Subset<'a> {
    pub(super) fn object(
        &mut self,
        narrow: &Values<'a>,
        wide: &Part<'a>,
        keyword: &str,
        value: &'a Value,
    ) -> Answer {
        match keyword {
            "required" => self.required(narrow, wide, value),
            "properties" => self.properties(narrow, wide, value),
            "additionalProperties" => self.others(narrow, wide, value),
            "minProperties" => {
                let least = value.as_u64().unwrap_or(0);
                let named = narrow.required().len() as u64;
                let stated = narrow.count("minProperties").max();
                self.unless(named.max(stated.unwrap_or(0)) >= least, narrow, wide, Answer::No)
            }
            "maxProperties" => {
                let named =
                    narrow.parts.iter().filter(|part| is_closed(part)).map(|part| names(part).count());
                let most = named.map(|count| count as u64).chain(narrow.count("maxProperties")).min();
                let is_met = most.zip(value.as_u64()).is_some_and(|(most, bound)| most <= bound);
                self.unless(is_met, narrow, wide, Answer::No)
            }
            "unevaluatedProperties" if says_all_of_members(wide) => self.others(narrow, wide, value),
            "unevaluatedProperties" if value != &Value::Bool(false) && !value.is_object() => Answer::Yes,
            "patternProperties" => self.patterns(narrow, wide, value),
            keyword => self.condition(narrow, wide, keyword),
        }
    }

    fn required(&mut self, narrow: &Values<'a>, wide: &Part<'a>, names: &Value) -> Answer {
        let known = narrow.required();
        let mut answer = Answer::Yes;
        for name in names.as_array().into_iter().flatten().filter_map(Value::as_str) {
            let declared = wide.node.get("properties").and_then(|properties| properties.get(name));
            let declared = declared.map(|node| (node, Rc::from(member(&wide.at, name))));
            let travels = declared
                .iter()
                .all(|node| self.travels(&Values::of(wide.document, std::slice::from_ref(node))));
            if known.contains(&name) || !travels {
                continue;
            }
            let own = narrow.declared(name);
            if own.is_empty() || self.travels(&Values::of(narrow.document, &own)) {
                let at = own.into_iter().next().map_or_else(|| Rc::clone(&narrow.at), |(_, at)| at);
                let wide = declared.map_or_else(|| Rc::clone(&wide.at), |(_, at)| at);
                answer = answer.max(self.note((&at, &at), &wide, Answer::No));
            }
        }
        answer
    }

    fn properties(&mut self, narrow: &Values<'a>, wide: &Part<'a>, properties: &'a Value) -> Answer {
        let mut answer = Answer::Yes;
        for (name, node) in properties.as_object().into_iter().flatten() {
            let own = narrow.member(name);
            let node = (node, Rc::from(member(&wide.at, name)));
            // A member that only comes to be named isn't one of the values so far.
            if own.is_empty() || !self.travel(narrow, &own, wide, &node) {
                continue;
            }
            answer = answer.max(self.nodes(&(narrow.document, own), &(wide.document, vec![node])));
        }
        answer
    }

    /// Members by patterns, as far as both sides have the same ones.
    fn patterns(&mut self, narrow: &Values<'a>, wide: &Part<'a>, patterns: &'a Value) -> Answer {
        let node = |part: &Part<'a>, pattern: &str| {
            let schema = part.node.get("patternProperties")?.get(pattern)?;
            let at = pointer::child(&pointer::child(&part.at, "patternProperties"), pattern);
            Some((schema, Rc::from(at)))
        };
        let mut answer = Answer::Yes;
        for pattern in patterns.as_object().into_iter().flat_map(serde_json::Map::keys) {
            let own: Vec<_> = narrow.parts.iter().filter_map(|part| node(part, pattern)).collect();
            answer = answer.max(if own.is_empty() {
                self.gap(narrow, &wide.at, Answer::Undecidable)
            } else {
                let other = node(wide, pattern).into_iter().collect();
                self.nodes(&(narrow.document, own), &(wide.document, other))
            });
        }
        answer
    }

    /// Whether a member that both sides have travels at all.
    fn travel(
        &self,
        narrow: &Values<'a>,
        own: &[(&'a Value, Rc<str>)],
        wide: &Part<'a>,
        node: &(&'a Value, Rc<str>),
    ) -> bool {
        self.travels(&Values::of(narrow.document, own))
            && self.travels(&Values::of(wide.document, std::slice::from_ref(node)))
    }

    fn travels(&self, member: &Values<'_>) -> bool {
        !member.flag(match self.travel {
            Travel::Sent => "readOnly",
            Travel::Received => "writeOnly",
        })
    }

    /// Members that the wider schema doesn't name.
    fn others(&mut self, narrow: &Values<'a>, wide: &Part<'a>, value: &'a Value) -> Answer {
        let says_nothing =
            *value == Value::Bool(true) || value.as_object().is_some_and(serde_json::Map::is_empty);
        // Whoever receives members that nothing names leaves them alone.
        if says_nothing || (self.travel == Travel::Received && *value == Value::Bool(false)) {
            return Answer::Yes;
        }
        let patterns =
            narrow.parts.iter().chain([wide]).any(|part| part.node.contains_key("patternProperties"));
        if patterns {
            // Which names a pattern means can't be told, so the same ones have to be left to it on both sides.
            let is_alike = narrow.parts.iter().any(|part| {
                speak_of_the_same(part, wide) && self.says_the_same(part, wide, &["additionalProperties"])
            });
            return self.unless(is_alike, narrow, wide, Answer::Undecidable);
        }
        let rest = (value, Rc::from(pointer::child(&wide.at, "additionalProperties")));
        let mut answer = Answer::Yes;
        let named: IndexMap<&str, ()> = narrow.parts.iter().flat_map(names).map(|name| (name, ())).collect();
        for name in named.keys().filter(|name| !names(wide).any(|known| known == **name)) {
            let own = narrow.member(name);
            if self.travels(&Values::of(narrow.document, &own)) {
                answer =
                    answer.max(self.nodes(&(narrow.document, own), &(wide.document, vec![rest.clone()])));
            }
        }
        if narrow.parts.iter().any(is_closed) {
            return answer;
        }
        let mut own: Vec<_> =
            narrow.parts.iter().filter_map(|part| part.below("additionalProperties")).collect();
        if own.is_empty() {
            own.push((&ANYTHING, Rc::clone(&narrow.at)));
        }
        answer.max(self.nodes(&(narrow.document, own), &(wide.document, vec![rest])))
    }
}

impl<'a> Values<'a> {
    pub(super) fn required(&self) -> Vec<&'a str> {
        let lists = self.parts.iter().filter_map(|part| part.node.get("required")?.as_array());
        let mut names: Vec<&str> = lists.flatten().filter_map(Value::as_str).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    pub(super) fn declared(&self, name: &str) -> Vec<(&'a Value, Rc<str>)> {
        let each = self.parts.iter().filter_map(|part| {
            Some((part.node.get("properties")?.get(name)?, Rc::from(member(&part.at, name))))
        });
        each.collect()
    }

    /// All that is said about a member, whether by its name or as one of those without; nothing where it isn't one.
    pub(super) fn member(&self, name: &str) -> Vec<(&'a Value, Rc<str>)> {
        let unnamed = self.parts.iter().filter(|part| !names(part).any(|known| known == name));
        // A pattern may mean it.
        let unnamed = unnamed.filter(|part| !part.node.contains_key("patternProperties"));
        let others = unnamed.filter_map(|part| part.below("additionalProperties"));
        let others: Vec<_> = others.filter(|(value, _)| **value != Value::Bool(true)).collect();
        let mut all = self.declared(name);
        all.extend(others);
        all
    }

    /// The values of a keyword that counts.
    pub(super) fn count(&self, keyword: &'static str) -> impl Iterator<Item = u64> {
        self.parts.iter().filter_map(move |part| {
            let value = part.node.get(keyword)?;
            value.as_u64().or_else(|| bounds_of(value))
        })
    }
}

/// A count that is written as `1.0`.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is a whole number from 0")]
fn bounds_of(value: &Value) -> Option<u64> {
    value.as_f64().filter(|number| *number >= 0.0 && number.fract() == 0.0).map(|number| number as u64)
}

/// The names of the members that a schema names.
pub(super) fn names<'a>(part: &Part<'a>) -> impl Iterator<Item = &'a str> {
    let properties = part.node.get("properties").and_then(Value::as_object);
    properties.into_iter().flat_map(|members| members.keys().map(String::as_str))
}

/// Whether two schemas name the same members and the same patterns.
fn speak_of_the_same(one: &Part<'_>, other: &Part<'_>) -> bool {
    let names = |part: &Part<'_>, keyword: &str| -> BTreeSet<String> {
        let named = part.node.get(keyword).and_then(Value::as_object);
        named.into_iter().flat_map(|named| named.keys().cloned()).collect()
    };
    ["patternProperties", "properties"]
        .into_iter()
        .all(|keyword| names(one, keyword) == names(other, keyword))
}

fn is_closed(part: &Part<'_>) -> bool {
    let excludes = |keyword: &str| part.node.get(keyword) == Some(&Value::Bool(false));
    excludes("additionalProperties") || (excludes("unevaluatedProperties") && says_all_of_members(part))
}

/// Whether nothing but a schema itself says something of members, so that those it leaves unevaluated are those it doesn't
/// name (JSON Schema 2020-12, core 11.3).
fn says_all_of_members(part: &Part<'_>) -> bool {
    const OTHERS: [&str; 10] = [
        "$ref",
        "additionalProperties",
        "allOf",
        "anyOf",
        "dependentSchemas",
        "else",
        "if",
        "oneOf",
        "patternProperties",
        "then",
    ];
    !OTHERS.iter().any(|keyword| part.node.contains_key(*keyword))
}

fn member(at: &str, name: &str) -> String {
    pointer::child(&pointer::child(at, "properties"), name)
}
