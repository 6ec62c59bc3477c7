//! Repairs of parameters.

use lowcodeapi_generator::extensions::{NATIVE_URL, OLD_ONLY, PATH_PARAMETER, UNFILLED};
use lowcodeapi_generator::repair::{RepairKind, tally};
use serde_json::json;

use super::{NONE, operation, path, repaired, repaired_with, served, with_paths};

#[test]
fn parameters_are_required_in_the_path_and_once_in_a_list_and_have_a_schema() {
    let parameters = [
        json!({"name": "id", "in": "path", "schema": {}}),
        json!({"name": "q", "in": "query", "required": "true", "type": "string"}),
        json!({"name": "q", "in": "query", "description": "twice", "schema": {}}),
        json!({"name": "z", "in": "query", "schema": {}}),
    ];
    let (document, repairs) =
        repaired_with(with_paths(json!({"/a/{id}": {"get": operation(&parameters)}})), &NONE);
    let kinds: Vec<_> = tally(&repairs).into_iter().collect();
    assert_eq!(
        kinds,
        [
            (RepairKind::OptionalPathParameter, 1),
            (RepairKind::StringRequired, 1),
            (RepairKind::DuplicateParameter, 1),
        ]
    );
    let parameters = &document.value["paths"]["/a/{id}"]["get"]["parameters"];
    assert_eq!(parameters[0]["required"], true);
    assert_eq!(parameters[1]["required"], true);
    assert_eq!(parameters[1]["description"], "twice");
    assert_eq!(
        document.source_pointer("/paths/~1a~1{id}/get/parameters/2"),
        "/paths/~1a~1{id}/get/parameters/3"
    );

    let lone = json!({"name": "q", "in": "query", "type": "string", "enum": ["a"]});
    let value =
        repaired(with_paths(json!({"/a": {"get": operation(&[lone])}})), &[(RepairKind::MissingSchema, 1)]);
    assert_eq!(
        value["paths"]["/a"]["get"]["parameters"][0]["schema"],
        json!({"type": "string", "enum": ["a"]})
    );
}

#[test]
fn a_parameter_without_a_place_travels_in_the_query() {
    let value = served(json!({"/v1/x": {"get": operation(&[path("id")])}}));
    let value = repaired(value, &[(RepairKind::OldPathOnly, 1)]);
    let get = &value["paths"]["/v1/x"]["get"];
    assert_eq!(get[OLD_ONLY], true);
    assert_eq!(
        (&get["parameters"][0]["in"], &get["parameters"][0][PATH_PARAMETER]),
        (&json!("query"), &json!(true))
    );
}

#[test]
fn a_parameter_never_takes_the_place_of_another() {
    let mut delete = operation(&[path("forwarder")]);
    delete["externalDocs"] = json!({"api_endpoint": "https://h/users/{owner}/forwarding"});
    let (document, _) = repaired_with(served(json!({"/users/owner/forwarding": {"delete": delete}})), &NONE);
    let delete = &document.value["paths"]["/users/owner/forwarding"]["delete"];
    assert_eq!(delete[OLD_ONLY], true);
    assert_eq!(delete["parameters"][0]["in"], "query");
}

#[test]
fn a_parameter_never_takes_the_place_of_a_word() {
    let mut get = operation(&[path("account_id")]);
    get["externalDocs"] = json!({"api_endpoint": "https://h/api/v1/list/{account_id}"});
    let (document, repairs) = repaired_with(served(json!({"/v1/list": {"get": get}})), &NONE);
    let get = &document.value["paths"]["/v1/list"]["get"];
    assert_eq!((&get[OLD_ONLY], &get["parameters"][0]["in"]), (&json!(true), &json!("query")));
    assert!(get[NATIVE_URL].is_string(), "it is the same operation");
    assert!(!tally(&repairs).contains_key(&RepairKind::ContradictingEndpoint));
    assert!(get.get(UNFILLED).is_none(), "the service fills what is declared");
}

#[test]
fn places_that_no_parameter_fills_are_told() {
    let mut get = operation(&[path("file_id")]);
    get["externalDocs"] = json!({"api_endpoint": "https://h/v1/deals/{id}/files/{file_id}"});
    let item = json!({"get": get});
    let (document, _) = repaired_with(served(json!({"/v1/deals/id/files/file_id": item.clone()})), &NONE);
    assert_eq!(document.value["paths"]["/v1/deals/id/files/{file_id}"]["get"][UNFILLED], json!(["id"]));
    // Only LowCodeAPI's documents say what the provider's URL is.
    let (document, _) =
        repaired_with(with_paths(json!({"/v1/deals/id/files/file_id": {"get": operation(&[])}})), &NONE);
    assert!(document.value["paths"]["/v1/deals/id/files/file_id"]["get"].get(UNFILLED).is_none());
}

#[test]
fn an_undeclared_template_is_a_text() {
    let value = with_paths(json!({"/v1/{id}": {"get": operation(&[])}}));
    let value = repaired(value, &[(RepairKind::UndeclaredPathParameter, 1)]);
    assert_eq!(value["paths"]["/v1/{id}"]["get"]["parameters"][0], path("id"));
}
