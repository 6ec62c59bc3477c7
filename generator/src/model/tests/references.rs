//! `$ref` into any part of the document, and what stands beside it.

use serde_json::{Value, json};

use super::{Model, good, written};

fn schemas(schemas: &Value) -> Model {
    good(json!({"openapi": "3.0.3", "paths": {}, "components": {"schemas": schemas}}))
}

#[test]
fn what_is_said_about_a_use_stays_with_the_use() {
    let model = schemas(&json!({
        "A": {"$ref": "#/components/schemas/B", "description": "this one", "nullable": true, "type": "object"},
        "B": {"type": "object"},
    }));
    assert_eq!(
        written(&model, "/components/schemas/A"),
        json!({
            "$ref": "/components/schemas/B",
            "description": "this one",
            "nullable": true,
        })
    );
    let (pointer, _) = model.resolve("/components/schemas/A").expect("it leads somewhere");
    assert_eq!(pointer, "/components/schemas/B");
}

#[test]
fn siblings_with_a_shape_hold_beside_the_target() {
    let model = schemas(&json!({
        "A": {"$ref": "#/components/schemas/B", "title": "Both", "properties": {"more": {"type": "string"}}},
        "B": {"type": "object"},
    }));
    assert_eq!(
        written(&model, "/components/schemas/A"),
        json!({
            "$ref": "/components/schemas/B",
            "title": "Both",
            "type": "object",
            "guessed": true,
            "properties": {"more": "/components/schemas/A/properties/more"},
        })
    );
}

#[test]
fn a_reference_may_lead_into_an_operation_percent_encoded() {
    let target = "#/paths/~1x~1%7Bid%7D/get/responses/200/content/application~1json/schema";
    let model = good(json!({
        "openapi": "3.0.3",
        "paths": {"/x/{id}": {"get": {"responses": {"200": {
            "description": "",
            "content": {"application/json": {"schema": {"type": "string"}}},
        }}}}},
        "components": {"schemas": {"A": {"$ref": target}}},
    }));
    let (pointer, _) = model.resolve("/components/schemas/A").expect("it leads somewhere");
    assert_eq!(pointer, "/paths/~1x~1{id}/get/responses/200/content/application~1json/schema");
}

#[test]
fn references_on_the_way_are_followed() {
    let model = schemas(&json!({
        "A": {"$ref": "#/components/schemas/Alias/properties/name"},
        "Alias": {"$ref": "#/components/schemas/B"},
        "B": {"type": "object", "properties": {"name": {"type": "string"}}},
    }));
    assert_eq!(
        written(&model, "/components/schemas/A"),
        json!({"$ref": "/components/schemas/B/properties/name"})
    );
}

#[test]
fn definitions_are_read_when_something_refers_to_them() {
    let model = schemas(&json!({"A": {
        "type": "object",
        "properties": {"used": {"$ref": "#/components/schemas/A/$defs/Used"}},
        "$defs": {"Used": {"type": "string"}, "Unused": {"type": "string"}},
    }}));
    assert!(model.schema("/components/schemas/A/$defs/Used").is_some());
    assert!(model.schema("/components/schemas/A/$defs/Unused").is_none());
}

#[test]
fn anchors_ids_and_the_own_file_name_are_known() {
    let model = schemas(&json!({
        "Anchor": {"$ref": "#tree"},
        "Id": {"$ref": "https://example.com/tree"},
        "File": {"$ref": "test.json#/components/schemas/Tree"},
        "Tree": {"$id": "https://example.com/tree", "$anchor": "tree", "type": "object"},
    }));
    for name in ["Anchor", "Id", "File"] {
        let (pointer, _) = model.resolve(&format!("/components/schemas/{name}")).expect("it leads somewhere");
        assert_eq!(pointer, "/components/schemas/Tree", "{name}");
    }
}

#[test]
fn references_inside_a_schema_with_an_id_are_relative_to_it() {
    let model = schemas(&json!({
        "Order": {
            "$id": "https://example.com/schemas/order",
            "properties": {
                "line": {"$ref": "#/$defs/line"},
                "whole": {"$ref": "#"},
                "user": {"$ref": "user"},
                "name": {"$ref": "user#/properties/name"},
                "part": {"$ref": "#/components/schemas/User"},
            },
            "$defs": {"line": {"type": "string"}},
        },
        "User": {"$id": "https://example.com/schemas/user", "properties": {"name": {"type": "string"}}},
        "Line": {"$ref": "https://example.com/schemas/order#/$defs/line"},
    }));
    let leads = |pointer: &str| {
        model.resolve(&format!("/components/schemas/{pointer}")).expect("it leads somewhere").0
    };
    for (from, to) in [
        ("Order/properties/line", "Order/$defs/line"),
        ("Order/properties/whole", "Order"),
        ("Order/properties/user", "User"),
        ("Order/properties/name", "User/properties/name"),
        ("Order/properties/part", "User"),
        ("Line", "Order/$defs/line"),
    ] {
        assert_eq!(leads(from), format!("/components/schemas/{to}"), "{from}");
    }
}

#[test]
fn what_data_calls_itself_names_nothing() {
    let data = json!({"$id": "https://example.com/data", "$anchor": "data", "$ref": "#/nowhere"});
    let object = json!({"enum": [data], "const": data, "default": data, "example": data, "examples": [data]});
    let model = schemas(&json!({"Data": object}));
    assert!(model.notes.is_empty(), "{:?}", model.notes);
    for reference in ["https://example.com/data", "#data"] {
        let document = json!({"openapi": "3.1.0", "paths": {}, "components": {"schemas": {
            "Data": object, "Other": {"$ref": reference}}}});
        assert!(super::read(document).is_err(), "{reference}");
    }
}

#[test]
fn a_reference_is_read_as_it_stands_where_decoding_leads_nowhere() {
    let model = schemas(&json!({
        "a.%22id%22_": {"type": "string"},
        "a \"b\"": {"type": "string"},
        "Literal": {"$ref": "#/components/schemas/a.%22id%22_"},
        "Encoded": {"$ref": "#/components/schemas/a.%2522id%2522_"},
        "Decoded": {"$ref": "#/components/schemas/a%20%22b%22"},
        "Slash": {"$ref": "#/components/schemas/Literal/"},
    }));
    for (from, to) in [
        ("Literal", "a.%22id%22_"),
        ("Encoded", "a.%22id%22_"),
        ("Decoded", "a \"b\""),
        ("Slash", "a.%22id%22_"),
    ] {
        let (pointer, _) = model.resolve(&format!("/components/schemas/{from}")).expect("it leads somewhere");
        assert_eq!(pointer, format!("/components/schemas/{to}"), "{from}");
    }
}

#[test]
fn a_recursive_schema_is_read_once() {
    let model = schemas(&json!({"Node": {
        "type": "object",
        "properties": {"next": {"$ref": "#/components/schemas/Node"}},
    }}));
    assert_eq!(model.schemas.len(), 2);
}
