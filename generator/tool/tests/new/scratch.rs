//! Documents of three kinds.

pub(crate) use test_support::{Run, Scratch};

/// A small document of the kind the service serves: parameters in the path that the path doesn't show, both ways to
/// answer.
pub(crate) const NOTES: &str = r#"{
  "openapi": "3.0.0",
  "info": {"description": ""},
  "servers": [{"url": "https://api.lowcodeapi.com/notes"}],
  "paths": {
    "/v1/pages/page_id": {
      "get": {
        "tags": ["Pages"],
        "summary": "Retrieve a page",
        "externalDocs": {"api_ref": "https://notes.example/reference/retrieve-a-page", "api_endpoint": "https://api.notes.example/v1/pages/{page_id}"},
        "parameters": [
          {"name": "page_id", "in": "path", "required": true, "schema": {"type": "string", "example": ""}},
          {"name": "filter_properties", "in": "query", "schema": {"type": "array", "items": {"type": "string"}}}
        ],
        "responses": {"401": {"description": "API token required"}}
      }
    },
    "/v1/pages": {
      "post": {
        "tags": ["Pages"],
        "summary": "Create a page",
        "externalDocs": {"api_ref": "https://notes.example/reference/post-page", "api_endpoint": "https://api.notes.example/v1/pages"},
        "parameters": [],
        "requestBody": {"required": true, "content": {"application/json": {
          "schema": {"type": "object", "required": [], "properties": {"title": {"type": "string", "required": true}, "children": {"type": "array"}}},
          "example": {"title": "", "children": [{"text": "a paragraph"}]}
        }}},
        "responses": {"401": {"description": "API token required"}}
      }
    }
  },
  "components": {"securitySchemes": {"ApiToken": {"type": "apiKey", "in": "query", "name": "api_token"}}}
}
"#;

/// A document of any other service.
pub(crate) const PLAIN: &str = "
openapi: 3.0.3
info: { title: Shop, version: '1' }
servers: [{ url: https://shop.example/v2 }]
security: [{ Key: [] }]
components:
  securitySchemes: { Key: { type: http, scheme: bearer } }
paths:
  /orders:
    get:
      operationId: listOrders
      responses:
        '200': { description: Orders, content: { application/json: { schema: { type: array, items: { type: string } } } } }
";

/// A document with three problems in one line each, and an operation that can't be told apart.
pub(crate) const BROKEN: &str = "
openapi: 3.0.3
info: { title: Shop, version: '1' }
servers: [{ url: https://shop.example/v2 }]
paths:
  /a: { $ref: '#/nothing' }
  /b: { get: { parameters: [{ name: x, in: nowhere }], responses: { '200': { description: ok } } } }
  /c: { get: { responses: { '200': { $ref: 'https://example.com/a, b.json' } } } }
";
