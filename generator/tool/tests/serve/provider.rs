//! Another provider than SES, by the document of its client.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use test_support::{Run, Scratch};

use crate::stand::Stand;

const NOTES: &str = r#"{
  "openapi": "3.0.0",
  "info": {"description": ""},
  "servers": [{"url": "https://api.lowcodeapi.com/notes"}],
  "paths": {
    "/v1/pages/page_id": {"get": {
      "summary": "Retrieve a page",
      "externalDocs": {"api_endpoint": "https://api.notes.example/v1/pages/{page_id}"},
      "parameters": [
        {"name": "page_id", "in": "path", "required": true, "schema": {"type": "string"}},
        {"name": "depth", "in": "query", "schema": {"type": "number"}}
      ],
      "responses": {"401": {"description": "API token required"}}
    }},
    "/v1/pages": {"post": {
      "summary": "Create a page",
      "externalDocs": {"api_endpoint": "https://api.notes.example/v1/pages"},
      "requestBody": {"content": {"application/json": {"schema": {"type": "object", "properties": {"title": {"type": "string"}}}}}},
      "responses": {"401": {"description": "API token required"}}
    }}
  },
  "components": {"securitySchemes": {"ApiToken": {"type": "apiKey", "in": "query", "name": "api_token"}}}
}
"#;

