//! Schemas of every kind.

use serde_json::{Value, json};

use super::dump::{dump, spell};
use super::{degraded, field, named, sent};
use crate::api::{DegradationKind, Shape};

#[test]
fn objects_become_structs_with_their_members_in_order() {
    let schema = json!({"type": "object", "required": ["name"], "additionalProperties": {"type": "integer"},
    "properties": {
        "name": {"type": "string"}, "note": {"type": ["string", "null"]},
        "owner": {"$ref": "#/components/schemas/Owner"},
        "tags": {"type": "array", "items": {"type": "string"}},
        "labels": {"type": "object", "additionalProperties": {"type": "string", "format": "uuid"}},
        "free": {"type": "object", "additionalProperties": true},
        "any": {}, "pair": {"type": "array", "prefixItems": [{"type": "string"}, {"type": "integer"}], "minItems": 2, "items": false}
    }});
    let api = sent(&schema, &json!({"Owner": {"type": "object", "properties": {"id": {"type": "string"}}}}));
    insta::assert_snapshot!(dump(&api), @"
    fn make_thing POST /things -> ()
        body: MakeThingRequest as Json
    struct MakeThingRequest
        name: String
        note?: String or null
        owner?: Owner
        tags?: [String]
        labels?: {Uuid}
        free?: JsonObject
        any?: Json
        pair?: (String, I64)
        additional_properties: others, I64
    struct Owner
        id?: String
    ");
    assert_eq!(degraded(&api, DegradationKind::UntypedSchema).len(), 1);
}

#[test]
fn formats_choose_the_scalar() {
    let table = [
        (json!({"type": "integer"}), "I64"),
        (json!({"type": "integer", "minimum": 0}), "U64"),
        (json!({"type": "integer", "minimum": 0, "exclusiveMinimum": true}), "U64"),
        (json!({"type": "integer", "minimum": -1}), "I64"),
        (json!({"type": "integer", "minimum": -1, "exclusiveMinimum": true}), "U64"),
        (json!({"type": "integer", "maximum": 9}), "I64"),
        (json!({"type": "integer", "minimum": -0.5}), "U64"),
        (json!({"type": "integer", "maximum": 18_446_744_073_709_551_615_u64}), "I128"),
        (json!({"type": "integer", "minimum": 0, "maximum": 18_446_744_073_709_551_615_u64}), "U64"),
        (json!({"type": "integer", "minimum": 0, "maximum": 1e20}), "I128"),
        // The bounds of 64 bits, as JavaScript rounds them.
        (
            json!({"type": "integer", "minimum": -9_223_372_036_854_776_000.0, "maximum": 9_223_372_036_854_776_000.0}),
            "I64",
        ),
        (json!({"type": "integer", "minimum": -1e19}), "I128"),
        (json!({"type": "integer", "format": "int128"}), "I128"),
        (json!({"type": "integer", "allOf": [{"minimum": 0}]}), "U64"),
        (json!({"allOf": [{"type": "integer"}, {"minimum": 0}]}), "U64"),
        (
            json!({"allOf": [{"type": "integer", "minimum": 3}, {"type": "integer", "format": "int64"}]}),
            "U64",
        ),
        (json!({"anyOf": [{"type": "integer", "minimum": 0}, {"type": "integer"}]}), "I64"),
        (json!({"type": "integer", "format": "int32"}), "I32"),
        (json!({"type": "integer", "format": "int32", "minimum": 0}), "U32"),
        (json!({"type": "integer", "format": "int64", "minimum": 1}), "U64"),
        (json!({"type": "integer", "format": "uint64"}), "U64"),
        (json!({"type": "integer", "format": "uint", "minimum": 0}), "U64"),
        (json!({"type": "number"}), "F64"),
        (json!({"type": "number", "format": "float"}), "F64"),
        (json!({"type": "string", "format": "byte"}), "Base64"),
        (json!({"type": "string", "contentEncoding": "base64"}), "Base64"),
        (json!({"type": "string", "format": "date"}), "Date"),
        (json!({"type": "string", "format": "date-time"}), "DateTime"),
        (json!({"type": "string", "format": "decimal"}), "String"),
        (json!({"type": "boolean", "enum": [true]}), "Bool"),
        (json!({"type": "number", "enum": [0.5, 1]}), "F64"),
        // Bytes as they are do not exist inside JSON.
        (json!({"type": "string", "format": "binary"}), "String"),
    ];
    for (schema, expected) in table {
        let api = sent(&json!({"type": "object", "properties": {"it": schema}}), &json!({}));
        assert_eq!(spell(&api, &field(&api, "MakeThingRequest", "it").ty), expected, "{schema}");
    }
}

#[test]
fn enums_are_strings_integers_or_either() {
    let schema = json!({"type": "object", "properties": {
        "status": {"type": "string", "enum": ["on", "off", "unknown", "", null]},
        "level": {"type": "integer", "enum": [1, -1]},
        "either": {"enum": ["auto", 7]},
        "only": {"const": "fixed"},
        "mess": {"enum": ["a", true]}
    }});
    let api = sent(&schema, &json!({}));
    insta::assert_snapshot!(dump(&api), @"
    fn make_thing POST /things -> ()
        body: MakeThingRequest as Json
    struct MakeThingRequest
        status?: MakeThingStatus or null
        level?: MakeThingLevel
        either?: MakeThingEither
        only?: MakeThingOnly
        mess?: Json
    enum MakeThingStatus of String: On=on Off=off Unknown_=unknown Empty=
    enum MakeThingLevel of Integer: N1=1 Minus1=-1
    union MakeThingEither by shape: Number(MakeThingEitherNumber) | Text(MakeThingEitherText)
    enum MakeThingEitherNumber of Integer: N7=7
    enum MakeThingEitherText of String: Auto=auto
    enum MakeThingOnly of String: Fixed=fixed
    ");
    assert!(field(&api, "MakeThingRequest", "status").nullable);
    assert_eq!(degraded(&api, DegradationKind::UnsupportedKeyword).len(), 1);
}

#[test]
fn all_of_is_merged_through_references() {
    let components = json!({
        "Base": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}, "kind": {}}},
        "Pet": {"allOf": [
            {"$ref": "#/components/schemas/Base"},
            {"required": ["name", "kind"], "properties": {"name": {"type": "string"}, "kind": {"type": "integer"}}}
        ]},
        "Same": {"allOf": [{"$ref": "#/components/schemas/Pet"}], "description": "another word for it"}
    });
    let schema = json!({"type": "object", "properties": {
        "pet": {"allOf": [{"$ref": "#/components/schemas/Same"}], "nullable": true, "description": "mine"}
    }});
    let api = sent(&schema, &components);
    insta::assert_snapshot!(dump(&api), @"
    fn make_thing POST /things -> ()
        body: MakeThingRequest as Json
    struct MakeThingRequest
        pet?: Pet or null
    struct Pet
        id: String
        kind: I64
        name: String
    ");
    assert_eq!(field(&api, "MakeThingRequest", "pet").docs.description, "mine");
    assert!(api.degradations.is_empty(), "{:?}", api.degradations);
}

