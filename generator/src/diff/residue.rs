//! What the IR has no room for, compared in the documents themselves: bounds, defaults and formats of values without a
//! name, components nobody uses, documentation of everything, and what the client doesn't read.

use std::collections::{BTreeSet, HashSet};

use serde_json::Value;

use super::{
    Direction, Finding, Found, Kind, Place, Rust,
    constraints::{self, Bound},
    refs,
    typed::became,
    walk::{self, Leaf},
};
use crate::api::{Content, Encoding, Pointer};
use crate::source::pointer;

/// Keywords that explain and demand nothing.
pub(super) const WORDS: &[&str] = &[
    "$comment",
    "contact",
    "description",
    "example",
    "examples",
    "externalDocs",
    "license",
    "summary",
    "termsOfService",
    "title",
    "x-lowcodeapi-native-url",
];

/// Keywords whose every meaning the IR carries, so that a difference which it doesn't show is one of spelling.
const CARRIED: &[&str] = &[
    "$ref",
    "allOf",
    "anyOf",
    "components",
    "const",
    "content",
    "in",
    "info",
    "items",
    "name",
    "nullable",
    "oneOf",
    "openapi",
    "operationId",
    "parameters",
    "paths",
    "prefixItems",
    "properties",
    "requestBody",
    "required",
    "responses",
    "schema",
    "security",
    "servers",
    "version",
];

/// Reports of two documents what nothing else has told.
pub(super) fn compare(found: &mut Found<'_>) {
    let (old, new) = (&found.old.document.value, &found.new.document.value);
    let leaves = walk::leaves(old, new);
    if leaves.is_empty() {
        return;
    }
    let reached = Reached { old: refs::reached(old), new: refs::reached(new) };
    let opaque = opaque(found);
    let mut words = 0;
    let mut unread = Vec::new();
    for leaf in &leaves {
        if !leaf.is_name
            && (WORDS.contains(&leaf.keyword) || (leaf.keyword == "version" && leaf.node == "/info"))
        {
            words += 1;
        } else if let Some(home) = reached.unused(leaf) {
            unused(found, leaf, &home, &mut unread);
        } else if opaque.iter().any(|origin| leaf.node.starts_with(origin)) {
            unread.push(leaf.keyword);
        } else if !leaf.is_name {
            keyword(found, leaf, &mut unread);
        }
    }
    // Both count the same places, but what moved is seen by one of them only.
    found.documentation = found.documentation.max(words);
    tell_unread(found, &unread);
}

/// Where contents stand that are carried as they are, whatever their schema says.
fn opaque(found: &Found<'_>) -> BTreeSet<String> {
    let carried = |content: &&Content| {
        matches!(content.encoding, Encoding::Text | Encoding::Bytes | Encoding::EventStream)
    };
    let operations = found.old.api.operations.iter().chain(&found.new.api.operations);
    let contents = operations.flat_map(|operation| {
        let answers = operation.responses.iter().flat_map(|response| &response.contents);
        operation.body.iter().flat_map(|body| &body.contents).chain(answers)
    });
    contents.filter(carried).map(|content| format!("{}/", content.origin.0)).collect()
}

/// The components that paths reach.
struct Reached {
    old: HashSet<String>,
    new: HashSet<String>,
}

impl Reached {
    /// The component a leaf stands in, or is, where no operation of either side reaches it.
    fn unused(&self, leaf: &Leaf<'_>) -> Option<String> {
        let place = pointer::child(&leaf.node, leaf.keyword);
        let segments: Vec<&str> = place.split('/').take(4).collect();
        let ["", "components", kind, _] = segments[..] else { return None };
        // What secures calls is named, not referenced.
        let home = segments.join("/");
        let lost = kind != "securitySchemes" && !self.old.contains(&home) && !self.new.contains(&home);
        lost.then_some(home)
    }
}

