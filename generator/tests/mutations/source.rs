//! The documents that are damaged: one written here, and real ones where they lie beside the project.

use std::path::Path;

use serde_json::{Map, Value, json};

use super::random::Random;

/// So many operations leave enough to be damaged, and keep a case quick.
const OPERATIONS: usize = 4;

/// A document.
#[derive(Debug)]
pub(crate) struct Source(Value);

impl Source {
    /// The document with only a few of its paths or routes.
    pub(crate) fn sample(&self, random: &mut Random) -> Value {
        let mut value = self.0.clone();
        match value.get_mut("paths").or(None) {
            Some(Value::Object(paths)) => *paths = few(paths, random),
            _ => {
                if let Some(Value::Array(routes)) = value.get_mut("routes") {
                    while routes.len() > OPERATIONS {
                        routes.swap_remove(random.below(routes.len()));
                    }
                }
            }
        }
        value
    }
}

fn few(paths: &Map<String, Value>, random: &mut Random) -> Map<String, Value> {
    let keys: Vec<&String> = paths.keys().collect();
    if keys.len() <= OPERATIONS {
        return paths.clone();
    }
    let chosen = (0..OPERATIONS).map(|_| (*random.choose(&keys)).clone());
    chosen.map(|key| (key.clone(), paths[&key].clone())).collect()
}

/// All of them.
pub(crate) fn documents() -> Vec<Source> {
    let mut documents = vec![Source(inline())];
    for folder in ["lowcodeapi/openapi", "lowcodeapi/definition", "openapi"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus").join(folder);
        let mut files: Vec<_> =
            std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
        files.sort();
        for file in files {
            // Larger ones hold many schemas that few paths reach: much work for little damage.
            let Ok(bytes) = std::fs::read(&file) else { continue };
            if bytes.len() < 300_000
                && let Ok(value) = serde_json::from_slice(&bytes)
            {
                documents.push(Source(value));
            }
        }
    }
    documents
}

fn inline() -> Value {
    json!({
        "openapi": "3.0.3",
        "info": {"title": "Notes", "version": "1", "description": "Takes *notes*."},
        "servers": [{"url": "https://{region}.notes.example/v1", "variables": {"region": {"default": "eu"}}}],
        "security": [{"Key": []}],
        "paths": {
            "/pages/page_id": {
                "parameters": [{"name": "page_id", "in": "path", "required": true, "schema": {"type": "string"}}],
                "get": {
                    "operationId": "getPage",
                    "tags": ["Pages"],
                    "parameters": [
                        {"name": "expand[]", "in": "query", "schema": {"type": "array", "items": {"type": "string"}}},
                        {"name": "filter", "in": "query", "style": "deepObject", "schema": {"type": "object"}},
                    ],
                    "responses": {"200": {"description": "A page", "content": {
                        "application/json": {"schema": {"$ref": "#/components/schemas/Page"}},
                    }}},
                },
                "patch": {
                    "requestBody": {"content": {"application/json": {
                        "schema": {"type": "object", "properties": {"title": {"type": "string", "required": true}, "tags": {"type": "array"}}},
                        "example": {"title": "", "tags": [{"name": "a", "weight": 1.5}]},
                    }}},
                    "responses": {"default": {"description": "An error"}},
                },
            },
            "/files": {"post": {
                "requestBody": {"required": true, "content": {"multipart/form-data": {"schema": {
                    "type": "object", "required": ["file"], "properties": {"file": {"type": "string", "format": "binary"}},
                }}}},
                "responses": {"201": {"description": "", "headers": {"Location": {"schema": {"type": "string"}}}}},
            }},
        },
        "components": {
            "securitySchemes": {"Key": {"type": "apiKey", "in": "header", "name": "X-Key"}},
            "schemas": {
                "Page": {
                    "type": "object",
                    "required": ["id", "kind"],
                    "properties": {
                        "id": {"type": "string", "format": "uuid", "readOnly": true},
                        "kind": {"type": "string", "enum": ["note", "list"], "default": "note"},
                        "parent": {"nullable": true, "allOf": [{"$ref": "#/components/schemas/Page"}]},
                        "blocks": {"type": "array", "items": {"oneOf": [
                            {"$ref": "#/components/schemas/Text"},
                            {"$ref": "#/components/schemas/Image"},
                        ], "discriminator": {"propertyName": "type", "mapping": {"text": "#/components/schemas/Text"}}}},
                    },
                    "additionalProperties": {"type": "integer", "format": "int32"},
                },
                "Text": {"type": "object", "properties": {"type": {"type": "string"}, "text": {"type": "string"}}},
                "Image": {"allOf": [{"$ref": "#/components/schemas/Text"}, {"properties": {"url": {"type": "string"}}}]},
            },
        },
    })
}
