//! Places in a document, in words.

use serde_json::Value;

use crate::document::METHODS;
use crate::source::pointer;

/// What stands at a pointer into a document, as part of a sentence.
pub(super) fn words(document: &Value, at: &str) -> String {
    let segments: Vec<_> = pointer::segments(at).collect();
    let segments: Vec<&str> = segments.iter().map(AsRef::as_ref).collect();
    told(document, &segments).unwrap_or_else(|| format!("what is at `{at}`"))
}

fn told(document: &Value, segments: &[&str]) -> Option<String> {
    let of = |what: &str, rest: &[&str]| Some(format!("{what} of {}", told(document, rest)?));
    match segments {
        [] => Some("the document".to_owned()),
        ["components", _, name] => Some(format!("`{name}`")),
        ["paths", path] => Some(format!("path `{path}`")),
        ["paths", path, method] if METHODS.contains(method) => {
            Some(format!("{} {path}", method.to_uppercase()))
        }
        ["webhooks", name] => Some(format!("webhook {name}")),
        [rest @ .., "callbacks", name, _] => of(&format!("callback {name}"), rest),
        [rest @ .., method] if METHODS.contains(method) && is_incoming(rest) => told(document, rest),
        [rest @ .., "parameters", at] if rest.first() == Some(&"paths") => {
            let list = rest.iter().fold(String::new(), |at, name| pointer::child(&at, name));
            let at = pointer::child(&pointer::child(&list, "parameters"), at);
            let name = document.pointer(&at)?.get("name")?.as_str()?;
            of(&format!("parameter `{name}`"), rest)
        }
        [rest @ .., "responses", status] => of(&format!("status {status}"), rest),
        [rest @ .., "headers", name] => of(&format!("header `{name}`"), rest),
        [rest @ .., "requestBody"] => of("the body", rest),
        [rest @ .., "properties", name] => of(&format!("`{name}`"), rest),
        [rest @ .., "items"] => of("an item", rest),
        [rest @ .., "prefixItems", at] => of(&format!("item {at}"), rest),
        [rest @ .., "additionalProperties"] => of("a member without a name", rest),
        [rest @ .., "oneOf" | "anyOf", at] => of(&format!("alternative {at}"), rest),
        [rest @ .., "content", _, "schema"] if rest.contains(&"responses") => of("the body", rest),
        [rest @ .., "allOf" | "content", _] | [rest @ .., "schema"] => told(document, rest),
        _ => None,
    }
}

/// Whether it is what a webhook or callback sends.
fn is_incoming(segments: &[&str]) -> bool {
    matches!(segments, ["webhooks", _] | [.., "callbacks", _, _])
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::words;

    #[test]
    fn a_place_is_told_from_the_inside() {
        let document = json!({"paths": {"/a/{b}": {"get": {"parameters": [{"name": "b"}]}}}});
        let told = |at| words(&document, at);
        assert_eq!(told(""), "the document");
        assert_eq!(told("/paths/~1a~1{b}/get/parameters/0/schema"), "parameter `b` of GET /a/{b}");
        assert_eq!(
            told("/paths/~1a~1{b}/get/responses/200/content/text~1plain/schema/items"),
            "an item of the body of status 200 of GET /a/{b}"
        );
        assert_eq!(
            told("/paths/~1a~1{b}/get/requestBody/content/text~1plain/schema"),
            "the body of GET /a/{b}"
        );
        assert_eq!(
            told("/webhooks/new/post/requestBody/content/a/schema/prefixItems/0"),
            "item 0 of the body of webhook new"
        );
        assert_eq!(
            told("/paths/~1a~1{b}/get/callbacks/done/{$url}/post/requestBody/content/a/schema"),
            "the body of callback done of GET /a/{b}"
        );
        assert_eq!(told("/components/schemas/Pet/properties/tag"), "`tag` of `Pet`");
        assert_eq!(told("/tags/0"), "what is at `/tags/0`");
    }
}
