//! What is taken from a companion, and what isn't.

mod requests;

use super::*;
use crate::read;

/// A document such as LowCodeAPI serves, after repair.
fn served(paths: &Value) -> Document {
    Document::from_value(json!({ "openapi": "3.0.0", "paths": paths }), "openapi.json")
}

fn companion(paths: &Value, schemas: &Value) -> Companion {
    let value = json!({
        "openapi": "3.0.3",
        "info": { "title": "Shop", "version": "1", "contact": { "url": "https://elsewhere.example" } },
        "servers": [{ "url": "https://shop.example/v1" }],
        "security": [{ "Key": [] }],
        "paths": paths,
        "components": { "schemas": schemas, "securitySchemes": { "Key": { "type": "http", "scheme": "basic" } } },
    });
    let read = read::committed(value.to_string().as_bytes(), "shop.json").expect("it is OpenAPI");
    Companion::new(read, "shop.json", "00".to_owned())
}

fn operation(url: &str, more: &Value) -> Value {
    let mut operation =
        json!({ "x-lowcodeapi-native-url": url, "responses": { "401": { "description": "" } } });
    operation.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    operation
}

fn answering(schema: &Value) -> Value {
    json!({ "responses": { "200": { "description": "ok", "content": { "application/json": { "schema": schema } } } } })
}

const ORDER: &str = "https://shop.example/v1/orders/{id}";

/// Joins one operation on `/v1/orders/{id}` with its counterpart; the document, and what is said.
fn joined(own: &Value, native: &Value, schemas: &Value) -> (Value, Report) {
    let mut document = served(&json!({ "/v1/orders/{id}": { "put": operation(ORDER, own) } }));
    let companion = companion(&json!({ "/orders/{order}": { "put": native } }), schemas);
    let report = join(&mut document, &[companion]);
    (document.value, report)
}

#[test]
fn operations_match_by_method_host_and_path() {
    let answer = answering(&json!({ "type": "string" }));
    let mut document = served(&json!({
        "/v1/orders/{id}": { "get": operation(ORDER, &json!({})), "delete": operation(ORDER, &json!({})) },
        "/v1/eu/{id}": { "get": operation("https://eu.shop.example/v1/orders/{id}", &json!({})) },
        "/v1/twice": { "get": operation("https://shop.example/v1/twice/{{x}}", &json!({})) },
        "/v1/nowhere": { "get": { "responses": {} } },
    }));
    let paths = json!({ "/orders/{order_id}": { "get": answer }, "/twice/{a}": { "get": answer }, "/twice/{b}": { "get": answer } });
    let report = join(&mut document, &[companion(&paths, &json!({}))]);
    let matched: Vec<_> =
        report.matched.iter().map(|one| (one.pointer.as_str(), one.place.as_str())).collect();
    assert_eq!(matched, [("/paths/~1v1~1orders~1{id}/get", "shop.json#/paths/~1orders~1{order_id}/get")]);
    let names = |list: &[Unmatched]| list.iter().map(|one| one.operation.clone()).collect::<Vec<_>>();
    assert_eq!(names(&report.ambiguous), ["GET https://shop.example/v1/twice/{{x}}"]);
    assert_eq!(
        names(&report.unmatched),
        [
            format!("DELETE {ORDER}"),
            "GET https://eu.shop.example/v1/orders/{id}".to_owned(),
            "GET /v1/nowhere".to_owned()
        ]
    );
    let counts = [("ambiguous", 1), ("disagreements", 0), ("matched", 1), ("unmatched", 3)];
    assert_eq!(report.tally(), BTreeMap::from(counts));
}

