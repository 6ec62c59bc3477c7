//! Alternatives.

use serde_json::{Value, json};

use super::dump::{dump, spell};
use super::{degraded, field, sent};
use crate::api::DegradationKind;

fn pets() -> Value {
    json!({
        "Cat": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}, "lives": {"type": "integer"}}},
        "Dog": {"type": "object", "required": ["kind", "bark"], "properties": {"kind": {"type": "string"}, "bark": {"type": "string"}}}
    })
}

fn either() -> Value {
    json!([{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}])
}

#[test]
fn a_discriminator_tags_by_mapping_or_by_name() {
    let mapped = json!({"oneOf": either(), "discriminator": {"propertyName": "kind",
        "mapping": {"cat": "#/components/schemas/Cat", "kitten": "Cat"}}});
    insta::assert_snapshot!(dump(&sent(&mapped, &pets())), @"
    fn make_thing POST /things -> ()
        body: MakeThingRequest as Json
    union MakeThingRequest by kind: Cat(Cat) cat,kitten,Cat | Dog(Dog) Dog
    struct Cat
        kind: String
        lives?: I64
    struct Dog
        kind: String
        bark: String
    ");
}

#[test]
fn a_base_with_a_discriminator_is_one_of_those_that_build_on_it() {
    let heir = |member: &str| json!({"allOf": [{"$ref": "#/components/schemas/Pet"}, {"type": "object", "properties": {member: {"type": "string"}}}]});
    let components = json!({
        "Pet": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}}, "discriminator": {"propertyName": "kind"}},
        "Cat": heir("lives"), "Dog": heir("bark")
    });
    let schema = json!({"type": "object", "properties": {
        "pet": {"$ref": "#/components/schemas/Pet"}, "either": {"oneOf": either()}}});
    insta::assert_snapshot!(dump(&sent(&schema, &components)), @"
    fn make_thing POST /things -> ()
        body: MakeThingRequest as Json
    struct MakeThingRequest
        pet?: Pet
        either?: MakeThingEither
    union Pet by kind: Cat(Cat) Cat | Dog(Dog) Dog
    struct Cat
        kind: String
        lives?: String
    struct Dog
        kind: String
        bark?: String
    union MakeThingEither by kind: Cat(Cat) Cat | Dog(Dog) Dog
    ");
}

