//! Swagger 2.0 becomes OpenAPI 3.0, and each part of it remembers where it stood.
//!
//! What 2.0 says of a whole document (`host`, `consumes`, `definitions`) or of a value right in its parameter goes to the
//! places that 3.0 has for it. What 3.0 has no words for is noted with its place, never left out without one.

mod bodies;
mod media;
mod operations;
mod parameters;
mod places;
mod responses;
mod schemas;
mod security;
mod servers;

use serde_json::{Map, Value};

use crate::document::Document;
use crate::source::pointer::segments;
use places::Places;

type Object = Map<String, Value>;

/// The version that a raised document states.
const VERSION: &str = "3.0.4";

/// Members of the root that both versions have.
const KEPT: [&str; 4] = ["info", "tags", "externalDocs", "security"];

/// Raises the Swagger 2.0 document that stands at `wrapper` in the source.
pub(crate) fn raise(document: &mut Document, wrapper: &str) {
    let Value::Object(root) = document.value.take() else { return };
    let mut raising = Raising { root: &root, places: Places::new(), notes: Vec::new() };
    let mut value = raising.document();
    let Raising { places, notes, .. } = raising;
    places.point(&mut value);
    document.value = value;
    document.comes_from("", wrapper);
    for (to, from) in places.into_moves() {
        document.comes_from(&to, &format!("{wrapper}{from}"));
    }
    for (pointer, detail) in notes {
        document.note(pointer, detail);
    }
}

/// A document on its way up.
struct Raising<'r> {
    /// As it was.
    root: &'r Object,
    places: Places,
    /// What is not carried over, with its place in the new document.
    notes: Vec<(String, String)>,
}

impl<'r> Raising<'r> {
    fn document(&mut self) -> Value {
        let mut raised = Object::new();
        raised.insert("openapi".to_owned(), VERSION.into());
        for key in KEPT {
            if let Some(value) = self.root.get(key) {
                raised.insert(key.to_owned(), value.clone());
            }
        }
        raised.extend(extensions(self.root).filter(|(key, _)| key != operations::MORE_PATHS));
        if let Some(servers) = self.servers() {
            raised.insert("servers".to_owned(), servers);
        }
        // First what is shared: references lead there, wherever else it is repeated.
        let components = self.components();
        raised.insert("paths".to_owned(), self.paths());
        if !components.is_empty() {
            raised.insert("components".to_owned(), Value::Object(components));
        }
        Value::Object(raised)
    }

    fn components(&mut self) -> Object {
        let mut components = Object::new();
        let mut put = |section: &str, parts: Object| {
            if !parts.is_empty() {
                components.insert(section.to_owned(), Value::Object(parts));
            }
        };
        put("schemas", self.definitions());
        let (parameters, bodies) = self.shared_parameters();
        put("parameters", parameters);
        put("requestBodies", bodies);
        put("responses", self.shared_responses());
        put("securitySchemes", self.security_schemes());
        components
    }

    fn definitions(&mut self) -> Object {
        self.places.put("/components/schemas", "/definitions");
        let schemas = section(self.root, "definitions");
        let mut raised: Object =
            schemas.map(|(name, schema)| (name.clone(), schemas::schema(schema))).collect();
        schemas::name_subtypes(self.root, &mut raised);
        raised
    }

    /// Notes that what stands at a place of the new document lacks something.
    fn note(&mut self, pointer: impl Into<String>, detail: impl Into<String>) {
        self.notes.push((pointer.into(), detail.into()));
    }

    /// What a reference within the document leads to, over several if need be, and where that stands.
    fn resolve(&self, value: &'r Value, place: &str) -> (&'r Value, String) {
        let mut at = (value, place.to_owned());
        // A circle leads nowhere; the model tells of it.
        for _ in 0..MAX_HOPS {
            let Some(pointer) = at.0.get("$ref").and_then(Value::as_str).and_then(|to| to.strip_prefix('#'))
            else {
                break;
            };
            let Some(target) = lookup(self.root, pointer) else { break };
            at = (target, pointer.to_owned());
        }
        at
    }
}

/// References that are followed to a parameter or response.
const MAX_HOPS: usize = 16;

fn lookup<'r>(root: &'r Object, pointer: &str) -> Option<&'r Value> {
    let mut segments = segments(pointer);
    let first = root.get(&*segments.next()?)?;
    segments.try_fold(first, |at, segment| match at {
        Value::Object(members) => members.get(&*segment),
        Value::Array(items) => items.get(segment.parse::<usize>().ok()?),
        _ => None,
    })
}

/// The named parts below a key of the root.
fn section<'r>(root: &'r Object, key: &str) -> impl Iterator<Item = (&'r String, &'r Value)> + use<'r> {
    let parts = root.get(key).and_then(Value::as_object).into_iter().flatten();
    parts.filter(|(name, _)| !name.starts_with("x-"))
}

/// The `x-` keys of an object.
fn extensions(members: &Object) -> impl Iterator<Item = (String, Value)> + '_ {
    let own = members.iter().filter(|(key, _)| key.starts_with("x-"));
    own.map(|(key, value)| (key.clone(), value.clone()))
}

/// Some members of an object as they are.
fn copied(members: &Object, keys: &[&str]) -> Object {
    let kept = keys.iter().filter_map(|key| Some(((*key).to_owned(), members.get(*key)?.clone())));
    kept.chain(extensions(members)).collect()
}
