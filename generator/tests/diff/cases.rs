//! The cases: for each kind of change two minimal documents, and a caller written against the first.

use lowcodeapi_generator::{Flavour, Grouping, Runtime, Settings};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::sides;

const FILES: [&str; 9] = [
    include_str!("cases/operations.yaml"),
    include_str!("cases/parameters.yaml"),
    include_str!("cases/bodies.yaml"),
    include_str!("cases/responses.yaml"),
    include_str!("cases/fields.yaml"),
    include_str!("cases/types.yaml"),
    include_str!("cases/values.yaml"),
    include_str!("cases/security.yaml"),
    include_str!("cases/document.yaml"),
];

/// One case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Case {
    /// The name of the kind.
    pub(crate) kind: String,
    /// What sets it apart from another case of the kind.
    #[serde(default)]
    pub(crate) what: String,
    /// For the wire, and for Rust.
    pub(crate) verdicts: (String, String),
    /// The kinds of what necessarily changes along with it.
    #[serde(default)]
    pub(crate) also: Vec<String>,
    /// Which part of a document `old` and `new` are.
    #[serde(rename = "in")]
    part: Part,
    #[serde(default)]
    grouped: bool,
    /// Whether groups have features.
    #[serde(default)]
    features: bool,
    #[serde(default)]
    flavour: Option<String>,
    old: Value,
    new: Value,
    /// What a caller writes who has a `client` and its `types`.
    pub(crate) caller: Option<String>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Part {
    /// Members of the document, beside an operation `ping`.
    Document,
    Paths,
    /// Members of the operation `listThings`.
    Operation,
    /// Its parameters.
    Parameters,
    /// Its answers.
    Responses,
    /// The body of the operation `makeThing`.
    Request,
    /// The schema `Thing`, which `makeThing` sends.
    Sent,
    /// The schema `Thing`, which `getThing` answers with.
    Received,
    /// The same, both ways.
    Both,
}

/// All cases.
pub(crate) fn cases() -> Vec<Case> {
    let parse = |text: &&str| -> Vec<Case> { serde_yaml::from_str(text).expect("the cases are well-formed") };
    FILES.iter().flat_map(parse).collect()
}

impl Case {
    pub(crate) fn name(&self) -> String {
        let what = if self.what.is_empty() { String::new() } else { format!(", {}", self.what) };
        format!("{}{what}", self.kind)
    }

    pub(crate) fn settings(&self) -> Settings {
        let lowcodeapi = self.flavour.as_deref() == Some("lowcodeapi");
        Settings {
            group: if self.grouped { Grouping::Tag } else { Grouping::Flat },
            flavour: if lowcodeapi { Flavour::LowCodeApi } else { Flavour::OpenApi },
            runtime: Runtime::default(),
            features: self.features,
            ..sides::settings()
        }
    }

    /// Whether what changes is sent; `None` where that isn't all.
    pub(crate) fn travels(&self) -> Option<bool> {
        match self.part {
            Part::Sent | Part::Request | Part::Parameters => Some(true),
            Part::Received | Part::Responses => Some(false),
            Part::Document | Part::Paths | Part::Operation | Part::Both => None,
        }
    }

    pub(crate) fn before(&self) -> Value {
        self.part.document(&self.old)
    }

    pub(crate) fn after(&self) -> Value {
        self.part.document(&self.new)
    }
}

impl Part {
    pub(crate) fn document(self, part: &Value) -> Value {
        let schema = json!({"$ref": "#/components/schemas/Thing"});
        let content = json!({"application/json": {"schema": schema}});
        let sends = json!({"/things": {"post": {
            "operationId": "makeThing",
            "requestBody": {"required": true, "content": content},
            "responses": {"200": {"description": "ok"}},
        }}});
        let receives = json!({"/thing": {"get": {
            "operationId": "getThing",
            "responses": {"200": {"description": "ok", "content": content}},
        }}});
        let components = json!({"schemas": {"Thing": part}});
        let lists = |members: Value| {
            let operation = json!({"operationId": "listThings", "responses": {"200": {"description": "ok"}}});
            json!({"/things": {"get": merged(operation, members)}})
        };
        let members = match self {
            Self::Document => {
                let ping = json!({"/ping": {"get": {"operationId": "ping", "responses": {"200": {"description": "ok"}}}}});
                merged(json!({"paths": ping}), part.clone())
            }
            Self::Paths => json!({"paths": part}),
            Self::Operation => json!({"paths": lists(part.clone()), "components": {"securitySchemes": {
                "Key": {"type": "apiKey", "in": "header", "name": "x-key"},
                "Login": {"type": "oauth2", "flows": {"clientCredentials": {
                    "tokenUrl": "https://login.example.com/token", "scopes": {"read": "r", "write": "w"}
                }}}
            }}}),
            Self::Parameters => json!({"paths": lists(json!({"parameters": part}))}),
            Self::Responses => json!({"paths": lists(json!({"responses": part}))}),
            Self::Request => {
                let mut operation =
                    json!({"operationId": "makeThing", "responses": {"200": {"description": "ok"}}});
                if !part.is_null() {
                    operation["requestBody"] = part.clone();
                }
                json!({"paths": {"/things": {"post": operation}}})
            }
            Self::Sent => json!({"paths": sends, "components": components}),
            Self::Received => json!({"paths": receives, "components": components}),
            Self::Both => json!({"paths": merged(sends, receives), "components": components}),
        };
        merged(json!({"openapi": "3.0.3", "info": {"title": "Things", "version": "1"}}), members)
    }
}

/// The members of both; the second one's win.
fn merged(one: Value, other: Value) -> Value {
    let members = |value: Value| match value {
        Value::Object(members) => members,
        _ => Map::new(),
    };
    let mut all = members(one);
    all.extend(members(other));
    Value::Object(all)
}