#[test]
fn contradictions_are_on_record() {
    let schema =
        json!({"type": "object", "properties": {"it": {"allOf": [{"type": "string"}, {"type": "object"}]}}});
    let api = sent(&schema, &json!({}));
    assert_eq!(spell(&api, &field(&api, "MakeThingRequest", "it").ty), "Json");
    assert_eq!(degraded(&api, DegradationKind::UnsupportedKeyword).len(), 1);
}

#[test]
fn a_type_is_boxed_only_where_it_contains_itself() {
    let components = json!({
        "Node": {"type": "object", "properties": {
            "next": {"$ref": "#/components/schemas/Node"},
            "children": {"type": "array", "items": {"$ref": "#/components/schemas/Node"}},
            "other": {"$ref": "#/components/schemas/Other"}
        }},
        "Other": {"type": "object", "properties": {"node": {"$ref": "#/components/schemas/Node"}, "leaf": {"$ref": "#/components/schemas/Leaf"}}},
        "Leaf": {"type": "object", "properties": {"x": {"type": "string"}}},
        "Lists": {"type": "array", "items": {"$ref": "#/components/schemas/Lists"}}
    });
    let schema = json!({"type": "object", "properties": {
        "node": {"$ref": "#/components/schemas/Node"}, "lists": {"$ref": "#/components/schemas/Lists"}}});
    insta::assert_snapshot!(dump(&sent(&schema, &components)), @"
    fn make_thing POST /things -> ()
        body: MakeThingRequest as Json
    struct MakeThingRequest
        node?: Node
        lists?: [Json]
    struct Node
        next?: Box<Node>
        children?: [Node]
        other?: Other
    struct Other
        node?: Box<Node>
        leaf?: Leaf
    struct Leaf
        x?: String
    ");
}

#[test]
fn depth_costs_no_stack_and_is_bounded() {
    let nested = |depth: usize, wrap: fn(Value) -> Value| {
        (0..depth).fold(json!({"type": "string"}), |inner, _| wrap(inner))
    };
    let objects = nested(100, |inner| json!({"type": "object", "properties": {"deeper": inner}}));
    let arrays = nested(90, |inner| json!({"type": "array", "items": inner}));
    let api =
        sent(&json!({"type": "object", "properties": {"objects": objects, "arrays": arrays}}), &json!({}));
    assert_eq!(api.types.len(), 101);
    // The list that holds too many others, and twice an object.
    assert_eq!(degraded(&api, DegradationKind::UnsupportedKeyword).len(), 3);
}

#[test]
fn aliases_defaults_and_bounds_travel_with_the_field() {
    let schema = json!({"type": "object", "properties": {"size": {
        "type": "integer", "minimum": 1, "default": 10, "deprecated": true, "x-lowcodeapi-aliases": ["Size"]}}});
    let api = sent(&schema, &json!({}));
    let size = field(&api, "MakeThingRequest", "size");
    assert_eq!(size.aliases, ["Size"]);
    assert_eq!(size.default.as_ref().map(|literal| literal.0.as_str()), Some("10"));
    assert_eq!(size.constraints.stated["minimum"].0, "1");
    assert!(size.deprecated);
}

#[test]
fn what_travels_one_way_is_not_required_of_a_type_that_travels_both() {
    let thing = json!({"type": "object", "required": ["id", "name"], "properties": {
        "id": {"type": "string", "readOnly": true}, "name": {"type": "string"}}});
    let document = json!({
        "openapi": "3.0.3", "info": {"title": "t", "version": "1"},
        "paths": {"/things": {"post": {
            "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
            "responses": {"200": {"description": "", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}}}
        }}},
        "components": {"schemas": {"Thing": thing}}
    });
    let api = super::api_of(&document, &super::openapi());
    let thing = named(&api, "Thing");
    assert!(thing.sent && thing.received);
    assert!(!field(&api, "Thing", "id").required);
    assert!(field(&api, "Thing", "name").required);
    assert!(matches!(thing.shape, Shape::Struct(_)));
}