#[test]
fn answers_come_with_what_they_refer_to_and_nothing_that_leads_elsewhere() {
    let native = json!({
        "operationId": "replaceOrder",
        "security": [{ "Key": [] }],
        "servers": [{ "url": "https://shop.example/v1" }],
        "responses": {
            "200": {
                "description": "ok",
                "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Order" } }, "text/csv": {} },
                "links": { "next": { "operationRef": "https://elsewhere.example/" } },
            },
            "302": { "description": "moved" },
            "404": { "description": "gone", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Problem" } } } },
        },
    });
    let schemas = json!({
        "Order": { "type": "object", "properties": { "of": { "$ref": "#/components/schemas/Buyer" }, "links": { "type": "string" } } },
        "Buyer": { "type": "object", "properties": { "order": { "$ref": "#/components/schemas/Order" } } },
        "Problem": { "type": "object" },
        "Unused": { "type": "object" },
    });
    let (document, report) = joined(&json!({}), &native, &schemas);
    let operation = document.pointer("/paths/~1v1~1orders~1{id}/put").unwrap();
    let statuses: Vec<_> = operation["responses"].as_object().unwrap().keys().collect();
    assert_eq!(statuses, ["401", "200", "404"]);
    let order = json!({ "application/json": { "schema": { "$ref": "#/components/schemas/Order" } } });
    assert_eq!(operation["responses"]["200"]["content"], order);
    assert_eq!(operation["operationId"], "replaceOrder");
    assert_eq!(
        (operation.get("servers"), operation.get("security"), document.get("servers")),
        (None, None, None)
    );
    let schemas = document.pointer("/components/schemas").unwrap();
    assert_eq!(schemas.as_object().unwrap().keys().collect::<Vec<_>>(), ["Order", "Problem", "Buyer"]);
    assert_eq!(schemas["Order"]["properties"]["links"], json!({ "type": "string" }));
    let kept = report.text.unwrap();
    for absent in ["Unused", "elsewhere", "Key", "basic"] {
        assert!(!document.to_string().contains(absent) && !kept.contains(absent), "{absent}");
    }
}

#[test]
fn what_is_kept_of_a_companion_makes_the_same_again() {
    let native = json!({
        "parameters": [{ "name": "order", "in": "path", "required": true, "schema": { "$ref": "#/components/schemas/Id" } }],
        "responses": answering(&json!({ "$ref": "#/paths/~1other/get/responses/200/content/application~1json/schema" }))["responses"],
    });
    let paths = json!({ "/orders/{order}": { "put": native }, "/other": { "get": answering(&json!({ "type": "boolean" })) } });
    let schemas = json!({ "Id": { "type": "integer" } });
    let document = || {
        served(&json!({ "/v1/orders/{id}": { "put": operation(ORDER, &json!({
        "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "number" } }],
    })) } }))
    };
    let (mut first, mut second) = (document(), document());
    let whole = join(&mut first, &[companion(&paths, &schemas)]);
    let kept = Companion::parse(whole.text.as_deref().unwrap(), "companion.json").unwrap();
    let again = join(&mut second, &kept);
    assert_eq!((first.value.clone(), whole.text.clone()), (second.value, again.text));
    assert_eq!(first.value.pointer("/components/schemas/other"), Some(&json!({ "type": "boolean" })));
    assert!(!whole.text.unwrap().contains("~1other"), "only what matched is kept");
}

#[test]
fn names_that_are_taken_are_left_to_those_who_have_them() {
    let mut document = served(&json!({ "/v1/orders/{id}": { "get": operation(ORDER, &json!({})) } }));
    document.value["components"] = json!({ "schemas": { "Order": { "type": "string" } } });
    let native = answering(&json!({ "$ref": "#/components/schemas/Order/properties/id" }));
    let schemas = json!({ "Order": { "type": "object", "properties": { "id": { "type": "integer" } } } });
    join(&mut document, &[companion(&json!({ "/orders/{id}": { "get": native } }), &schemas)]);
    assert_eq!(document.value["components"]["schemas"]["Order"], json!({ "type": "string" }));
    assert_eq!(document.value["components"]["schemas"]["Order-2"]["type"], "object");
    let reference = document
        .value
        .pointer("/paths/~1v1~1orders~1{id}/get/responses/200/content/application~1json/schema/$ref");
    assert_eq!(reference, Some(&json!("#/components/schemas/Order-2/properties/id")));
}

#[test]
fn several_successes_are_one_answer_of_several_types() {
    let content = |name: &str| json!({ "description": "", "content": { "application/json": { "schema": { "$ref": format!("#/components/schemas/{name}") } } } });
    let native = json!({ "responses": { "200": content("A"), "201": content("B"), "204": content("C") } });
    let schemas = json!({ "A": { "type": "object" }, "B": { "type": "object" } });
    let (document, _) = joined(&json!({}), &native, &schemas);
    let answers = document.pointer("/paths/~1v1~1orders~1{id}/put/responses").unwrap();
    assert_eq!(answers.as_object().unwrap().keys().collect::<Vec<_>>(), ["401", "200", "204"]);
    let schema =
        json!({ "oneOf": [{ "$ref": "#/components/schemas/A" }, { "$ref": "#/components/schemas/B" }] });
    assert_eq!(answers["200"]["content"]["application/json"]["schema"], schema);
    assert_eq!(answers["204"].get("content"), None, "its status has none, whatever is promised");
}

