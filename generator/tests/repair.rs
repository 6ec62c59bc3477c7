//! Each deviation is repaired, counted, and not met again.

use std::collections::BTreeMap;

use lowcodeapi_generator::document::Document;
use lowcodeapi_generator::extensions::{
    FILE, FIXED_QUERY, LEFT_OUT, NATIVE_URL, OLD_ONLY, OLD_PATH, PATH_PARAMETER,
};
use lowcodeapi_generator::repair::{Repair, RepairKind, Settings, repair, tally};
use serde_json::{Value, json};

const NONE: Settings<'static> = Settings { provider: None };

fn repaired_with(value: Value, settings: &Settings<'_>) -> (Document, Vec<Repair>) {
    let mut document = Document::from_value(value, "test");
    let repairs = repair(&mut document, settings);
    let before = document.value.clone();
    assert_eq!(repair(&mut document, settings), [], "a second repair");
    assert_eq!(document.value, before, "a second repair");
    (document, repairs)
}

/// Repairs a document and checks which deviations were counted.
fn repaired(value: Value, expected: &[(RepairKind, usize)]) -> Value {
    let (document, repairs) = repaired_with(value, &NONE);
    assert_eq!(tally(&repairs), expected.iter().copied().collect::<BTreeMap<_, _>>(), "{repairs:#?}");
    document.value
}

#[expect(clippy::needless_pass_by_value, reason = "so that json! can stand in the call")]
fn with_paths(paths: Value) -> Value {
    json!({"openapi": "3.0.0", "info": {"title": "t", "version": "1"}, "paths": paths})
}

fn served(paths: Value) -> Value {
    let mut document = with_paths(paths);
    document["components"] =
        json!({"securitySchemes": {"T": {"type": "apiKey", "in": "query", "name": "api_token"}}});
    document
}

#[expect(clippy::needless_pass_by_value, reason = "so that json! can stand in the call")]
fn with_schema(schema: Value) -> Value {
    let mut document = with_paths(json!({}));
    document["components"] = json!({"schemas": {"S": schema}});
    document
}

/// Repairs one schema.
fn schema(schema: Value, expected: &[(RepairKind, usize)]) -> Value {
    repaired(with_schema(schema), expected)["components"]["schemas"]["S"].take()
}

fn path(name: &str) -> Value {
    json!({"name": name, "in": "path", "required": true, "schema": {"type": "string"}})
}

fn operation(parameters: &[Value]) -> Value {
    json!({"parameters": parameters, "responses": {"200": {"description": ""}}})
}

fn keys(document: &Value) -> Vec<&str> {
    document["paths"].as_object().unwrap().keys().map(String::as_str).collect()
}

/// The same schema in a document of the service.
#[expect(clippy::needless_pass_by_value, reason = "so that json! can stand in the call")]
fn served_schema(schema: Value) -> Value {
    let mut document = served(json!({}));
    document["components"]["schemas"] = json!({"S": schema});
    document
}

fn schema_of(mut document: Value) -> Value {
    document["components"]["schemas"]["S"].take()
}

#[test]
fn a_valid_document_is_not_touched() {
    let words = json!({
        "type": "object", "required": ["required", "type"],
        "properties": {
            "required": {"type": "boolean"}, "type": {"type": "string", "enum": ["file"]},
            "enum": {"type": "array", "items": {"type": "string"}}, "example": {"type": "string", "example": ""},
            "properties": {"type": "object", "properties": {"required": {"type": "string"}}},
            "api_ref": {"type": "object", "default": {"required": true, "type": "stirng"}},
        },
        "example": {"required": true, "type": "text", "items": []},
    });
    let mut value = with_paths(json!({
        "/a/{id}": {"parameters": [path("id")], "get": operation(&[])},
        "/b#One": {"post": {"requestBody": {"required": true, "content": {"multipart/form-data": {"schema": {"type": "object"}}}},
                            "responses": {"200": {"description": ""}}}},
    }));
    value["components"] = json!({"schemas": {"S": words}});
    assert_eq!(repaired(value.clone(), &[]), value);
    value.as_object_mut().unwrap().remove("paths");
    assert_eq!(repaired(value.clone(), &[]), value);
}

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
fn boolean_required_goes_into_the_parents_list() {
    let value = schema(
        json!({"type": "object", "properties": {"a": {"required": true}, "b": {"required": "true"}, "c": {"required": false},
               "d": {"type": "object", "required": ["e"], "properties": {"e": {}}}}, "required": ["z"]}),
        &[(RepairKind::BooleanRequired, 3)],
    );
    assert_eq!(value["required"], json!(["z", "a", "b"]));
    assert_eq!(value["properties"]["a"], json!({}));
    assert_eq!(value["properties"]["d"]["required"], json!(["e"]));
}

