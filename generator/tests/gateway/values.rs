//! The values that documents list for a text, in words, with signs or among prose.

use lowcodeapi_generator::Generated;
use lowcodeapi_generator::api::Shape;
use serde_json::{Value, json};

use super::{assert_offers, of, with_body};

/// The values of the only enum of a client; none where it has none.
fn listed(client: &Generated) -> Vec<String> {
    let shapes = client.api.types.iter().map(|ty| &ty.shape);
    let lists =
        shapes.filter_map(|shape| if let Shape::Enum(list) = shape { Some(&list.variants) } else { None });
    lists.flatten().map(|variant| variant.name.wire.clone()).collect()
}

/// The values of a member that is stated so.
fn values(stated: &Value) -> Vec<String> {
    let properties = json!({"thumb": {"type": "string", "enum": stated}});
    listed(&of("POST https://x.test/v1/stickers", &with_body(&properties, &json!({"thumb": ""}))))
}

#[test]
fn prose_is_no_value_and_listed_values_are() {
    assert_eq!(values(&json!(["", "form-data under <name>. More information on Sending"])), [""; 0]);
    assert_eq!(values(&json!(["The colour of the label."])), [""; 0]);
    assert_eq!(values(&json!(["", null])), [""; 0]);
    assert_eq!(values(&json!(["^[0-9a-f]{24}$", "]+"])), [""; 0]);
    assert_eq!(values(&json!(["small; medium; or large"])), ["small", "medium", "large"]);
    assert_eq!(values(&json!(["small|large"])), ["small", "large"]);
    assert_eq!(values(&json!("small, large")), ["small", "large"]);
    assert_eq!(values(&json!(["One of: 'small', 'large'"])), ["small", "large"]);
    assert_eq!(values(&json!(["small (default)", "large", "etc."])), ["small", "large"]);
    assert_eq!(values(&json!(["small: up to 10", "large: all beyond"])), ["small", "large"]);
}

#[test]
fn values_are_listed_for_parameters_and_items_alike() {
    let stated = json!(["small; medium or large"]);
    let schemas = [
        json!({"type": "string", "items": {"enum": stated}}),
        json!({"type": "array", "enum": stated}),
        json!({"type": "array", "items": {"type": "string", "enum": stated}}),
    ];
    for schema in schemas {
        for place in ["query", "header"] {
            let operation = json!({"parameters": [{"name": "size", "in": place, "schema": schema}]});
            let client = of("GET https://x.test/v1/shirts", &operation);
            assert_eq!(listed(&client), ["small", "medium", "large"], "{place} {schema}");
        }
    }
    let nested =
        json!({"shirt": {"type": "object", "properties": {"size": {"type": "string", "enum": stated}}}});
    let client = of("POST https://x.test/v1/shirts", &with_body(&nested, &json!({})));
    assert_eq!(listed(&client), ["small", "medium", "large"]);
}

#[test]
fn two_bars_between_words_of_an_example_list_values() {
    let properties = json!({"icon": {"type": "object"}, "text": {"type": "object"}});
    let example =
        json!({"icon": {"kind": "emoji || external"}, "text": {"content": "either || or, or both"}});
    let client = of("POST https://x.test/v1/pages", &with_body(&properties, &example));
    assert_eq!(listed(&client), ["emoji", "external"]);
}

#[test]
fn values_that_a_description_separates_with_commas_are_a_list_of_the_query() {
    let described = |name: &str, schema: Value, text: &str| json!({"name": name, "in": "query", "required": name == "ids", "description": text, "schema": schema});
    let text = || json!({"type": "string", "example": "a,b"});
    let parameters = json!([
        described("ids", text(), "A comma-separated list of the ids"),
        described("fields", json!({"type": "array"}), "Comma separated list of fields"),
        described("teams", json!({"type": "number"}), "Team ids separated by commas"),
        described("sizes", json!({"type": "string", "enum": ["small", "large"]}), "Comma-delimited sizes"),
        described("near", text(), "Latitude and longitude, comma-separated"),
        described("name", text(), "The name"),
    ]);
    let client = of("GET https://x.test/v1/shirts", &json!({"parameters": parameters}));
    assert_offers(
        &client,
        &[
            "pub fn Client::list_shirts(&self, ids: impl IntoIterator<Item = impl Into<String>>) -> ListShirts",
            "pub fn ListShirts<M>::fields(self, fields: impl IntoIterator<Item = impl Into<lowcodeapi_runtime::Value>>) -> Self",
            "pub fn ListShirts<M>::teams(self, teams: impl IntoIterator<Item = impl Into<lowcodeapi_runtime::Number>>) -> Self",
            "pub fn ListShirts<M>::near(self, near: impl Into<String>) -> Self",
            "pub fn ListShirts<M>::name(self, name: impl Into<String>) -> Self",
        ],
    );
    assert_eq!(listed(&client), ["small", "large"]);
    let parameters = client.api.operations[0].parameters.iter();
    let joined: Vec<&str> = parameters.filter(|one| !one.explode).map(|one| one.name.wire.as_str()).collect();
    assert_eq!(joined, ["ids", "fields", "teams", "sizes"]);
}
