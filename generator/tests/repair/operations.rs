//! Repairs of operations, their bodies and answers.

use lowcodeapi_generator::extensions::{FILE, LEFT_OUT};
use lowcodeapi_generator::repair::RepairKind;
use serde_json::{Value, json};

use super::{NONE, operation, repaired, repaired_with, schema_of, served, served_schema, with_paths};

#[test]
fn missing_responses_and_descriptions_are_added() {
    let value = with_paths(json!({"/a": {"get": {}, "post": {"responses": {"200": {}}}}}));
    let value = repaired(value, &[(RepairKind::MissingResponses, 1), (RepairKind::MissingDescription, 1)]);
    assert_eq!(value["paths"]["/a"]["get"]["responses"], json!({"default": {"description": ""}}));
    assert_eq!(value["paths"]["/a"]["post"]["responses"]["200"]["description"], "");
}

#[test]
fn an_operation_id_stays_with_the_first_operation() {
    let mut get = operation(&[]);
    get["operationId"] = json!("x");
    let value = with_paths(json!({"/a": {"get": get}, "/b": {"get": get}}));
    let value = repaired(value, &[(RepairKind::RepeatedOperationId, 1)]);
    assert_eq!(value["paths"]["/a"]["get"]["operationId"], "x");
    assert!(value["paths"]["/b"]["get"].get("operationId").is_none());
}

#[test]
fn methods_are_lower_case_and_nameless_ones_are_left_out_by_name() {
    let value = with_paths(json!({"/a": {"GET": operation(&[]), "": operation(&[])}}));
    let value = repaired(value, &[(RepairKind::UpperCaseMethod, 1), (RepairKind::UnknownMethod, 1)]);
    assert!(value["paths"]["/a"]["get"].is_object());
    assert!(value["paths"]["/a"].get("").is_none());
    assert_eq!(value[LEFT_OUT][0]["operation"], "/a");
}

#[test]
fn what_is_no_operation_is_left_out_with_the_reason() {
    let value = with_paths(json!({"/a": {"post": null, "tags": [], "purge": operation(&[])}}));
    let value = repaired(value, &[(RepairKind::UnknownMethod, 3)]);
    let reasons: Vec<_> = value[LEFT_OUT].as_array().unwrap().iter().map(|one| &one["reason"]).collect();
    assert_eq!(
        reasons,
        [
            "an operation is expected, but it is null",
            "`tags` is no member of a path that OpenAPI knows",
            "the method `purge` is none that OpenAPI knows",
        ]
    );
}

#[test]
fn unknown_keys_of_an_operation_become_extensions() {
    let mut get = operation(&[]);
    get["response_type"] = json!("csv");
    let value = repaired(with_paths(json!({"/a": {"get": get}})), &[(RepairKind::UnknownOperationKey, 1)]);
    assert_eq!(value["paths"]["/a"]["get"]["x-response_type"], "csv");
}

fn upload(properties: &Value) -> Value {
    let schema = json!({"type": "object", "properties": properties});
    let mut post = operation(&[]);
    post["requestBody"] = json!({"required": false, "content": {"multipart/form-data": {"schema": schema}}});
    post
}

#[test]
fn media_in_a_path_makes_no_upload_but_a_file_does() {
    let value = served(json!({
        "/media/a": {"post": upload(&json!({"url": {"type": "string"}}))},
        "/media/b": {"post": upload(&json!({"picture": {"type": "file"}}))},
        "/other": {"post": upload(&json!({"url": {"type": "string"}}))},
    }));
    let value = repaired(value, &[(RepairKind::MultipartWithoutFile, 1), (RepairKind::NonstandardType, 1)]);
    let media = |path: &str| {
        value["paths"][path]["post"]["requestBody"]["content"].as_object().unwrap().keys().next().cloned()
    };
    assert_eq!(media("/media/a").as_deref(), Some("application/json"));
    assert_eq!(media("/media/b").as_deref(), Some("multipart/form-data"));
    assert_eq!(media("/other").as_deref(), Some("multipart/form-data"));
}

#[test]
fn a_body_that_holds_nothing_is_left_out_of_the_services_documents_only() {
    let mut post = operation(&[]);
    let schema = json!({"type": "object", "properties": {}});
    post["requestBody"] = json!({"required": true, "content": {"application/json": {"schema": schema}}});
    let paths = json!({"/a": {"post": post}});
    repaired(with_paths(paths.clone()), &[]);
    let value = repaired(served(paths), &[(RepairKind::EmptyRequiredBody, 1)]);
    assert!(value["paths"]["/a"]["post"].get("requestBody").is_none());
}

#[test]
fn a_file_is_uploaded_whatever_values_are_listed() {
    let schema = json!({"type": "file", "enum": ["mp3, wav, or webm"]});
    let value = schema_of(repaired(
        served_schema(schema),
        &[(RepairKind::MalformedEnum, 1), (RepairKind::NonstandardType, 1)],
    ));
    assert_eq!(value, json!({"type": "string", "format": "binary", FILE: true}));
}

#[test]
fn nobody_is_asked_for_the_credential_that_the_service_sends() {
    let token = |description: &str| json!({"name": "token", "in": "query", "required": true, "description": description, "schema": {"type": "string"}});
    let asked = |description: &str| {
        let value = served(json!({"/a": {"get": operation(&[token(description)])}}));
        let (document, _) = repaired_with(value, &NONE);
        document.value["paths"]["/a"]["get"]["parameters"][0]["required"].clone()
    };
    assert_eq!(asked("Authentication token bearing required scopes"), false);
    assert_eq!(asked("Pagination token for the next page"), true);
    let member = json!({
        "type": "object", "required": ["token", "text"],
        "properties": {
            "token": {"type": "string", "description": "Access token for authentication"}, "text": {"type": "string"}
        }
    });
    let value = schema_of(repaired(served_schema(member), &[(RepairKind::CredentialOfTheService, 1)]));
    assert_eq!(value["required"], json!(["text"]));
}
