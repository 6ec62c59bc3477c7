//! What bytes are read as, and what is said about those that aren't.

use lowcodeapi_generator::document::{Document, Form};
use lowcodeapi_generator::extensions::LEFT_OUT;
use lowcodeapi_generator::read::{Error, canonical, read};
use serde_json::{Value, json};

const DOCUMENT: &str = r#"{"openapi": "3.0.0", "info": {}, "paths": {"/a": {"get": {}}}}"#;

fn document(text: &str) -> Document {
    read(text.as_bytes(), "test").unwrap_or_else(|error| panic!("{error:?}"))
}

fn error(text: &str) -> Error {
    read(text.as_bytes(), "test.json").expect_err("the text is wrong")
}

#[test]
fn json_yaml_and_a_byte_order_mark_make_no_difference() {
    let yaml = "openapi: 3.0.0\ninfo: {}\npaths:\n  /a:\n    get: {}\n";
    let flow = "{openapi: 3.0.0, info: {}, paths: {/a: {get: {}}}}";
    for text in [DOCUMENT, yaml, flow, &format!("\u{feff}{DOCUMENT}")] {
        let document = document(text);
        assert_eq!(document.form, Form::OpenApi);
        assert_eq!(document.value["paths"], json!({"/a": {"get": {}}}));
    }
}

