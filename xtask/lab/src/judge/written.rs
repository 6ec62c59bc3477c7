//! The document as its author wrote it: where its parameters, bodies and answers stand, and their examples.

use lowcodeapi_generator::api;
use serde_json::Value;

use super::places::{ArgumentMeaning, RequestPart};

/// A document as its author wrote it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Written<'d>(pub(super) &'d Value);

impl<'d> Written<'d> {
    /// Where a pointer leads in the end.
    pub(super) fn target(self, pointer: &str) -> String {
        let mut pointer = pointer.to_owned();
        // No chain of references is longer.
        for _ in 0..16 {
            let reference =
                self.0.pointer(&pointer).and_then(|node| node.get("$ref")?.as_str()?.strip_prefix('#'));
            match reference {
                Some(reference) => pointer = reference.replace("%7B", "{").replace("%7D", "}"),
                None => break,
            }
        }
        pointer
    }

    fn at(self, pointer: &str) -> Option<&'d Value> {
        self.0.pointer(pointer)
    }

    pub(super) fn operation(self, operation: &api::Operation) -> String {
        let item = self.target(&format!("/paths/{}", escaped(&operation.key)));
        format!("{item}/{}", operation.method.to_ascii_lowercase())
    }

    pub(super) fn parameter(
        self,
        argument: String,
        name: &str,
        location: &str,
        operation: &str,
    ) -> ArgumentMeaning {
        let item = operation.rsplit_once('/').map_or("", |(item, _)| item);
        let lists = [format!("{operation}/parameters"), format!("{item}/parameters")];
        let all = lists.iter().flat_map(|list| {
            let count = self.at(list).and_then(Value::as_array).map_or(0, Vec::len);
            (0..count).map(move |at| self.target(&format!("{list}/{at}")))
        });
        let same = |text: &Value| match location {
            "header" => text.as_str().is_some_and(|text| text.eq_ignore_ascii_case(name)),
            _ => text == name,
        };
        let found = all
            .filter_map(|pointer| Some((self.at(&pointer)?, pointer)))
            .find(|(parameter, _)| parameter["in"] == location && same(&parameter["name"]));
        let node = found.as_ref().map_or(&Value::Null, |(node, _)| *node);
        let content = node["content"].as_object().and_then(|content| content.keys().next());
        let schema = found.as_ref().map(|(_, pointer)| match content {
            Some(media_type) => format!("{pointer}/content/{}/schema", escaped(media_type)),
            None => format!("{pointer}/schema"),
        });
        let part = RequestPart::Parameter {
            name: name.to_owned(),
            location: location.to_owned(),
            style: node["style"].as_str().map(str::to_owned),
            explode: node["explode"].as_bool(),
            is_json: content.is_some_and(|media_type| is_json(media_type)),
        };
        let examples = content.map_or(node, |media_type| &node["content"][media_type]);
        ArgumentMeaning {
            name: argument,
            part,
            schema: self.present(schema),
            examples: self.examples(examples),
        }
    }

    pub(super) fn body(self, argument: String, media_type: &str, operation: &str) -> ArgumentMeaning {
        let body = self.target(&format!("{operation}/requestBody"));
        let content = format!("{body}/content/{}", escaped(media_type));
        let examples = self.at(&content).map_or(Vec::new(), |content| self.examples(content));
        let schema = self.present(Some(format!("{content}/schema")));
        ArgumentMeaning { name: argument, part: RequestPart::Body(media_type.to_owned()), schema, examples }
    }

    fn present(self, pointer: Option<String>) -> Option<String> {
        pointer.filter(|pointer| self.at(pointer).is_some())
    }

    /// The examples of a parameter or media type.
    fn examples(self, node: &Value) -> Vec<Value> {
        let one = node.get("example").cloned();
        let several = node["examples"].as_object().into_iter().flatten().filter_map(|(_, example)| {
            let example = match example["$ref"].as_str() {
                Some(reference) => self.at(&self.target(reference.strip_prefix('#')?))?,
                None => example,
            };
            example.get("value").cloned()
        });
        one.into_iter().chain(several).collect()
    }

    /// The answers an operation documents, by status, and where each stands.
    pub(super) fn responses(self, operation: &str) -> Vec<(&'d str, String)> {
        let responses = self.at(&format!("{operation}/responses")).and_then(Value::as_object);
        let statuses = responses.into_iter().flatten().filter(|(status, _)| !status.starts_with("x-"));
        let stands = |status: &str| self.target(&format!("{operation}/responses/{status}"));
        statuses.map(|(status, _)| (status.as_str(), stands(status))).collect()
    }

    /// Where the answer of a status is described: by itself, by its range, or as `default`.
    pub(super) fn response(self, operation: &str, status: u16) -> Option<String> {
        let responses = self.responses(operation);
        let named = |name: &str| responses.iter().find(|(status, _)| status.eq_ignore_ascii_case(name));
        let range = format!("{}XX", status / 100);
        let found = named(&status.to_string()).or_else(|| named(&range)).or_else(|| named("default"));
        found.map(|(_, pointer)| pointer.clone())
    }

    /// Whether the first answer of success has a schema, from which another one can be drawn.
    pub(super) fn has_drawable_answer(self, operation: &str) -> bool {
        let responses = self.responses(operation);
        let success = responses.iter().filter(|(status, _)| status.starts_with('2')).min();
        let response = success.or_else(|| responses.iter().find(|(status, _)| *status == "default"));
        let contents = response.and_then(|(_, pointer)| self.at(&format!("{pointer}/content"))?.as_object());
        contents.is_some_and(|contents| contents.values().any(|content| content.get("schema").is_some()))
    }

    /// Whether an answer has a content, and where the schema of one media type stands.
    pub(super) fn content(self, response: &str, media_type: &str) -> (bool, Option<String>) {
        let contents = self.at(&format!("{response}/content")).and_then(Value::as_object);
        let Some(contents) = contents.filter(|contents| !contents.is_empty()) else { return (false, None) };
        let wanted = essence(media_type);
        let found = contents.keys().find(|key| essence(key) == wanted);
        let any = || contents.keys().find(|key| key.contains('*'));
        let pointer = found.or_else(any).map(|key| format!("{response}/content/{}/schema", escaped(key)));
        (true, self.present(pointer))
    }
}

