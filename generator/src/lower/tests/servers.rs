//! Where calls go.

use serde_json::{Value, json};

use super::{api_of, openapi, operation};
use crate::api::Settings;

/// The address of an operation with these servers.
fn address(servers: &Value, settings: &Settings) -> Option<String> {
    let document = operation(&json!({"servers": servers, "responses": {"204": {"description": ""}}}));
    api_of(&document, settings).operations[0].urls.server.clone()
}

#[test]
fn an_operation_goes_to_the_first_of_its_own_servers() {
    let servers = json!([{"url": "https://files.example.com/v1/"}, {"url": "https://eu.files.example.com"}]);
    assert_eq!(address(&servers, &openapi()).as_deref(), Some("https://files.example.com/v1"));
    assert_eq!(address(&json!([{"url": "/v2/"}]), &openapi()).as_deref(), Some("/v2/"));
    assert_eq!(address(&json!([]), &openapi()), None);
}

#[test]
fn a_service_with_two_url_formats_has_one_host() {
    let servers = json!([{"url": "https://files.example.com"}]);
    assert_eq!(address(&servers, &Settings::default()), None);
}

#[test]
fn a_default_stands_for_its_variable_and_is_not_read_again() {
    let servers = json!([{
        "url": "https://{region}.example.com/{base}/{unknown}",
        "variables": {"base": {"default": "{region}"}, "region": {"default": "eu"}},
    }]);
    let address = address(&servers, &openapi());
    assert_eq!(address.as_deref(), Some("https://eu.example.com/{region}/{unknown}"));
}