const NATIVE: &str = "
openapi: 3.0.3
info: { title: Notes, version: '2' }
servers: [{ url: https://api.notes.example }]
paths:
  /v1/pages/{page}:
    get:
      parameters: [{ name: page, in: path, required: true, schema: { type: string } }]
      responses: { '200': { description: A page, content: { application/json: { schema: { $ref: '#/components/schemas/Page' } } } } }
components:
  schemas:
    Page:
      type: object
      required: [id, kind]
      properties: { id: { type: integer }, kind: { type: string, enum: [note, list] }, parent: { $ref: '#/components/schemas/Page' } }
";

fn created(scratch: &Scratch) -> String {
    scratch.write("notes.json", NOTES);
    scratch.write("native.yaml", NATIVE);
    let (spec, companion, out) =
        (scratch.argument("notes.json"), scratch.argument("native.yaml"), scratch.argument("client"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-api-client"));
    command.args([
        "new",
        "notes",
        "--runtime",
        "path",
        "--spec",
        &spec,
        "--companion",
        &companion,
        "--out",
        &out,
    ]);
    Run::of(command.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."))).ends_with(0);
    out
}

/// A service that LowCodeAPI has nothing to do with.
const SHOP: &str = "
openapi: 3.0.3
info: { title: Shop, version: '1' }
servers: [{ url: https://shop.example/v2 }]
paths:
  /orders:
    post: { operationId: order, responses: { '201': { description: Ordered, content: { application/json: { schema: { type: object, required: [id], properties: { id: { type: string } } } } } } } }
  /orders/{id}:
    delete: { operationId: cancel, parameters: [{ name: id, in: path, required: true, schema: { type: string } }], responses: { '204': { description: Gone } } }
";

#[test]
fn any_other_service_is_called_without_a_gateway() {
    let scratch = Scratch::new();
    scratch.write("shop.yaml", SHOP);
    let mut new = scratch.command(env!("CARGO_BIN_EXE_cargo-api-client"));
    Run::of(new.args(["new", "shop", "--spec", "shop.yaml", "--out", "client"])).ends_with(0);
    let stand = Stand::start(&["--manifest", &scratch.argument("client")]);
    let ordered = stand.post("/orders", "{}").unwrap();
    assert_eq!((ordered.status, ordered.body), (201, json!({"id": "text"})));
    let cancelled = stand.delete("/orders/a");
    assert_eq!((cancelled.status().as_u16(), cancelled.text().unwrap()), (204, String::new()));
    assert_eq!(stand.get("/shop/openapi").status(), 404);
    let calls = json_of(stand.get("/_requests"));
    assert_eq!((&calls[0]["operation"], &calls[1]["path"]), (&json!("order"), &json!("/orders/a")));
}

/// Answers whole, or as a stream of what a union names.
const CHAT: &str = "
openapi: 3.1.0
info: { title: Chat, version: '1' }
servers: [{ url: https://chat.example }]
paths:
  /chat:
    post:
      operationId: chat
      responses:
        '200':
          description: The answer
          content:
            application/json: { schema: { type: object, properties: { text: { type: string } } } }
            text/event-stream: { schema: { oneOf: [{ $ref: '#/components/schemas/Start' }, { $ref: '#/components/schemas/Stop' }] } }
components:
  schemas:
    Start: { type: object, required: [type, at], properties: { type: { const: start }, at: { type: integer } } }
    Stop: { type: object, required: [type], properties: { type: { const: stop } } }
";

#[test]
fn whoever_asks_for_a_stream_gets_an_event_of_each_kind() {
    let scratch = Scratch::new();
    scratch.write("chat.yaml", CHAT);
    let mut new = scratch.command(env!("CARGO_BIN_EXE_cargo-api-client"));
    Run::of(new.args(["new", "chat", "--spec", "chat.yaml", "--out", "client"])).ends_with(0);
    let stand = Stand::start(&["--manifest", &scratch.argument("client")]);
    assert_eq!(stand.post("/chat", "{}").unwrap().body, json!({"text": "text"}));
    let client = reqwest::blocking::Client::new();
    let asked = client
        .post(format!("{}/chat", stand.url()))
        .header("accept", "text/event-stream")
        .body("{}")
        .send()
        .unwrap();
    assert_eq!(asked.headers()["content-type"], "text/event-stream");
    let text = asked.text().unwrap();
    let events = text.split_terminator("\n\n").map(|event| event.strip_prefix("data: ").unwrap());
    let events: Vec<Value> = events.map(|data| serde_json::from_str(data).unwrap()).collect();
    assert_eq!(events, [json!({"type": "start", "at": 1}), json!({"type": "stop"})]);
}

fn json_of(response: reqwest::blocking::Response) -> Value {
    serde_json::from_str(&response.text().unwrap()).unwrap()
}

#[test]
fn operations_answer_in_both_formats_with_values_of_their_types() {
    let scratch = Scratch::new();
    let stand = Stand::start(&["--manifest", &created(&scratch)]);
    let page = |path: &str| -> Value {
        let response = stand.get(path);
        assert_eq!(response.status(), 200, "{path}");
        json_of(response)
    };
    let new = page("/notes/v1/pages/a%2Fb?api_token=at_test&depth=2");
    assert_eq!(new["data"]["id"], 1);
    assert_eq!(new["data"]["kind"], "note");
    assert_eq!(new["data"]["parent"]["kind"], "note");
    assert_eq!(page("/notes/v1/pages/page_id?api_token=at_test&page_id=a"), new);
    assert_eq!(stand.get("/notes/v1/pages/a").status(), 401);
    assert_eq!(stand.get("/notes/v1/books?api_token=at_test").status(), 404);
    let created = stand.call("/notes/v1/pages", &json!({"title": "One"}));
    assert_eq!((created.status, created.body), (200, json!({"data": {}})));
    let calls = json_of(stand.get("/_requests"));
    assert_eq!(
        calls,
        json!([
            {"operation": "get_page", "path": "/v1/pages/a%2Fb", "query": [["depth", "2"]], "body": {}},
            {"operation": "get_page", "path": "/v1/pages/page_id", "query": [["page_id", "a"]], "body": {}},
            {"operation": "create_page", "path": "/v1/pages", "body": {"title": "One"}},
        ])
    );
}

#[test]
fn given_answers_count_over_drawn_ones() {
    let scratch = Scratch::new();
    let out = created(&scratch);
    scratch.write(
        "answers.json",
        r#"{"get_page": {"status": 404, "body": {"code": "gone"}}, "create_page": {"body": [1]}}"#,
    );
    let stand = Stand::start(&[
        "--manifest",
        &out,
        "--envelope",
        "open",
        "--answers",
        &scratch.argument("answers.json"),
    ]);
    let refused = stand.get("/notes/v1/pages/a?api_token=at_test");
    assert_eq!(refused.status(), 404);
    let refused = json_of(refused);
    assert_eq!((&refused["provider"], &refused["error"]), (&json!("notes"), &json!({"code": "gone"})));
    let created = stand.call("/notes/v1/pages", &json!({}));
    assert_eq!((&created.body["provider"], &created.body["result"]), (&json!("notes"), &json!([1])));
}

#[test]
fn an_answer_for_nothing_is_refused() {
    let scratch = Scratch::new();
    let out = created(&scratch);
    scratch.write("answers.json", r#"{"get_pages": {"body": 1}}"#);
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-api-client"));
    command.args([
        "serve",
        "--port",
        "0",
        "--manifest",
        &out,
        "--answers",
        &scratch.argument("answers.json"),
    ]);
    Run::of(&mut command).ends_with(2).says("the client has no method `get_pages` to answer");
    scratch.write("answers.json", "{\n  \"get_page\": {}\n}");
    Run::of(&mut command).ends_with(2).says("answers.json:2:16: these are no answers: missing field `body`");
}
