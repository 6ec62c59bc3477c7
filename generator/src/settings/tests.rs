//! What a document suggests, and what becomes of it.

use serde_json::{Value, json};

use super::*;
use crate::document::Document;
use crate::{Input, generate, read};

fn suggested(value: Value) -> Settings {
    Settings::suggest(&Document::from_value(value, "test"), "shop")
}

fn many(tags: usize) -> Value {
    let paths = (0..60).map(|at| {
        let operation =
            json!({"tags": [format!("Tag {}", at % tags)], "responses": {"204": {"description": ""}}});
        (format!("/v1/things{at}"), json!({"get": operation}))
    });
    json!({"openapi": "3.0.0", "paths": paths.collect::<serde_json::Map<_, _>>()})
}

#[test]
fn the_service_is_told_by_host_token_keys_or_form() {
    for own in [
        json!({"servers": [{"url": "https://api.lowcodeapi.com/undefined"}], "paths": {}}),
        json!({"components": {"securitySchemes": {"T": {"type": "apiKey", "in": "query", "name": "api_token"}}}, "paths": {}}),
        json!({"paths": {"/a": {"get": {"externalDocs": {"api_endpoint": "https://a.example/a"}}}}}),
    ] {
        let settings = suggested(own);
        assert_eq!(
            (settings.flavour, settings.host.as_str()),
            (Flavour::LowCodeApi, "https://api.lowcodeapi.com")
        );
    }
    let definition = read::read(br#"{"config": {}, "routes": []}"#, "test").unwrap();
    assert_eq!(Flavour::of(&definition), Flavour::LowCodeApi);
}

#[test]
fn a_host_that_only_ends_alike_is_not_the_service() {
    for foreign in ["https://notlowcodeapi.com", "https://api.lowcodeapi.com.evil.example", "lowcodeapi.com"]
    {
        assert_eq!(
            suggested(json!({"servers": [{"url": foreign}], "paths": {}})).flavour,
            Flavour::OpenApi,
            "{foreign}"
        );
    }
}

#[test]
fn the_first_server_that_can_be_called_is_the_host() {
    let servers = json!([
        {"url": "/v1"},
        {"url": "https://{region}.example.com/{base}/", "variables": {"region": {"default": "eu"}, "base": {"default": "v2"}}},
    ]);
    assert_eq!(suggested(json!({"servers": servers, "paths": {}})).host, "https://eu.example.com/v2");
    assert_eq!(
        suggested(json!({"servers": [{"url": "http://{x}"}], "paths": {}})).host,
        "https://api.example.com"
    );
}

#[test]
fn many_operations_with_several_tags_are_grouped() {
    assert_eq!(suggested(many(5)).group, Grouping::Tag);
    assert_eq!(suggested(many(1)).group, Grouping::Flat);
}

#[test]
fn the_client_of_another_service_has_no_envelope_and_the_documents_own_authentication() {
    let document = json!({
        "openapi": "3.0.3",
        "info": {"title": "Shop", "version": "1"},
        "servers": [{"url": "https://shop.example"}],
        "security": [{"Key": []}],
        "components": {"securitySchemes": {"Key": {"type": "apiKey", "in": "header", "name": "X-Key"}}},
        "paths": {"/shop/orders/{id}": {"get": {
            "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
            "responses": {"204": {"description": ""}},
        }}},
    });
    let text = document.to_string();
    let settings = suggested(document);
    let input = Input { document: text.as_bytes(), name: "shop.json", overlay: None, settings: &settings };
    let files = generate(&input).unwrap().files;
    let client = files.get("mod.rs").unwrap();
    for line in [
        r#"provider: """#,
        r#"host: "https://shop.example""#,
        r#"Scheme::header("Key", "X-Key")"#,
        "envelope: none",
    ] {
        assert!(client.contains(line), "{line}\n{client}");
    }
    assert!(files.get("operations.rs").unwrap().contains("\"/shop/orders/{id}\""));
    assert!(!files.get("operations.rs").unwrap().contains(".old("));
}
