//! What the commands tell programs and workflow runs.

use serde_json::Value;

use crate::scratch::{BROKEN, PLAIN, Scratch};
use crate::xtask;

fn json(output: &str) -> Value {
    serde_json::from_str(output).unwrap_or_else(|error| panic!("{error}:\n{output}"))
}

#[test]
fn programs_get_all_problems_in_one_object() {
    let scratch = Scratch::new();
    scratch.write("shop.yaml", BROKEN);
    let (spec, out) = (scratch.argument("shop.yaml"), scratch.argument("client"));
    let run = xtask(&["new", "shop", "--spec", &spec, "--out", &out, "--format", "json"]).ends_with(111);
    let told = json(&run.output());
    assert_eq!(told["exit"], 111);
    let problems = told["problems"].as_array().expect("it is a list");
    let told: Vec<_> = problems.iter().map(|one| (one["code"].as_str(), one["line"].as_u64())).collect();
    let expected =
        [("model::dangling_reference", 6), ("model::unknown_location", 7), ("model::remote_reference", 8)];
    assert_eq!(told, expected.map(|(code, line)| (Some(code), Some(line))));
    for problem in problems {
        assert_eq!(problem["file"], spec.as_str());
        assert!(["pointer", "message", "help"].iter().all(|key| problem[key].is_string()), "{problem}");
        assert!(problem["column"].is_u64() && problem["level"] == "error", "{problem}");
    }
}

#[test]
fn a_workflow_run_gets_an_annotation_for_each_problem() {
    let scratch = Scratch::new();
    scratch.write("shop.yaml", BROKEN);
    let (spec, out) = (scratch.argument("shop.yaml"), scratch.argument("client"));
    let run = xtask(&["new", "shop", "--spec", &spec, "--out", &out, "--format", "github"]).ends_with(111);
    let output = run.output();
    let lines: Vec<_> = output.lines().filter(|line| line.starts_with("::error ")).collect();
    assert_eq!(lines.len(), 3, "{output}");
    assert!(
        lines[2].contains(",line=8,col=") && lines[2].contains("`https://example.com/a, b.json`"),
        "{}",
        lines[2]
    );
}

#[test]
fn what_was_assumed_and_written_is_told_too() {
    let scratch = Scratch::new();
    scratch.write("shop.yaml", &PLAIN.replace("listOrders\n", "listOrders\n      tags: orders\n"));
    let (spec, out) = (scratch.argument("shop.yaml"), scratch.argument("client"));
    let run = xtask(&["new", "shop", "--spec", &spec, "--out", &out, "--format", "json"]).ends_with(0);
    let told = json(&run.output());
    assert_eq!((told["exit"].as_u64(), told["problems"].as_array().map(Vec::len)), (Some(0), Some(0)));
    assert!(told["files"].as_array().is_some_and(|files| files.len() > 5), "{told}");
    let assumed = told["assumed"]
        .as_array()
        .and_then(|assumed| assumed.iter().find(|finding| finding["code"] == "lower::read_otherwise"));
    let assumed = assumed.unwrap_or_else(|| panic!("the tags are no list: {told}"));
    assert!(assumed["line"].is_u64() && assumed["pointer"] == "/paths/~1orders/get/tags", "{assumed}");
    let run = xtask(&["regen", "--manifest", &out, "--offline", "--check", "--format", "json"]).ends_with(0);
    assert_eq!(json(&run.output())["files"], Value::Null);
}

#[test]
fn people_are_told_what_a_new_client_lacks() {
    let scratch = Scratch::new();
    let lacking = "listOrders\n      tags: orders\n";
    let purge = "paths:\n  /all: { purge: { responses: { '204': { description: Gone } } } }\n";
    scratch.write("shop.yaml", &PLAIN.replace("listOrders\n", lacking).replace("paths:\n", purge));
    let (spec, out) = (scratch.argument("shop.yaml"), scratch.argument("client"));
    let run = xtask(&["new", "shop", "--spec", &spec, "--out", &out, "--verbose"]).ends_with(0);
    run.says("9: left out: PURGE /all")
        .says("read_otherwise 1")
        .says("13: read_otherwise /paths/~1orders/get/tags");
}

#[test]
fn places_that_no_parameter_fills_are_told_once_and_where_they_are() {
    let scratch = Scratch::new();
    scratch.write("deals.yaml", DEALS);
    let (spec, out) = (scratch.argument("deals.yaml"), scratch.argument("client"));
    xtask(&["new", "deals", "--spec", &spec, "--out", &out])
        .ends_with(0)
        .says("3 places of 2 operations in the provider's URLs are filled by no parameter of the document: ")
        .says("GET /v1/deals/id ({id}), DELETE /v1/deals/id/files/file_id ({id}, {file_id})")
        .says("unfilled_place 3");
    let methods = scratch.read("client/src/generated/operations.rs");
    assert!(methods.contains("has no parameter for `{id}`, `{file_id}` in the provider's URL"), "{methods}");
    let told = scratch.argument("told");
    let run = xtask(&["new", "deals", "--spec", &spec, "--out", &told, "--format", "json"]).ends_with(0);
    let told = json(&run.output());
    let assumed = told["assumed"].as_array().into_iter().flatten();
    let found: Vec<_> = assumed.filter(|finding| finding["code"] == "lower::unfilled_place").collect();
    assert_eq!(found.len(), 1, "{told}");
    assert_eq!((&found[0]["level"], found[0]["line"].is_u64()), (&Value::from("warning"), true), "{found:?}");
}

/// What LowCodeAPI serves for a provider, with operations of which nobody can say what they are about.
const DEALS: &str = "\
openapi: 3.0.0
info: {title: Deals, version: '1'}
servers: [{url: 'https://api.lowcodeapi.com/deals'}]
paths:
  /v1/deals:
    get:
      externalDocs: {api_endpoint: 'https://deals.example/v1/deals'}
      responses: {'401': {description: Token}}
  /v1/deals/id:
    get:
      externalDocs: {api_endpoint: 'https://deals.example/v1/deals/{id}'}
      responses: {'401': {description: Token}}
  /v1/deals/id/files/file_id:
    delete:
      externalDocs: {api_endpoint: 'https://deals.example/v1/deals/{id}/files/{file_id}'}
      responses: {'401': {description: Token}}
";
