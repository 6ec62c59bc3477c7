//! Documents of several files.

use std::collections::HashMap;
use std::io;

use serde_json::{Value, json};

use super::{Committed, Error, bundle, may_refer, read};

fn bundled(files: &[(&str, &str)]) -> Result<Committed, Error> {
    let known: HashMap<&str, &str> = files.iter().copied().collect();
    let mut read = |path: &str| {
        known.get(path).map(|text| text.as_bytes().to_vec()).ok_or_else(|| io::ErrorKind::NotFound.into())
    };
    bundle(files[0].1.as_bytes(), files[0].0, &mut read)
}

fn document(files: &[(&str, &str)]) -> Value {
    let read = bundled(files).unwrap();
    assert_eq!(read.document.value, serde_json::from_str::<Value>(&read.text).unwrap());
    read.document.value
}

fn problems(files: &[(&str, &str)]) -> Vec<String> {
    match bundled(files).unwrap_err() {
        Error::Problems { problems, .. } => problems.iter().map(ToString::to_string).collect(),
        other @ Error::Read(_) => panic!("{other}"),
    }
}

#[test]
fn schemas_of_other_files_become_components_under_their_names() {
    let document = document(&[
        (
            "api.yaml",
            "openapi: 3.0.0\npaths:\n  /a: {get: {responses: {'200': {content: {application/json: {schema: \
             {$ref: 'schemas/pet.yaml'}}}}, default: {$ref: 'common.json#/Failure'}}}}\n",
        ),
        (
            "schemas/pet.yaml",
            "properties: {owner: {$ref: '../common.json#/Owner'}, twin: {$ref: pet.yaml}}\n",
        ),
        (
            "common.json",
            r##"{"Owner": {"properties": {"pet": {"$ref": "schemas/pet.yaml#"}, "self": {"$ref": "#/Owner"}}},
                "Failure": {"description": "Failed", "headers": {"X": {"$ref": "#/X"}}}, "X": {"schema": {}}}"##,
        ),
    ]);
    let responses = &document["paths"]["/a"]["get"]["responses"];
    assert_eq!(responses["200"]["content"]["application/json"]["schema"]["$ref"], "#/components/schemas/pet");
    assert_eq!(responses["default"]["$ref"], "#/components/responses/Failure");
    let parts = &document["components"];
    let pet = json!({"properties": {
        "owner": {"$ref": "#/components/schemas/Owner"}, "twin": {"$ref": "#/components/schemas/pet"}}});
    assert_eq!(parts["schemas"]["pet"], pet);
    assert_eq!(parts["schemas"]["Owner"]["properties"]["pet"]["$ref"], "#/components/schemas/pet");
    assert_eq!(parts["schemas"]["Owner"]["properties"]["self"]["$ref"], "#/components/schemas/Owner");
    assert_eq!(parts["responses"]["Failure"]["headers"]["X"]["$ref"], "#/components/headers/X");
}

#[test]
fn schemas_that_any_keyword_holds_refer_to_other_files() {
    for keyword in ["contentSchema", "if", "not", "propertyNames", "unevaluatedItems"] {
        let data = json!({keyword: {"$ref": "pet.yaml"}});
        let content = json!({"text/event-stream": {"itemSchema": {"properties": {"data": data}}}});
        let operation = json!({"responses": {"200": {"description": "", "content": content}}});
        let api = json!({"openapi": "3.1.0", "paths": {"/a": {"get": operation}}}).to_string();
        let document = document(&[("api.json", &api), ("pet.yaml", "type: object\n")]);
        assert_eq!(document["components"]["schemas"]["pet"], json!({"type": "object"}), "{keyword}");
    }
}

