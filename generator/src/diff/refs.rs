//! Who reaches what in a document: operations, along references, the components.

use std::rc::Rc;

use foldhash::{HashMap, HashSet};
use indexmap::IndexSet;
use serde_json::Value;

use super::{Direction, pairs::Reach};
use crate::names::PlaceKey;
use crate::source::pointer;

/// The name of the component a pointer leads into.
pub(super) fn component(pointer: &str) -> Option<String> {
    let mut segments = pointer::segments(pointer);
    (segments.next()? == "components").then_some(())?;
    segments.nth(1).map(std::borrow::Cow::into_owned)
}

/// How far references to references are followed; only hostile documents go deeper.
const DEEPEST: usize = 16;

/// Where the node at a pointer refers to, and where that does, until there is what is meant.
pub(super) fn chain(document: &Value, at: &str) -> Vec<String> {
    let mut chain: Vec<String> = Vec::new();
    while chain.len() < DEEPEST {
        let node = document.pointer(chain.last().map_or(at, String::as_str));
        let reference = node.and_then(|node| node.get("$ref")?.as_str()?.strip_prefix('#'));
        let Some(reference) = reference else { break };
        chain.push(pointer::percent_decode(reference).into_owned());
    }
    chain
}

/// Who uses each component of a document, by the component's pointer (`/components/schemas/Pet`).
pub(super) struct Uses<'a> {
    document: &'a Value,
    users: HashMap<String, Vec<User>>,
}

#[derive(Clone)]
enum User {
    Component(String),
    Operation(Rc<str>, Direction),
}

impl<'a> Uses<'a> {
    pub(super) fn of(document: &'a Value) -> Self {
        let mut uses = Self { document, users: HashMap::default() };
        for (path, item) in members(document.get("paths")) {
            for (method, operation) in operations(item) {
                let name: Rc<str> = format!("{} {path}", method.to_uppercase()).into();
                for (key, part) in members(Some(operation)).chain(common(item)) {
                    match key {
                        "callbacks" => uses.callbacks(part, &name),
                        _ => uses.note(part, &User::Operation(Rc::clone(&name), direction(key))),
                    }
                }
            }
        }
        for (name, item) in members(document.get("webhooks")) {
            uses.incoming(item, &PlaceKey::webhook(name).into());
        }
        for (kind, components) in members(document.get("components")) {
            for (name, component) in members(Some(components)) {
                let home = pointer::child(&pointer::child("/components", kind), name);
                uses.note(component, &User::Component(home));
            }
        }
        uses
    }

    fn callbacks(&mut self, callbacks: &Value, name: &Rc<str>) {
        for (_, callback) in members(Some(callbacks)) {
            members(Some(callback)).for_each(|(_, item)| self.incoming(item, name));
        }
    }

    /// What a service sends by itself, and is answered.
    fn incoming(&mut self, item: &Value, name: &Rc<str>) {
        for (key, part) in operations(item).flat_map(|(_, operation)| members(Some(operation))) {
            self.note(part, &User::Operation(Rc::clone(name), incoming(key)));
        }
        let others = members(Some(item)).filter(|(key, _)| !crate::document::METHODS.contains(key));
        others.for_each(|(_, part)| self.note(part, &User::Operation(Rc::clone(name), Direction::RECEIVED)));
        // What stands elsewhere isn't told apart.
        if item.is_string() {
            self.note(item, &User::Operation(Rc::clone(name), Direction::RECEIVED));
        }
    }

    /// Notes the user of everything a value refers to.
    fn note(&mut self, value: &Value, user: &User) {
        let mut pending = vec![value];
        while let Some(value) = pending.pop() {
            match value {
                Value::Object(members) => pending.extend(members.values()),
                Value::Array(items) => pending.extend(items),
                // A discriminator may name a schema without a reference.
                Value::String(text) => {
                    let Some(target) = text.strip_prefix("#/components/") else { continue };
                    let mut parts = target.splitn(3, '/');
                    let (Some(kind), Some(name)) = (parts.next(), parts.next()) else { continue };
                    let home = format!("/components/{kind}/{name}");
                    self.users.entry(home).or_default().push(user.clone());
                }
                _ => {}
            }
        }
    }

    /// Who reaches the place a pointer leads to, and which way it travels; nobody, what only unused components hold.
    pub(super) fn reach(&self, at: &str) -> Reach {
        let mut reach = Reached::default();
        let mut segments = pointer::segments(at);
        let (root, second, third) = (segments.next(), segments.next(), segments.next());
        match (root.as_deref(), second, third) {
            (Some("paths"), Some(path), Some(key)) => {
                let item = self.document.get("paths").and_then(|paths| paths.get(&*path));
                for (method, _) in item.into_iter().flat_map(operations) {
                    if method == key || key == "parameters" {
                        let name = format!("{} {path}", method.to_uppercase()).into();
                        reach.add(
                            &name,
                            match segments.next().as_deref() {
                                // Its name, its address, its method.
                                Some("callbacks") => incoming(segments.nth(3).as_deref().unwrap_or_default()),
                                part => direction(part.unwrap_or_default()),
                            },
                        );
                    }
                }
            }
            (Some("webhooks"), Some(name), Some(_)) => {
                let part = segments.next();
                reach.add(&PlaceKey::webhook(&name).into(), incoming(part.as_deref().unwrap_or_default()));
            }
            (Some("components"), Some(kind), Some(name)) => {
                let home = pointer::child(&pointer::child("/components", &kind), &name);
                self.climb(&home, &mut reach);
            }
            _ => {}
        }
        Reach { direction: reach.direction, operations: reach.operations.into_iter().collect() }
    }

    /// Climbs from a component to the operations that reach it.
    fn climb(&self, home: &str, reach: &mut Reached) {
        let mut seen: HashSet<&str> = HashSet::default();
        let mut pending = vec![home];
        while let Some(home) = pending.pop() {
            for user in self.users.get(home).into_iter().flatten() {
                match user {
                    User::Operation(name, direction) => reach.add(name, *direction),
                    User::Component(home) if seen.insert(home) => pending.push(home),
                    User::Component(_) => {}
                }
            }
        }
    }
}

#[derive(Default)]
struct Reached {
    direction: Direction,
    operations: IndexSet<Rc<str>>,
}

impl Reached {
    fn add(&mut self, operation: &Rc<str>, direction: Direction) {
        self.direction.sent |= direction.sent;
        self.direction.received |= direction.received;
        self.operations.insert(Rc::clone(operation));
    }
}

/// Which way a part of an operation travels.
fn direction(part: &str) -> Direction {
    if part == "responses" { Direction::RECEIVED } else { Direction::SENT }
}

/// Which way a part of a webhook or callback travels: its answer is sent.
fn incoming(part: &str) -> Direction {
    if part == "responses" { Direction::SENT } else { Direction::RECEIVED }
}

fn members(value: Option<&Value>) -> impl Iterator<Item = (&str, &Value)> {
    value.and_then(Value::as_object).into_iter().flatten().map(|(key, value)| (key.as_str(), value))
}

fn operations(item: &Value) -> impl Iterator<Item = (&str, &Value)> {
    members(Some(item)).filter(|(key, _)| crate::document::METHODS.contains(key))
}

/// What a path has for all its operations.
fn common(item: &Value) -> impl Iterator<Item = (&str, &Value)> {
    members(Some(item)).filter(|(key, _)| matches!(*key, "parameters" | "$ref"))
}
