//! What the READMEs of new crates show, line by line, against a stand-in for their providers.

use std::process::Command;

use serde_json::{Value, json};
use test_support::{Run, Scratch, crates};

use crate::stand::Stand;

/// A document as LowCodeAPI serves it, with one operation.
fn served(provider: &str, key: &str, native: &str, operation: &Value) -> String {
    let mut operation = operation.clone();
    operation["externalDocs"] = json!({"api_endpoint": native});
    operation["responses"] = json!({"401": {"description": "API token required"}});
    json!({
        "openapi": "3.0.0", "info": {}, "paths": {key: {"get": operation}},
        "servers": [{"url": format!("https://api.lowcodeapi.com/{provider}")}],
        "components": {"securitySchemes": {"ApiToken": {"type": "apiKey", "in": "query", "name": "api_token"}}},
    })
    .to_string()
}

/// The first program of a README.
fn program(readme: &str) -> &str {
    let (_, rest) = readme.split_once("```rust").expect("a program");
    let (_, rest) = rest.split_once('\n').expect("lines");
    rest.split_once("```").expect("an end").0
}

#[test]
#[ignore = "compiles crates: `.ci/run heavy`"]
fn the_first_program_of_a_readme_runs_against_a_stand_in() {
    let place = json!({"name": "seat_id", "in": "path", "required": true, "schema": {"type": "number"}});
    let ids = json!({"name": "ids", "in": "query", "required": true, "description": "Comma-separated ids",
        "schema": {"type": "string"}});
    let documents = [
        ("halls", "/v1/seats/seat_id", "https://halls.example/v1/seats/{seat_id}", place, "/v1/seats/1"),
        ("shelves", "/v1/books", "https://shelves.example/v1/books", ids, "/v1/books"),
    ];
    for (provider, key, native, parameter, called) in documents {
        let scratch = Scratch::within(env!("CARGO_TARGET_TMPDIR").as_ref());
        let operation = json!({"tags": ["Demo"], "summary": "", "parameters": [parameter]});
        scratch.write("served.json", &served(provider, key, native, &operation));
        let (spec, out) = (scratch.argument("served.json"), scratch.argument("client"));
        let mut new = Command::new(env!("CARGO_BIN_EXE_cargo-api-client"));
        Run::of(new.args(["new", provider, "--spec", &spec, "--out", &out, "--runtime", "path"]))
            .ends_with(0);
        scratch.write("client/examples/pasted.rs", program(&scratch.read("client/README.md")));
        // The folder lies below this project's own workspace.
        scratch.write("client/Cargo.toml", &(scratch.read("client/Cargo.toml") + "\n[workspace]\n"));

        let stand = Stand::start(&["--manifest", &out]);
        let mut cargo = crates::cargo(env!("CARGO_TARGET_TMPDIR"), &scratch.path("client"));
        cargo.env("LOWCODEAPI_API_TOKEN", "at_test").env("LOWCODEAPI_BASE_URL", stand.url());
        cargo.env_remove("LOWCODEAPI_URL_FORMAT");
        Run::of(cargo.args(["run", "--example", "pasted"])).ends_with(0);
        let journal = stand.get("/_requests").text().expect("the journal is text");
        let journal: Value = serde_json::from_str(&journal).expect("the journal is JSON");
        assert_eq!(journal[0]["path"], called, "{journal}");
        assert_eq!(journal.as_array().map(Vec::len), Some(1), "{journal}");
    }
}
