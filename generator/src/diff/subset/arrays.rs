//! Whether the items of lists are those that another schema allows.

use std::rc::Rc;

use serde_json::Value;

use super::{
    Answer, Subset,
    values::{ANYTHING, Part, Values},
};
use crate::source::pointer;

/// Keywords that say something about lists only.
pub(super) const KEYWORDS: &[&str] = &[
    "additionalItems",
    "contains",
    "items",
    "maxContains",
    "maxItems",
    "minContains",
    "minItems",
    "prefixItems",
    "unevaluatedItems",
    "uniqueItems",
];

/// The items of a list by their place: the first ones, and all others.
struct Items<'a> {
    first: Vec<(&'a Value, Rc<str>)>,
    rest: (&'a Value, Rc<str>),
}

impl<'a> Items<'a> {
    /// In the spelling of any version: `prefixItems` and `items`, or a list of `items` and `additionalItems`.
    fn of(part: &Part<'a>) -> Self {
        let old_list = part.node.get("items").is_some_and(Value::is_array);
        let (list, rest) = if old_list { ("items", "additionalItems") } else { ("prefixItems", "items") };
        let each = part.node.get(list).and_then(Value::as_array).into_iter().flatten().enumerate();
        let at = pointer::child(&part.at, list);
        let first = each.map(|(position, node)| (node, Rc::from(pointer::child(&at, &position.to_string()))));
        let rest = part.below(rest).unwrap_or_else(|| (&ANYTHING, Rc::clone(&part.at)));
        Self { first: first.collect(), rest }
    }

    fn at(&self, position: usize) -> (&'a Value, Rc<str>) {
        self.first.get(position).unwrap_or(&self.rest).clone()
    }
}

impl<'a> Subset<'a> {
    pub(super) fn array(&mut self, narrow: &Values<'a>, wide: &Part<'a>, keyword: &str) -> Answer {
        let most = narrow.count("maxItems").min();
        let own = wide.node.get(keyword).and_then(Value::as_f64).unwrap_or(0.0);
        match keyword {
            "items" => self.items(narrow, wide, most),
            "prefixItems" if !wide.node.contains_key("items") => self.items(narrow, wide, most),
            "minItems" => {
                #[expect(clippy::cast_precision_loss, reason = "no list is that long")]
                let least = narrow.count("minItems").max().unwrap_or(0) as f64;
                self.unless(least >= own, narrow, wide, Answer::No)
            }
            "maxItems" => {
                #[expect(clippy::cast_precision_loss, reason = "no list is that long")]
                let is_met = most.is_some_and(|most| most as f64 <= own);
                self.unless(is_met, narrow, wide, Answer::No)
            }
            "uniqueItems" => {
                let is_wanted = wide.node.get(keyword) == Some(&Value::Bool(true));
                let is_met = !is_wanted || narrow.flag(keyword) || most.is_some_and(|most| most < 2);
                self.unless(is_met, narrow, wide, Answer::No)
            }
            "contains" | "unevaluatedItems" => self.condition(narrow, wide, keyword),
            _ => Answer::Yes,
        }
    }

    fn items(&mut self, narrow: &Values<'a>, wide: &Part<'a>, most: Option<u64>) -> Answer {
        let own: Vec<Items<'a>> = narrow.parts.iter().map(Items::of).collect();
        let other = Items::of(wide);
        let first = own.iter().map(|items| items.first.len()).chain([other.first.len()]).max().unwrap_or(0);
        let mut answer = Answer::Yes;
        // The place after the last that is told for itself stands for all others.
        for position in 0..=first {
            if most.is_some_and(|most| most <= position as u64) {
                break;
            }
            let mut nodes: Vec<_> = own.iter().map(|items| items.at(position)).collect();
            if nodes.iter().any(|(node, _)| !node.is_boolean() || **node == Value::Bool(false)) {
                nodes.retain(|(node, _)| **node != Value::Bool(true));
            }
            answer =
                answer.max(self.nodes(&(narrow.document, nodes), &(wide.document, vec![other.at(position)])));
        }
        answer
    }
}