fn unused<'a>(found: &mut Found<'_>, leaf: &Leaf<'a>, home: &str, unread: &mut Vec<&'a str>) {
    let whole = leaf.node == "/components/schemas";
    let kind = match (leaf.old, leaf.new) {
        (Some(_), None) if whole => Kind::UnusedSchemaRemoved,
        (None, Some(_)) if whole => Kind::UnusedSchemaAdded,
        _ => return unread.push(leaf.keyword),
    };
    let name = leaf.keyword;
    let origin = Pointer(home.to_owned());
    let (what, gone) = if leaf.new.is_none() { ("removed", true) } else { ("added", false) };
    let value = Some(name.to_owned());
    found.report(Finding {
        place: Place::Component { name, operations: &[] },
        old_origin: gone.then_some(&origin),
        new_origin: (!gone).then_some(&origin),
        old: value.clone().filter(|_| gone),
        new: value.filter(|_| !gone),
        message: format!("schema `{name}`, which no operation uses, was {what}"),
        ..Finding::of(kind)
    });
}

fn keyword<'a>(found: &mut Found<'_>, leaf: &Leaf<'a>, unread: &mut Vec<&'a str>) {
    match leaf.keyword {
        keyword if constraints::KEYWORDS.contains(&keyword) => bound(found, leaf),
        "default" => default(found, leaf),
        "format" => format(found, leaf),
        "additionalProperties" if is_flag(leaf.old) && is_flag(leaf.new) => openness(found, leaf),
        "callbacks" | "webhooks" | "links" => callbacks(found, leaf),
        "enum" | "type" if is_same_or_respelled(leaf) => {}
        "allOf" | "anyOf" | "oneOf" if is_condition(leaf) && !found.told_around(&leaf.node) => {
            unread.push(leaf.keyword);
        }
        "security" if leaf.node.is_empty() && !found.told_around("") => unread.push("security"),
        // The stages' own: all of them are read.
        keyword if CARRIED.contains(&keyword) || keyword.starts_with("x-lowcodeapi-") => {}
        keyword if is_method(keyword) || found.told_around(&leaf.node) => {}
        keyword => unread.push(keyword),
    }
}

/// Whether a type or a list of values may say the same in another way: a type is implied by other keywords, values have
/// no order.
fn is_same_or_respelled(leaf: &Leaf<'_>) -> bool {
    let (Some(old), Some(new)) = (leaf.old, leaf.new) else { return leaf.keyword == "type" };
    match (old, new) {
        (Value::Array(old), Value::Array(new)) => {
            old.len() == new.len() && old.iter().all(|value| new.contains(value))
        }
        _ => !(old.is_string() && new.is_string()),
    }
}

/// Whether alternatives only say which members may stand together, of which the client knows nothing.
fn is_condition(leaf: &Leaf<'_>) -> bool {
    let conditional = |value: &Value| {
        let only = |members: &serde_json::Map<String, Value>| {
            members.keys().all(|key| matches!(key.as_str(), "required" | "not" | "title" | "description"))
        };
        value.as_array().is_some_and(|items| items.iter().all(|item| item.as_object().is_some_and(only)))
    };
    leaf.old.is_none_or(conditional) && leaf.new.is_none_or(conditional)
}

fn is_flag(value: Option<&Value>) -> bool {
    value.is_none_or(Value::is_boolean)
}

fn is_method(keyword: &str) -> bool {
    crate::repair::METHODS.contains(&keyword)
}

/// A finding about the node a leaf belongs to.
fn finding(leaf: &Leaf<'_>, kind: Kind, then: impl FnOnce(Finding<'_>)) {
    let origin = Pointer(leaf.node.clone());
    let component = refs::component(&leaf.node);
    let place = match &component {
        Some(name) => Place::Component { name, operations: &[] },
        None => Place::Document,
    };
    let (old_origin, new_origin) = (Some(&origin), Some(&origin));
    then(Finding {
        direction: direction(&leaf.node),
        place,
        old_origin,
        new_origin,
        rust: Some(Rust::None),
        ..Finding::of(kind)
    });
}

/// Which way the node at a pointer travels; a component, either.
fn direction(at: &str) -> Direction {
    let mut segments = pointer::segments(at);
    match (segments.next().as_deref(), segments.nth(2).as_deref()) {
        (Some("paths"), Some("responses")) => Direction::RECEIVED,
        (Some("paths"), _) => Direction::SENT,
        _ => Direction { sent: true, received: true },
    }
}

