//! What Swagger 2.0 is raised to, and where each part of it stood.

use lowcodeapi_generator::bundle::bundle;
use lowcodeapi_generator::document::{Document, Form};
use lowcodeapi_generator::model::model;
use lowcodeapi_generator::read::{canonical, read};
use serde_json::{Value, json};

fn raised(text: &str) -> Document {
    read(text.as_bytes(), "test.yaml").unwrap_or_else(|error| panic!("{error:?}"))
}

fn value(document: &Document, pointer: &str) -> Value {
    document.value.pointer(pointer).cloned().unwrap_or_else(|| panic!("{pointer} is in {:#}", document.value))
}

/// The line of the text that a part of the raised document stood in.
fn line(document: &Document, pointer: &str) -> usize {
    document.locate(pointer).expect("the text isn't empty").line
}

const SHOP: &str = r##"swagger: "2.0"
info: {title: Shop, version: "1"}
basePath: /v1/
host: shop.example.com
schemes: [http, https]
definitions:
  Item:
    properties:
      size: {type: integer, x-nullable: true}
      twin: {$ref: "#/paths/~1items/post/parameters/1/schema"}
parameters:
  Item:
    {name: item, in: body, schema: {$ref: "#/definitions/Item"}}
paths:
  /items:
    post:
      parameters:
        - {name: page, in: query, type: string}
        - name: item
          in: body
          schema: {type: object, properties: {a: {type: string}}}
      responses:
        200:
          description: Fine
          headers: {X-Left: {type: integer}}
          schema:
            $ref: "#/definitions/Item"
securityDefinitions:
  app: {type: oauth2, flow: application, tokenUrl: "https://login.example.com", scopes: {a: A}}
"##;

#[test]
fn a_document_is_raised_and_committed_as_it_was_served() {
    let document = raised(SHOP);
    assert_eq!(document.form, Form::Swagger(String::new()));
    assert_eq!(document.value["openapi"], "3.0.4");
    let urls = json!([{"url": "https://shop.example.com/v1"}, {"url": "http://shop.example.com/v1"}]);
    assert_eq!(document.value["servers"], urls);
    let text = canonical(SHOP.as_bytes(), "test.yaml").unwrap();
    assert!(text.starts_with("{\n  \"swagger\": \"2.0\""), "{text}");
    let wrapped = raised(&format!("{{\"res\": {text}}}"));
    assert_eq!(wrapped.form, Form::Swagger("/res".to_owned()));
    assert_eq!(wrapped.value, document.value);
}

#[test]
fn each_part_is_found_where_it_stood() {
    let document = raised(SHOP);
    let post = "/paths/~1items/post";
    for (pointer, expected) in [
        ("/servers/0/url".to_owned(), 4),
        ("/components/schemas/Item/properties/size/type".to_owned(), 9),
        ("/components/requestBodies/Item/content/application~1json/schema".to_owned(), 13),
        (format!("{post}/parameters/0/schema/type"), 18),
        (format!("{post}/requestBody"), 19),
        (format!("{post}/requestBody/content/application~1json/schema/properties/a"), 21),
        (format!("{post}/responses/200/headers/X-Left/schema/type"), 25),
        (format!("{post}/responses/200/content/application~1json/schema/$ref"), 27),
        ("/components/securitySchemes/app/flows/clientCredentials/tokenUrl".to_owned(), 29),
    ] {
        value(&document, &pointer);
        assert_eq!(line(&document, &pointer), expected, "{pointer}");
    }
}

#[test]
fn references_lead_to_where_their_targets_stand_now() {
    let document = raised(SHOP);
    let schema = "/paths/~1items/post/requestBody/content/application~1json/schema";
    assert_eq!(value(&document, "/components/schemas/Item/properties/twin/$ref"), format!("#{schema}"));
    value(&document, schema);
    assert!(model(&document).is_ok());
}

