//! What is asked for by clients of raw definitions.

use serde_json::{Value, json};

use super::{assert_offers, client};

/// A route with what else it says.
fn route(path: &str, proxy: &str, text: &str, more: &Value) -> Value {
    let mut route = json!({
        "provider_alias_intent": path, "provider_proxy_intent": proxy, "text": text, "category": "C",
        "method": "GET", "type": "API", "params": {}, "path": {}, "body": {},
        "meta": {"api_endpoint": format!("https://x.test{proxy}"), "rate_limit": []},
    });
    for (key, value) in more.as_object().expect("an object") {
        route[key] = value.clone();
    }
    route
}

#[test]
fn a_raw_definition_asks_for_what_a_caller_has_to_give() {
    let disabled = json!({"path": {"userId": {"type": "string", "required": true, "disabled": true}}});
    let comment = json!({"method": "POST", "body": {"snippet": {"type": "object", "required": true}}});
    let status = json!({"method": "POST", "params": {"id": {"type": "string", "required": true}}});
    let hidden = json!({"params": {"key": {"type": "string", "required": true, "disabled": true}}});
    let client = client(&json!({
        "config": {"id": "demo", "name": "Demo", "auth": {"path": {"token": "api_key"}}, "released": 1},
        "routes": [
            route("/bot-token/sendmessage", "/bot{token}/sendMessage", "Send message", &json!({"method": "POST"})),
            route("/v1/users/userId/drafts", "/v1/users/userId/drafts", "List drafts", &disabled),
            route("/v3/comments", "/v3/comments", "Insert comment", &comment),
            route("/v3/comments", "/v3/comments", "Set moderation status", &status),
            route("/v3/shops", "/v3/shops", "List shops", &hidden),
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

#[test]
fn what_a_definition_fills_in_is_asked_for_nowhere() {
    let text = json!({"type": "string", "required": true});
    let hidden = json!({"type": "string", "required": true, "disabled": "true"});
    let nested = json!({"type": "object", "required": true, "properties": {"secret": hidden, "size": text}});
    let items = json!({"type": "object", "properties": {"secret": hidden, "name": text}});
    let members = json!({"parcel": nested, "list": {"type": "array", "items": items}});
    let path = json!({"path": {"userId": hidden, "id": text}});
    let own = json!({"params": {"key": text}, "auth": {"query": ["key"]}});
    let post = json!({"method": "POST"});
    let domain = json!({"domain_params": {"domain_name": {"type": "string"}}});
    let client = client(&json!({
        "config": {"id": "demo", "name": "Demo", "auth": {"path": ["token"]}, "released": 1},
        "routes": [
            route("/bot-token/sendmessage", "/bot<token>/sendMessage", "Send message", &post),
            route("/v1/users/userId/drafts/id", "/v1/users/{userId}/drafts/{id}", "Get draft", &path),
            route("/v1/boxes", "/v1/boxes", "Create box", &json!({"method": "POST", "body": members})),
            route("/v1/shops", "/v1/shops", "List shops", &own),
            route("/v1/domain_name/tags", "/v1/{domain_name}/tags", "List tags", &domain),
        ],
    }));
    assert_offers(
        &client,
        &[
            "pub fn Client::send_message(&self) -> SendMessage",
            "pub fn Client::get_user_draft(&self, id: impl Into<String>) -> GetUserDraft",
            "pub fn types::CreateBoxParcel::new(size: impl Into<String>) -> Self",
            "pub fn Client::list_shops(&self) -> ListShops",
        ],
    );
    assert!(!client.listing.contains("secret"), "{}", client.listing);
    assert!(client.api.operations.iter().all(|operation| operation.urls.unfilled.is_empty()));
}

#[test]
fn credentials_of_the_account_are_not_required_wherever_they_go() {
    let required = |name: &str, place: &str, text: &str| json!({"name": name, "in": place, "required": true, "description": text, "schema": {"type": "string"}});
    let parameters = json!([
        required("token", "header", "Authentication token"),
        required("Authorization", "header", "Bearer token"),
        required("api_key", "query", ""),
        required("key", "query", "Your API key"),
        required("page_token", "query", "The token of the next page"),
        required("token", "query", "The token of the invitation"),
    ]);
    let client = super::of("GET https://x.test/v1/rooms", &json!({"parameters": parameters}));
    assert_offers(
        &client,
        &[
            "pub fn Client::list_rooms(&self, page_token: impl Into<String>, token: impl Into<String>) -> ListRooms",
        ],
    );
}
