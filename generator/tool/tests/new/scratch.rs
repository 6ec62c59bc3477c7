//! A folder of its own for each test, documents to write into it, and programs run to their end.

use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;

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

/// A folder of its own.
pub(crate) struct Scratch {
    pub(crate) root: TempDir,
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) output: String,
}

impl Scratch {
    /// An empty one, outside of every workspace.
    pub(crate) fn new() -> Self {
        Self { root: tempfile::tempdir().expect("there is room for a folder") }
    }

    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.root.path().join(file)
    }

    pub(crate) fn write(&self, file: &str, text: &str) {
        let path = self.path(file);
        std::fs::create_dir_all(path.parent().expect("it is below the root")).expect("it can be created");
        std::fs::write(path, text).expect("it can be written");
    }

    pub(crate) fn read(&self, file: &str) -> String {
        std::fs::read_to_string(self.path(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    /// The folder as an argument.
    pub(crate) fn argument(&self, file: &str) -> String {
        self.path(file).to_string_lossy().into_owned()
    }
}

impl Run {
    /// Runs a program to its end.
    pub(crate) fn of(mut command: Command) -> Self {
        let ended = command.output().expect("the program can be started");
        let said = [ended.stdout, ended.stderr].concat();
        let output = String::from_utf8_lossy(&said).into_owned();
        Self { code: ended.status.code().expect("it was not killed"), output }
    }

    #[track_caller]
    pub(crate) fn ends_with(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}", self.output);
        self
    }

    #[track_caller]
    pub(crate) fn says(self, text: &str) -> Self {
        assert!(self.output.contains(text), "`{text}` is not in:\n{}", self.output);
        self
    }
}
