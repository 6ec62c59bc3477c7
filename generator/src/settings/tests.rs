//! What a document suggests, and what becomes of it.

use serde_json::{Value, json};

use crate::document::Document;
use crate::{AssumedHost, Flavour, Grouping, Input, Known, Settings, generate, read};

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

/// What is made of a document's servers: the host, and what is said about it.
fn host(servers: &Value) -> (String, String) {
    let document = Document::from_value(json!({"openapi": "3.0.3", "paths": {}, "servers": servers}), "test");
    let said = Settings::assumed_host(&document);
    let pointer = |host: &AssumedHost| format!("{}: {}", host.pointer, host.detail);
    (Settings::suggest(&document, "shop").host, said.as_ref().map(pointer).unwrap_or_default())
}

#[test]
fn a_server_says_as_much_as_it_says_and_what_is_assumed_is_told() {
    let table = [
        ("https://a.example/v1/", "https://a.example/v1", ""),
        ("HTTPS://a.example:8443", "https://a.example:8443", ""),
        ("https://[2001:db8::1]/a%20b", "https://[2001:db8::1]/a%20b", ""),
        ("/v1", "https://api.example.com/v1", "is relative"),
        ("/api/v3/", "https://api.example.com/api/v3", "is relative"),
        ("./v2/../v3", "https://api.example.com/v3", "is relative"),
        ("host/v1", "https://api.example.com/host/v1", "is relative"),
        ("/", "https://api.example.com", "is relative"),
        ("?x=1", "https://api.example.com", "is relative"),
        ("//a.example/v1", "https://a.example/v1", "names no scheme"),
        ("a.example/v1", "https://a.example/v1", "names no scheme"),
        ("localhost:8080/api", "http://localhost:8080/api", "names no scheme"),
        ("https://a.example/x?y=1", "https://a.example/x", "no part of a path"),
        ("http://a.example/v1", "https://a.example/v1", "plain `http`"),
        ("http://localhost:8080/api", "http://localhost:8080/api", "whatever machine"),
        ("http://127.0.0.1/api", "http://127.0.0.1/api", "whatever machine"),
        ("http://[::1]:80/api", "http://[::1]:80/api", "whatever machine"),
        (
            "https://{tenant}.example/v1",
            "https://api.example.com/v1",
            "variable without a default in its host",
        ),
        ("https://a.example/v1/{base}/x", "https://a.example/v1", "variable without a default in its path"),
        ("https://user:pass@a.example/v1", "https://api.example.com/v1", "no address"),
        ("ftp://a.example/v1", "https://api.example.com/v1", "no address"),
    ];
    for (url, expected, said) in table {
        let (host, told) = host(&json!([{"url": url}]));
        assert_eq!(host, expected, "{url}");
        assert!(told.contains(said) && told.is_empty() == said.is_empty(), "{url}: {told}");
        assert!(told.is_empty() || told.starts_with("/servers/0/url: "), "{url}: {told}");
    }
    for servers in [json!([]), json!(null), json!([{"description": "no address"}])] {
        let (host, told) = host(&servers);
        assert_eq!(host, "https://api.example.com");
        assert!(told.contains("names no server"), "{told}");
    }
}

#[test]
fn an_address_counts_more_than_this_machine_and_that_more_than_a_path() {
    let [path, here, there] =
        ["/v1", "http://localhost/v2", "https://a.example"].map(|url| json!({"url": url}));
    assert_eq!(host(&json!([path, here, there])), ("https://a.example".to_owned(), String::new()));
    let (chosen, told) = host(&json!([path, here]));
    assert_eq!(chosen, "http://localhost/v2");
    assert!(told.starts_with("/servers/1/url"), "{told}");
}

#[test]
fn variables_without_a_default_have_the_first_of_their_values() {
    let variables = json!({"region": {"enum": ["eu", "us"]}, "port": {"default": 8443}});
    let server = json!([{"url": "https://{region}.a.example:{port}/v1", "variables": variables}]);
    assert_eq!(host(&server), ("https://eu.a.example:8443/v1".to_owned(), String::new()));
}

#[test]
fn many_operations_with_several_tags_are_grouped() {
    assert_eq!(suggested(many(5)).group, Grouping::Tag);
    assert_eq!(suggested(many(1)).group, Grouping::Flat);
}

#[test]
fn many_operations_without_tags_are_grouped_by_path() {
    let answers = json!({"responses": {"204": {"description": ""}}});
    let paths = (0..60)
        .map(|at| (format!("/v1/{}/x{at}", ["cats", "dogs", "birds"][at % 3]), json!({"get": answers})));
    let mut document = json!({"openapi": "3.0.0", "paths": paths.collect::<serde_json::Map<_, _>>()});
    assert_eq!(suggested(document.clone()).group, Grouping::Path);
    // A tag that all have says no more than none.
    let mut tagged = document.clone();
    for item in tagged["paths"].as_object_mut().unwrap().values_mut() {
        item["get"]["tags"] = json!(["api"]);
    }
    assert_eq!(suggested(tagged).group, Grouping::Path);
    // What begins alike everywhere sorts nothing.
    let alike = (0..60).map(|at| {
        (format!("/v1/cats/{{id}}/{}", ["a", "b"][at % 2]).repeat(1 + at / 2), json!({"get": answers}))
    });
    document["paths"] = alike.collect::<serde_json::Map<_, _>>().into();
    assert_eq!(suggested(document).group, Grouping::Flat);
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
    let input = Input {
        document: text.as_bytes(),
        name: "shop.json",
        known: Known::default(),
        settings: &settings,
        names: &crate::names::Names::default(),
    };
    let files = generate(&input).unwrap().files;
    let client = files.get("mod.rs").unwrap();
    for line in [r#"provider: """#, r#"host: "https://shop.example""#, r#"Scheme::header("Key", "X-Key")"#] {
        assert!(client.contains(line), "{line}\n{client}");
    }
    assert!(!client.contains("dialect"), "{client}");
    assert!(files.get("operations.rs").unwrap().contains("\"/shop/orders/{id}\""));
    assert!(!files.get("operations.rs").unwrap().contains("url_formats"));
    assert!(!files.get("operations.rs").unwrap().contains(".old("));
}
