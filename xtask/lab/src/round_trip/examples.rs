//! The examples a document gives itself.

use serde_json::Value;

use super::subjects::Subject;
use crate::schema::Node;

/// Examples of a subject's schema, and of the media type it is all of.
pub(super) fn examples<'d>(document: &'d Value, subject: &Subject) -> Vec<&'d Value> {
    let mut found = Vec::new();
    let schema = Node::find(document, &subject.pointer).and_then(|node| node.target(document));
    if let Some(schema) = schema {
        found.extend(schema.value.get("example"));
        found.extend(schema.value.get("examples").and_then(Value::as_array).into_iter().flatten());
    }
    let contents = subject.contents.iter().filter_map(|pointer| Node::find(document, pointer));
    for content in contents {
        found.extend(content.value.get("example"));
        for (_, example) in content.children("examples") {
            found.extend(example.target(document).and_then(|example| example.value.get("value")));
        }
    }
    found
}
