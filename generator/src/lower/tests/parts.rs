//! Members of forms: what is said of them, and what is on record.

use serde_json::{Value, json};

use super::dump::spell;
use super::{api_of, field, named, openapi};
use crate::api::{Api, Part, Shape};

/// What an operation becomes that sends a form.
fn form(media_type: &str, content: &Value) -> Api {
    let document = json!({
        "openapi": "3.0.4", "info": {"title": "t", "version": "1"},
        "paths": {"/things": {"post": {
            "operationId": "send",
            "requestBody": {"required": true, "content": {media_type: content}},
            "responses": {"204": {"description": ""}}
        }}},
        "components": {"headers": {"Two": {"schema": {"type": "integer", "enum": [2]}}}}
    });
    api_of(&document, &openapi())
}

fn multipart(schema: &Value, encoding: &Value) -> Api {
    form("multipart/form-data", &json!({"schema": schema, "encoding": encoding}))
}

/// What is on record, each with its place below the media type.
fn told(api: &Api) -> Vec<String> {
    let told = api.degradations.iter().map(|one| {
        let (_, place) =
            one.origin.0.split_once("form-data").or(one.origin.0.split_once("urlencoded")).unwrap();
        format!("{} {place}: {}", one.kind.as_str(), one.detail)
    });
    told.collect()
}

fn part(api: &Api, name: &str) -> Part {
    api.operations[0].body.as_ref().expect("it has a body").contents[0].parts[name].clone()
}

fn binary() -> Value {
    json!({"type": "string", "format": "binary"})
}

#[test]
fn parts_have_the_media_types_and_constant_headers_of_their_encoding() {
    let encoding = json!({
        "pic": {"contentType": "image/png, image/jpeg", "headers": {
            "X-One": {"schema": {"type": "string", "enum": ["1"]}},
            "X-Two": {"$ref": "#/components/headers/Two"},
            "X-Free": {"required": true, "schema": {"type": "string"}},
            "Content-Type": {"schema": {"type": "string"}}
        }},
        "any": {"contentType": "image/*, application/pdf"}
    });
    let api =
        multipart(&json!({"type": "object", "properties": {"pic": binary(), "any": binary()}}), &encoding);
    let pic = part(&api, "pic");
    assert_eq!(pic.media_types, ["image/png", "image/jpeg"]);
    assert_eq!(pic.headers, [("X-One".into(), "1".into()), ("X-Two".into(), "2".into())]);
    assert!(part(&api, "any").media_types.is_empty());
    assert_eq!(
        told(&api),
        [
            "ignored_parameter /encoding/pic/headers/X-Free: the header `X-Free` of the part `pic` is not sent, unless a file has it"
        ]
    );
}

#[test]
fn what_would_have_to_be_xml_is_on_record() {
    let object = json!({"type": "object", "properties": {"x": {"type": "integer"}}});
    let schema = json!({"type": "object", "properties": {
        "doc": object, "docs": {"type": "array", "items": object}, "text": {"type": "string"}, "both": object, "json": object
    }});
    let xml = json!({"contentType": "application/xml"});
    let encoding = json!({
        "doc": xml, "docs": xml, "text": xml,
        "both": {"contentType": "text/xml, application/json"}, "json": {"contentType": "application/vnd.x+json"}
    });
    let api = multipart(&schema, &encoding);
    let refused = |name: &str| {
        format!(
            "unsupported_media_type /encoding/{name}: the part `{name}` can't be written as `application/xml`: a call that has it is refused"
        )
    };
    assert_eq!(told(&api), [refused("doc"), refused("docs")]);
    let api = form("application/x-www-form-urlencoded", &json!({"schema": schema, "encoding": {"doc": xml}}));
    assert_eq!(
        told(&api),
        ["unsupported_media_type /encoding/doc: `doc` is sent as JSON rather than `application/xml`"]
    );
}

#[test]
fn alternatives_of_a_form_have_files_and_its_members_members_have_not() {
    let object = |name: &str, schema: Value| json!({"type": "object", "required": [name], "properties": {name: schema}});
    let schema = json!({"oneOf": [
        object("file", binary()),
        object("inner", object("text", binary()))
    ]});
    let api = multipart(&schema, &json!({}));
    assert!(matches!(named(&api, "SendRequest").shape, Shape::Union(_)));
    assert_eq!(spell(&api, &field(&api, "SendRequestFile", "file").ty), "Binary");
    assert_eq!(spell(&api, &field(&api, "SendRequestInnerInner", "text").ty), "String");
}