#[test]
fn a_large_type_is_boxed_wherever_it_is_held() {
    let members = |count: usize, schema: &Value| {
        let members = (0..count).map(|at| (format!("m{at}"), schema.clone()));
        json!({"type": "object", "properties": members.collect::<serde_json::Map<_, _>>()})
    };
    let of = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let components = json!({
        "Small": members(85, &json!({"type": "string"})),
        "Large": members(86, &json!({"type": "string"})),
    });
    let schema = json!({"type": "object", "properties": {
        "small": of("Small"), "large": of("Large"), "list": {"type": "array", "items": of("Large")},
        "either": {"oneOf": [of("Large"), {"type": "string"}]}, "rest": {"type": "object", "additionalProperties": of("Large")}}});
    let api = sent(&schema, &components);
    let spelt = |name: &str| spell(&api, &field(&api, "MakeThingRequest", name).ty);
    assert_eq!(["small", "large", "list", "rest"].map(spelt), ["Small", "Box<Large>", "[Large]", "{Large}"]);
    assert!(dump(&api).contains("Large(Box<Large>)"));
}

#[test]
fn types_that_lie_too_deep_inside_each_other_are_cut_off_on_record() {
    let chain = |length: usize| {
        let links = (0..length).map(|at| {
            let next = json!({"$ref": format!("#/components/schemas/Link{}", (at + 1) % length)});
            (format!("Link{at}"), json!({"type": "object", "properties": {"next": next}}))
        });
        let components: serde_json::Map<_, _> = links.collect();
        sent(&json!({"$ref": "#/components/schemas/Link0"}), &components.into())
    };
    assert_eq!(chain(40).degradations, []);
    assert_eq!(
        degraded(&chain(100), DegradationKind::UnsupportedKeyword),
        ["/components/schemas/Link53", "/components/schemas/Link7"]
    );
}

#[test]
fn a_part_that_says_object_and_no_more_leaves_the_name_to_the_other() {
    let components = json!({
        "Page": {"type": "object", "properties": {"rows": {"type": "array", "items": {"type": "object"}}, "one": {"type": "object"}}},
        "Row": {"type": "object", "properties": {"id": {"type": "string"}}},
    });
    let row = json!({"$ref": "#/components/schemas/Row"});
    let own = json!({"properties": {"rows": {"items": row}, "one": row}});
    let api = sent(&json!({"allOf": [{"$ref": "#/components/schemas/Page"}, own]}), &components);
    let spelt = |name: &str| spell(&api, &field(&api, "MakeThingRequest", name).ty);
    assert_eq!(["rows", "one"].map(spelt), ["[Row]", "Row"]);
}