#[test]
fn a_type_without_room_for_its_tag_is_an_alternative_for_each_value() {
    let components = json!({
        "Box": {"type": "object", "properties": {"width": {"type": "integer"}}},
        "Tube": {"type": "object", "required": ["form"], "properties": {"form": {"type": ["string", "integer"]}, "length": {"type": "integer"}}},
    });
    let mapping =
        json!({"crate": "#/components/schemas/Box", "carton": "#/components/schemas/Box", "tube": "Tube"});
    let discriminator = json!({"propertyName": "form", "mapping": mapping});
    let either = json!([{"$ref": "#/components/schemas/Box"}, {"$ref": "#/components/schemas/Tube"}]);
    let tag = |form: Value| json!({"type": "object", "required": ["form"], "properties": {"form": form}, "oneOf": either, "discriminator": discriminator});
    insta::assert_snapshot!(dump(&sent(&tag(json!({"type": "string"})), &components)), @"
    fn make_thing POST /things -> ()
        body: MakeThingRequest as Json
    union MakeThingRequest by form: Carton(Box_) carton writes carton | Crate(Box_) crate writes crate | Tube(Tube) tube,Tube
    struct Box_
        width?: I64
    struct Tube
        form: TubeForm
        length?: I64
    union TubeForm by shape: Integer(I64) | String(String)
    ");
    // The union itself writes text: a tag of another type is a member of each alternative.
    insta::assert_snapshot!(dump(&sent(&tag(json!({"type": "integer"})), &components)), @"
    fn make_thing POST /things -> ()
        body: MakeThingRequest as Json
    union MakeThingRequest by form: Box(MakeThingRequestBox) carton,crate | Tube(Tube) tube,Tube
    struct MakeThingRequestBox
        form: I64
        width?: I64
    struct Tube
        form: TubeForm
        length?: I64
    union TubeForm by shape: Integer(I64) | String(String)
    ");
}

#[test]
fn what_is_said_around_tagged_alternatives_is_said_of_each() {
    let components = json!({
        "Note": {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}},
        "Photo": {"type": "object", "properties": {"width": {"type": "integer"}}},
        "Entry": {"type": "object", "required": ["id", "kind"], "properties": {"id": {"type": "string"}, "kind": {"type": "string"}},
            "discriminator": {"propertyName": "kind", "mapping": {"note": "Note", "photo": "Photo"}}},
    });
    let around = json!({"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}, "kind": {"type": "string"}},
        "oneOf": [{"$ref": "#/components/schemas/Note"}, {"$ref": "#/components/schemas/Photo"}],
        "discriminator": {"propertyName": "kind"}});
    let schema = json!({"type": "object", "properties": {"around": around, "base": {"$ref": "#/components/schemas/Entry"}}});
    insta::assert_snapshot!(dump(&sent(&schema, &components)), @"
    fn make_thing POST /things -> ()
        body: MakeThingRequest as Json
    struct MakeThingRequest
        around?: MakeThingAround
        base?: Entry
    union MakeThingAround by kind: Note(AroundNote) Note writes Note | Photo(AroundPhoto) Photo writes Photo
    struct AroundNote
        id: String
        text: String
    struct AroundPhoto
        id: String
        width?: I64
    union Entry by kind: Note(AroundNote) note writes note | Photo(AroundPhoto) photo writes photo
    ");
}

#[test]
fn a_member_that_is_never_the_same_discriminates_by_itself() {
    let member = |value: &str| json!({"type": "object", "required": ["type"], "properties": {"type": {"const": value}, value: {"type": "string"}}});
    insta::assert_snapshot!(dump(&sent(&json!({"oneOf": [member("page"), member("block")]}), &json!({}))), @"
    fn make_thing POST /things -> ()
        body: MakeThingRequest as Json
    union MakeThingRequest by type: Page(MakeThingRequestPage) page | Block(MakeThingRequestBlock) block
    struct MakeThingRequestPage
        r#type: MakeThingRequestPageType
        page?: String
    enum MakeThingRequestPageType of String: Page=page
    struct MakeThingRequestBlock
        r#type: MakeThingRequestBlockType
        block?: String
    enum MakeThingRequestBlockType of String: Block=block
    ");
}

#[test]
fn untagged_alternatives_go_from_particular_to_general() {
    let alternatives = json!({"anyOf": [
        {"type": "object"}, {"type": "number"}, {"type": "string"}, {"$ref": "#/components/schemas/Cat"},
        {"$ref": "#/components/schemas/Dog"}, {"type": "array", "items": {"type": "string"}}, {"type": "boolean"}
    ]});
    insta::assert_snapshot!(dump(&sent(&alternatives, &pets())), @"
    fn make_thing POST /things -> ()
        body: MakeThingRequest as Json
    union MakeThingRequest by shape: Boolean(Bool) | Dog(Dog) | Cat(Cat) | StringList([String]) | Number(F64) | String(String) | Object(JsonObject)
    struct Dog
        kind: String
        bark: String
    struct Cat
        kind: String
        lives?: I64
    ");
}

#[test]
fn alternatives_that_share_a_type_are_that_type() {
    let table = [
        (json!({"oneOf": [{"type": "string"}, {"type": "null"}]}), "String"),
        (json!({"anyOf": [{"type": "string", "format": "uuid"}, {"type": "string"}]}), "String"),
        (
            json!({"anyOf": [{"type": "string"}, {"type": "string", "enum": ["a", "b"]}]}),
            "MakeThingItVariant2",
        ),
        (json!({"anyOf": [{"type": "integer"}, {"type": "number"}]}), "F64"),
        (json!({"anyOf": [{"type": "string"}, {}]}), "Json"),
        (json!({"type": "string", "anyOf": [{"enum": ["a"]}, {"enum": ["b"]}]}), "MakeThingIt"),
    ];
    for (schema, expected) in table {
        let api = sent(&json!({"type": "object", "properties": {"it": schema}}), &json!({}));
        assert_eq!(spell(&api, &field(&api, "MakeThingRequest", "it").ty), expected, "{schema}");
    }
}

#[test]
fn alternatives_that_only_require_are_variations_of_one_object() {
    let schema = json!({"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "string"}},
        "anyOf": [{"required": ["a"]}, {"required": ["b"]}]});
    let api = sent(&schema, &json!({}));
    insta::assert_snapshot!(dump(&api), @"
    fn make_thing POST /things -> ()
        body: MakeThingRequest as Json
    struct MakeThingRequest
        a?: String
        b?: String
    ");
    assert!(api.degradations.is_empty());
}

#[test]
fn alternatives_beside_members_become_optional_members() {
    let schema = json!({"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}},
        "oneOf": [{"properties": {"a": {"type": "string"}}, "required": ["a"]}, {"properties": {"b": {"type": "integer"}}}]});
    let api = sent(&schema, &json!({}));
    insta::assert_snapshot!(dump(&api), @"
    fn make_thing POST /things -> ()
        body: MakeThingRequest as Json
    struct MakeThingRequest
        id: String
        a?: String
        b?: I64
    ");
    assert_eq!(degraded(&api, DegradationKind::UnsupportedKeyword).len(), 1);
}

#[test]
fn objects_that_may_hold_at_once_are_one_object() {
    let object = |required: &[&str], names: &[&str]| {
        let properties: serde_json::Map<String, Value> =
            names.iter().map(|name| ((*name).to_owned(), json!({"type": "string"}))).collect();
        json!({"type": "object", "required": required, "properties": properties})
    };
    let table = [
        // One of them has no required member of its own.
        (json!({"anyOf": [object(&["id"], &["id", "a"]), object(&["id", "b"], &["id", "b"])]}), "struct"),
        // What is required sets them apart.
        (json!({"anyOf": [object(&["a"], &["a"]), object(&["b"], &["b"])]}), "union"),
        // A value is one of them only.
        (json!({"oneOf": [object(&[], &["a"]), object(&[], &["b"])]}), "union"),
        // Text and a number.
        (
            json!({"anyOf": [object(&[], &["a"]), {"type": "object", "properties": {"a": {"type": "integer"}}}]}),
            "union",
        ),
        // Two lists of alternatives, which count both.
        (
            json!({"oneOf": [object(&[], &["a"]), object(&[], &["b"])], "anyOf": [object(&[], &["c"]), object(&[], &["d"])]}),
            "struct",
        ),
    ];
    for (schema, expected) in table {
        let api = sent(&schema, &json!({}));
        let dumped = dump(&api);
        assert!(dumped.contains(&format!("{expected} MakeThingRequest")), "{schema}\n{dumped}");
    }
}

#[test]
fn a_member_that_each_alternative_requires_stays_required() {
    let schema = json!({"anyOf": [
        {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}, "a": {"type": "string"}}},
        {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}, "b": {"type": "string"}}}
    ]});
    let api = sent(&schema, &json!({}));
    assert!(field(&api, "MakeThingRequest", "id").required);
    assert!(!field(&api, "MakeThingRequest", "a").required);
}

#[test]
fn what_nothing_tells_apart_is_on_record() {
    let one = json!({"type": "object", "required": ["n"], "properties": {"n": {"type": "integer"}}});
    let api = sent(
        &json!({"oneOf": [{"$ref": "#/components/schemas/One"}, {"$ref": "#/components/schemas/Other"}]}),
        &json!({"One": one, "Other": one}),
    );
    let unions = api.types.iter().filter_map(|ty| match &ty.shape {
        crate::api::Shape::Union(union) => Some(union.alike.clone()),
        _ => None,
    });
    assert_eq!(unions.collect::<Vec<_>>(), [[(0, 1)]]);
    assert_eq!(degraded(&api, DegradationKind::UnsupportedKeyword).len(), 1);
}

#[test]
fn a_default_that_is_no_alternative_is_told() {
    let with = |target: &str| {
        let discriminator = json!({"propertyName": "kind", "defaultMapping": target});
        let api = sent(
            &json!({"oneOf": either(), "discriminator": discriminator}),
            &json!({
                "Cat": pets()["Cat"], "Dog": pets()["Dog"], "Fish": {"type": "object", "properties": {"fins": {"type": "integer"}}}
            }),
        );
        degraded(&api, DegradationKind::UnsupportedKeyword).len()
    };
    assert_eq!((with("Dog"), with("Fish")), (0, 1));
}
