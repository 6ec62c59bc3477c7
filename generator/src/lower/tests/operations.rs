//! Operations: parameters, bodies, answers and URLs.

use serde_json::{Value, json};

use super::dump::dump;
use super::{answer, api_of, degraded, openapi, operation};
use crate::api::{DegradationKind, Encoding, Location, Output, SecurityKind, Settings, Style, TypeRef};
use crate::lower::{Error, lower};
use crate::names::Names;

#[test]
fn path_parameters_come_first_in_their_order_then_required_ones() {
    let document = json!({
        "openapi": "3.0.3", "info": {"title": "t", "version": "1"},
        "paths": {"/a/{b}/{c}": {
            "parameters": [{"name": "c", "in": "path", "required": true, "schema": {"type": "integer"}}],
            "delete": {
                "parameters": [
                    {"name": "optional", "in": "query", "schema": {"type": "string"}},
                    {"name": "needed", "in": "query", "required": true, "schema": {"type": "array", "items": {"type": "string"}}},
                    {"name": "X-Trace", "in": "header", "schema": {"type": "string"}},
                    {"name": "Accept", "in": "header", "example": "application/json", "schema": {"type": "string"}},
                    {"name": "b", "in": "path", "required": true, "schema": {"type": "string"}},
                    {"name": "timeout", "in": "query", "schema": {"type": "string"}},
                    {"name": "body", "in": "query", "schema": {"type": "string"}}
                ],
                "requestBody": {"content": {"text/plain": {"schema": {"type": "string"}},
                    "application/json": {"schema": {"type": "object", "properties": {"why": {"type": "string"}}}}}},
                "responses": {"204": {"description": ""}}
            }
        }}
    });
    let api = api_of(&document, &openapi());
    insta::assert_snapshot!(dump(&api), @"
    fn delete_a_c DELETE /a/{b}/{c} -> ()
        b: String in Path, Simple
        c: I64 in Path, Simple
        needed: [String] in Query, Form
        optional?: String in Query, Form
        x_trace?: String in Header, Simple
        timeout_?: String in Query, Form
        body?: String in Query, Form
        request_body?: DeleteACRequest as Json
        request_body?: String as Text
    struct DeleteACRequest
        why?: String
    ");
    assert_eq!(
        degraded(&api, DegradationKind::IgnoredParameter),
        ["/paths/~1a~1{b}~1{c}/delete/parameters/3"]
    );
}

#[test]
fn a_placeholder_nobody_declares_is_a_string() {
    let api = api_of(&operation(&json!({"responses": {"204": {"description": ""}}})), &openapi());
    let parameter = &api.operations[0].parameters[0];
    assert_eq!(
        (parameter.name.wire.as_str(), parameter.location, parameter.required),
        ("id", Location::Path, true)
    );
    assert_eq!(api.degradations.len(), 1);
}

#[test]
fn the_secret_is_no_argument() {
    let mut document = operation(&json!({
        "parameters": [{"name": "api_token", "in": "query", "schema": {"type": "string"}},
            {"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
        "responses": {"204": {"description": ""}}
    }));
    document["components"] =
        json!({"securitySchemes": {"ApiToken": {"type": "apiKey", "in": "query", "name": "api_token"}}});
    let api = api_of(&document, &openapi());
    assert_eq!(api.operations[0].parameters.len(), 1);
    assert!(matches!(
        api.security_schemes["ApiToken"].kind,
        SecurityKind::ApiKey { location: Location::Query, .. }
    ));
}

#[test]
fn nested_query_values_are_written_as_the_service_reads_them() {
    let document = operation(&json!({
        "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}},
            {"name": "filter", "in": "query", "schema": {"type": "object", "additionalProperties": {"type": "string"}}}],
        "responses": {"204": {"description": ""}}
    }));
    let style = |settings: &Settings| api_of(&document, settings).operations[0].parameters[1].style;
    assert_eq!(style(&Settings::lowcodeapi("p")), Style::DeepObject);
    assert_eq!(style(&openapi()), Style::Form);
}

fn output(responses: &Value, settings: &Settings) -> (Output, usize) {
    let api = api_of(&operation(&json!({"responses": responses})), settings);
    let lost = degraded(&api, DegradationKind::UndocumentedResponse).len();
    (api.operations[0].output.clone(), lost)
}

#[test]
fn the_output_is_the_success() {
    let none = openapi();
    let string = answer(&json!({"type": "string"}));
    let ty = |responses: &Value| output(responses, &none).0.ty.map(|ty| format!("{ty:?}"));
    assert_eq!(
        ty(&json!({"200": string, "default": answer(&json!({"type": "integer"}))})).as_deref(),
        Some("Primitive(String)")
    );
    assert_eq!(ty(&json!({"default": string})).as_deref(), Some("Primitive(String)"));
    assert_eq!(ty(&json!({"204": {"description": ""}})), None);
    assert_eq!(
        ty(&json!({"200": string, "204": {"description": ""}})).as_deref(),
        Some("Nullable(Primitive(String))")
    );
    let different = json!({"200": string, "201": answer(&json!({"type": "integer"}))});
    let choice = output(&different, &none).0.choice.expect("they differ");
    assert_eq!(choice.name, "GetThingAnswer");
    let variants: Vec<_> = choice.answers.iter().map(|answer| answer.variant.as_str()).collect();
    assert_eq!(variants, ["Ok", "Created"]);
    let (enveloped, _) = output(&different, &Settings::lowcodeapi("p"));
    assert_eq!((enveloped.ty, enveloped.choice), (Some(TypeRef::Json), None));
    let stream = json!({"200": {"description": "", "content": {"text/event-stream": {}}}});
    assert_eq!(output(&stream, &none).0.encoding, Encoding::EventStream);
    let file = json!({"200": {"description": "", "content": {"application/pdf": {}}}});
    assert_eq!(output(&file, &none).0.encoding, Encoding::Bytes);
}

#[test]
fn an_undocumented_success_is_json_on_record() {
    let (output, lost) = output(&json!({"401": {"description": "no token"}}), &Settings::lowcodeapi("p"));
    assert_eq!(output.ty, Some(TypeRef::Json));
    assert!(!output.documented);
    assert_eq!(lost, 1);
}

#[test]
fn a_documented_envelope_is_taken_off_where_the_service_puts_one_on() {
    let responses = json!({"200": answer(&json!({"type": "object", "properties": {
        "provider": {"type": "string"}, "data": {"type": "object", "properties": {"MessageId": {"type": "string"}}}}}))});
    let document = operation(&json!({"operationId": "send", "responses": responses}));
    let on = api_of(&document, &Settings::lowcodeapi("p"));
    assert_eq!(on.operations[0].responses[0].unwrapped.as_deref(), Some("data"));
    insta::assert_snapshot!(dump(&on), @"
    fn send GET /things/{id} -> SendResponse
        id: String in Path, Simple
    struct SendResponse
        message_id?: String
    ");
    let off = api_of(&document, &openapi());
    assert_eq!(off.operations[0].responses[0].unwrapped, None);
}

#[test]
fn both_url_formats_are_told() {
    let document = |path: &str, extra: Value| {
        let mut operation = json!({"responses": {"204": {"description": ""}}});
        operation.as_object_mut().expect("an object").extend(extra.as_object().cloned().unwrap_or_default());
        json!({"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {path: {"get": operation}}})
    };
    let urls = |path: &str, extra: Value, settings: &Settings| {
        let urls = api_of(&document(path, extra), settings).operations[0].urls.clone();
        format!("{:?} {:?} {} {:?}", urls.new, urls.old, urls.old_first, urls.query)
    };
    let both = Settings::lowcodeapi("p");
    let table = [
        urls("/v1/pages/{page_id}", json!({}), &both),
        urls("/v4/sheets/{Id}:batchUpdate", json!({}), &both),
        urls("/v1/{a}", json!({"x-lowcodeapi-old-path": "/v1/A"}), &both),
        urls("/v1/a", json!({"x-lowcodeapi-old-only": true}), &both),
        urls("/v1/a b#Query", json!({"x-lowcodeapi-fixed-query": {"alt": "json"}}), &openapi()),
    ];
    insta::assert_snapshot!(table.join("\n"), @r#"
    Some("/v1/pages/{page_id}") Some("/v1/pages/page_id") false []
    Some("/v4/sheets/{Id}:batchUpdate") Some("/v4/sheets/id-batchupdate") true []
    Some("/v1/{a}") Some("/v1/A") false []
    None Some("/v1/a") true []
    Some("/v1/a%20b") None false [("alt", "json")]
    "#);
}

#[test]
fn error_codes_are_a_list_or_an_object() {
    let mut document = operation(&json!({"responses": {"204": {"description": ""}}}));
    document["x-lowcodeapi-error-codes"] =
        json!({"MessageRejected": "Refused.", "TooManyRequestsException": ""});
    let api = api_of(&document, &openapi());
    assert_eq!(api.error_codes[0].docs.description, "Refused.");
    assert_eq!(api.error_codes[1].name.rust, "TooManyRequestsException");

    document["x-lowcodeapi-error-codes"] = json!(["A", 1]);
    let document = crate::document::Document::from_value(document, "test.json");
    let model = crate::model::model(&document).expect("well-formed");
    let refused = lower(&model, &openapi(), &Names::default());
    assert!(
        matches!(refused, Err(Error::ErrorCodes { pointer }) if pointer == "/x-lowcodeapi-error-codes/1")
    );
}

#[test]
fn a_required_parameter_of_one_value_has_a_constant() {
    let parameter = |schema: &Value, required: bool| {
        let parameter = json!({"name": "a", "in": "query", "required": required, "schema": schema});
        let document =
            operation(&json!({"parameters": [parameter], "responses": {"204": {"description": ""}}}));
        let mut api = api_of(&document, &openapi());
        let parameter = api.operations[0].parameters.pop().expect("the query follows the path");
        (parameter.is_asked_for(), parameter.constant.map(|constant| constant.0))
    };
    for (schema, constant) in [
        (json!({"type": "string", "enum": ["x"]}), Some("\"x\"")),
        (json!({"type": "integer", "enum": [5]}), Some("5")),
        (json!({"type": "boolean", "enum": [false]}), Some("false")),
        (json!({"allOf": [{"type": "string"}, {"enum": ["x"]}]}), Some("\"x\"")),
        (json!({"type": "string", "enum": ["x", "y"]}), None),
        (json!({"type": "string", "enum": ["x"], "nullable": true}), None),
        (json!({"type": "array", "items": {"type": "string", "enum": ["x"]}}), None),
        (json!({"type": "string", "default": "x"}), None),
    ] {
        assert_eq!(parameter(&schema, true), (constant.is_none(), constant.map(str::to_owned)), "{schema}");
        assert_eq!(parameter(&schema, false), (false, None), "{schema}");
    }
}

#[test]
fn a_body_the_service_says_nothing_of_can_be_set_where_it_may_take_one() {
    let settable = |method: &str, document: &Value, settings: &Settings| {
        let document = json!({"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {"/p": {method: document}}});
        let api = api_of(&document, settings);
        api.operations[0].undocumented_body.clone()
    };
    let done = json!({"responses": {"204": {"description": ""}}});
    for method in ["post", "put", "patch"] {
        assert_eq!(settable(method, &done, &Settings::lowcodeapi("p")).as_deref(), Some("body"), "{method}");
        assert_eq!(settable(method, &done, &openapi()), None, "{method}");
    }
    for method in ["get", "delete", "head", "options"] {
        assert_eq!(settable(method, &done, &Settings::lowcodeapi("p")), None, "{method}");
    }
    let mut named = done.clone();
    named["parameters"] = json!([{"name": "body", "in": "query", "schema": {"type": "string"}}]);
    assert_eq!(settable("post", &named, &Settings::lowcodeapi("p")).as_deref(), Some("request_body"));
    let mut known = done;
    known["requestBody"] = json!({"content": {"application/json": {"schema": {"type": "string"}}}});
    assert_eq!(settable("post", &known, &Settings::lowcodeapi("p")), None);
}
