//! The instances of a subject: valid ones, those that only a strict reading of `oneOf` refuses, and open ones.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::examples::examples;
use super::subjects::Subject;
use crate::draw::{Draw, Put};
use crate::json::Json;
use crate::schema::{Node, Validators, Verdict};

/// So many draws in a row that bring nothing new are enough.
const STALE: usize = 12;
/// Longer ones take long, and show no more.
const LONGEST: usize = 1 << 17;
/// Into so many places of an instance something is put in that no schema has.
const OPEN: usize = 3;

/// Why an instance has to come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Class {
    /// The schema allows it.
    Valid,
    /// Several alternatives of a `oneOf` allow it.
    Overlapping,
    /// It has a value that isn't listed, or a member that isn't declared: a later version of the service.
    Open,
}

/// An instance.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Instance {
    /// The number of its subject.
    pub(super) subject: usize,
    /// Why it has to come back.
    pub(super) class: Class,
    /// Whether the document gives it as an example.
    pub(super) example: bool,
    /// Its JSON text.
    pub(super) text: String,
}

/// What came of drawing from one schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Drawn {
    /// There are instances.
    Some,
    /// None that was drawn is valid.
    NoneValid,
    /// None could be drawn.
    None,
}

/// Draws up to so many instances of a subject.
pub(super) fn instances<'d>(
    document: &'d Value,
    draw: &Draw<'d>,
    validators: &Validators,
    (number, subject): (usize, &Subject),
    most: usize,
    found: &mut Vec<Instance>,
) -> Drawn {
    let Some(node) = Node::find(document, &subject.pointer) else { return Drawn::None };
    let mut seen: HashSet<String> = HashSet::new();
    let mut push = |value: &Json, class: Option<Class>, example: bool| -> Option<Class> {
        // `null` is said where a named type is used, not by the type.
        if subject.named && *value == Json::Null {
            return None;
        }
        let text = value.to_string();
        if text.len() > LONGEST || !seen.insert(text.clone()) {
            return None;
        }
        let class = match class {
            Some(class) => class,
            None => match validators.judge(number, &value.value()) {
                Verdict::Valid => Class::Valid,
                Verdict::Overlapping => Class::Overlapping,
                Verdict::Invalid => return None,
            },
        };
        found.push(Instance { subject: number, class, example, text });
        Some(class)
    };
    let mut valid = 0;
    for example in examples(document, subject) {
        valid += usize::from(push(&Json::of(example), None, true).is_some());
    }
    let (mut drawn, mut stale, mut first_valid) = (0, 0, Vec::new());
    for at in 0..most * 4 {
        if drawn >= most || stale >= STALE {
            break;
        }
        let Some(instance) = draw.instance(node.value, at, None) else {
            stale += 1;
            continue;
        };
        match push(&instance.value, None, false) {
            Some(_) => {
                drawn += 1;
                stale = 0;
                if first_valid.len() < 2 {
                    first_valid.push((at, instance));
                }
            }
            None => stale += 1,
        }
    }
    for (at, plain) in &first_valid {
        let listed = spread(plain.listed).map(Put::Unlisted);
        let undeclared = spread(plain.objects).map(Put::Undeclared);
        for put in listed.chain(undeclared) {
            if let Some(instance) = draw.instance(node.value, *at, Some(put)) {
                push(&instance.value, Some(Class::Open), false);
            }
        }
    }
    match (drawn + valid, draw.instance(node.value, 0, None).or_else(|| draw.instance(node.value, 1, None))) {
        (0, None) => Drawn::None,
        (0, Some(instance)) if subject.named && instance.value == Json::Null => Drawn::Some,
        (0, Some(_)) => Drawn::NoneValid,
        _ => Drawn::Some,
    }
}

/// A few of so many places, from the first to the last.
fn spread(count: usize) -> impl Iterator<Item = usize> {
    let wanted = count.min(OPEN);
    (0..wanted).map(move |at| if wanted == 1 { 0 } else { at * (count - 1) / (wanted - 1) })
}
