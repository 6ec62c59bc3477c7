//! Names of types and calls.

use serde_json::json;

use super::dump::dump;
use super::{api_of, named, openapi, sent};
use crate::api::{Api, Grouping, Settings};

#[test]
fn inline_types_are_named_after_where_they_stand() {
    let schema = json!({"type": "object", "properties": {
        "thing_options": {"type": "object", "properties": {"color": {"type": "string", "enum": ["red"]}}},
        "parts": {"type": "array", "items": {"type": "object", "properties": {"n": {"type": "integer"}}}},
        "titled": {"title": "Shipping Label", "type": "object", "properties": {"x": {"type": "string"}}}
    }});
    insta::assert_snapshot!(dump(&sent(&schema, &json!({}))), @"
    fn make_thing POST /things -> ()
        body: MakeThingRequest as Json
    struct MakeThingRequest
        thing_options?: MakeThingOptions
        parts?: [MakeThingPart]
        titled?: ShippingLabel
    struct MakeThingOptions
        color?: MakeThingOptionsColor
    enum MakeThingOptionsColor of String: Red=red
    struct MakeThingPart
        n?: I64
    struct ShippingLabel
        x?: String
    ");
}

#[test]
fn inline_types_of_one_shape_are_one_type() {
    let person =
        json!({"type": "object", "properties": {"name": {"type": "string"}, "age": {"type": "integer"}}});
    let turned =
        json!({"type": "object", "properties": {"age": {"type": "integer"}, "name": {"type": "string"}}});
    let single = json!({"type": "object", "properties": {"id": {"type": "string"}}});
    let schema = json!({"type": "object", "properties": {
        "owner": person, "author": turned, "team": single, "project": single}});
    insta::assert_snapshot!(dump(&sent(&schema, &json!({}))), @"
    fn make_thing POST /things -> ()
        body: MakeThingRequest as Json
    struct MakeThingRequest
        owner?: Owner
        author?: Owner
        team?: MakeThingTeam
        project?: MakeThingProject
    struct Owner
        name?: String
        age?: I64
    struct MakeThingTeam
        id?: String
    struct MakeThingProject
        id?: String
    ");
}

#[test]
fn components_of_one_shape_keep_their_names() {
    let one = json!({"type": "object", "properties": {"x": {"type": "string"}, "y": {"type": "string"}}});
    let schema = json!({"type": "object", "properties": {
        "a": {"$ref": "#/components/schemas/A"}, "b": {"$ref": "#/components/schemas/B"}}});
    let api = sent(&schema, &json!({"A": one, "B": one}));
    assert_eq!(named(&api, "A").name.wire, "A");
    assert_eq!(named(&api, "B").name.wire, "B");
}

#[test]
fn types_calls_and_the_prelude_never_clash() {
    let schema = json!({"type": "object", "properties": {
        "a": {"$ref": "#/components/schemas/Option"}, "b": {"$ref": "#/components/schemas/makeThing"},
        "c": {"$ref": "#/components/schemas/client"}}});
    let object = json!({"type": "object", "properties": {"x": {"type": "string"}}});
    let api = sent(&schema, &json!({"Option": object, "makeThing": object, "client": object}));
    let names: Vec<_> = api.types.iter().map(|ty| ty.name.rust.as_str()).collect();
    assert_eq!(names, ["MakeThingRequest", "Option_", "MakeThing", "Client_"]);
    assert_eq!(api.operations[0].call, "MakeThingCall");
}

#[test]
fn grouped_methods_leave_out_the_name_of_their_group() {
    let operation = |id: &str, tag: &str| json!({"operationId": id, "tags": [tag], "responses": {"204": {"description": ""}}});
    let document = json!({
        "openapi": "3.0.3", "info": {"title": "t", "version": "1"},
        "paths": {
            "/pulls": {"get": operation("list_pulls", "pulls"), "post": operation("create_pull", "pulls")},
            "/ping": {"get": {"operationId": "ping", "responses": {"204": {"description": ""}}}}
        },
        "tags": [{"name": "pulls", "description": "Pull requests"}]
    });
    let api = api_of(&document, &Settings { group: Grouping::Tag, ..openapi() });
    let names: Vec<_> = api.operations.iter().map(|operation| operation.name.rust.as_str()).collect();
    assert_eq!(names, ["list", "create", "ping"]);
    assert_eq!(api.groups[0].type_name, "Pulls");
    assert_eq!(api.groups[0].docs.description, "Pull requests");
    assert_eq!(api.operations[2].group, None);
}

#[test]
fn no_method_is_called_like_one_that_everything_has() {
    let operation = |id: &str, tags: &[&str]| json!({"operationId": id, "tags": tags, "responses": {"204": {"description": ""}}});
    let document = json!({
        "openapi": "3.0.3", "info": {"title": "t", "version": "1"},
        "paths": {
            "/a": {"get": operation("find", &["into"])},
            "/b": {"get": operation("into", &["b"])},
            "/c": {"get": operation("tryInto", &[])},
        },
    });
    let api = api_of(&document, &Settings { group: Grouping::Tag, ..openapi() });
    let names =
        |api: &Api| api.operations.iter().map(|operation| operation.name.rust.clone()).collect::<Vec<_>>();
    // `client.into()` would be that of the prelude's trait, which takes the client.
    assert_eq!(api.groups[0].name.rust, "into_");
    assert_eq!(names(&api), ["find", "into_", "try_into_"]);
    assert_eq!(names(&api_of(&document, &openapi())), ["find", "into_", "try_into_"]);
}

#[test]
fn groups_of_tags_with_a_parent_stand_in_its_group() {
    let operation = |id: &str, tag: &str| json!({"operationId": id, "tags": [tag], "responses": {"204": {"description": ""}}});
    let document = json!({
        "openapi": "3.2.0", "info": {"title": "t", "version": "1"},
        "paths": {
            "/shows": {"get": operation("listShows", "animals / dogs")},
            "/dogs": {"get": operation("dogs", "animals")},
            "/a": {"get": operation("getA", "a")},
            "/c": {"get": operation("getC", "c")},
            "/d": {"get": operation("getD", "d")},
        },
        "tags": [
            {"name": "animals / dogs", "parent": "animals"}, {"name": "animals", "parent": "living"},
            {"name": "living"}, {"name": "a", "parent": "b"}, {"name": "b", "parent": "a"},
            {"name": "c", "parent": "a"}, {"name": "d", "parent": "nothing"},
        ]
    });
    let api = api_of(&document, &Settings { group: Grouping::Tag, ..openapi() });
    let path = |at: usize| {
        let groups = api.groups_to(&api.groups[api.operations[at].group.unwrap()]);
        let names = groups.iter().map(|group| group.name.rust.as_str());
        names.chain([api.operations[at].name.rust.as_str()]).collect::<Vec<_>>().join(".")
    };
    let paths: Vec<String> = (0..api.operations.len()).map(path).collect();
    // A group within another one goes before a method of that.
    assert_eq!(
        paths,
        ["living.animals.dogs.list_shows", "living.animals.dogs_", "a.get", "a.c.get", "d.get"]
    );
    let told: Vec<_> = api.degradations.iter().map(|one| (&*one.origin.0, &*one.detail)).collect();
    assert_eq!(
        told,
        [
            ("/tags/3/parent", "the tag `a` stands by itself: its parent `b` stands in it"),
            ("/tags/4/parent", "the tag `b` stands by itself: its parent `a` stands in it"),
            (
                "/tags/6/parent",
                "the tag `d` stands by itself: its parent `nothing` is no tag of the document"
            ),
        ]
    );
    let flat = api_of(&document, &openapi());
    assert!(flat.groups.iter().all(|group| group.parent.is_none()));
}

#[test]
fn operations_grouped_by_path_are_called_by_what_they_do_there() {
    let operation = |id: &str| json!({"operationId": id, "responses": {"204": {"description": ""}}});
    let document = json!({
        "openapi": "3.0.3", "info": {"title": "t", "version": "1"},
        "paths": {
            "/v1/accounts": {"get": operation("GetAccounts"), "post": operation("PostAccounts")},
            "/v1/accounts/{account}/people/{person}": {"post": operation("PostAccountsAccountPeoplePerson")},
            "/v1/payment_intents/{intent}/confirm": {"post": operation("PostPaymentIntentsIntentConfirm")},
            "/v1/payment_intents/search": {"get": operation("findThem")},
        },
    });
    let api = api_of(&document, &Settings { group: Grouping::Path, ..openapi() });
    let group = |at: Option<usize>| at.map_or("", |at| api.groups[at].name.rust.as_str());
    let names: Vec<_> = api
        .operations
        .iter()
        .map(|one| (group(one.group), one.name.rust.as_str(), one.call.as_str()))
        .collect();
    assert_eq!(
        names,
        [
            ("accounts", "list", "ListAccounts"),
            ("accounts", "create", "CreateAccount"),
            ("accounts", "update_person", "UpdateAccountPerson"),
            ("payment_intents", "confirm", "ConfirmPaymentIntent"),
            ("payment_intents", "find_them", "FindThem"),
        ]
    );
}

#[test]
fn what_lies_inside_a_component_that_is_no_type_is_named_after_it() {
    let row = json!({"type": "object", "properties": {"z": {"type": "integer"}}});
    let card =
        |name: &str| json!({"type": "object", "required": [name], "properties": {name: {"type": "string"}}});
    let property = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let schema = json!({"type": "object", "properties": {
        "rows": property("Rows"), "row": property("Row"), "map": property("Labels"), "one": property("Payment"),
        "table": property("Table")}});
    let components = json!({
        "Rows": {"type": "array", "items": row},
        "Row": {"type": "object", "properties": {"y": {"type": "integer"}, "x": {"type": "integer"}}},
        "Labels": {"type": "object", "additionalProperties": {"type": "object", "properties": {"t": {"type": "string"}}}},
        "Payment": {"oneOf": [card("card"), card("iban")]},
        "Table": {"type": "array", "items": {"type": "array", "items": {"type": "object", "properties": {"c": {"type": "string"}}}}}
    });
    let api = sent(&schema, &components);
    let mut names: Vec<_> = api.types.iter().map(|ty| ty.name.rust.as_str()).collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "Label",
            "MakeThingRequest",
            "Payment",
            "PaymentCard",
            "PaymentIban",
            "Row",
            "RowItem",
            "TableItemItem"
        ]
    );
}

