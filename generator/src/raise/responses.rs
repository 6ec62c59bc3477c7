//! Responses: a schema and examples become content, one for each media type.

use serde_json::{Map, Value};

use super::media::MediaTypes;
use super::{Object, Raising, copied, schemas, section};
use crate::source::pointer::child;

impl<'r> Raising<'r> {
    /// The document's own responses.
    pub(super) fn shared_responses(&mut self) -> Object {
        let media_types = MediaTypes::of_document(self.root);
        let mut responses = Object::new();
        for (name, response) in section(self.root, "responses") {
            let at = child("/components/responses", name);
            let from = child("/responses", name);
            responses.insert(name.clone(), self.response(response, &media_types, &at, &from));
        }
        responses
    }

    /// The responses of an operation.
    pub(super) fn responses(
        &mut self,
        stated: &'r Value,
        media_types: &MediaTypes,
        at: &str,
        from: &str,
    ) -> Value {
        let Value::Object(responses) = stated else { return stated.clone() };
        let shared = MediaTypes::of_document(self.root);
        let mut raised = Object::new();
        for (status, response) in responses {
            let (at, from) = (child(at, status), child(from, status));
            if status.starts_with("x-") {
                raised.insert(status.clone(), response.clone());
                continue;
            }
            // What all operations answer with is in the media types of all operations.
            let is_shared = response.get("$ref").is_some() && media_types.produces == shared.produces;
            let value = if is_shared {
                response.clone()
            } else {
                let (response, from) = self.resolve(response, &from);
                self.response(response, media_types, &at, &from)
            };
            raised.insert(status.clone(), value);
        }
        Value::Object(raised)
    }

    fn response(&mut self, response: &Value, media_types: &MediaTypes, at: &str, from: &str) -> Value {
        self.places.put(at, from);
        let Value::Object(members) = response else { return response.clone() };
        if members.contains_key("$ref") {
            return response.clone();
        }
        let mut raised = copied(members, &["description"]);
        if let Some(Value::Object(headers)) = members.get("headers") {
            let mut named = Map::new();
            for (name, header) in headers {
                let at = child(&format!("{at}/headers"), name);
                let from = child(&format!("{from}/headers"), name);
                named.insert(name.clone(), self.header(header, &at, &from));
            }
            raised.insert("headers".to_owned(), Value::Object(named));
        }
        let content = self.content(members, media_types, at, from);
        if !content.is_empty() {
            raised.insert("content".to_owned(), Value::Object(content));
        }
        Value::Object(raised)
    }

    fn content(&mut self, members: &Object, media_types: &MediaTypes, at: &str, from: &str) -> Object {
        let schema = members.get("schema");
        let examples = members.get("examples").and_then(Value::as_object);
        let is_file = schema.is_some_and(|schema| schema.get("type").is_some_and(|kind| kind == "file"));
        let mut answered = if schema.is_some() { media_types.of_answer(is_file) } else { Vec::new() };
        // An example tells of a media type that nothing else does.
        let told = examples.into_iter().flat_map(Map::keys).filter(|key| key.contains('/')).cloned();
        for media_type in told {
            if !answered.contains(&media_type) {
                answered.push(media_type);
            }
        }
        let mut content = Object::new();
        for media_type in answered {
            let at = child(&format!("{at}/content"), &media_type);
            let mut media = Object::new();
            if let Some(schema) = schema {
                self.places.put(format!("{at}/schema"), format!("{from}/schema"));
                media.insert("schema".to_owned(), schemas::schema(schema));
            }
            if let Some(example) = examples.and_then(|examples| examples.get(&media_type)) {
                self.places.put(format!("{at}/example"), child(&format!("{from}/examples"), &media_type));
                media.insert("example".to_owned(), example.clone());
            }
            content.insert(media_type, Value::Object(media));
        }
        content
    }
}
