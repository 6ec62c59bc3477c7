//! Operations: parameters, bodies, answers and URLs.

use serde_json::{Value, json};

use super::dump::dump;
use super::{api_of, degraded, openapi, operation};
use crate::api::{
    DegradationKind, Encoding, Location, Output, SecurityKind, Settings, Shape, Style, TypeRef,
};
use crate::lower::{Error, lower};
use crate::names::Names;

fn answer(schema: &Value) -> Value {
    json!({"description": "", "content": {"application/json": {"schema": schema}}})
}

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