#[test]
fn lists_of_required_names_are_sets_and_not_empty() {
    let value = schema(json!({"required": ["a", "a", 1]}), &[(RepairKind::RepeatedRequired, 1)]);
    assert_eq!(value["required"], json!(["a"]));
    assert_eq!(schema(json!({"required": []}), &[(RepairKind::EmptyRequired, 1)]), json!({}));
}

#[test]
fn misspelt_keywords_are_read() {
    assert_eq!(
        schema(json!({"types": "string"}), &[(RepairKind::MisspeltKeyword, 1)]),
        json!({"type": "string"})
    );
}

#[test]
fn nonstandard_types_mean_what_their_authors_meant() {
    let file = json!({"type": "string", "format": "binary", FILE: true});
    for (stated, meant) in [
        ("file", file),
        ("text", json!({"type": "string"})),
        ("String", json!({"type": "string"})),
        (" string\u{200b}", json!({"type": "string"})),
        ("stirng", json!({"type": "string"})),
        ("bpplean", json!({"type": "boolean"})),
        ("objcet", json!({"type": "object"})),
        ("booleans", json!({"type": "boolean"})),
        ("double", json!({"type": "number", "format": "double"})),
        ("string <uuid>", json!({"type": "string", "format": "uuid"})),
        ("integerThe number of labels", json!({"type": "integer"})),
        ("array of objects", json!({"type": "array", "items": {"type": "object"}})),
        ("array of any", json!({"type": "array", "items": {}})),
        ("object of strings", json!({"type": "object", "additionalProperties": {"type": "string"}})),
        ("string|null", json!({"type": "string", "nullable": true})),
        ("string|number", json!({"anyOf": [{"type": "string"}, {"type": "number"}]})),
        ("true/false", json!({"type": "boolean"})),
        ("enum", json!({"type": "string"})),
        ("json", json!({})),
        ("", json!({})),
        ("{\n  \"type\"", json!({})),
        ("subscription duration", json!({})),
    ] {
        assert_eq!(schema(json!({"type": stated}), &[(RepairKind::NonstandardType, 1)]), meant, "{stated}");
    }
    let numbers = json!({"type": "enum", "enum": [1, 2]});
    assert_eq!(schema(numbers, &[(RepairKind::NonstandardType, 1)])["type"], "integer");
    let list = json!({"type": ["string", "null"]});
    assert_eq!(
        schema(list, &[(RepairKind::NonstandardType, 1)]),
        json!({"type": "string", "nullable": true})
    );
}

#[test]
fn openapi_3_1_may_say_more() {
    let mut value = with_schema(
        json!({"type": ["string", "null"], "allOf": [{"type": "array"}, {"type": "null"}, {"required": []}]}),
    );
    for version in [json!("3.1.0"), json!("v3.1.0"), json!(3.1)] {
        value["openapi"] = version;
        assert_eq!(repaired(value.clone(), &[]), value);
    }
}

#[test]
fn arrays_without_items_hold_anything() {
    let value = schema(json!({"type": "array"}), &[(RepairKind::ArrayWithoutItems, 1)]);
    assert_eq!(value, json!({"type": "array", "items": {}}));
}

#[test]
fn enumerations_stand_where_their_values_are() {
    let expected = [(RepairKind::MisplacedEnum, 1)];
    let value = schema(json!({"type": "string", "items": {"type": "string", "enum": ["a"]}}), &expected);
    assert_eq!(value, json!({"type": "string", "enum": ["a"]}));
    let value = schema(json!({"type": "array", "enum": ["a"], "items": {}}), &expected);
    assert_eq!(value, json!({"type": "array", "items": {"type": "string", "enum": ["a"]}}));
}

#[test]
fn enumerations_are_lists_of_different_values() {
    let expected = [(RepairKind::MalformedEnum, 1)];
    assert_eq!(schema(json!({"enum": ["a", "a"]}), &expected), json!({"enum": ["a"]}));
    assert_eq!(schema(json!({"enum": "a"}), &expected), json!({"enum": ["a"]}));
    assert_eq!(schema(json!({"enum": []}), &expected), json!({}));
}