#[test]
fn what_openapi_3_cannot_say_is_noted_where_it_stood() {
    let document = raised(
        r#"swagger: "2.0"
info: {title: A, version: "1"}
paths:
  /a:
    get:
      schemes: [wss]
      parameters:
        - {name: a, in: query, type: array, collectionFormat: tsv, items: {type: string}}
        - {name: b, in: header, type: array, collectionFormat: ssv, items: {type: string}}
        - {name: c, in: body, schema: {type: string}}
        - {name: d, in: formData, type: string}
      responses: {200: {description: A, headers: {E: {type: array, collectionFormat: pipes}}}}
"#,
    );
    let notes = model(&document).unwrap().notes;
    let told: Vec<_> =
        notes.iter().map(|note| format!("{}: {}", line(&document, &note.pointer), note.detail)).collect();
    insta::assert_snapshot!(told.join("\n"), @r"
    8: no style of OpenAPI 3 separates values by tabs here, so it is one text
    9: no style of OpenAPI 3 separates values by spaces here, so it is one text
    10: there is a body already, so `d` is not read
    12: no style of OpenAPI 3 separates values by `|` here, so it is one text
    6: no scheme of the operation is HTTP, and its calls go to the client's own host
    ");
}

#[test]
fn media_types_of_forms_fit_what_is_in_them() {
    let form = |consumes: &str, kind: &str| {
        let text = format!(
            "{{swagger: '2.0', info: {{}}, paths: {{/a: {{post: {{consumes: {consumes}, responses: {{}},
             parameters: [{{name: a, in: formData, type: {kind}}}]}}}}}}}}"
        );
        let content = value(&raised(&text), "/paths/~1a/post/requestBody/content");
        content.as_object().unwrap().keys().cloned().collect::<Vec<_>>()
    };
    assert_eq!(form("[]", "string"), ["application/x-www-form-urlencoded"]);
    assert_eq!(form("[]", "file"), ["multipart/form-data"]);
    assert_eq!(form("[application/x-www-form-urlencoded]", "file"), ["multipart/form-data"]);
    assert_eq!(form("[application/json]", "string"), ["application/x-www-form-urlencoded"]);
    let both = ["multipart/form-data", "application/x-www-form-urlencoded"];
    assert_eq!(form("[multipart/form-data, application/x-www-form-urlencoded]", "string"), both);
}

#[test]
fn definitions_of_other_files_are_put_among_the_own() {
    let files = |path: &str| match path {
        "more.yaml" => Ok(br##"definitions:
  Item: {properties: {next: {$ref: "#/definitions/Item"}, size: {type: integer}}}
parameters:
  Page: {name: page, in: query, type: integer}
"##
        .to_vec()),
        _ => Err(std::io::ErrorKind::NotFound.into()),
    };
    let text = r#"swagger: "2.0"
info: {title: A, version: "1"}
paths:
  /a:
    get:
      parameters: [{$ref: "more.yaml#/parameters/Page"}]
      responses:
        200: {description: A, schema: {$ref: "more.yaml#/definitions/Item"}}
"#;
    let read = bundle(text.as_bytes(), "api.yaml", &mut |path| files(path)).unwrap();
    assert!(read.text.contains("\"definitions\": {\n    \"Item\""), "{}", read.text);
    let schema = value(&read.document, "/paths/~1a/get/responses/200/content/application~1json/schema");
    assert_eq!(schema, json!({"$ref": "#/components/schemas/Item"}));
    assert_eq!(value(&read.document, "/components/parameters/Page/schema/type"), "integer");
    let origins = read.origins.unwrap();
    let excerpt = origins.excerpt(&read.document.source_pointer("/components/schemas/Item")).unwrap();
    assert_eq!((excerpt.text.name(), excerpt.position.line), ("more.yaml", 2));
}

#[test]
fn a_host_with_parameters_is_a_server_with_variables() {
    let text = r##"swagger: "2.0"
info: {title: A, version: "1"}
host: ignored.example.com
basePath: /v2
x-ms-parameterized-host:
  hostTemplate: "{account}.{zone}.example.com"
  parameters:
    - {name: account, in: path, type: string, default: demo, description: Whose data it is.}
    - {$ref: "#/parameters/Zone"}
parameters: {Zone: {name: zone, in: path, type: string, enum: [eu, us]}}
paths: {}
"##;
    let document = raised(text);
    let server = json!([{
        "url": "https://{account}.{zone}.example.com/v2",
        "variables": {
            "account": {"default": "demo", "description": "Whose data it is."},
            "zone": {"default": "eu", "enum": ["eu", "us"]},
        },
    }]);
    assert_eq!(document.value["servers"], server);
    assert_eq!(line(&document, "/servers/0"), 5);
    let whole = text.replace("{account}.{zone}.example.com\"", "{account}\"\n  useSchemePrefix: false");
    assert_eq!(value(&raised(&whole), "/servers/0/url"), "{account}/v2");
}