/// A media type without its parameters.
pub(super) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether a media type is JSON, or JSON of some kind.
pub(super) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence.ends_with("/json") || essence.ends_with("+json")
}

/// A key as a part of a pointer (RFC 6901).
fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn parameters_and_bodies_are_found_with_their_examples() {
        let document = json!({
            "paths": {"/a/{id}": {
                "parameters": [{"$ref": "#/components/parameters/Id"}],
                "post": {"requestBody": {"content": {"text/csv": {
                    "examples": {"x": {"$ref": "#/components/examples/X"}},
                }}}},
            }},
            "components": {
                "parameters": {"Id": {"name": "id", "in": "path", "schema": {}, "example": 7, "style": "label"}},
                "examples": {"X": {"value": "a,b"}},
            },
        });
        let written = Written(&document);
        let id = written.parameter("id_".to_owned(), "id", "path", "/paths/~1a~1{id}/post");
        assert_eq!(id.schema.as_deref(), Some("/components/parameters/Id/schema"));
        assert_eq!(id.examples, [json!(7)]);
        assert!(matches!(id.part, RequestPart::Parameter { style: Some(style), .. } if style == "label"));
        let body = written.body("body".to_owned(), "text/csv", "/paths/~1a~1{id}/post");
        assert_eq!((body.schema, body.examples), (None, vec![json!("a,b")]));
    }

    #[test]
    fn an_answer_is_described_by_its_status_its_range_or_by_default() {
        let content = json!({"application/json; charset=utf-8": {"schema": {}}});
        let document = json!({"o": {"responses": {
            "200": {"content": content}, "4XX": {"$ref": "#/r"}, "default": {},
        }}, "r": {}});
        let written = Written(&document);
        assert_eq!(written.response("/o", 200).as_deref(), Some("/o/responses/200"));
        assert_eq!(written.response("/o", 404).as_deref(), Some("/r"));
        assert_eq!(written.response("/o", 500).as_deref(), Some("/o/responses/default"));
        let schema = "/o/responses/200/content/application~1json; charset=utf-8/schema";
        assert_eq!(written.content("/o/responses/200", "application/json"), (true, Some(schema.to_owned())));
        assert_eq!(written.content("/r", "application/json"), (false, None));
    }
}
