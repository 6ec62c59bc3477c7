//! The values of a schema: what it says together with all that it refers to and is composed of.

use std::rc::Rc;
use std::sync::LazyLock;

use serde_json::{Map, Value};

use super::{Answer, types::Types};
use crate::source::pointer;

/// One of the schemas that a value has to meet, without what it refers to and is composed of.
#[derive(Clone)]
pub(super) struct Part<'a> {
    pub(super) document: &'a Value,
    pub(super) node: &'a Map<String, Value>,
    pub(super) at: Rc<str>,
    /// Which of its alternatives was chosen, so that the keyword says nothing more.
    chosen: Option<&'static str>,
}

/// The values that meet all of some schemas.
#[derive(Clone)]
pub(super) struct Values<'a> {
    pub(super) document: &'a Value,
    pub(super) parts: Vec<Part<'a>>,
    pub(super) types: Types,
    /// Whether `null` is one of them.
    pub(super) null: Answer,
    /// Alternatives of which none of them is one.
    pub(super) apart: Vec<Rc<Values<'a>>>,
    /// Whether they are those of an alternative.
    pub(super) is_alternative: bool,
    /// Where the schema stands, and where it is referred to.
    pub(super) at: Rc<str>,
    pub(super) used_at: Rc<str>,
}

/// No value at all.
static NEVER: LazyLock<Map<String, Value>> =
    LazyLock::new(|| Map::from_iter([("enum".to_owned(), Value::Array(Vec::new()))]));

/// Stands where a schema takes anything.
pub(super) static ANYTHING: LazyLock<Value> = LazyLock::new(|| Value::Bool(true));

/// How far alternatives of alternatives are followed; only hostile documents go deeper.
const DEEPEST: usize = 12;

/// Keywords of alternatives.
const UNIONS: [&str; 2] = ["anyOf", "oneOf"];