#[test]
fn a_version_without_quotes_and_later_minor_versions_are_read() {
    for version in
        ["3.0", "3", "'3'", "3.1", "3.0.9", "3.1.9", "3.0.0-rc1", "3.0.x", "v3.0.1", "3.2.0", "3.11"]
    {
        assert!(read(format!("openapi: {version}\npaths: {{}}\n").as_bytes(), "test").is_ok(), "{version}");
    }
    for version in ["3.x", "3.", "4", "30", "2.0"] {
        assert!(read(format!("openapi: {version}\npaths: {{}}\n").as_bytes(), "test").is_err(), "{version}");
    }
    assert!(read(br#"{"openapi": "3.1.0", "paths": {}}"#, "test").is_ok());
}

#[test]
fn wrapped_documents_are_unwrapped_and_located_in_the_wrapper() {
    for (text, pointer) in [
        (format!("{{\"res\":\n{DOCUMENT}}}"), "/res"),
        (format!("{{\"data\":\n{DOCUMENT}}}"), "/data"),
        (format!("{{\"message\": \"ok\", \"res\": {{\"openapi\":\n{DOCUMENT}}}}}"), "/res/openapi"),
    ] {
        let document = document(&text);
        assert_eq!(document.form, Form::Wrapped(pointer.to_owned()));
        assert_eq!(document.source_pointer("/paths/~1a"), format!("{pointer}/paths/~1a"));
        assert_eq!(document.locate("/paths/~1a/get").map(|position| position.line), Some(2));
        assert!(canonical(text.as_bytes(), "test").unwrap().starts_with("{\n  \""));
    }
}

fn route(path: &str, method: &str) -> Value {
    json!({
        "provider_alias_intent": path, "text": "Reads pages", "category": "Pages", "method": method,
        "path": {"page_id": {"type": "string", "text": "The page", "required": true}},
        "params": {"page_id": {"type": "string"}, "limit": {"type": "number", "default": 20}},
        "body": {"map": {"type": "object", "text": "A map", "required": true, "examples": {"a": 1},
                         "properties": {"id": {"type": "string", "required": true}}}},
        "response_format": {"ok": true},
        "meta": {"api_ref": "https://docs.example/pages", "api_endpoint": "https://api.example/v1/pages/{page_id}",
                 "description": "Reads all pages"},
    })
}

#[test]
fn a_raw_definition_becomes_the_document_the_service_makes_of_it() {
    let raw =
        json!({"config": {"id": "notes", "name": "Notes"}, "routes": [route("/v1/pages/page_id", "POST")]});
    let document = document(&format!("{raw:#}"));
    assert_eq!(document.form, Form::Definition(String::new()));
    let operation = &document.value["paths"]["/v1/pages/page_id"]["post"];
    assert_eq!(document.value["servers"][0]["url"], "https://api.lowcodeapi.com/notes");
    assert_eq!(operation["tags"], json!(["Pages"]));
    assert_eq!(
        operation["parameters"],
        json!([
            {"name": "page_id", "in": "path", "description": "The page", "required": true, "schema": {"type": "string"}},
            {"name": "limit", "in": "query", "schema": {"type": "number", "default": 20}},
        ])
    );
    let media = &operation["requestBody"]["content"]["application/json"];
    assert_eq!(media["example"], json!({"map": {"a": 1}}));
    assert_eq!(media["schema"]["properties"]["map"]["properties"]["id"]["type"], "string");
    assert_eq!(operation["responses"]["200"]["content"]["application/json"]["example"], json!({"ok": true}));
    let at = "/paths/~1v1~1pages~1page_id/post";
    assert_eq!(document.source_pointer(&format!("{at}/parameters/1")), "/routes/0/params/limit");
    let media = format!("{at}/requestBody/content/application~1json/schema/properties/map");
    assert_eq!(document.source_pointer(&media), "/routes/0/body/map");
}

#[test]
fn routes_may_be_an_object_and_the_definition_wrapped() {
    let mut keyed = route("", "");
    for key in ["provider_alias_intent", "method"] {
        keyed.as_object_mut().unwrap().remove(key);
    }
    let raw = json!({"res": {"config": {}, "routes": {"notes__v1__out-box___post": keyed}}});
    let document = document(&raw.to_string());
    assert_eq!(document.form, Form::Definition("/res".to_owned()));
    assert!(document.value["paths"]["/v1/out-box"]["post"].is_object());
    assert_eq!(document.source_pointer("/paths/~1v1~1out-box/post"), "/res/routes/notes__v1__out-box___post");
}

#[test]
fn of_two_routes_with_one_path_the_first_answers_and_the_later_is_named_as_left_out() {
    let raw = json!({"config": {}, "routes": [route("/a", "GET"), route("/a", "GET")]});
    let document = document(&raw.to_string());
    assert_eq!(document.value[LEFT_OUT][0]["operation"], "GET /a");
    assert_eq!(document.value[LEFT_OUT][0]["pointer"], "/routes/1");
    assert_eq!(document.source_pointer("/paths/~1a/get"), "/routes/0");
}

#[test]
fn a_raw_definition_asks_for_nothing_that_the_service_fills_in() {
    let config = json!({"auth": {
        "path": {"key": "api_key"}, "queryMap": {"user": "user"}, "query": ["sign"], "body": {"secret": "secret"}
    }});
    let text = || json!({"type": "string"});
    let mut mine = text();
    mine["disabled"] = json!(true);
    let route = json!({
        "provider_alias_intent": "/account-key/notes/owner", "provider_proxy_intent": "/account{key}/notes/{owner}",
        "method": "POST", "text": "Adds a note",
        "path": {"key": text(), "owner": text()},
        "params": {"user": text(), "sign": text(), "mine": mine, "page": text()},
        "body": {"secret": text(), "note": text(), "mine": mine},
    });
    let mut other = route.clone();
    other["provider_alias_intent"] = json!("/drafts/owner");
    other["provider_proxy_intent"] = json!("/drafts/{owner}");
    other["path"]["owner"]["disabled"] = json!(true);
    let document = document(&json!({"config": config, "routes": [route, other]}).to_string());
    let asked = |path: &str| {
        let operation = &document.value["paths"][path]["post"];
        let parameters = operation["parameters"].as_array().unwrap().iter();
        let names: Vec<String> = parameters.map(|one| one["name"].as_str().unwrap().to_owned()).collect();
        let body = &operation["requestBody"]["content"]["application/json"]["schema"]["properties"];
        let body: Vec<String> = body.as_object().unwrap().keys().cloned().collect();
        (names, body)
    };
    let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
    assert_eq!(asked("/account-key/notes/owner"), (names(&["owner", "page"]), names(&["note"])));
    assert_eq!(asked("/drafts/owner"), (names(&["page"]), names(&["note"])));
    // Nobody could complete a path with a place for a credential.
    assert!(!document.value.to_string().contains("{key}") && !document.value.to_string().contains("{owner}"));
}

#[test]
fn two_routes_with_one_old_path_stay_apart_by_their_new_paths() {
    let (mut set, mut unset) = (route("/marks", "POST"), route("/marks", "POST"));
    set["provider_proxy_intent"] = json!("/marks/set");
    unset["provider_proxy_intent"] = json!("/marks/unset");
    let document = document(&json!({"config": {}, "routes": [set, unset]}).to_string());
    let paths: Vec<_> = document.value["paths"].as_object().unwrap().keys().collect();
    assert_eq!(paths, ["/marks", "/marks/unset"]);
    assert!(document.value.get(LEFT_OUT).is_none());
}

#[test]
fn canonical_text_is_pretty_json_and_its_own_canonical_text() {
    let text = canonical(b"openapi: 3.0.0\npaths:\n  /b: {}\n  /a: {}\n", "test").unwrap();
    insta::assert_snapshot!(text, @r#"
    {
      "openapi": "3.0.0",
      "paths": {
        "/b": {},
        "/a": {}
      }
    }
    "#);
    assert!(text.ends_with("}\n"));
    assert_eq!(canonical(text.as_bytes(), "test").unwrap(), text);
}

#[test]
fn each_error_says_what_and_where() {
    let deep = format!("{}{}", "[".repeat(1_000), "]".repeat(1_000));
    let cases = [
        "",
        " \n",
        "<!doctype html><html></html>",
        "<?xml version=\"1.0\"?><Error/>",
        "{\"openapi\": \"3.0.0\",\n  \"paths\": {\"/a\": ",
        "{\"openapi\": \"3.0.0\",\n  \"paths\": nil}",
        "openapi: 3.0.0\npaths:\n  /a: [\n",
        "openapi: 3.0.0\npaths:\n  /a: {}\n  /a: {}\n",
        "{\"message\": \"Not Found\"}",
        "Not Found",
        "[1, 2]",
        "{}",
        "{\"openapi\": \"3.0.0\", \"info\": {}}",
        "{\"openapi\": \"3.1.0\", \"webhooks\": []}",
        "{\"openapi\": \"3.0.0\", \"paths\": []}",
        "{\n\"swagger\": \"1.2\", \"paths\": {}}",
        "{\n\n\"openapi\": \"4.0.0\", \"paths\": {}}",
        "{\"openapi\": \"3.0.0\", \"paths\": {\"/a\": {},\n \"/a\": {}}}",
        &deep,
    ];
    let said: Vec<String> = cases.iter().map(|text| error(text).to_string()).collect();
    insta::assert_snapshot!(said.join("\n"), @r#"
    test.json is empty
    test.json is empty
    test.json looks like a web page, not like an API description
    test.json looks like a web page, not like an API description
    test.json:2:18: the JSON is malformed: EOF while parsing a value
    test.json:2:13: the JSON is malformed: expected ident
    test.json:3:7: the YAML is malformed: unclosed bracket '['
    test.json:4:3: the YAML is malformed: the key `/a` occurs twice in one mapping, first in line 3
    test.json is no API description: it has `message`, and says "Not Found"
    test.json is no API description: it is a string
    test.json is no API description: it is a list
    test.json is no API description: it is an empty object
    test.json: the OpenAPI document has no `paths`
    test.json: the OpenAPI document has no `paths`
    test.json: the OpenAPI document has no `paths`; what it has is a list
    test.json:2:1: Swagger 1.2 is not read
    test.json:3:1: OpenAPI 4.0.0 is not read
    test.json:2:2: /paths/~1a occurs twice, and only one of the two can be read
    test.json:1:128: the document is nested too deeply
    "#);
}

#[test]
fn types_or_webhooks_alone_are_a_document() {
    for parts in ["\"components\": {}", "\"webhooks\": {}"] {
        let text = format!("{{\"openapi\": \"3.1.0\", {parts}}}");
        assert!(read(text.as_bytes(), "test.json").is_ok(), "{parts}");
    }
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    assert!(matches!(read(b"{\"a\": \xff}", "x"), Err(Error::NotUtf8 { offset: 6, .. })));
}

#[test]
fn only_something_else_counts_as_no_description() {
    assert!(error("<html>").is_not_a_description());
    assert!(error("{\"message\": \"Not Found\"}").is_not_a_description());
    assert!(!error("{\"openapi\": \"3.0.0\"}").is_not_a_description());
    assert!(!error("{\"openapi\": ").is_not_a_description());
}

#[test]
fn an_error_comes_with_its_source_and_help() {
    let report = format!("{:?}", miette::Report::new(error("{\n\"swagger\": \"1.2\"}")));
    assert!(report.contains("Swagger 2.0 and OpenAPI 3 are"), "{report}");
    assert!(report.contains("test.json"), "{report}");
}

#[test]
fn a_key_that_occurs_twice_is_shown_at_both_places() {
    let report =
        format!("{:?}", miette::Report::new(error("openapi: 3.0.0\npaths: {}\ninfo: {}\npaths: {}\n")));
    assert!(
        report.contains("test.json:4:1: the YAML is malformed: the key `paths` occurs twice"),
        "{report}"
    );
    assert!(report.contains("first here") && report.contains("here"), "{report}");
}

#[test]
fn integers_of_any_length_are_the_numbers_json_has_for_them() {
    for number in [
        "9223372036854775807",
        "-9223372036854775808",
        "18446744073709551615",
        "-9223372036854775809",
        "-9223372036854776000",
        "18446744073709551616",
        "18446744073709552000",
        "340282366920938463463374607431768211456",
        "123456789012345678901234567890",
    ] {
        let yaml = format!("openapi: 3.1.0\npaths: {{}}\nx-number: {number}\n");
        let json = format!("{{\"openapi\": \"3.1.0\", \"paths\": {{}}, \"x-number\": {number}}}");
        let read = |text: String| canonical(text.as_bytes(), "test").unwrap();
        assert_eq!(read(yaml), read(json), "{number}");
    }
}

#[test]
fn flow_brackets_need_no_indentation() {
    let text = "openapi: 3.0.0\npaths:\n    /a: {\n  get: {\n tags: [\na\n]\n}\n  }\n";
    assert_eq!(document(text).value["paths"]["/a"]["get"]["tags"], json!(["a"]));
}

#[test]
fn numbers_keep_their_digits() {
    let text = "{\n  \"openapi\": \"3.0.0\",\n  \"paths\": {},\n  \"x-number\": 936.2395387648645\n}\n";
    assert_eq!(canonical(text.as_bytes(), "test").unwrap(), text);
}