#[test]
fn no_call_and_no_group_is_called_like_a_parameter_of_its_own() {
    let operation = json!({"operationId": "m", "tags": ["M"], "responses": {"204": {"description": ""}}});
    let document = json!({
        "openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {"/m": {"get": operation}}
    });
    let api = api_of(&document, &Settings { group: Grouping::Tag, ..openapi() });
    assert_eq!((api.operations[0].call.as_str(), api.groups[0].type_name.as_str()), ("M_", "MOperations"));
}

#[test]
fn types_of_further_media_types_are_told_apart_by_the_media_type() {
    let of = |member: &str| {
        json!({"schema": {"type": "object", "properties": {member: {"type": "array",
        "items": {"type": "object", "properties": {(format!("{member}_id")): {"type": "string"}}}}}}})
    };
    let document = json!({
        "openapi": "3.1.0", "info": {"title": "t", "version": "1"},
        "paths": {"/reports": {"post": {"operationId": "make_report",
            "requestBody": {"content": {"multipart/form-data": of("files"), "application/json": of("rows")}},
            "responses": {"200": {"description": "", "content": {
                "application/json": of("lines"), "application/vnd.report+json": of("cells")}}}}}}
    });
    let api = api_of(&document, &openapi());
    let names: Vec<&str> = api.types.iter().map(|ty| ty.name.rust.as_str()).collect();
    assert_eq!(
        names,
        [
            "MakeReportRequest",
            "MakeReportRow",
            "MakeReportMultipartRequest",
            "MakeReportMultipartFile",
            "MakeReportResponse",
            "MakeReportLine",
            "MakeReportVndReportJsonResponse",
            "MakeReportVndReportJsonCell",
        ]
    );
}

#[test]
fn alternatives_are_called_after_what_no_other_one_has() {
    let text = || json!({"type": "string"});
    let alternative = |members: [&str; 2], required: &[&str]| {
        let properties: serde_json::Map<_, _> =
            members.iter().map(|name| ((*name).to_owned(), text())).collect();
        json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
    };
    let schema = json!({"oneOf": [
        alternative(["size", "droplet_ids"], &["size", "droplet_ids"]),
        alternative(["size", "tag"], &["size", "tag"]),
        alternative(["size", "note"], &[]),
        alternative(["size", "size_unit"], &["size", "size_unit"]),
    ]});
    let api = sent(&schema, &json!({}));
    let names: Vec<&str> = api.types.iter().map(|ty| ty.name.rust.as_str()).collect();
    let with = |member: &str| format!("MakeThingRequestWith{member}");
    let alternatives = ["DropletIds", "Tag", "SizeUnit", "Note"].map(with);
    assert_eq!(names[0], "MakeThingRequest");
    assert_eq!(names[1..], alternatives);
}