#[test]
fn what_components_name_already_stands_there() {
    let document = document(&[
        (
            "api.yaml",
            "openapi: 3.0.0\npaths: {$ref: paths.yaml}\ncomponents:\n  schemas:\n    Pet: {$ref: pet.yaml}\n    \
             Cat: {$ref: more.yaml#/Kitten}\n  parameters: {$ref: parameters.yaml}\n",
        ),
        ("paths.yaml", "/a: {$ref: 'paths/a.yaml'}\n/b: {$ref: 'paths/a.yaml', summary: B}\n"),
        (
            "paths/a.yaml",
            "summary: A\nget: {parameters: [{$ref: ../parameters.yaml#/limit}, {$ref: '../api.yaml#/components/parameters/limit'}]}\n",
        ),
        ("parameters.yaml", "limit: {name: limit, in: query, schema: {$ref: pet.yaml}}\n"),
        ("pet.yaml", "properties: {cat: {$ref: more.yaml#/Kitten}, other: {$ref: more.yaml#/Pet}}\n"),
        ("more.yaml", "Kitten: {type: string}\nPet: {type: integer}\n"),
    ]);
    let limit = json!({"$ref": "#/components/parameters/limit"});
    assert_eq!(document["paths"]["/a"]["get"]["parameters"], json!([limit, limit]));
    assert_eq!(
        (&document["paths"]["/a"]["summary"], &document["paths"]["/b"]["summary"]),
        (&json!("A"), &json!("B"))
    );
    assert_eq!(
        document["components"],
        json!({
            "schemas": {
                "Pet": {"properties": {
                    "cat": {"$ref": "#/components/schemas/Cat"}, "other": {"$ref": "#/components/schemas/more-Pet"}}},
                "Cat": {"type": "string"},
                "more-Pet": {"type": "integer"},
            },
            "parameters": {"limit": {"name": "limit", "in": "query", "schema": {"$ref": "#/components/schemas/Pet"}}},
        })
    );
}

#[test]
fn discriminators_and_parts_of_parts_are_followed_and_examples_are_not() {
    let document = document(&[
        (
            "api.yaml",
            "openapi: 3.1.0\npaths: {}\ncomponents:\n  schemas:\n    Pet:\n      oneOf: [{$ref: cat.yaml}]\n      \
             discriminator: {propertyName: kind, mapping: {cat: ./cat.yaml, dog: Dog}}\n      example: {$ref: none.yaml}\n    \
             default: {$ref: 'all.yaml#/cat/properties/name'}\n",
        ),
        ("cat.yaml", "properties: {kind: {}, name: {type: string}}\n"),
        ("all.yaml", "cat: {$ref: cat.yaml}\n"),
    ]);
    let schemas = &document["components"]["schemas"];
    assert_eq!(schemas["Pet"]["oneOf"][0]["$ref"], "#/components/schemas/cat");
    assert_eq!(
        schemas["Pet"]["discriminator"]["mapping"],
        json!({"cat": "#/components/schemas/cat", "dog": "Dog"})
    );
    assert_eq!(schemas["default"], json!({"type": "string"}));
}

#[test]
fn anchors_ids_and_the_root_of_another_file_are_found() {
    let document = document(&[
        (
            "api.yaml",
            "openapi: 3.1.0\npaths:\n  /a: {$ref: 'item.yaml#/'}\ncomponents:\n  schemas:\n    \
             Anchor: {$ref: 'types.yaml#user'}\n    Own: {$id: 'https://a.example/own', properties: {x: {$ref: other}, \
             y: {$ref: '#/$defs/z'}}, $defs: {z: {}}}\n    Other: {$id: 'https://a.example/other'}\n    \
             Data: {enum: [{$id: 'types.yaml'}]}\n    Pick.%22id%22: {}\n    Literal: {$ref: 'types.yaml#/%22'}\n",
        ),
        ("item.yaml", "get: {responses: {'200': {$ref: '#/x%22'}}}\nx%22: {description: ok}\n"),
        (
            "types.yaml",
            "$id: https://b.example/types\n$defs:\n  U: {$anchor: user, properties: {a: {$ref: '#/$defs/V'}, b: {$ref: inner}}}\n  \
             V: {$id: inner, properties: {c: {$ref: '#/$defs/W'}}, $defs: {W: {type: string}}}\n'%22': {type: integer}\n",
        ),
    ]);
    assert_eq!(document["paths"]["/a"]["get"]["responses"]["200"]["$ref"], "#/components/responses/x_22");
    let schemas = &document["components"]["schemas"];
    assert_eq!(schemas["Anchor"]["properties"]["a"]["$ref"], "#/components/schemas/V");
    assert_eq!(schemas["Anchor"]["properties"]["b"]["$ref"], "#/components/schemas/V");
    assert_eq!(schemas["V"]["properties"]["c"]["$ref"], "#/components/schemas/W");
    assert_eq!(schemas["W"]["type"], "string");
    assert_eq!(schemas["Own"]["properties"], json!({"x": {"$ref": "other"}, "y": {"$ref": "#/$defs/z"}}));
    assert_eq!(schemas["Literal"]["type"], "integer");
}

