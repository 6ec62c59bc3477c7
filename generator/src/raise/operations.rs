//! Paths and their operations.

use serde_json::{Value, json};

use super::bodies::Declared;
use super::media::MediaTypes;
use super::parameters::Becomes;
use super::{Object, Raising, copied};
use crate::document::METHODS;
use crate::source::pointer::child;

/// Where documents of Azure keep paths that differ in their query only.
pub(super) const MORE_PATHS: &str = "x-ms-paths";

/// Members of an operation that both versions have.
const KEPT: [&str; 7] =
    ["tags", "summary", "description", "externalDocs", "operationId", "deprecated", "security"];

impl<'r> Raising<'r> {
    pub(super) fn paths(&mut self) -> Value {
        let media_types = MediaTypes::of_document(self.root);
        let mut paths = Object::new();
        for section in ["paths", MORE_PATHS] {
            let items = self.root.get(section).and_then(Value::as_object).into_iter().flatten();
            for (path, item) in items {
                let from = child(&child("", section), path);
                let at = child("/paths", path);
                if section != "paths" {
                    self.places.put(&*at, &*from);
                }
                let raised = self.path_item(item, &media_types, &at, &from);
                paths.entry(path.clone()).or_insert(raised);
            }
        }
        Value::Object(paths)
    }

    fn path_item(&mut self, item: &'r Value, media_types: &MediaTypes, at: &str, from: &str) -> Value {
        let Value::Object(members) = item else { return item.clone() };
        let shared = declared(members, from);
        let (parameters, of_bodies): (Vec<_>, Vec<_>) =
            shared.into_iter().partition(|declared| self.becomes(declared) == Becomes::Parameter);
        let mut raised = Object::new();
        for (key, value) in members {
            let (at, from) = (child(at, key), child(from, key));
            let value = match value {
                _ if key == "parameters" => self.parameters(&parameters, &at),
                Value::Object(operation) if METHODS.contains(&key.to_ascii_lowercase().as_str()) => {
                    self.operation(operation, &of_bodies, media_types, &at, &from)
                }
                other => other.clone(),
            };
            raised.insert(key.clone(), value);
        }
        Value::Object(raised)
    }

    /// An operation; its path may have parameters that are part of its body.
    fn operation(
        &mut self,
        members: &'r Object,
        of_path: &[Declared<'r>],
        media_types: &MediaTypes,
        at: &str,
        from: &str,
    ) -> Value {
        let media_types = media_types.of_operation(members);
        let mut raised = copied(members, &KEPT);
        let own = declared(members, from);
        let (parameters, mut of_body): (Vec<_>, Vec<_>) =
            own.into_iter().partition(|declared| self.becomes(declared) == Becomes::Parameter);
        if !parameters.is_empty() {
            let at = child(at, "parameters");
            raised.insert("parameters".to_owned(), self.parameters(&parameters, &at));
        }
        for shared in of_path {
            if !of_body.iter().any(|own| self.is_same(own, shared)) {
                of_body.push(Declared { value: shared.value, place: shared.place.clone() });
            }
        }
        if let Some(body) = self.request_body(&of_body, &media_types, &child(at, "requestBody")) {
            raised.insert("requestBody".to_owned(), body);
        }
        if let Some(responses) = members.get("responses") {
            let (at, from) = (child(at, "responses"), child(from, "responses"));
            raised.insert("responses".to_owned(), self.responses(responses, &media_types, &at, &from));
        }
        if let Some(Value::Array(schemes)) = members.get("schemes")
            && !schemes.iter().any(|scheme| scheme == "https" || scheme == "http")
        {
            let at = format!("{at}/servers");
            self.places.put(&*at, child(from, "schemes"));
            self.note(at, "no scheme of the operation is HTTP, and its calls go to the client's own host");
        }
        Value::Object(raised)
    }

    fn request_body(
        &mut self,
        of_body: &[Declared<'r>],
        media_types: &MediaTypes,
        at: &str,
    ) -> Option<Value> {
        let resolved: Vec<Declared<'r>> = of_body.iter().map(|declared| self.resolved(declared)).collect();
        let (bodies, members): (Vec<_>, Vec<_>) =
            resolved.into_iter().partition(|declared| Becomes::of(declared.value) == Becomes::Body);
        let Some(body) = bodies.first() else {
            return (!members.is_empty()).then(|| self.form(&members, media_types, at));
        };
        for more in bodies.iter().skip(1).chain(&members) {
            let name = more.value.get("name").and_then(Value::as_str).unwrap_or_default();
            self.note(at, format!("there is a body already, so `{name}` is not read"));
        }
        let shared = body.place.strip_prefix("/parameters/");
        if let Some(name) = shared.filter(|_| *media_types == MediaTypes::of_document(self.root)) {
            return Some(json!({ "$ref": format!("#/components/requestBodies/{name}") }));
        }
        Some(self.body(body.value, media_types, at, &body.place))
    }

    fn parameters(&mut self, parameters: &[Declared<'r>], at: &str) -> Value {
        let raise = |(position, declared): (usize, &Declared<'r>)| {
            self.parameter(declared.value, &format!("{at}/{position}"), &declared.place)
        };
        parameters.iter().enumerate().map(raise).collect()
    }

    fn resolved(&self, declared: &Declared<'r>) -> Declared<'r> {
        let (value, place) = self.resolve(declared.value, &declared.place);
        Declared { value, place }
    }

    fn becomes(&self, declared: &Declared<'r>) -> Becomes {
        Becomes::of(self.resolved(declared).value)
    }

    /// Whether one stands for the other: the same member of a form, or the one body.
    fn is_same(&self, one: &Declared<'r>, other: &Declared<'r>) -> bool {
        let identity = |declared: &Declared<'r>| {
            let value = self.resolved(declared).value;
            let becomes = Becomes::of(value);
            (becomes, value.get("name").filter(|_| becomes != Becomes::Body))
        };
        identity(one) == identity(other)
    }
}

/// The parameters of a path or an operation, as they stand.
fn declared<'r>(members: &'r Object, from: &str) -> Vec<Declared<'r>> {
    let stated = members.get("parameters").and_then(Value::as_array).into_iter().flatten();
    let from = child(from, "parameters");
    stated.enumerate().map(|(at, value)| Declared { value, place: format!("{from}/{at}") }).collect()
}
