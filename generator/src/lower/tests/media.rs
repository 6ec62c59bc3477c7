//! Media types, and the headers that name them: what is carried over, and what is on record.

use serde_json::{Value, json};

use super::{api_of, openapi, operation};
use crate::api::{Api, DegradationKind, Encoding, Location, Settings};
use crate::lower::media;

fn with(parts: &Value) -> Api {
    let mut document = operation(&json!({"responses": {"204": {"description": ""}}}));
    let target = document["paths"]["/things/{id}"]["get"].as_object_mut().expect("an object");
    target.extend(parts.as_object().cloned().unwrap_or_default());
    document["components"] = json!({
        "securitySchemes": {
            "Bearer": {"type": "http", "scheme": "bearer"},
            "Key": {"type": "apiKey", "in": "header", "name": "X-Key"}
        },
        "schemas": {"Pet": {"type": "object", "properties": {"name": {"type": "string"}}}}
    });
    api_of(&document, &openapi())
}

fn told(api: &Api, kind: DegradationKind) -> Vec<&str> {
    let all = api.degradations.iter().filter(|one| one.kind == kind);
    all.map(|one| one.detail.as_str()).collect()
}

fn pet() -> Value {
    json!({"schema": {"$ref": "#/components/schemas/Pet"}})
}

#[test]
fn a_media_type_is_json_text_a_form_or_bytes() {
    let table = [
        ("application/json-patch+json", Encoding::Json),
        ("Application/Vnd.X+JSON; v=1", Encoding::Json),
        ("text/json", Encoding::Json),
        ("text/x-json", Encoding::Json),
        ("application/json, charset=utf-8", Encoding::Json),
        ("applicationjson", Encoding::Json),
        ("application/form-data", Encoding::Multipart),
        ("multipart/related", Encoding::Multipart),
        ("application/ndjson", Encoding::Text),
        ("application/x-ndjson", Encoding::Text),
        ("application/jsonl", Encoding::Text),
        ("application/geo+json-seq", Encoding::Text),
        ("application/stream+json", Encoding::Text),
        ("application/jose+jwe", Encoding::Text),
        ("application/jwt", Encoding::Text),
        ("application/csv", Encoding::Text),
        ("application/soap+xml", Encoding::Text),
        ("application/vnd.oai.openapi+yaml", Encoding::Text),
        ("application/x-json-smile", Encoding::Bytes),
        ("application/x-msgpack", Encoding::Bytes),
        ("application/pdf", Encoding::Bytes),
    ];
    for (media_type, expected) in table {
        assert_eq!(media::encoding(media_type), expected, "{media_type}");
    }
}

#[test]
fn members_that_only_stand_in_text_or_bytes_are_on_record() {
    let body = |content: Value| json!({"requestBody": {"content": content}});
    let told = |content: Value| told(&with(&body(content)), DegradationKind::UnsupportedMediaType).join("; ");
    assert_eq!(told(json!({"application/yaml": pet()})), "`application/yaml` is carried as text");
    assert_eq!(told(json!({"application/xml": pet()})), "");
    assert_eq!(told(json!({"application/x-msgpack": pet()})), "`application/x-msgpack` is carried as bytes");
    assert_eq!(told(json!({"application/xml": pet(), "application/json": pet()})), "");
    assert_eq!(told(json!({"text/plain": {"schema": {"type": "integer"}}})), "");
    let file = json!({"schema": {"type": "object", "format": "file"}});
    assert_eq!(told(json!({"application/octet-stream": file})), "");
}

#[test]
fn a_key_that_is_no_media_type_is_on_record_and_not_an_answer() {
    let number = json!({"schema": {"type": "integer"}});
    let answer =
        |content: Value| with(&json!({"responses": {"200": {"description": "", "content": content}}}));
    let beside = answer(json!({"total": number, "application/json": pet()}));
    assert_eq!(beside.operations[0].responses[0].contents.len(), 1);
    assert_eq!(told(&beside, DegradationKind::UnsupportedMediaType), ["`total` is no media type"]);
    let alone = answer(json!({"total": number}));
    assert_eq!(alone.operations[0].output.ty, Some(crate::api::TypeRef::Json));
    assert_eq!(told(&alone, DegradationKind::UnsupportedMediaType), ["`total` is no media type"]);
}

