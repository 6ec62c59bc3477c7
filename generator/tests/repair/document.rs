//! Repairs of a document as a whole, its keys and its prose.

use lowcodeapi_generator::extensions::NATIVE_URL;
use lowcodeapi_generator::repair::{RepairKind, Settings, repair};
use serde_json::json;

use super::{
    NONE, operation, repaired, repaired_with, schema, schema_of, served, served_schema, with_paths,
    with_schema,
};

#[test]
fn a_missing_title_and_version_are_made_up() {
    let value = json!({"openapi": "3.0.0", "servers": [{"url": "https://host/notes"}], "paths": {}});
    let value = repaired(value, &[(RepairKind::MissingInfo, 2)]);
    assert_eq!(value["info"], json!({"title": "notes", "version": "0"}));
}

#[test]
fn an_undefined_server_gets_the_provider_or_goes() {
    let mut value = with_paths(json!({}));
    value["servers"] = json!([{"url": "https://host/undefined"}]);
    let (document, _) = repaired_with(value.clone(), &Settings { provider: Some("notes") });
    assert_eq!(document.value["servers"][0]["url"], "https://host/notes");
    assert!(repaired(value, &[(RepairKind::UndefinedServer, 1)]).get("servers").is_none());
}

#[test]
fn a_key_that_occurs_twice_is_counted() {
    let text = br#"{"openapi": "3.0.0", "info": {"title": "a", "version": "1", "title": "b"}, "paths": {}}"#;
    let mut document = lowcodeapi_generator::read::read(text, "test").unwrap();
    let repairs = repair(&mut document, &NONE);
    assert_eq!((repairs[0].kind, repairs[0].pointer.as_str()), (RepairKind::DuplicateKey, "/info/title"));
}

#[test]
fn the_services_documentation_keys_become_a_link_and_the_native_url() {
    let mut get = operation(&[]);
    get["externalDocs"] = json!({"api_ref": "https://docs", "api_endpoint": "https://api/{x}"});
    let mut post = operation(&[]);
    post["externalDocs"] = json!({"description": "no link"});
    let value = with_paths(json!({"/a": {"get": get, "post": post}}));
    let value =
        repaired(value, &[(RepairKind::ExternalDocsKeys, 1), (RepairKind::ExternalDocsWithoutUrl, 1)]);
    assert_eq!(value["paths"]["/a"]["get"]["externalDocs"], json!({"url": "https://docs"}));
    assert_eq!(value["paths"]["/a"]["get"][NATIVE_URL], "https://api/{x}");
    assert!(value["paths"]["/a"]["post"].get("externalDocs").is_none());
}

#[test]
fn filler_examples_go_and_meant_ones_stay() {
    let expected = [(RepairKind::FillerExample, 1)];
    assert_eq!(schema(json!({"type": "number", "example": ""}), &expected), json!({"type": "number"}));
    schema(json!({"type": "string", "example": ""}), &[]);
    let mut post =
        operation(&[json!({"name": "q", "in": "query", "schema": {"type": "string", "example": ""}})]);
    post["requestBody"] = json!({"content": {"application/json": {"schema": {"type": "object"}, "example": {"a": "", "b": {"c": ""}}}}});
    let value = repaired(served(json!({"/a": {"post": post}})), &[(RepairKind::FillerExample, 2)]);
    let media = &value["paths"]["/a"]["post"]["requestBody"]["content"]["application/json"];
    assert_eq!(media["example"], json!({"b": {"c": ""}}));
}

#[test]
fn prose_is_no_value_in_what_the_service_serves() {
    let listed = json!({"type": "string", "enum": ["json; text or srt", "", "Sends no more. See below"]});
    let value = schema_of(repaired(served_schema(listed.clone()), &[(RepairKind::ProseEnum, 1)]));
    assert_eq!(value["enum"], json!(["json", "text", "srt"]));
    let prose = json!({"type": "string", "enum": ["", "form-data under a name"]});
    let value = schema_of(repaired(served_schema(prose), &[(RepairKind::ProseEnum, 1)]));
    assert_eq!(value, json!({"type": "string"}));
    // Other documents mean what they say.
    let (other, repairs) = repaired_with(with_schema(listed.clone()), &NONE);
    assert_eq!((schema_of(other.value), repairs), (listed, Vec::new()));
}
