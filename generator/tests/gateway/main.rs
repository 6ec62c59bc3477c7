//! What clients offer for documents as LowCodeAPI serves them, with all that its authors' documentation does to them.

mod definitions;
mod files;
mod places;
mod values;

use lowcodeapi_generator::api::Settings;
use lowcodeapi_generator::names::Names;
use lowcodeapi_generator::{Generated, Input, Known, generate};
use serde_json::{Value, json};

/// The client of a document.
fn client(document: &Value) -> Generated {
    let text = document.to_string();
    let input = Input {
        document: text.as_bytes(),
        name: "demo.json",
        known: Known::default(),
        settings: &Settings { library: Some("demo".to_owned()), ..Settings::lowcodeapi("demo") },
        names: &Names::default(),
    };
    generate(&input).unwrap_or_else(|error| panic!("{error:?}"))
}

/// The client of one operation, `GET https://x.test/v1/pages` for one.
fn of(route: &str, operation: &Value) -> Generated {
    let (method, native) = route.split_once(' ').expect("a method and the provider's URL");
    let key = old(native);
    client(&served(&key, method, native, operation))
}

/// The path that LowCodeAPI has for a provider's URL.
fn old(native: &str) -> String {
    let path = native.splitn(4, '/').nth(3).unwrap_or_default().to_lowercase();
    format!("/{}", path.replace(['{', '}'], "").replace(':', "-"))
}

fn served(key: &str, method: &str, native: &str, operation: &Value) -> Value {
    let mut operation = operation.clone();
    operation["externalDocs"] = json!({ "api_endpoint": native });
    operation["responses"] =
        json!({"401": {"description": "API token required", "content": {"application/json": {}}}});
    json!({
        "openapi": "3.0.0", "info": {}, "servers": [{"url": "https://api.lowcodeapi.com/demo"}],
        "components": {"securitySchemes": {"ApiToken": {"type": "apiKey", "in": "query", "name": "api_token"}}},
        "security": [{"ApiToken": []}],
        "paths": {key: {method.to_lowercase(): operation}},
    })
}

fn parameter(name: &str, place: &str, kind: &str) -> Value {
    json!({"name": name, "in": place, "required": place == "path", "schema": {"type": kind, "example": ""}})
}

fn with_body(properties: &Value, example: &Value) -> Value {
    json!({"parameters": [], "requestBody": {"description": "", "required": true, "content": {"application/json": {
        "schema": {"type": "object", "required": [], "properties": properties}, "example": example}}}})
}

fn upload(properties: &Value) -> Value {
    json!({"parameters": [], "requestBody": {"description": "", "required": true, "content": {"multipart/form-data": {
        "schema": {"type": "object", "required": [], "properties": properties}, "example": {}}}}})
}

#[track_caller]
fn assert_offers(client: &Generated, lines: &[&str]) {
    for line in lines {
        let offered = client.listing.lines().any(|offered| offered == *line);
        assert!(offered, "no line is\n{line}\nin\n{}", client.listing);
    }
}

/// The client of an operation whose path key isn't that of its URL.
fn client_at(key: &str, route: &str, operation: &Value) -> Generated {
    let (method, native) = route.split_once(' ').expect("a method and the provider's URL");
    client(&served(key, method, native, operation))
}

#[test]
fn numbers_take_whole_ones_and_others() {
    let operation =
        json!({"parameters": [parameter("id", "path", "number"), parameter("limit", "query", "number")]});
    let client = of("GET https://x.test/v2/visitors/{id}", &operation);
    assert_offers(
        &client,
        &[
            "pub fn Client::get_visitor(&self, id: impl Into<lowcodeapi_runtime::Number>) -> GetVisitor",
            "pub fn GetVisitor<M>::limit(self, limit: impl Into<lowcodeapi_runtime::Number>) -> Self",
        ],
    );
    let sample = lowcodeapi_generator::emit::sample(&client.api).expect("a call that can be made up");
    assert!(sample.example.to_string().contains("get_visitor (1)"), "{}", sample.example);
    let operation =
        json!({"parameters": [parameter("page", "query", "numner"), parameter("ratio", "query", "float")]});
    let client = of("GET https://x.test/v2/visits", &operation);
    assert_offers(
        &client,
        &[
            "pub fn ListVisits<M>::page(self, page: impl Into<lowcodeapi_runtime::Number>) -> Self",
            "pub fn ListVisits<M>::ratio(self, ratio: impl Into<lowcodeapi_runtime::Number>) -> Self",
        ],
    );
}

#[test]
fn types_of_one_example_keep_a_door_and_keys_that_are_data_are_no_members() {
    let properties = json!({
        "properties": {"type": "json", "required": true, "description": "Keys are the names of the columns"},
        "messages": {"type": "array"},
    });
    let title = json!([{"text": {"content": "Kale"}}]);
    let example =
        json!({"properties": {"Name": {"title": title}}, "messages": [{"role": "user", "content": "hi"}]});
    let client = of("POST https://x.test/v1/pages", &with_body(&properties, &example));
    assert_offers(
        &client,
        &[
            "pub types::CreatePageMessage::additional_properties: std::collections::BTreeMap<String, lowcodeapi_runtime::Value>",
            "pub types::CreatePageRequest::properties: lowcodeapi_runtime::Value",
        ],
    );
    let properties = json!({
        "metadata": {"type": "object", "description": "Set of key-value pairs"},
        "values": {"type": "array"},
    });
    let example = json!({"metadata": {"plan": "gold"}, "values": [["a", 1], ["b", 2]]});
    let client = of("POST https://x.test/v1/rows", &with_body(&properties, &example));
    assert_offers(
        &client,
        &[
            "pub types::CreateRowRequest::metadata: Option<lowcodeapi_runtime::JsonObject>",
            "pub types::CreateRowRequest::values: Option<Vec<Vec<lowcodeapi_runtime::Value>>>",
        ],
    );
}

#[test]
fn a_body_that_nobody_describes_can_be_sent() {
    let mut operation = with_body(&json!({}), &json!({}));
    operation["parameters"] = json!([parameter("owner", "path", "string")]);
    let client = of("POST https://x.test/shelves/{owner}/tags", &operation);
    assert_offers(
        &client,
        &["pub fn CreateShelfTag<M>::body(self, body: impl lowcodeapi_runtime::serde::Serialize) -> Self"],
    );
    let client = of(
        "PATCH https://x.test/shelves/{owner}",
        &json!({"parameters": [parameter("owner", "path", "string")]}),
    );
    assert_offers(
        &client,
        &["pub fn UpdateShelf<M>::body(self, body: impl lowcodeapi_runtime::serde::Serialize) -> Self"],
    );
}
