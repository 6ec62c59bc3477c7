//! Webhooks, callbacks, and documents of types alone.

use serde_json::{Value, json};

use super::dump::dump;
use super::{Settings, api_of, degraded};
use crate::api::{DegradationKind, Signing, ToldBy};

fn hook(schema: &Value) -> Value {
    json!({"post": {"requestBody": {"content": {"application/json": {"schema": schema}}}}})
}

fn tagged(member: &str, values: &[&str]) -> Value {
    json!({
        "type": "object",
        "required": [member],
        "properties": {member: {"type": "string", "enum": values}, "id": {"type": "string"}},
    })
}

fn webhooks(webhooks: &Value) -> Value {
    json!({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "webhooks": webhooks})
}

#[test]
fn webhooks_are_told_apart_by_a_member_that_every_payload_has() {
    let api = api_of(
        &webhooks(&json!({
            "order.paid": hook(&tagged("kind", &["paid"])),
            "order.closed": hook(&tagged("kind", &["sent", "lost"])),
        })),
        &Settings::default(),
    );
    assert_eq!(api.webhooks.told_by, ToldBy::Member("kind".to_owned()));
    insta::assert_snapshot!(dump(&api), @r"
    webhook order.paid => OrderPaid(OrderPaidPayload) paid
    webhook order.closed => OrderClosed(OrderClosedPayload) sent,lost
    struct OrderPaidPayload
        kind: OrderPaidPayloadKind
        id?: String
    enum OrderPaidPayloadKind of String: Paid=paid
    struct OrderClosedPayload
        kind: OrderClosedPayloadKind
        id?: String
    enum OrderClosedPayloadKind of String: Sent=sent Lost=lost
    ");
}

#[test]
fn webhooks_that_no_member_tells_apart_are_told_by_their_names() {
    let told = |first: Value, second: Value| {
        api_of(&webhooks(&json!({"a": hook(&first), "b": hook(&second)})), &Settings::default())
            .webhooks
            .told_by
    };
    assert_eq!(told(tagged("kind", &["x", "y"]), tagged("kind", &["y"])), ToldBy::Name);
    assert_eq!(told(tagged("kind", &["x"]), json!({"type": "string"})), ToldBy::Name);
    let mut optional = tagged("kind", &["y"]);
    optional["required"] = json!([]);
    assert_eq!(told(tagged("kind", &["x"]), optional), ToldBy::Name);
}

#[test]
fn an_overlay_says_which_header_names_a_webhook() {
    let mut document = webhooks(&json!({"a": hook(&tagged("type", &["a"]))}));
    document["x-lowcodeapi-webhooks"] = json!({"name_header": "x-event"});
    assert_eq!(
        api_of(&document, &Settings::default()).webhooks.told_by,
        ToldBy::Header("x-event".to_owned())
    );
}

#[test]
fn how_webhooks_are_signed_is_known_where_somebody_says_it() {
    let signing = |document: &serde_json::Value| api_of(document, &Settings::default()).webhooks.signing;
    let unsaid = webhooks(&json!({"a": hook(&tagged("type", &["a"]))}));
    assert_eq!(signing(&unsaid), None);
    let mut by_overlay = unsaid.clone();
    by_overlay["x-lowcodeapi-webhooks"] = json!({"signature": "standard"});
    assert_eq!(signing(&by_overlay), Some(Signing::Standard));
    for (place, name, known) in [
        ("header", "Webhook-Signature", Some(Signing::Standard)),
        ("header", "svix-signature", Some(Signing::Standard)),
        ("header", "x-signature", None),
        ("query", "webhook-signature", None),
    ] {
        let mut by_parameter = unsaid.clone();
        let parameter = json!({"name": name, "in": place, "schema": {"type": "string"}});
        by_parameter["webhooks"]["a"]["post"]["parameters"] = json!([parameter]);
        assert_eq!(signing(&by_parameter), known, "{place} {name}");
        by_parameter["x-lowcodeapi-webhooks"] = json!({"signature": {"header": "x-own"}});
        assert!(matches!(signing(&by_parameter), Some(Signing::Hmac(hmac)) if hmac.header == "x-own"));
    }
}

#[test]
fn callbacks_stand_beside_the_webhooks() {
    let mut document = super::operation(&json!({
        "responses": {"204": {"description": "ok"}},
        "callbacks": {"done": {"{$request.query.url}": hook(&json!({
            "type": "object", "properties": {"ok": {"type": "boolean"}},
        }))}},
    }));
    document["openapi"] = json!("3.1.0");
    document["webhooks"] = json!({"done": {"post": {"requestBody": {"content": {"application/xml": {}}}}}});
    let api = api_of(&document, &Settings::default());
    let lines = dump(&api);
    let lines: Vec<&str> = lines.lines().filter(|line| line.contains("=>")).collect();
    assert_eq!(
        lines,
        [
            "webhook done => Done(()) done",
            "GET /things/{id} callback done => Done2(DonePayload) GET /things/{id} callback done",
        ]
    );
    assert_eq!(
        degraded(&api, DegradationKind::UnsupportedMediaType),
        ["/webhooks/done/post/requestBody/content/application~1xml"]
    );
}

#[test]
fn a_document_without_operations_is_one_of_types() {
    let document = json!({
        "openapi": "3.1.0", "info": {"title": "t", "version": "1"},
        "components": {"schemas": {
            "Pets": {"type": "array", "items": {"$ref": "#/components/schemas/Pet"}},
            "Pet": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}},
            "Animal": {"$ref": "#/components/schemas/Pet"},
            "Name": {"type": ["string", "null"]},
        }},
    });
    let api = api_of(&document, &Settings::default());
    insta::assert_snapshot!(dump(&api), @r"
    alias Pets [Pet]
    struct Pet
        name: String
    alias Animal Pet
    alias Name String?
    ");
    assert!(api.types.iter().all(|ty| ty.sent && ty.received));
}
