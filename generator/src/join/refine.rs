//! Schemas that both have: what a companion knows of a value and the document leaves open.

use serde_json::{Value, json};

use super::answers::says_something;
use super::bodies::members;
use super::{Joint, Object};
use crate::extensions::FILE;
use crate::source::pointer::child;

/// How deep schemas are followed.
const DEPTH: usize = 24;

/// How a value travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Carried {
    /// In a path or a query, where a number is text like any other.
    AsText,
    /// In JSON.
    AsJson,
}

impl<'c> Joint<'_, 'c> {
    /// Completes a schema of the document by the companion's. `places` are those of both.
    pub(super) fn refine(
        &mut self,
        own: &mut Value,
        places: (&str, &str),
        theirs: &'c Value,
        carried: Carried,
    ) {
        self.complete(own, places, theirs, carried, DEPTH);
    }

    fn complete(
        &mut self,
        own: &mut Value,
        places: (&str, &str),
        theirs: &'c Value,
        carried: Carried,
        depth: usize,
    ) {
        let Some(members) = own.as_object_mut().filter(|_| depth > 0) else { return };
        let is_settled = ["$ref", "enum", "const", "allOf", "anyOf", "oneOf", FILE]
            .iter()
            .any(|key| members.contains_key(*key));
        if is_settled || !says_something(theirs) {
            return;
        }
        let native = self.resolved(theirs);
        let said = json_type(native).or_else(|| members_of_object(native));
        match (json_type(&Value::Object(members.clone())), said) {
            // Text in a path or a query may be a number; in JSON the provider wants what it says.
            (Some("string"), Some("string")) => self.narrow(members, theirs, native),
            (None, _)
            | (Some("string"), Some("integer" | "number" | "boolean"))
            | (Some("number" | "integer"), Some("integer" | "number")) => self.replace(members, theirs),
            (Some("string"), None) if carried == Carried::AsJson && may_be_text(native) => {
                self.replace(members, theirs);
            }
            // Ids are called numbers where nobody counts with them.
            (Some("number" | "integer"), Some("string")) => {
                self.disagree(
                    places.0,
                    places.1,
                    "a number for LowCodeAPI, text for the provider: text is sent".to_owned(),
                );
                self.replace(members, theirs);
            }
            (Some("array"), Some("array")) => self.items(members, places, native, carried, depth),
            (Some("object"), Some("object")) => self.object(members, places, theirs, native, depth),
            (Some(own), Some(theirs)) if own != theirs => {
                let detail = format!("`{own}` for LowCodeAPI, `{theirs}` for the provider: it stays `{own}`");
                self.disagree(places.0, places.1, detail);
            }
            _ => {}
        }
    }

    /// Puts the companion's schema in the place of one that says less.
    fn replace(&mut self, own: &mut Object, theirs: &'c Value) {
        let description =
            own.get("description").filter(|text| text.as_str().is_some_and(|text| !text.is_empty())).cloned();
        let taken = self.take(theirs);
        let is_reference = taken.get("$ref").is_some();
        own.clear();
        match (taken, description) {
            // What stands beside a reference counts for nothing in OpenAPI 3.0.
            (taken, Some(description)) if is_reference => {
                own.insert("description".to_owned(), description);
                own.insert("allOf".to_owned(), json!([taken]));
            }
            (Value::Object(taken), description) => {
                own.extend(taken);
                own.extend(description.map(|text| ("description".to_owned(), text)));
            }
            _ => {}
        }
    }

    /// Text whose values or format the companion knows.
    fn narrow(&mut self, own: &mut Object, theirs: &'c Value, native: &'c Value) {
        let is_bytes = matches!(native.get("format").and_then(Value::as_str), Some("binary" | "byte"));
        if native.get("enum").is_some() {
            self.replace(own, theirs);
        } else if let Some(format) = native.get("format").filter(|_| !is_bytes && !own.contains_key("format"))
        {
            own.insert("format".to_owned(), format.clone());
        }
    }

    fn items(
        &mut self,
        own: &mut Object,
        (place, pointer): (&str, &str),
        native: &'c Value,
        carried: Carried,
        depth: usize,
    ) {
        if let Some(theirs) = native.get("items") {
            let items = own.entry("items").or_insert_with(|| json!({}));
            let places = (&*child(place, "items"), &*child(pointer, "items"));
            self.complete(items, places, theirs, carried, depth - 1);
        }
    }

    fn object(
        &mut self,
        own: &mut Object,
        (place, pointer): (&str, &str),
        theirs: &'c Value,
        native: &'c Value,
        depth: usize,
    ) {
        let Some(properties) =
            own.get_mut("properties").and_then(Value::as_object_mut).filter(|one| !one.is_empty())
        else {
            // A map of what is known is no map of anything.
            if !own.get("additionalProperties").is_some_and(Value::is_object) {
                self.replace(own, theirs);
            }
            return;
        };
        let (place, pointer) = (child(place, "properties"), child(pointer, "properties"));
        for (name, theirs) in members(self.native, native) {
            match properties.get_mut(name) {
                Some(property) => {
                    let places = (&*child(&place, name), &*child(&pointer, name));
                    self.complete(property, places, theirs, Carried::AsJson, depth - 1);
                    if let (Some(property), Some(native)) =
                        (property.as_object_mut(), self.resolved(theirs).as_object())
                    {
                        describe(property, native, name);
                    }
                }
                None => _ = properties.insert(name.clone(), self.take(theirs)),
            }
        }
    }
}

/// Takes over a description, where there is none or it only repeats the name.
pub(super) fn describe(own: &mut Object, native: &Object, name: &str) {
    let letters =
        |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    let stated = own.get("description").and_then(Value::as_str).unwrap_or_default();
    let says_nothing = stated.trim().is_empty() || letters(stated) == letters(name);
    if let Some(theirs) = native.get("description").filter(|_| says_nothing && !own.contains_key("$ref")) {
        own.insert("description".to_owned(), theirs.clone());
    }
}

/// The type a schema states; of several (OpenAPI 3.1) the only one beside `null`.
fn json_type(schema: &Value) -> Option<&str> {
    match schema.get("type")? {
        Value::String(one) => Some(one),
        Value::Array(several) => {
            let mut types = several.iter().filter_map(Value::as_str).filter(|one| *one != "null");
            types.next().filter(|_| types.next().is_none())
        }
        _ => None,
    }
}

/// What has members is an object, whether it says so or not.
fn members_of_object(schema: &Value) -> Option<&'static str> {
    ["properties", "allOf"].iter().any(|key| schema.get(key).is_some()).then_some("object")
}

/// Whether text is one of the things a value may be.
fn may_be_text(schema: &Value) -> bool {
    let alternatives = ["oneOf", "anyOf"].iter().filter_map(|key| schema.get(key)?.as_array()).flatten();
    alternatives.into_iter().any(|one| json_type(one) == Some("string"))
}
