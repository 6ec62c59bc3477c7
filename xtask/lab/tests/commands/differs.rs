//! `differs` asks stand-ins for both differs, without a network.

use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use crate::scratch::{Run, Scratch};

const DOCUMENT: &str = "
openapi: 3.0.3
info: { title: Shop, version: '1' }
paths:
  /orders:
    post:
      operationId: makeOrder
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }
      responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } } }
components:
  schemas:
    Order: { type: object, required: [id], properties: { id: { type: string, nullable: true }, note: { type: string } } }
";

/// Asks a script for each differ.
fn differs(scratch: &Scratch, ours: &str, other: &str) -> Run {
    scratch.write("shop.yaml", DOCUMENT);
    for (program, script) in [("ours", ours), ("spargen", other)] {
        scratch.write(program, &format!("#!/bin/sh\n{script}\n"));
        let executable = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(scratch.path(program), executable).expect("it is ours");
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_lab"));
    command.arg("differs").arg(scratch.path("shop.yaml")).arg("--folder").arg(scratch.path("differs"));
    command.arg("--ours").arg(scratch.path("ours")).arg("--spargen").arg(scratch.path("spargen"));
    Run::of(command.env("NO_COLOR", "1"))
}

#[test]
fn each_edit_has_a_row_with_what_both_said_of_it() {
    let scratch = Scratch::new();
    let ours = r#"[ "$1" = new ] && exit; grep -q moved "$7" && echo '{"suggested_bump": "major"}' || echo '{"suggested_bump": "minor"}'"#;
    let run = differs(&scratch, ours, "echo refused >&2; exit 1").ends_with(115);
    let run = run
        .says("| the service moves | the wire | 1 of 1 | 0 of 1, refuses 1 |")
        .says("| an operation goes | callers | 0 of 1 | 0 of 1, refuses 1 |")
        .says("| an optional member of a request comes | nobody | 1 of 1 | 0 of 1, refuses 1 |");
    assert_eq!(run.stdout.matches(" of 1 | ").count(), 13, "{}", run.stdout);
    // Both are given what the other differ reads.
    let old: serde_json::Value = serde_json::from_str(&scratch.read("differs/old.json")).expect("it is JSON");
    assert_eq!(old["openapi"], "3.1.0");
    let id = old.pointer("/components/schemas/Order/properties/id/type").cloned();
    assert_eq!(id, Some(serde_json::json!(["string", "null"])));
}