/// The parameters but that of the path, and why others are none.
fn parameters(parts: &Value) -> (Vec<String>, Vec<String>) {
    let api = with(parts);
    let arguments = api.operations[0].parameters.iter().filter(|one| one.location != Location::Path);
    let names = arguments.map(|one| format!("{}{}", one.name.rust, if one.required { "" } else { "?" }));
    let reasons = told(&api, DegradationKind::IgnoredParameter).into_iter().map(str::to_owned);
    (names.collect(), reasons.collect())
}

#[test]
fn headers_the_client_sends_itself_are_set_by_the_caller_where_the_document_leaves_a_choice() {
    let with = |name: &str, schema: Value, content: &str| {
        let parts = json!({
            "parameters": [{"name": name, "in": "header", "required": true, "schema": schema}],
            "requestBody": {"content": {content: pet()}},
            "responses": {"200": {"description": "", "content": {"application/json; charset=utf-8": pet(), "text/json": pet(), "text/csv": {}}}}
        });
        parameters(&parts).0.join(" ")
    };
    let one_of = |values: &[&str]| json!({"type": "string", "enum": values});
    let text = json!({"type": "string"});
    let default = json!({"type": "string", "default": "application/json"});
    for name in ["Accept", "ACCEPT"] {
        assert_eq!(with(name, text.clone(), "application/json"), "");
        assert_eq!(with(name, default.clone(), "application/json"), "");
        assert_eq!(with(name, one_of(&["text/csv", "application/json"]), "application/json"), "");
        assert_eq!(with(name, one_of(&["text/csv", "application/pdf"]), "application/json"), "accept?");
        assert_eq!(with(name, one_of(&["text/json", "application/json"]), "application/json"), "accept?");
        assert_eq!(with(name, one_of(&["application/pdf"]), "application/json"), "");
    }
    assert_eq!(with("Content-Type", text.clone(), "application/json"), "");
    assert_eq!(with("Content-Type", text.clone(), "application/octet-stream"), "content_type?");
    assert_eq!(with("Content-Type", text.clone(), "image/*"), "content_type?");
    assert_eq!(
        with("Content-Type", json!({"type": "string", "example": "application/pet"}), "application/json"),
        "content_type?"
    );
    assert_eq!(with("Content-Type", default.clone(), "application/json"), "");
    assert_eq!(with("Content-Type", default, "text/plain"), "content_type?");
    assert_eq!(with("Content-Type", text, "multipart/form-data"), "");
    assert_eq!(with("Content-Type", one_of(&["application/vnd.pet+json"]), "application/json"), "");
    assert_eq!(with("Content-Type", one_of(&["application/zip"]), "application/json"), "content_type?");
}

#[test]
fn the_service_of_two_url_formats_decides_both_headers_itself() {
    let document = operation(&json!({
        "parameters": [{"name": "Accept", "in": "header", "schema": {"type": "string"}}],
        "responses": {"200": {"description": "", "content": {"application/json": {}, "text/csv": {}}}}
    }));
    let api = api_of(&document, &Settings::lowcodeapi("p"));
    assert!(api.operations[0].parameters.iter().all(|one| one.location == Location::Path));
    assert!(api.operations[0].responses[0].contents.iter().all(|content| content.chosen_by.is_none()));
}

