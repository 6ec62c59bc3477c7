//! Parts of companions that become parts of the document, with everything they refer to.

use std::collections::VecDeque;

use foldhash::{HashMap, HashSet};
use serde_json::{Map, Value, json};

use crate::document::entered;
use crate::source::pointer::{child, percent_decode, segments};

/// How many references in a row are followed: a circle has no end.
const CHAIN: usize = 32;

/// What was taken from companions so far.
#[derive(Debug)]
pub(super) struct Grafts<'c> {
    companions: Vec<&'c Value>,
    /// The names in each section of the document's `components`.
    names: HashSet<(String, String)>,
    /// The section and the name of what stood at a pointer of a companion.
    given: HashMap<(usize, String), (String, String)>,
    /// What has a name and is not there yet.
    queue: VecDeque<(usize, String)>,
}

impl<'c> Grafts<'c> {
    pub(super) fn new(document: &Value, companions: Vec<&'c Value>) -> Self {
        let sections = document.get("components").and_then(Value::as_object).into_iter().flatten();
        let names = sections.flat_map(|(section, members)| {
            let members = members.as_object().into_iter().flat_map(Map::keys);
            members.map(|name| (section.clone(), name.clone()))
        });
        Self { companions, names: names.collect(), given: HashMap::default(), queue: VecDeque::new() }
    }

    /// A part of a companion, its references leading to where the parts they mean will stand in the document. A
    /// reference that leads nowhere becomes a schema that says nothing.
    pub(super) fn take(&mut self, at: usize, value: &Value) -> Value {
        self.part(at, value, false)
    }

    fn part(&mut self, at: usize, value: &Value, keys_are_names: bool) -> Value {
        match value {
            Value::Array(items) => items.iter().map(|item| self.part(at, item, false)).collect(),
            Value::Object(members) => {
                if let Some(reference) =
                    members.get("$ref").and_then(Value::as_str).filter(|_| !keys_are_names)
                {
                    return self.reference(at, reference, members);
                }
                let mut part = Map::new();
                for (key, member) in members {
                    // A link leads to the provider, past the gateway.
                    if key == "links" && !keys_are_names {
                        continue;
                    }
                    let member = match entered(key, keys_are_names) {
                        _ if key == "mapping" && !keys_are_names => self.mapping(at, member),
                        Some(names) => self.part(at, member, names),
                        None => member.clone(),
                    };
                    part.insert(key.clone(), member);
                }
                Value::Object(part)
            }
            other => other.clone(),
        }
    }

    fn reference(&mut self, at: usize, reference: &str, members: &Map<String, Value>) -> Value {
        let Some(target) = self.target(at, reference) else { return json!({}) };
        let mut part = members.clone();
        part.insert("$ref".to_owned(), json!(target));
        Value::Object(part)
    }

    /// A discriminator's values, which lead to schemas by reference or by name.
    fn mapping(&mut self, at: usize, mapping: &Value) -> Value {
        let members = mapping.as_object().into_iter().flatten().filter_map(|(value, target)| {
            let target = target.as_str()?;
            let named = format!("#/components/schemas/{target}");
            let reference = if target.contains(['#', '/']) { target } else { &named };
            Some((value.clone(), json!(self.target(at, reference)?)))
        });
        Value::Object(members.collect())
    }

    /// Where in the document that will stand which a reference means; `None` where it leads nowhere.
    fn target(&mut self, at: usize, reference: &str) -> Option<String> {
        let pointer = percent_decode(reference.strip_prefix('#')?).into_owned();
        let companion = self.companions[at];
        companion.pointer(&pointer)?;
        let parts: Vec<_> = segments(&pointer).collect();
        // What stands in a component is taken with the whole of it.
        let (base, section, wish, rest) = match &parts[..] {
            [components, section, name, rest @ ..] if components == "components" => {
                (child(&child("/components", section), name), section.as_ref(), name.to_string(), rest)
            }
            // Any other place has no counterpart in the document.
            others => (pointer.clone(), "schemas", called(others)?, &[][..]),
        };
        let key = (at, base);
        if !self.given.contains_key(&key) {
            let numbered = (2..).map(|number| format!("{wish}-{number}"));
            let mut names = std::iter::once(wish.clone()).chain(numbered);
            let name = names.find(|name| self.names.insert((section.to_owned(), name.clone())))?;
            self.given.insert(key.clone(), (section.to_owned(), name));
            self.queue.push_back(key.clone());
        }
        let (section, name) = &self.given[&key];
        let target = child(&child("#/components", section), name);
        Some(rest.iter().fold(target, |target, part| child(&target, part)))
    }