#[test]
fn all_problems_are_told_at_once_with_file_and_line() {
    let problems = problems(&[
        (
            "specs/api.yaml",
            "openapi: 3.0.0\npaths:\n  /a: {$ref: a.yaml}\n  /b: {$ref: /etc/b.yaml}\n  /c: {$ref: c}\n  /d: {$ref: d.yaml}\n",
        ),
        (
            "a.yaml",
            "get:\n  parameters:\n    - {$ref: a.yaml#/nothing}\n    - {$ref: e.json}\nput: {$ref: a.yaml#/put}\n",
        ),
        ("e.json", "{"),
    ]);
    let expected = [
        "the reference `/etc/b.yaml` is no relative path, at `/paths/~1b/$ref` of specs/api.yaml, line 4, column 8",
        "the reference `c` leads to no JSON or YAML file, at `/paths/~1c/$ref` of specs/api.yaml, line 5, column 8",
        "can't read `specs/d.yaml`: entity not found, at `/paths/~1d/$ref` of specs/api.yaml, line 6, column 8",
        "the reference `a.yaml#/nothing` leads nowhere: there is no `nothing`, at `/get/parameters/0/$ref` of specs/a.yaml, line 3, column 8",
        "specs/e.json:1:1: the JSON is malformed: EOF while parsing an object, at `/get/parameters/1/$ref` of specs/a.yaml, line 4, column 8",
        "the reference `a.yaml#/put` leads back to itself, at `/put/$ref` of specs/a.yaml, line 5, column 7",
    ];
    assert_eq!(problems, expected);
}

#[test]
fn parts_know_where_they_come_from() {
    let read = bundled(&[
        ("x/api.yaml", "openapi: 3.0.0\npaths:\n  /a: {$ref: a.yaml}\n"),
        ("a.yaml", "get:\n  parameters:\n    - {$ref: b.yaml}\n"),
        ("b.yaml", "name: b\nin: query\n"),
    ])
    .unwrap();
    let origins = read.origins.unwrap();
    let place = |pointer: &str| {
        let place = origins.excerpt(pointer).unwrap();
        (place.text.name().to_owned(), place.position.line)
    };
    assert_eq!(place("/paths"), ("x/api.yaml".into(), 2));
    assert_eq!(place("/paths/~1a/get/parameters/0"), ("x/a.yaml".into(), 3));
    assert_eq!(place("/components/parameters/b/in"), ("x/b.yaml".into(), 2));
}

#[test]
fn a_document_of_one_file_is_left_alone() {
    assert!(!may_refer(br##"{"$ref": "#/a", "x": {"$ref" : '#/b'}} $ref: '#/c'"##));
    assert!(may_refer(b"$ref: ./a.yaml"));
    let text = "{\n  \"openapi\": \"3.0.0\",\n  \"paths\": {\n    \"/a\": {\n      \"$ref\": \"https://example.com/a.json\"\n    }\n  }\n}\n";
    assert_eq!(&*bundled(&[("api.json", text)]).unwrap().text, text);
}

#[test]
fn files_that_are_too_deep_together_are_refused_where_it_happens() {
    let example = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
    let bundled_with = |levels: usize| {
        let link = format!(r#"{{"get": {{"x-deep": {}}}}}"#, example(levels));
        bundled(&[
            ("api.json", r#"{"openapi": "3.0.0", "paths": {"/a": {"$ref": "a.json"}}}"#),
            ("a.json", &link),
        ])
    };
    // The document, its paths, the path item and the operation are four more.
    let deepest = bundled_with(123).unwrap();
    assert!(read::committed(deepest.text.as_bytes(), "api.json").is_ok(), "what is committed can be read");
    let Err(Error::Problems { problems, .. }) = bundled_with(124) else { panic!("it is too deep") };
    let place = problems[0].place.as_ref().unwrap();
    assert_eq!((problems.len(), place.text.name()), (1, "a.json"));
    assert_eq!(problems[0].kind.to_string(), "together the files make a document of more than 127 levels");
}
