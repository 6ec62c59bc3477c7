//! One document in the forms the service may serve it in.

use lowcodeapi_generator::yaml;
use serde_json::{Value, json};

/// As the service ships it, with what matters to the overlay.
pub(crate) fn served() -> Value {
    let operation = |name: &str, path: &str, properties: Value, example: Value| {
        json!({"post": {
            "tags": ["Email"],
            "parameters": [],
            "responses": {"401": {"description": "API token required", "content": {"application/json": {}}}},
            "externalDocs": {
                "api_ref": format!("https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_{name}.html"),
                "api_endpoint": format!("https://email.{{region}}.amazonaws.com{path}"),
            },
            "summary": "Sends",
            "security": [{"ApiToken": []}],
            "requestBody": {"description": "", "required": true, "content": {"application/json": {
                "schema": {"type": "object", "required": [], "properties": properties},
                "example": example,
            }}},
        }})
    };
    let text = || json!({"type": "string", "description": "A text"});
    let send = json!({
        "ConfigurationSetName": text(),
        "Content": {"type": "object", "description": "The message", "required": true},
        "Destination": {"type": "object", "required": "true"},
        "EmailTags": {"type": "array"},
        "FromEmailAddress": {"type": "string", "required": true},
        "ListManagementOptions": {"type": "object"},
        "ReplyToAddresses": {"type": "array"},
    });
    let bulk = json!({
        "BulkEmailEntries": {"type": "array", "required": true},
        "ConfigurationSetName": text(),
        "DefaultContent": {"type": "object", "required": true},
        "DefaultEmailTags": {"type": "array"},
        "FromEmailAddress": {"type": "string", "required": true},
    });
    let part = json!({"Charset": "", "Data": ""});
    let send_example = json!({
        "Content": {"Simple": {"Body": {"Html": part, "Text": part}, "Subject": part}},
        "Destination": {"ToAddresses": []},
        "EmailTags": [{"Name": "", "Value": ""}],
        "ListManagementOptions": {},
    });
    let bulk_example = json!({"BulkEmailEntries": [{"Destination": {"ToAddresses": ["string"]}}]});
    let (send_path, bulk_path) = ("/v2/email/outbound-emails", "/v2/email/outbound-bulk-emails");
    json!({
        "openapi": "3.0.0",
        "info": {"description": ""},
        "servers": [{"description": "", "url": "https://api.lowcodeapi.com/awsses"}],
        "paths": {
            send_path: operation("SendEmail", send_path, send, send_example),
            bulk_path: operation("SendBulkEmail", bulk_path, bulk, bulk_example),
        },
        "components": {"securitySchemes": {"ApiToken": {"type": "apiKey", "in": "query", "name": "api_token"}}},
        "security": [{"ApiToken": []}],
    })
}

/// Every form, with its name.
pub(crate) fn all() -> Vec<(&'static str, String)> {
    let provider_in_front = served().to_string().replace("\"/v2/email", "\"/awsses/v2/email");
    let id = json!({"type": "object", "properties": {"MessageId": {"type": "string"}}});
    let enveloped = json!({"type": "object", "required": ["data"], "properties": {"data": id}});
    let answer = |schema: &Value| {
        let content =
            json!({"application/json": {"schema": schema, "example": {"data": {"MessageId": "x"}}}});
        json!({"200": {"description": "OK", "content": content}})
    };
    vec![
        ("as shipped", served().to_string()),
        ("wrapped", json!({"message": "ok", "res": served()}).to_string()),
        ("path keys with the provider in front", provider_in_front),
        ("operation ids of its own", changed(|operation| operation["operationId"] = json!("post_email"))),
        ("members in another order", changed(reverse_members)),
        ("no members", changed(|operation| body(operation)["properties"] = json!({}))),
        ("bare responses", changed(|operation| operation["responses"] = answer(&id))),
        ("responses in their envelope", changed(|operation| operation["responses"] = answer(&enveloped))),
        ("OpenAPI 3.1", openapi_31().to_string()),
        ("YAML", yaml::to_canonical(&openapi_31())),
    ]
}

/// The served document with a change to each operation.
fn changed(change: impl Fn(&mut Value)) -> String {
    let mut document = served();
    operations(&mut document).for_each(change);
    document.to_string()
}

fn operations(document: &mut Value) -> impl Iterator<Item = &mut Value> {
    let paths = document["paths"].as_object_mut().expect("the document has paths");
    paths.values_mut().map(|item| &mut item["post"])
}

fn body(operation: &mut Value) -> &mut Value {
    &mut operation["requestBody"]["content"]["application/json"]["schema"]
}

fn reverse_members(operation: &mut Value) {
    let members = body(operation)["properties"].as_object_mut().expect("the body has properties");
    *members = std::mem::take(members).into_iter().rev().collect();
}

/// With each body a component the operation refers to.
pub(crate) fn with_components() -> String {
    let mut document = served();
    let mut schemas = serde_json::Map::new();
    for (index, operation) in operations(&mut document).enumerate() {
        let reference = json!({"$ref": format!("#/components/schemas/Upstream{index}")});
        schemas.insert(format!("Upstream{index}"), std::mem::replace(body(operation), reference));
    }
    document["components"]["schemas"] = Value::Object(schemas);
    document.to_string()
}

fn openapi_31() -> Value {
    let mut document = served();
    document["openapi"] = json!("3.1.0");
    document["info"] = json!({"title": "AWS SES", "version": "2.0"});
    for operation in operations(&mut document) {
        let schema = body(operation);
        schema["type"] = json!(["object", "null"]);
        schema["properties"]["ConfigurationSetName"] = json!({"type": ["string", "null"], "examples": ["a"]});
        operation["responses"] =
            json!({"200": {"description": "OK", "content": {"application/json": {"schema": true}}}});
    }
    document
}