#[test]
fn a_header_that_is_https_own_is_no_parameter() {
    let header = |name: &str, required: bool| json!({"name": name, "in": "header", "required": required, "schema": {"type": "string"}});
    let parts = json!({"parameters": [
        header("Content-Length", true), header("HOST", true), header("Transfer-Encoding", false), header("Content-Encoding", false)
    ]});
    let (names, reasons) = parameters(&parts);
    assert_eq!(names, ["content_encoding?"]);
    let own = |name: &str| format!("the header `{name}` is HTTP's own, and the client's to send");
    assert_eq!(reasons, ["Content-Length", "HOST", "Transfer-Encoding"].map(own));
    let elsewhere = json!({"parameters": [{"name": "host", "in": "query", "schema": {"type": "string"}}]});
    assert_eq!(parameters(&elsewhere).0, ["host?"]);
}

#[test]
fn a_header_without_a_body_to_describe_is_on_record() {
    let parts =
        json!({"parameters": [{"name": "Content-Type", "in": "header", "schema": {"type": "string"}}]});
    let (names, reasons) = parameters(&parts);
    assert!(names.is_empty());
    assert_eq!(reasons, ["there is no body for the header `Content-Type` to describe"]);
}

#[test]
fn authorization_is_an_argument_unless_the_operation_sends_a_credential_in_it() {
    let security = |security: Value| {
        let header = json!([{"name": "authorization", "in": "header", "required": true, "schema": {"type": "string"}}]);
        parameters(&json!({"parameters": header, "security": security})).0.join(" ")
    };
    assert_eq!(security(json!([{"Bearer": []}])), "");
    assert_eq!(security(json!([{"Key": []}, {"Bearer": []}])), "");
    assert_eq!(security(json!([{"Key": []}])), "authorization");
    assert_eq!(security(json!([])), "authorization");
}

#[test]
fn the_header_of_a_key_is_known_however_it_is_spelled() {
    let header = json!([{"name": "x-KEY", "in": "header", "required": true, "schema": {"type": "string"}}]);
    assert_eq!(parameters(&json!({"parameters": header})), (vec![], vec![]));
    let api = with(&json!({"parameters": header}));
    assert!(api.operations[0].security.as_ref().is_some_and(|needs| needs[0].schemes.contains_key("Key")));
}

#[test]
fn what_reading_left_out_is_on_record() {
    let parts = json!({"parameters": [
        {"name": "a", "in": "query", "schema": {"type": "string"}},
        {"name": "a", "in": "query", "schema": {"type": "string"}}
    ]});
    let api = with(&parts);
    assert_eq!(told(&api, DegradationKind::ReadOtherwise), ["the query parameter `a` stands here twice"]);
}

#[test]
fn what_holds_the_same_in_json_of_another_name_is_not_asked_for_by_it() {
    let shape = |ty: &str| json!({"schema": {"type": "object", "properties": {"a": {"type": ty}}}});
    let content = json!({"application/json": shape("string"), "text/json": shape("string"), "application/hal+json": shape("integer")});
    let api = with(&json!({"responses": {"200": {"description": "", "content": content}}}));
    let chosen = api.operations[0].responses[0].contents.iter();
    let chosen: Vec<_> =
        chosen.filter_map(|content| Some(content.chosen_by.as_ref()?.call.as_str())).collect();
    assert_eq!(chosen, ["as_hal_json"]);
}

#[test]
fn an_answer_in_a_form_is_text() {
    let content = json!({"application/x-www-form-urlencoded": pet()});
    let api = with(&json!({"responses": {"200": {"description": "", "content": content}}}));
    assert_eq!(api.operations[0].output.encoding, Encoding::Text);
}

#[test]
fn which_media_type_is_preferred_does_not_depend_on_the_order_of_keys() {
    let preferred = [
        "application/json",
        "application/json; version=2",
        "application/geo+json",
        "*/*",
        "multipart/form-data",
        "application/x-www-form-urlencoded",
        "application/pdf",
        "image/png",
        "text/plain",
        "image/*",
        "text/event-stream",
        "application/jsonl",
    ];
    let mut sorted = preferred;
    sorted.reverse();
    sorted.sort_by_cached_key(|media_type| media::preference(media_type));
    assert_eq!(sorted, preferred);
}
