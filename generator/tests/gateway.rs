//! What clients offer for documents as LowCodeAPI serves them, with all that its authors' documentation does to them.

use lowcodeapi_generator::api::{Api, Settings, Shape};
use lowcodeapi_generator::names::Names;
use lowcodeapi_generator::repair::RepairKind;
use lowcodeapi_generator::{Generated, Input, Known, generate};
use serde_json::{Value, json};

/// The client of a document.
fn client(document: &Value) -> Generated {
    let text = document.to_string();
    let input = Input {
        document: text.as_bytes(),
        name: "demo.json",
        known: Known::default(),
        settings: &Settings::lowcodeapi("demo"),
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

/// Both URL formats of the one operation, the new one first.
fn urls(api: &Api) -> (Option<&str>, Option<&str>) {
    let urls = &api.operations[0].urls;
    (urls.new.as_deref(), urls.old.as_deref())
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
fn a_file_is_a_file_whatever_values_are_listed() {
    let file = json!({"type": "file", "required": true, "enum": ["mp3, wav, or webm"]});
    let properties = json!({"file": file, "model": {"type": "string", "required": true}});
    let client = of("POST https://x.test/v1/recordings", &upload(&properties));
    assert_offers(
        &client,
        &[
            "pub fn types::CreateRecordingRequest::new(file: impl Into<lowcodeapi_runtime::File>, model: impl Into<String>) -> Self",
        ],
    );
    let properties = json!({"image": {"type": "file", "enum": "png, jpg"}});
    let client = of("POST https://x.test/v1/pictures", &upload(&properties));
    assert_offers(
        &client,
        &[
            "pub fn types::CreatePictureRequest::image(self, image: impl Into<lowcodeapi_runtime::File>) -> Self",
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

#[test]
fn prose_is_no_value_and_listed_values_are() {
    let values = |stated: Value| {
        let properties = json!({"thumb": {"type": "string", "enum": stated}});
        let client = of("POST https://x.test/v1/stickers", &with_body(&properties, &json!({"thumb": ""})));
        let shapes = client.api.types.iter().map(|ty| &ty.shape);
        let lists = shapes
            .filter_map(|shape| if let Shape::Enum(list) = shape { Some(&list.variants) } else { None });
        lists.flatten().map(|variant| variant.name.wire.clone()).collect::<Vec<_>>()
    };
    assert_eq!(values(json!(["", "form-data under <name>. More information on Sending"])), [""; 0]);
    assert_eq!(values(json!(["The colour of the label."])), [""; 0]);
    assert_eq!(values(json!(["small; medium; or large"])), ["small", "medium", "large"]);
    assert_eq!(values(json!(["small|large"])), ["small", "large"]);
}

#[test]
fn a_verb_on_a_word_is_behind_its_colon() {
    let operation = json!({"parameters": [parameter("sheetId", "path", "string")]});
    let client = of("GET https://x.test/v4/grids/{sheetId}/values:batchGet", &operation);
    assert_eq!(
        urls(&client.api),
        (Some("/v4/grids/{sheetId}/values:batchGet"), Some("/v4/grids/sheetid/values-batchget"))
    );
    let client = of("DELETE https://x.test/v4/grids/{sheetId}/rows:batchDelete", &operation);
    assert_eq!(urls(&client.api).0, Some("/v4/grids/{sheetId}/rows:batchDelete"));
}

#[test]
fn a_parameter_that_the_provider_has_no_place_for_has_the_old_format_only() {
    let operation = json!({"parameters": [parameter("forwardingEmail", "path", "string")]});
    let client = of("DELETE https://x.test/mail/v1/users/{userId}/forwarding", &operation);
    assert_eq!(urls(&client.api), (None, Some("/mail/v1/users/userid/forwarding")));
    assert_eq!(client.api.operations[0].urls.unfilled, ["userId"]);
    let operation = json!({"parameters": [parameter("seatId", "path", "string")]});
    let client = of("PATCH https://x.test/v1/orgs/{orgId}/seats", &operation);
    assert_eq!(urls(&client.api), (None, Some("/v1/orgs/orgid/seats")));
    let operation = json!({"parameters": [parameter("account_id", "path", "string")]});
    let client = client_at("/v1/list", "GET https://x.test/v1/list/{account_id}", &operation);
    assert_eq!(urls(&client.api), (None, Some("/v1/list")));
    assert!(client.api.operations[0].urls.unfilled.is_empty());
}

/// The client of an operation whose path key isn't that of its URL.
fn client_at(key: &str, route: &str, operation: &Value) -> Generated {
    let (method, native) = route.split_once(' ').expect("a method and the provider's URL");
    client(&served(key, method, native, operation))
}

#[test]
fn a_description_of_another_operation_is_told() {
    let told = |key: &str, route: &str| {
        let client = client_at(key, route, &json!({"parameters": [parameter("id", "query", "string")]}));
        client.repairs.iter().any(|repair| repair.kind == RepairKind::ContradictingEndpoint)
    };
    assert!(told("/v3/comments", "POST https://x.test/v3/comments/setModerationStatus"));
    assert!(told("/v1/labels", "DELETE https://x.test/v1/labels/batch/delete"));
    assert!(!told("/v1/labels", "GET https://x.test/api/v1/labels"));
}

#[test]
fn a_raw_definition_asks_for_what_a_caller_has_to_give() {
    let route = |path: &str, proxy: &str, text: &str, more: Value| {
        let mut route = json!({
            "provider_alias_intent": path, "provider_proxy_intent": proxy, "text": text, "category": "C",
            "method": "GET", "type": "API", "params": {}, "path": {}, "body": {},
            "meta": {"api_endpoint": format!("https://x.test{proxy}"), "rate_limit": []},
        });
        for (key, value) in more.as_object().expect("an object") {
            route[key] = value.clone();
        }
        route
    };
    let disabled = json!({"path": {"userId": {"type": "string", "required": true, "disabled": true}}});
    let comment = json!({"method": "POST", "body": {"snippet": {"type": "object", "required": true}}});
    let status = json!({"method": "POST", "params": {"id": {"type": "string", "required": true}}});
    let hidden = json!({"params": {"key": {"type": "string", "required": true, "disabled": true}}});
    let client = client(&json!({
        "config": {"id": "demo", "name": "Demo", "auth": {"path": {"token": "api_key"}}, "released": 1},
        "routes": [
            route("/bot-token/sendmessage", "/bot{token}/sendMessage", "Send message", json!({"method": "POST"})),
            route("/v1/users/userId/drafts", "/v1/users/userId/drafts", "List drafts", disabled),
            route("/v3/comments", "/v3/comments", "Insert comment", comment),
            route("/v3/comments", "/v3/comments", "Set moderation status", status),
            route("/v3/shops", "/v3/shops", "List shops", hidden),
        ],
    }));
    assert_offers(
        &client,
        &[
            "pub fn Client::send_message(&self) -> SendMessage",
            "pub fn Client::list_user_drafts(&self) -> ListUserDrafts",
            "pub fn Client::create_comment(&self, body: impl Into<types::CreateCommentRequest>) -> CreateComment",
            "pub fn Client::list_shops(&self) -> ListShops",
        ],
    );
    assert_eq!(client.api.left_out.len(), 1, "the second of two routes");
}