    /// Puts everything that was referred to into the document.
    pub(super) fn finish(mut self, document: &mut Value) {
        loop {
            while let Some((at, pointer)) = self.queue.pop_front() {
                let Some(value) = self.companions[at].pointer(&pointer) else { continue };
                let value = self.take(at, value);
                let (section, name) = self.given[&(at, pointer)].clone();
                let Some(root) = document.as_object_mut() else { return };
                let components = root.entry("components").or_insert_with(|| json!({}));
                if let Value::Object(components) = components
                    && let Value::Object(members) = components.entry(section).or_insert_with(|| json!({}))
                {
                    members.insert(name, value);
                }
            }
            if !self.subtypes() {
                return;
            }
        }
    }

    /// Asks for the schemas that extend one with a discriminator: nothing else refers to them. Whether there are any.
    fn subtypes(&mut self) -> bool {
        for at in 0..self.companions.len() {
            let root = self.companions[at];
            let schemas = root.pointer("/components/schemas").and_then(Value::as_object);
            for (name, schema) in schemas.into_iter().flatten() {
                let own = child("#/components/schemas", name);
                let is_known = |reference: &str| self.given.contains_key(&(at, reference[1..].to_owned()));
                let parents = schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
                let extends = parents.filter_map(|parent| parent.get("$ref")?.as_str()).any(|parent| {
                    let has_tag = || root.pointer(parent.get(1..)?)?.get("discriminator");
                    parent.starts_with('#') && is_known(parent) && has_tag().is_some()
                });
                if extends && !is_known(&own) {
                    self.target(at, &own);
                }
            }
        }
        !self.queue.is_empty()
    }
}

/// What a part is called that has no name of its own, by where it stands: `actions-item` in the list `actions`, else after the
/// path.
fn called(parts: &[impl AsRef<str>]) -> Option<String> {
    let parts: Vec<&str> = parts.iter().map(AsRef::as_ref).collect();
    let (last, outer) = parts.split_last()?;
    if !is_structure(last) || outer.last().is_some_and(|owner| matches!(*owner, "responses" | "parameters")) {
        return Some((*last).to_owned());
    }
    let nearest = outer.iter().rposition(|part| !is_structure(part))?;
    // `get` in `/paths/~1orders/get/requestBody/…` names nothing.
    let is_property = nearest.checked_sub(1).is_some_and(|at| outer[at] == "properties");
    if is_property {
        let item = if *last == "items" { "-item" } else { "" };
        return Some(format!("{}{item}", outer[nearest]));
    }
    let path = outer.get(1).filter(|_| outer[0] == "paths");
    let mut literals = path?.split('/').rev().filter(|segment| !segment.is_empty() && !segment.contains('{'));
    Some(literals.next().unwrap_or(last).to_owned())
}

/// Whether a segment of a pointer only says how schemas are put together, or is a media type or a path.
fn is_structure(segment: &str) -> bool {
    const WORDS: [&str; 9] = [
        "items",
        "schema",
        "properties",
        "allOf",
        "oneOf",
        "anyOf",
        "not",
        "content",
        "additionalProperties",
    ];
    WORDS.contains(&segment) || segment.contains('/') || segment.bytes().all(|byte| byte.is_ascii_digit())
}

/// What a value is, behind its references.
pub(super) fn resolved<'c>(root: &'c Value, value: &'c Value) -> &'c Value {
    let mut value = value;
    for _ in 0..CHAIN {
        let reference =
            value.get("$ref").and_then(Value::as_str).and_then(|reference| reference.strip_prefix('#'));
        let Some(target) = reference.and_then(|pointer| root.pointer(&percent_decode(pointer))) else {
            break;
        };
        value = target;
    }
    value
}