#[test]
fn values_of_another_type_are_converted_or_decide() {
    let expected = [(RepairKind::EnumOfOtherType, 1)];
    let of = |stated: &str, values: Value| schema(json!({"type": stated, "enum": values}), &expected);
    assert_eq!(of("integer", json!(["1", 2]))["enum"], json!([1, 2]));
    assert_eq!(of("string", json!([1, true]))["enum"], json!(["1", "true"]));
    assert_eq!(of("boolean", json!(["true", "maybe"]))["enum"], json!([true]));
    assert_eq!(of("number", json!(["asc", "desc"])), json!({"type": "string", "enum": ["asc", "desc"]}));
    assert_eq!(of("boolean", json!(["one of these"])), json!({"type": "boolean"}));
    let expected = [(RepairKind::DefaultOfOtherType, 1)];
    assert_eq!(schema(json!({"type": "number", "default": "20"}), &expected)["default"], 20);
    assert_eq!(schema(json!({"type": "number", "default": "all"}), &expected), json!({"type": "number"}));
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
fn path_keys_are_cleaned_and_the_literal_is_kept_where_it_differs() {
    let value = served(json!({
        "v1/a": {"get": operation(&[])},
        " /v1/b\n": {"get": operation(&[])},
        "/v1/c\u{200b}": {"get": operation(&[])},
        "/v1//d": {"get": operation(&[])},
        "https//host/v1/e": {"get": operation(&[])},
        "/v1/f}": {"get": operation(&[])},
        "/v1/g/": {"get": operation(&[])},
    }));
    let value = repaired(
        value,
        &[
            (RepairKind::MissingSlash, 1),
            (RepairKind::PathWhitespace, 1),
            (RepairKind::PathInvisible, 1),
            (RepairKind::PathDoubleSlash, 1),
            (RepairKind::AbsolutePath, 1),
            (RepairKind::PathBrace, 1),
        ],
    );
    assert_eq!(keys(&value), ["/v1/a", "/v1/b", "/v1/c", "/v1/d", "/v1/e", "/v1/f", "/v1/g/"]);
    assert_eq!(value["paths"]["/v1/d"]["get"][OLD_PATH], "/v1//d");
    assert_eq!(value["paths"]["/v1/e"]["get"][OLD_PATH], "/https//host/v1/e");
    assert!(value["paths"]["/v1/b"]["get"].get(OLD_PATH).is_none());
}

#[test]
fn a_query_string_in_a_path_key_becomes_parameters() {
    let value = with_paths(json!({"/a?x=x&kind=cats": {"get": operation(&[])}}));
    let value = repaired(value, &[(RepairKind::PathQuery, 1)]);
    let get = &value["paths"]["/a"]["get"];
    assert_eq!(get["parameters"][0]["name"], "x");
    assert_eq!(get[FIXED_QUERY], json!({"kind": "cats"}));
}

#[test]
fn the_providers_name_is_stripped_where_all_paths_begin_with_it() {
    let settings = Settings { provider: Some("notes") };
    let all = with_paths(json!({"/notes/a": {"get": operation(&[])}, "/notes": {"get": operation(&[])}}));
    let (document, repairs) = repaired_with(all, &settings);
    assert_eq!(keys(&document.value), ["/a", "/"]);
    assert_eq!(tally(&repairs)[&RepairKind::ProviderPrefix], 2);
    let some = with_paths(json!({"/notes/a": {"get": operation(&[])}, "/b": {"get": operation(&[])}}));
    assert_eq!(keys(&repaired_with(some, &settings).0.value), ["/notes/a", "/b"]);
}

fn rebuilt(key: &str, parameters: &[&str], native: &str) -> (String, Option<String>) {
    let mut get = operation(&parameters.iter().map(|name| path(name)).collect::<Vec<_>>());
    get[NATIVE_URL] = json!(native);
    let (document, _) = repaired_with(with_paths(json!({key: {"get": get}})), &NONE);
    let (key, item) = document.value["paths"].as_object().unwrap().iter().next().unwrap();
    (key.clone(), item["get"].get(OLD_PATH).and_then(Value::as_str).map(str::to_owned))
}

#[test]
fn literal_paths_are_rebuilt_from_their_parameters_and_the_native_url() {
    for (old, parameters, native, new) in [
        ("/v1/pages/page_id", vec!["page_id"], "", "/v1/pages/{page_id}"),
        ("/v1/docs/documentid", vec!["documentId"], "", "/v1/docs/{documentId}"),
        ("/v1/token/token", vec!["token"], "", "/v1/token/{token}"),
        ("/v2/x/:uuid", vec!["uuid"], "", "/v2/x/{uuid}"),
        ("/r/report_id.json", vec!["report_id"], "https://h/admin/r/{report_id}.json", "/r/{report_id}.json"),
        ("/s/id-batchupdate", vec!["id"], "https://h/s/{id}:batchUpdate", "/s/{id}:batchUpdate"),
        ("/a/thing", vec!["thingId"], "https://h/a/{thing}", "/a/{thingId}"),
        ("/a/thredid", vec!["threadId"], "https://h/a/{thredId}", "/a/{threadId}"),
        (
            "/s/id/values-batchget",
            vec!["id"],
            "https://h/v1/s/{id}/values:batchGet",
            "/s/{id}/values:batchGet",
        ),
    ] {
        assert_eq!(rebuilt(old, &parameters, native), (new.to_owned(), Some(old.to_owned())), "{old}");
    }
    assert_eq!(rebuilt("/v1/{id}", &["id"], ""), ("/v1/{id}".to_owned(), None));
}

#[test]
fn operations_of_one_item_part_where_their_parameters_do() {
    let value = with_paths(json!({"/v1/x/id": {"get": operation(&[path("id")]), "post": operation(&[])}}));
    let (document, _) = repaired_with(value, &NONE);
    assert_eq!(keys(&document.value), ["/v1/x/{id}", "/v1/x/id"]);
    assert_eq!(
        document.source_pointer("/paths/~1v1~1x~1{id}/get/parameters/0"),
        "/paths/~1v1~1x~1id/get/parameters/0"
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
fn an_endpoint_that_goes_on_behind_the_path_is_another_operations() {
    let with = |endpoint: &str| {
        let mut post = operation(&[]);
        post["externalDocs"] = json!({"api_endpoint": endpoint});
        let (_, repairs) = repaired_with(served(json!({"/v3/comments": {"post": post}})), &NONE);
        repairs
            .into_iter()
            .filter(|one| one.kind == RepairKind::ContradictingEndpoint)
            .map(|one| one.detail)
            .collect()
    };
    let told: Vec<String> = with("https://h/api/v3/comments/setStatus");
    assert_eq!(told, ["the description is that of `…/setStatus`, another route of the provider's"]);
    for same in ["https://h/v3/comments", "https://h/api/v3/Comments/", "https://h/v3/{x}/other", ""] {
        assert_eq!(with(same), [""; 0], "{same}");
    }
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

#[test]
fn an_undeclared_template_is_a_text() {
    let value = with_paths(json!({"/v1/{id}": {"get": operation(&[])}}));
    let value = repaired(value, &[(RepairKind::UndeclaredPathParameter, 1)]);
    assert_eq!(value["paths"]["/v1/{id}"]["get"]["parameters"][0], path("id"));
}

#[test]
fn paths_that_become_equal_are_kept_apart() {
    let value = served(
        json!({"/a/id": {"get": operation(&[path("id")])}, "/a/id ": {"get": operation(&[path("id")])}}),
    );
    let value = repaired(
        value,
        &[(RepairKind::PathWhitespace, 1), (RepairKind::UntemplatedPath, 2), (RepairKind::PathCollision, 1)],
    );
    assert_eq!(keys(&value), ["/a/{id}", "/a/{id}#2"]);
}

#[test]
fn a_key_that_is_no_path_item_is_left_to_itself() {
    let get = json!({"get": operation(&[path("id")])});
    for paths in [json!({"/a/{id}": true, "/a/id": get}), json!({"/a/id": get, "/a/{id}": true})] {
        let value =
            repaired(served(paths), &[(RepairKind::UntemplatedPath, 1), (RepairKind::PathCollision, 1)]);
        assert_eq!(value["paths"]["/a/{id}"], true);
        assert!(value["paths"]["/a/{id}#2"]["get"].is_object());
    }
}

#[test]
fn deep_documents_end() {
    let mut deep = json!({});
    for _ in 0..500 {
        deep = json!({"items": deep, "type": "array"});
    }
    let mut document = Document::from_value(with_paths(json!({})), "test");
    document.value["components"] = json!({"schemas": {"S": deep}});
    assert_eq!(repair(&mut document, &NONE), []);
}

#[test]
fn names_of_kinds_are_stable_and_unique() {
    let names: std::collections::BTreeSet<_> = RepairKind::ALL.iter().map(|kind| kind.as_str()).collect();
    assert_eq!(names.len(), RepairKind::ALL.len());
    assert_eq!(RepairKind::BooleanRequired.to_string(), "boolean_required");
    assert!(RepairKind::BooleanRequired.explanation().starts_with("A property"));
}
