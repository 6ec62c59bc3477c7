//! Which parameters and members are idempotency keys.

use serde_json::{Value, json};

use super::{api_of, openapi, operation};
use crate::api::{Settings, Shape};

#[test]
fn an_idempotency_key_is_known_by_its_name_or_by_an_overlay() {
    let key = |parameter: &Value, settings: &Settings| {
        let document =
            operation(&json!({"parameters": [parameter], "responses": {"204": {"description": ""}}}));
        let parameter = api_of(&document, settings).operations[0].parameters.pop();
        let parameter = parameter.expect("the parameter follows the path");
        (parameter.is_asked_for(), parameter.idempotency.map(|known| (known.is_honoured, known.max_length)))
    };
    let named = |name: &str, place: &str, schema: Value| json!({"name": name, "in": place, "required": true, "schema": schema});
    let header = named("idempotency-key", "header", json!({"type": "string"}));
    let said = |parameter: &Value, is_one: bool| {
        let mut parameter = parameter.clone();
        parameter["x-lowcodeapi-idempotency"] = is_one.into();
        parameter
    };
    let gateway = Settings { flavour: crate::Flavour::LowCodeApi, ..openapi() };
    assert_eq!(key(&header, &openapi()), (false, Some((true, None))));
    assert_eq!(key(&header, &gateway), (false, Some((false, None))));
    assert_eq!(key(&said(&header, true), &gateway), (false, Some((true, None))));
    assert_eq!(key(&said(&header, false), &openapi()), (true, None));
    let query = named("requestId", "query", json!({"type": "string", "maxLength": 40}));
    assert_eq!(key(&query, &openapi()), (true, None));
    assert_eq!(key(&said(&query, true), &openapi()), (false, Some((true, Some(40)))));
    for schema in [
        json!({"type": "integer"}),
        json!({"type": "string", "enum": ["a", "b"]}),
        json!({"type": "string", "maxLength": 15}),
        json!({"type": "array", "items": {"type": "string"}}),
    ] {
        assert_eq!(
            key(&named("Idempotency-Key", "header", schema.clone()), &openapi()),
            (true, None),
            "{schema}"
        );
    }
}

#[test]
fn a_member_of_a_body_is_an_idempotency_key_where_an_overlay_says_so() {
    let key = |key: Value, more: &Value| {
        let pay = json!({
            "parameters": more,
            "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pay"}}}},
            "responses": {"204": {"description": ""}},
        });
        let mut document = json!({"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {"/p": {"post": pay}}});
        document["components"]["schemas"]["Pay"] =
            json!({"type": "object", "required": ["key"], "properties": {"key": key}});
        let mut api = api_of(&document, &openapi());
        let pay = api.types.iter().find(|ty| ty.name.rust == "Pay").expect("it is the body");
        let Shape::Struct(structure) = &pay.shape else { panic!("it has members") };
        let field = &structure.fields[0];
        let member = api.operations.remove(0).key_member;
        (
            field.required,
            field.idempotency.is_some(),
            member.map(|member| (member.name, member.known.max_length)),
        )
    };
    let none = json!([]);
    let said = |schema: Value| {
        let mut schema = schema;
        schema["x-lowcodeapi-idempotency"] = true.into();
        schema
    };
    let text = json!({"type": "string", "maxLength": 45});
    assert_eq!(key(text.clone(), &none), (true, false, None));
    assert_eq!(key(said(text.clone()), &none), (false, true, Some(("key".to_owned(), Some(45)))));
    for unfit in [json!({"type": "integer"}), json!({"type": "string", "maxLength": 15})] {
        assert_eq!(key(said(unfit.clone()), &none), (true, false, None), "{unfit}");
    }
    // A call has one key.
    let header = json!([{"name": "Idempotency-Key", "in": "header", "schema": {"type": "string"}}]);
    assert_eq!(key(said(text), &header), (true, false, None));
}
