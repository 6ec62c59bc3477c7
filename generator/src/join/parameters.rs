//! Parameters: what a companion knows of those that the document has.

use serde_json::{Value, json};

use super::refine::{Carried, describe};
use super::{Joint, Object};
use crate::repair::with_commas;
use crate::source::pointer::child;
use crate::urls;

impl<'c> Joint<'_, 'c> {
    /// Completes the parameters of an operation, and of its path item.
    pub(super) fn parameters(&mut self, item: &mut Value) {
        let path = self.wanted.pointer.rsplit_once('/').map_or("", |(item, _)| item).to_owned();
        let operation = self.wanted.pointer.clone();
        if let Some(own) = item.get_mut(self.wanted.method) {
            self.list(own, &operation);
        }
        self.list(item, &path);
    }

    fn list(&mut self, owner: &mut Value, place: &str) {
        let place = child(place, "parameters");
        let parameters = owner.get_mut("parameters").and_then(Value::as_array_mut).into_iter().flatten();
        for (at, parameter) in parameters.enumerate().filter_map(|(at, one)| Some((at, one.as_object_mut()?)))
        {
            if let Some((pointer, native)) = self.counterpart(parameter) {
                self.parameter(parameter, &child(&place, &at.to_string()), native, &pointer);
            }
        }
    }

    /// The companion's parameter of the same place and name. In a path the place counts, for the name is anybody's.
    fn counterpart(&self, parameter: &Object) -> Option<(String, &'c Object)> {
        let text = |of: &Object, key: &str| of.get(key).and_then(Value::as_str).map(str::to_owned);
        let (name, location) = (text(parameter, "name")?, text(parameter, "in")?);
        let name = if location == "path" {
            let places = urls::placeholders(&self.wanted.key);
            let at = places.iter().position(|place| *place == name)?;
            let natives = urls::placeholders(self.native.path);
            // A server's variables stand in front of a path's.
            natives.get(at + natives.len().checked_sub(places.len())?).map(|name| (*name).to_owned())?
        } else {
            name
        };
        self.native.parameters().find(|(_, native)| {
            text(native, "name").as_ref() == Some(&name) && text(native, "in").as_ref() == Some(&location)
        })
    }

    fn parameter(&mut self, parameter: &mut Object, place: &str, native: &'c Object, pointer: &str) {
        let name = parameter.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
        describe(parameter, native, &name);
        let Some(theirs) = native.get("schema") else { return };
        if let Some(schema) = theirs.as_object() {
            describe(parameter, schema, &name);
        }
        // What is a list in words is the text that it is sent as, in the schema.
        let is_joined = with_commas(parameter) || parameter.get("explode") == Some(&Value::Bool(false));
        if is_joined && theirs.get("type").and_then(Value::as_str) == Some("string") {
            return;
        }
        let own = parameter.entry("schema").or_insert_with(|| json!({}));
        self.refine(own, (&child(place, "schema"), &child(pointer, "schema")), theirs, Carried::AsText);
        let is_list = own.get("type").and_then(Value::as_str) == Some("array");
        // How a list is written is the provider's to say: the gateway hands it on.
        for key in ["style", "explode"] {
            if let Some(stated) = native.get(key).filter(|_| is_list && !parameter.contains_key(key)) {
                parameter.insert(key.to_owned(), stated.clone());
            }
        }
    }
}