fn bound(found: &mut Found<'_>, leaf: &Leaf<'_>) {
    let keyword = leaf.keyword;
    let told = |value: Option<&Value>| value.map(|value| format!("{keyword} {value}"));
    let (old, new) = (told(leaf.old), told(leaf.new));
    if found.told_values(&["E11", "B10"], old.as_deref(), new.as_deref()) {
        return;
    }
    let Some(bound) = constraints::became(keyword, leaf.old, leaf.new) else { return };
    let kind = match bound {
        Bound::Tightened { .. } => Kind::ConstraintTightened,
        Bound::Loosened => Kind::ConstraintLoosened,
    };
    let value = |value: Option<&Value>| value.map(Value::to_string);
    let became = became(value(leaf.old).as_deref(), value(leaf.new).as_deref());
    let message = format!("`{keyword}` at `{}` {became}", leaf.node);
    finding(leaf, kind, |finding| found.report(Finding { old, new, message, ..finding }));
}

fn default(found: &mut Found<'_>, leaf: &Leaf<'_>) {
    let told = |value: Option<&Value>| value.map(Value::to_string);
    let (old, new) = (told(leaf.old), told(leaf.new));
    if found.told_values(&["E12", "B8", "G5"], old.as_deref(), new.as_deref())
        || found.told_around(&leaf.node)
    {
        return;
    }
    let message = format!("the default at `{}` {}", leaf.node, became(old.as_deref(), new.as_deref()));
    finding(leaf, Kind::DefaultChanged, |finding| {
        found.report(Finding { old, new, message, rust: None, ..finding });
    });
}

fn format(found: &mut Found<'_>, leaf: &Leaf<'_>) {
    if found.told_around(&leaf.node) {
        return;
    }
    let told = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
    let (old, new) = (told(leaf.old), told(leaf.new));
    let message = format!("the format at `{}` {}", leaf.node, became(old.as_deref(), new.as_deref()));
    finding(leaf, Kind::FormatChanged, |finding| found.report(Finding { old, new, message, ..finding }));
}

/// What the IR doesn't tell apart: nothing said about other members, and none allowed.
fn openness(found: &mut Found<'_>, leaf: &Leaf<'_>) {
    let closed = |value: Option<&Value>| value == Some(&Value::Bool(false));
    let (before, after) = (closed(leaf.old), closed(leaf.new));
    if before == after || found.told_around(&leaf.node) {
        return;
    }
    let (kind, word) = if after { (Kind::BecameClosed, "no longer") } else { (Kind::BecameOpen, "now") };
    let told = |value: Option<&Value>| value.map(Value::to_string);
    let (old, new) = (told(leaf.old), told(leaf.new));
    let message = format!("the object at `{}` may {word} have members the document doesn't name", leaf.node);
    finding(leaf, kind, |finding| found.report(Finding { old, new, message, ..finding }));
}

fn callbacks(found: &mut Found<'_>, leaf: &Leaf<'_>) {
    let message = format!("`{}` at `{}` changed, of which the client makes nothing", leaf.keyword, leaf.node);
    let was = |value: Option<&Value>| value.map(|_| leaf.keyword.to_owned());
    let (old, new) = (was(leaf.old), was(leaf.new));
    finding(leaf, Kind::CallbackChanged, |finding| found.report(Finding { old, new, message, ..finding }));
}

/// Everything the client doesn't read, as one change.
fn tell_unread(found: &mut Found<'_>, unread: &[&str]) {
    if unread.is_empty() {
        return;
    }
    let keywords: BTreeSet<String> = unread.iter().take(10).map(|keyword| format!("`{keyword}`")).collect();
    let places = if unread.len() == 1 { "place" } else { "places" };
    found.report(Finding {
        new: Some(unread.len().to_string()),
        message: format!(
            "{} {places} changed that the client doesn't read: {}",
            unread.len(),
            keywords.into_iter().collect::<Vec<_>>().join(", ")
        ),
        ..Finding::of(Kind::Unread)
    });
}