impl<'a> Values<'a> {
    /// Those that meet all nodes, each with its place.
    pub(super) fn of(document: &'a Value, nodes: &[(&'a Value, Rc<str>)]) -> Self {
        Self::deep(document, nodes, 0)
    }

    fn deep(document: &'a Value, nodes: &[(&'a Value, Rc<str>)], depth: usize) -> Self {
        let mut parts = Vec::new();
        for (node, at) in nodes {
            gather(document, node, at, &mut parts);
        }
        let types = parts.iter().fold(Types::ANY, |types, part| types.and(of_part(part, depth)));
        let null = nodes.iter().map(|(node, _)| null(document, node, 0)).max().unwrap_or(Answer::Yes);
        // What only refers to something stands where that stands.
        let own = parts.iter().find(|part| !part.node.contains_key("$ref"));
        let used_at = nodes.first().map_or_else(|| Rc::from(""), |(_, at)| Rc::clone(at));
        let at = own.map_or_else(|| Rc::clone(&used_at), |part| Rc::clone(&part.at));
        Self { document, parts, types, null, apart: Vec::new(), is_alternative: false, at, used_at }
    }

    /// What tells them from others.
    pub(super) fn key(&self) -> Vec<usize> {
        let parts = self.parts.iter().map(|part| {
            let address = std::ptr::from_ref(part.node) as usize;
            address + part.chosen.map_or(0, |keyword| if keyword == "anyOf" { 1 } else { 2 })
        });
        let apart = self.apart.iter().map(|other| Rc::as_ptr(other) as usize);
        let about = [usize::from(self.types.0), self.null as usize, usize::from(self.is_alternative)];
        parts.chain(about).chain(apart).collect()
    }

    /// Those of them that are of these types.
    pub(super) fn only(&self, types: Types) -> Self {
        Self { types: self.types.and(types), null: Answer::No, ..self.clone() }
    }

    /// All of them, where they are listed.
    pub(super) fn finite(&self) -> Option<Vec<Value>> {
        let lists = self.parts.iter().filter_map(|part| match part.node.get("const") {
            Some(value) => Some(vec![value.clone()]),
            None => part.node.get("enum")?.as_array().cloned(),
        });
        let mut values = lists.min_by_key(Vec::len)?;
        values.retain(|value| !value.is_null() && self.types.has(Types::of(value)));
        Some(values)
    }

    /// Their alternatives, where they have some: of each its own values.
    pub(super) fn split(&self) -> Option<Vec<Self>> {
        let mut unions = self.parts.iter().enumerate().filter_map(|(at, part)| {
            let keyword = UNIONS.iter().find(|keyword| {
                part.chosen != Some(**keyword) && part.node.get(**keyword).is_some_and(Value::is_array)
            })?;
            Some((at, *keyword))
        });
        let (at, keyword) = unions.next()?;
        let part = &self.parts[at];
        let nodes = part.alternatives(keyword);
        let all: Vec<Rc<Self>> =
            nodes.iter().map(|node| Rc::new(Self::of(self.document, std::slice::from_ref(node)))).collect();
        let mut alternatives = Vec::new();
        for (own, alternative) in all.iter().enumerate().filter(|(_, one)| one.types.has(self.types)) {
            let mut parts = self.parts.clone();
            parts[at].chosen = Some(keyword);
            for part in &alternative.parts {
                // One that refers to what it is an alternative of says nothing new.
                if !parts.iter().any(|known| std::ptr::eq(known.node, part.node)) {
                    parts.push(part.clone());
                }
            }
            let others = all.iter().enumerate().filter(|(other, _)| keyword == "oneOf" && *other != own);
            alternatives.push(Self {
                document: self.document,
                parts,
                types: self.types.and(alternative.types),
                null: Answer::No,
                apart: others.map(|(_, other)| other).chain(&self.apart).map(Rc::clone).collect(),
                is_alternative: true,
                at: Rc::clone(&alternative.at),
                used_at: Rc::clone(&alternative.used_at),
            });
        }
        Some(alternatives)
    }

    /// Whether a flag of a schema is set.
    pub(super) fn flag(&self, keyword: &str) -> bool {
        self.parts.iter().any(|part| part.node.get(keyword) == Some(&Value::Bool(true)))
    }
}

impl<'a> Part<'a> {
    /// Its alternatives by one keyword, each with its place.
    pub(super) fn alternatives(&self, keyword: &str) -> Vec<(&'a Value, Rc<str>)> {
        let list = pointer::child(&self.at, keyword);
        let alternatives = self.node.get(keyword).and_then(Value::as_array).into_iter().flatten();
        let each = alternatives.enumerate();
        each.map(|(at, node)| (node, Rc::from(pointer::child(&list, &at.to_string())))).collect()
    }

    /// What stands below it, with its place.
    pub(super) fn below(&self, keyword: &str) -> Option<(&'a Value, Rc<str>)> {
        Some((self.node.get(keyword)?, Rc::from(pointer::child(&self.at, keyword))))
    }

    /// Whether one of its alternatives was chosen by this keyword.
    pub(super) fn is_chosen(&self, keyword: &str) -> bool {
        self.chosen == Some(keyword)
    }
}

/// Where a reference leads.
pub(super) fn target<'a>(document: &'a Value, reference: &str) -> Option<(&'a Value, Rc<str>)> {
    let at = pointer::percent_decode(reference.strip_prefix('#')?);
    Some((document.pointer(&at)?, Rc::from(&*at)))
}

/// A schema, what it refers to, and what it is composed of.
fn gather<'a>(document: &'a Value, node: &'a Value, at: &Rc<str>, parts: &mut Vec<Part<'a>>) {
    let node = match node {
        Value::Object(node) => node,
        Value::Bool(false) => &*NEVER,
        _ => return,
    };
    if parts.iter().any(|part| std::ptr::eq(part.node, node)) {
        return;
    }
    let part = Part { document, node, at: Rc::clone(at), chosen: None };
    let composed = part.alternatives("allOf");
    parts.push(part);
    let reference = node.get("$ref").and_then(Value::as_str);
    let target = reference.and_then(|reference| target(document, reference));
    for (node, at) in target.into_iter().chain(composed) {
        gather(document, node, &at, parts);
    }
}

