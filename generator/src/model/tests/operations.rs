//! Path items, operations, parameters, bodies and answers.

use openapiv3::{ParameterSchemaOrContent, ReferenceOr};
use serde_json::json;

use super::{good, notes, written};
use crate::model::{ParameterPlace, ParameterStyle};

#[test]
fn parameters_of_the_path_are_overridden_by_place_and_name() {
    let model = good(json!({"openapi": "3.0.3", "paths": {"/x/{id}": {
        "parameters": [
            {"name": "id", "in": "path", "schema": {"type": "string"}},
            {"name": "id", "in": "query", "schema": {"type": "string"}},
            {"$ref": "#/components/parameters/Page"},
        ],
        "get": {"parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "integer"}}]},
    }}, "components": {"parameters": {
        "Page": {"name": "page", "in": "query", "style": "pipeDelimited", "schema": {"type": "integer"}},
    }}}));
    let pointers: Vec<&str> = model.operations[0].parameters.iter().map(|one| &*one.pointer).collect();
    assert_eq!(
        pointers,
        ["/paths/~1x~1{id}/get/parameters/0", "/paths/~1x~1{id}/parameters/1", "/components/parameters/Page"]
    );
    let page = &model.operations[0].parameters[2].node;
    assert_eq!((page.place, page.style), (ParameterPlace::Query, ParameterStyle::PipeDelimited));
    let reference = ReferenceOr::Reference { reference: "/components/parameters/Page/schema".to_owned() };
    assert_eq!(page.data.format, ParameterSchemaOrContent::Schema(reference));
}

#[test]
fn a_path_item_may_be_a_reference() {
    let model = good(json!({"openapi": "3.1.0", "paths": {
        "/a": {"$ref": "#/components/pathItems/Shared"},
        "/b": {"$ref": "#/paths/~1a"},
    }, "components": {"pathItems": {"Shared": {"get": {"operationId": "shared"}}}}}));
    let operations: Vec<_> = model.operations.iter().map(|one| (&*one.path, &*one.pointer)).collect();
    assert_eq!(
        operations,
        [("/a", "/components/pathItems/Shared/get"), ("/b", "/components/pathItems/Shared/get")]
    );
}

#[test]
fn methods_beside_a_reference_belong_to_the_path() {
    let model = good(json!({"openapi": "3.1.0", "paths": {
        "/a": {"$ref": "#/paths/~1b", "patch": {}, "put": {}},
        "/b": {"$ref": "#/components/pathItems/C", "get": {}},
    }, "components": {"pathItems": {"C": {"put": {}}}}}));
    let operations: Vec<_> =
        model.operations.iter().map(|one| (&*one.path, &*one.method, &*one.pointer)).collect();
    assert_eq!(
        operations,
        [
            ("/a", "PUT", "/components/pathItems/C/put"),
            ("/a", "GET", "/paths/~1b/get"),
            ("/a", "PATCH", "/paths/~1a/patch"),
            ("/b", "PUT", "/components/pathItems/C/put"),
            ("/b", "GET", "/paths/~1b/get"),
        ]
    );
    assert_eq!(model.notes.iter().map(|note| &*note.pointer).collect::<Vec<_>>(), ["/paths/~1a/put"]);
}

#[test]
fn servers_of_the_operation_come_before_those_of_the_path() {
    let model = good(json!({"openapi": "3.0.3", "servers": [{"url": "https://document"}], "paths": {"/a": {
        "servers": [{"url": "https://path"}],
        "get": {"servers": [{"url": "https://operation"}]},
        "put": {},
    }, "/b": {"get": {}}}}));
    let urls = model.operations.iter().map(|one| one.servers.first().map(|server| &*server.node.url));
    assert_eq!(urls.collect::<Vec<_>>(), [Some("https://operation"), Some("https://path"), None]);
    assert_eq!(model.servers[0].node.url, "https://document");
}

#[test]
fn bodies_answers_and_headers_are_resolved() {
    let model = good(json!({"openapi": "3.0.3", "paths": {"/a": {"post": {
        "requestBody": {"$ref": "#/components/requestBodies/Body"},
        "responses": {
            "2xx": {"$ref": "#/components/responses/Done"},
            "default": {"description": "failed"},
            "20": {"description": "no status"},
        },
    }}}, "components": {
        "requestBodies": {"Body": {"required": true, "content": {"application/json": {"schema": {"type": "string"}}}}},
        "responses": {"Done": {"description": "done", "headers": {"Next": {"$ref": "#/components/headers/Next"}}}},
        "headers": {"Next": {"schema": {"type": "integer"}}},
    }}));
    let operation = &model.operations[0];
    let body = operation.request_body.as_ref().expect("there is a body");
    assert_eq!(body.pointer, "/components/requestBodies/Body");
    assert!(body.node.required);
    assert_eq!(operation.responses.keys().collect::<Vec<_>>(), ["2XX", "default"]);
    assert_eq!(operation.responses["2XX"].headers["Next"].pointer, "/components/headers/Next");
    assert_eq!(written(&model, "/components/headers/Next/schema"), json!({"type": "integer"}));
    assert_eq!(
        notes(&model),
        ["/paths/~1a/post/responses/20: `20` is no status, so this answer is left out"]
    );
}

#[test]
fn parts_of_a_form_explode_by_default() {
    let model = good(json!({"openapi": "3.0.3", "paths": {"/a": {"post": {"requestBody": {"content": {
        "application/x-www-form-urlencoded": {
            "schema": {"type": "object"},
            "encoding": {"tags": {"contentType": "text/plain"}, "ids": {"style": "pipeDelimited"}},
        },
    }}}}}}));
    let body = model.operations[0].request_body.as_ref().expect("there is a body");
    let encoding = &body.node.content["application/x-www-form-urlencoded"].encoding;
    assert!(encoding["tags"].explode);
    assert!(!encoding["ids"].explode);
}

#[test]
fn a_type_right_in_the_parameter_is_its_schema() {
    let model = good(json!({"openapi": "3.0.3", "paths": {"/a": {"get": {"parameters": [
        {"name": "n", "in": "query", "type": "integer", "required": true, "description": "how many"},
        {"name": "m", "in": "query"},
    ]}}}}));
    let root = "/paths/~1a/get/parameters";
    assert_eq!(written(&model, &format!("{root}/0/schema")), json!({"type": "integer"}));
    assert_eq!(written(&model, &format!("{root}/1/schema")), json!({}));
    assert_eq!(
        notes(&model),
        [
            format!("{root}/0/type: the type of a parameter belongs into its `schema`"),
            format!("{root}/1: neither `schema` nor `content` says what it holds"),
        ]
    );
}

#[test]
fn security_and_its_absence_are_told_apart() {
    let model = good(json!({"openapi": "3.1.0", "security": [{"key": []}], "paths": {"/a": {
        "get": {},
        "put": {"security": []},
        "post": {"security": [{"login": ["write"]}, {}]},
    }}, "components": {"securitySchemes": {
        "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
        "login": {"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "/token", "scopes": {"write": null}}}},
        "certificate": {"type": "mutualTLS"},
    }}}));
    assert_eq!(model.security.as_ref().map(Vec::len), Some(1));
    let stated = model.operations.iter().map(|one| one.operation.security.as_ref().map(Vec::len));
    assert_eq!(stated.collect::<Vec<_>>(), [None, Some(0), Some(2)]);
    assert_eq!(model.security_schemes.keys().collect::<Vec<_>>(), ["key", "login", "certificate"]);
    assert_eq!(
        model.security_schemes["certificate"].node,
        super::super::Scheme::Other("mutualTLS".to_owned())
    );
}

#[test]
fn nothing_that_is_left_out_goes_unnamed() {
    let model = good(json!({
        "openapi": "3.1.0",
        "paths": {"/a": {"purge": {"responses": {}}, "get": {}}},
    }));
    assert_eq!(model.operations.len(), 1);
    assert_eq!(
        notes(&model),
        [
            "/paths/~1a/purge: `purge` is no method that a path item knows, so the client has no such operation",
        ]
    );
}

#[test]
fn what_comes_in_is_read_once_wherever_it_stands() {
    let done = json!({"{$request.body#/url}": {
        "post": {"callbacks": {"again": {"$ref": "#/components/callbacks/done"}}},
        "put": {},
    }});
    let model = good(json!({
        "openapi": "3.1.0",
        "webhooks": {"arrived": {"$ref": "#/components/pathItems/arrived"}, "x-note": {}},
        "paths": {
            "/a": {"get": {"callbacks": {"done": {"$ref": "#/components/callbacks/done"}}}},
            "/b": {"get": {"callbacks": {"done": {"$ref": "#/components/callbacks/done"}}}},
        },
        "components": {"callbacks": {"done": done}, "pathItems": {"arrived": {"post": {}}}},
    }));
    let incoming = model
        .incoming
        .iter()
        .map(|one| (one.name.as_str(), one.callback_of.as_deref(), one.request.method.as_str()));
    assert_eq!(
        incoming.collect::<Vec<_>>(),
        [
            ("arrived", None, "POST"),
            ("done", Some("/paths/~1a/get"), "POST"),
            ("done", Some("/paths/~1a/get"), "PUT"),
        ]
    );
    assert!(notes(&model).is_empty());
}

#[test]
fn a_later_version_is_read_and_told() {
    let with = |version: &str| notes(&good(json!({"openapi": version, "paths": {}}))).join("; ");
    assert_eq!(with("3.4.1"), "/openapi: OpenAPI 3.4.1 is read as 3.2 is; nothing that it adds is read");
    assert_eq!(["3.0.9", "3.1.0", "3.2.0", "3"].map(with), [""; 4].map(str::to_owned));
}