#[test]
fn no_content_is_nothing_where_a_companion_describes_its_other_answers() {
    let nothing =
        json!({ "responses": { "200": { "description": "Saved" }, "404": { "description": "Gone" } } });
    let own = operation(ORDER, &json!({}));
    let taken = |others: &Value| {
        let mut document = served(&json!({
            "/v1/orders/{id}": { "put": own, "get": own },
            "/v1/a": { "get": operation("https://shop.example/v1/a", &json!({})) },
            "/v1/b": { "get": operation("https://shop.example/v1/b", &json!({})) },
            "/v1/c": { "get": operation("https://shop.example/v1/c", &json!({})) },
        }));
        let order = json!({ "put": nothing, "get": nothing });
        let paths = json!({ "/orders/{order}": order, "/a": { "get": others }, "/b": { "get": others }, "/c": { "get": others } });
        join(&mut document, &[companion(&paths, &json!({}))]);
        let order = document.value.pointer("/paths/~1v1~1orders~1{id}").cloned().unwrap();
        ["put", "get"].map(|method| order[method]["responses"].get("200").cloned())
    };
    let saved = json!({ "description": "Saved", "x-lowcodeapi-companion": true });
    assert_eq!(taken(&answering(&json!({ "type": "string" }))), [Some(saved), None]);
    assert_eq!(taken(&nothing), [None, None]);
}

#[test]
fn an_example_gives_way_to_a_description() {
    let own = json!({ "responses": { "200": { "description": "", "content": { "application/json": { "example": { "a": 1 } } } } } });
    let native = json!({ "responses": { "201": { "description": "", "content": { "application/json": { "schema": { "type": "string" } } } } } });
    let (document, _) = joined(&own, &native, &json!({}));
    let answers = document.pointer("/paths/~1v1~1orders~1{id}/put/responses").unwrap();
    assert_eq!(answers.as_object().unwrap().keys().collect::<Vec<_>>(), ["201"]);
}

#[test]
fn an_answer_the_document_describes_is_its_own() {
    let own = answering(&json!({ "type": "boolean" }));
    let (document, _) = joined(&own, &answering(&json!({ "type": "string" })), &json!({}));
    let schema =
        document.pointer("/paths/~1v1~1orders~1{id}/put/responses/200/content/application~1json/schema");
    assert_eq!(schema, Some(&json!({ "type": "boolean" })));
}

#[test]
fn parts_without_a_name_are_called_by_what_they_stand_in() {
    let order = json!({ "type": "object", "properties": { "id": { "type": "string" } } });
    let list = json!({ "allOf": [{ "type": "object", "properties": { "orders": { "type": "array", "items": order } } }] });
    let at = "#/paths/~1orders/get/responses/200/content/application~1json/schema/allOf/0";
    let native = answering(&json!({ "$ref": format!("{at}/properties/orders/items") }));
    let whole = answering(&json!({ "$ref": at }));
    let mut document = served(
        &json!({ "/v1/orders/{id}": { "put": operation(ORDER, &json!({})), "post": operation(ORDER, &json!({})) } }),
    );
    let paths = json!({ "/orders": { "get": answering(&list) }, "/orders/{order}": { "put": native, "post": whole } });
    join(&mut document, &[companion(&paths, &json!({}))]);
    let names: Vec<_> = document.value["components"]["schemas"].as_object().unwrap().keys().collect();
    assert_eq!(names, ["orders-item", "orders"]);
}

#[test]
fn schemas_that_only_extend_another_one_come_along() {
    let schemas = json!({
        "Pet": { "type": "object", "discriminator": { "propertyName": "kind", "mapping": { "cat": "Cat" } }, "properties": { "kind": { "type": "string" } } },
        "Cat": { "allOf": [{ "$ref": "#/components/schemas/Pet" }] },
        "Dog": { "allOf": [{ "$ref": "#/components/schemas/Pet" }] },
    });
    let (document, _) =
        joined(&json!({}), &answering(&json!({ "$ref": "#/components/schemas/Pet" })), &schemas);
    let found = document.pointer("/components/schemas").unwrap();
    assert_eq!(found.as_object().unwrap().keys().collect::<Vec<_>>(), ["Pet", "Cat", "Dog"]);
    assert_eq!(found["Pet"]["discriminator"]["mapping"]["cat"], "#/components/schemas/Cat");
}

#[test]
fn a_damaged_file_of_companions_is_told_with_its_place() {
    let error =
        Companion::parse("{\n  \"companions\": [{\"name\": 1}]\n}", "spec/companion.json").unwrap_err();
    assert_eq!(
        error.to_string(),
        "spec/companion.json:2:27: the companions can't be read: invalid type: integer `1`, expected a string"
    );
}