fn of_part(part: &Part<'_>, depth: usize) -> Types {
    let node = part.node;
    let listed =
        |values: &[Value]| values.iter().fold(Types::NONE, |types, value| types.or(Types::of(value)));
    let own = match (node.get("type"), node.get("const"), node.get("enum").and_then(Value::as_array)) {
        (Some(Value::String(name)), ..) => Types::named(name),
        (Some(Value::Array(names)), ..) => {
            let names = names.iter().filter_map(Value::as_str);
            names.fold(Types::NONE, |types, name| types.or(Types::named(name)))
        }
        (_, Some(value), _) => Types::of(value),
        (_, _, Some(values)) => listed(values),
        // What describes members is meant for objects.
        _ if node.contains_key("properties") || node.contains_key("additionalProperties") => Types::OBJECT,
        _ if node.contains_key("items") => Types::ARRAY,
        _ => Types::ANY,
    };
    let unions = UNIONS.iter().filter(|keyword| node.get(**keyword).is_some_and(Value::is_array));
    unions.fold(own, |types, keyword| {
        if depth > DEEPEST {
            return types;
        }
        let each = part.alternatives(keyword).into_iter();
        let each = each.map(|node| Values::deep(part.document, &[node], depth + 1).types);
        types.and(each.fold(Types::NONE, Types::or))
    })
}

/// Whether a schema takes `null`, in any of its spellings. `nullable` counts for all that stands beside it.
pub(super) fn null(document: &Value, node: &Value, depth: usize) -> Answer {
    let node = match node {
        Value::Object(node) => node,
        Value::Bool(false) => return Answer::No,
        _ => return Answer::Yes,
    };
    if node.get("nullable") == Some(&Value::Bool(true)) {
        return Answer::Yes;
    }
    if depth > DEEPEST {
        return Answer::Undecidable;
    }
    let deep = |node: &Value| null(document, node, depth + 1);
    let typed = match node.get("type") {
        None => node.contains_key("properties") || node.contains_key("items"),
        Some(Value::Array(names)) => !names.iter().any(|name| name == "null"),
        Some(name) => name != "null",
    };
    let excluded = node.get("const").is_some_and(|value| !value.is_null())
        || node.get("enum").and_then(Value::as_array).is_some_and(|values| !values.contains(&Value::Null));
    if typed || excluded {
        return Answer::No;
    }
    let mut answer = Answer::Yes;
    if let Some(reference) = node.get("$ref").and_then(Value::as_str) {
        answer = target(document, reference).map_or(Answer::Undecidable, |(node, _)| deep(node));
    }
    let all = |keyword: &str| node.get(keyword).and_then(Value::as_array);
    if let Some(parts) = all("allOf") {
        answer = parts.iter().fold(answer, |answer, part| answer.max(deep(part)));
    }
    for keyword in UNIONS {
        if let Some(alternatives) = all(keyword) {
            let mut answers: Vec<Answer> = alternatives.iter().map(deep).collect();
            answers.sort_unstable();
            answer = answer.max(match answers[..] {
                // Of alternatives that exclude each other it may be one only.
                [Answer::Yes, Answer::Yes, ..] if keyword == "oneOf" => Answer::No,
                [Answer::Yes, Answer::Undecidable, ..] if keyword == "oneOf" => Answer::Undecidable,
                [first, ..] => first,
                [] => Answer::No,
            });
        }
    }
    if let Some(excluded) = node.get("not") {
        answer = answer.max(deep(excluded).opposite());
    }
    if node.contains_key("if") { answer.max(Answer::Undecidable) } else { answer }
}