#[test]
fn a_part_of_which_a_file_is_one_alternative_is_a_file_and_in_json_it_is_text() {
    let list = json!({"type": "array", "items": binary()});
    let schema = json!({"type": "object", "properties": {
        "several": {"anyOf": [binary(), list]},
        "link": {"oneOf": [binary(), {"type": "string", "format": "uri"}]}
    }});
    let alternatives = |api: &Api| match &named(api, "SendSeveral").shape {
        Shape::Union(union) => union.members.iter().map(|member| spell(api, &member.ty)).collect(),
        _ => Vec::new(),
    };
    let api = multipart(&schema, &json!({}));
    assert_eq!(alternatives(&api), ["[Binary]", "Binary"]);
    assert_eq!(spell(&api, &field(&api, "SendRequest", "link").ty), "Binary");
    let api = form("application/json", &json!({"schema": schema}));
    assert_eq!(alternatives(&api), ["[String]", "String"]);
    assert_eq!(spell(&api, &field(&api, "SendRequest", "link").ty), "String");
    let api = form("application/json", &json!({"schema": schema["properties"]["link"]}));
    assert_eq!(
        spell(&api, &api.operations[0].body.as_ref().expect("it has a body").contents[0].ty),
        "String"
    );
}

#[test]
fn a_form_without_described_parts_is_on_record() {
    for schema in
        [binary(), json!({"type": "array", "items": binary()}), json!({"type": "string", "enum": ["a", "b"]})]
    {
        let api = multipart(&schema, &json!({}));
        let content = &api.operations[0].body.as_ref().expect("it has a body").contents[0];
        assert_eq!(spell(&api, &content.ty), "Binary", "{schema}");
        assert_eq!(told(&api), ["untyped_schema : the schema of the form names no parts: the caller does"]);
    }
}

#[test]
fn parts_without_names_are_a_list_and_what_is_not_read_of_them_is_on_record() {
    let list = json!({"type": "array", "items": binary()});
    let places =
        |api: &Api| -> Vec<String> { api.degradations.iter().map(|one| one.origin.0.clone()).collect() };
    let content = |api: &Api| api.operations[0].body.as_ref().expect("it has a body").contents[0].clone();
    let nested = json!({"contentType": "multipart/mixed", "prefixEncoding": [{}]});
    let headers = json!({"headers": {"X-Free": {"schema": {"type": "string"}}}});
    let api = form(
        "multipart/related",
        &json!({"schema": list, "prefixEncoding": [headers], "itemEncoding": nested}),
    );
    let related = content(&api);
    assert!(related.by_position && related.content_type.as_deref() == Some("related"));
    assert_eq!(related.parts.keys().collect::<Vec<_>>(), ["0", "1.."]);
    let at = "/paths/~1things/post/requestBody/content/multipart~1related";
    let expected =
        [format!("{at}/itemEncoding/prefixEncoding"), format!("{at}/prefixEncoding/0/headers/X-Free")];
    assert_eq!(places(&api), expected);
    // A form has names unless it is said to have none.
    assert!(!content(&form("multipart/form-data", &json!({"schema": list}))).by_position);
    assert!(content(&form("multipart/form-data", &json!({"schema": list, "itemEncoding": {}}))).by_position);
    assert!(content(&form("multipart/*", &json!({"itemSchema": binary()}))).by_position);
    let json = form("application/json", &json!({"schema": list, "itemEncoding": {}}));
    assert_eq!(places(&json), ["/paths/~1things/post/requestBody/content/application~1json/itemEncoding"]);
}

#[test]
fn what_has_no_type_is_a_file_since_openapi_3_1() {
    for (version, expected) in [("3.0.4", "Json"), ("3.1.1", "Primitive(Binary)")] {
        let schema = json!({"type": "object", "properties": {"any": {}}});
        let document = json!({
            "openapi": version, "info": {"title": "t", "version": "1"},
            "paths": {"/things": {"post": {
                "operationId": "send",
                "requestBody": {"required": true, "content": {"multipart/form-data": {"schema": schema}}},
                "responses": {"204": {"description": ""}}
            }}}
        });
        let api = api_of(&document, &openapi());
        let Shape::Struct(form) = &api.types[0].shape else { panic!("a form has members") };
        assert_eq!(format!("{:?}", form.fields[0].ty), expected);
        assert_eq!(api.degradations.is_empty(), version == "3.1.1");
    }
}
