//! Which operations become methods, and which of them share what they fail with.

use serde_json::{Value, json};

use super::{answer, api_of, openapi, operation};

#[test]
fn every_operation_is_a_method_or_left_out_with_a_reason() {
    let mut document = operation(&json!({"responses": {"204": {"description": ""}}}));
    document["x-lowcodeapi-left-out"] =
        json!([{"operation": " /x", "pointer": "/paths/~1x/", "reason": "no method"}]);
    document["paths"]["/things/{id}"]["purge"] = json!({"responses": {"204": {"description": ""}}});
    let api = api_of(&document, &openapi());
    let left_out: Vec<_> = api.left_out.iter().map(|left| left.operation.as_str()).collect();
    assert_eq!(api.operations.len(), 1);
    assert_eq!(left_out, [" /x", "PURGE /things/{id}"]);
}

#[test]
fn operations_that_fail_alike_share_a_type_called_after_its_statuses() {
    let gone = || answer(&json!({"type": "string"}));
    let get = |responses: Value| json!({"get": {"responses": responses}});
    let document = json!({
        "openapi": "3.0.3", "info": {"title": "t", "version": "1"},
        "paths": {
            "/a": get(json!({"204": {"description": ""}, "404": gone()})),
            "/b": get(json!({"204": {"description": ""}, "404": gone(), "409": gone()})),
            "/c": get(json!({"204": {"description": ""}, "404": answer(&json!({"type": "boolean"}))})),
            "/d": get(json!({"204": {"description": ""}, "404": gone()})),
            "/e": get(json!({"204": {"description": ""}, "404": gone(), "409": gone()})),
            "/f": get(json!({"204": {"description": ""}, "404": gone()})),
            "/g": get(json!({"204": {"description": ""}, "404": gone()})),
            "/h": get(json!({"204": {"description": ""}}))
        }
    });
    let failures = |document: &Value| -> Vec<String> {
        let api = api_of(document, &openapi());
        let failures = api.operations.into_iter().map(|operation| operation.failure);
        failures.map(|failure| failure.map_or_else(String::new, |failure| failure.name)).collect()
    };
    let both = "NotFoundConflictFailure";
    assert_eq!(
        failures(&document),
        ["Failure", both, "GetCFailure", "Failure", both, "Failure", "Failure", ""]
    );
    let mut fewer = document;
    fewer["paths"].as_object_mut().unwrap().retain(|path, _| !["/f", "/g"].contains(&path.as_str()));
    // Without a majority nothing is the failure of the whole API.
    let gone = "NotFoundFailure";
    assert_eq!(failures(&fewer), [gone, both, "GetCFailure", gone, both, ""]);
}

#[test]
fn operations_of_other_methods_are_methods_or_left_out_with_a_reason() {
    let answered = || json!({"responses": {"204": {"description": "done"}}});
    let document = json!({
        "openapi": "3.2.0", "info": {"title": "t", "version": "1"},
        "paths": {"/a": {
            "query": answered(),
            "additionalOperations": {"COPY": answered(), "Get": answered(), "NO METHOD": answered(), "x-a": {}}
        }}
    });
    let api = api_of(&document, &openapi());
    let methods: Vec<_> = api.operations.iter().map(|operation| operation.method.as_str()).collect();
    assert_eq!(methods, ["QUERY", "COPY"]);
    let left_out: Vec<_> = api.left_out.iter().map(|left| left.operation.as_str()).collect();
    assert_eq!(left_out, ["GET /a", "NO METHOD /a"]);
}
