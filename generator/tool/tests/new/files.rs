//! Documents of several files.

use crate::scratch::Scratch;
use crate::xtask;

const ROOT: &str = "
openapi: 3.0.3
info: { title: Shop, version: '1' }
servers: [{ url: https://shop.example/v2 }]
paths:
  /orders: { $ref: 'paths/orders.yaml' }
";

const ORDERS: &str = "
get:
  operationId: listOrders
  responses:
    '200':
      description: Orders
      content: { application/json: { schema: { type: array, items: { $ref: '../schemas/order.json' } } } }
";

const ORDER: &str = r#"{"type": "object", "properties": {"id": {"$ref": "../common.yaml#/Id"}}}"#;

fn shop() -> Scratch {
    let scratch = Scratch::new();
    scratch.write("api/shop.yaml", ROOT);
    scratch.write("api/paths/orders.yaml", ORDERS);
    scratch.write("api/schemas/order.json", ORDER);
    scratch.write("api/common.yaml", "Id: { type: string, format: uuid }\n");
    scratch
}

#[test]
fn files_beside_the_document_are_part_of_it_from_then_on() {
    let scratch = shop();
    let (spec, out) = (scratch.argument("api/shop.yaml"), scratch.argument("client"));
    xtask(&["new", "shop", "--spec", &spec, "--out", &out]).ends_with(0);
    assert!(scratch.read("client/src/generated/types.rs").contains("pub struct Order "));
    std::fs::remove_dir_all(scratch.path("api/schemas")).expect("it is there");
    xtask(&["regen", "--manifest", &out, "--offline", "--check"]).ends_with(0).says("up to date");
    scratch.write("api/schemas/order.json", &ORDER.replace("id", "number"));
    let new = scratch.argument("api/shop.yaml");
    let old = scratch.argument("client/spec/openapi.json");
    xtask(&["diff", "--spec-old", &old, "--spec-new", &new]).ends_with(0).says("shop.yaml (bundled)");
    xtask(&["regen", "--manifest", &out, "--spec", &spec]).ends_with(0);
    assert!(scratch.read("client/src/generated/types.rs").contains("pub number"));
}

#[test]
fn problems_are_told_where_they_stand_in_the_files() {
    let scratch = shop();
    scratch.write("api/schemas/order.json", "{\n  \"properties\": {\"id\": {\"$ref\": \"id.json\"}}}");
    let (spec, out) = (scratch.argument("api/shop.yaml"), scratch.argument("client"));
    let run = xtask(&["new", "shop", "--spec", &spec, "--out", &out]).ends_with(111);
    run.says("order.json:2:25").says("can't read");
    scratch.write(
        "api/schemas/order.json",
        "{\n  \"properties\": {\"id\": {\"$ref\": \"https://example.com/a.json\"}}}",
    );
    let run = xtask(&["new", "shop", "--spec", &spec, "--out", &out]).ends_with(111);
    run.says("order.json:2:25").says("leads to another host").says("bundle");
    assert!(!scratch.path("client").exists());
}

#[test]
fn lines_are_those_of_the_file_and_not_of_the_document_as_it_would_be_committed() {
    let scratch = Scratch::new();
    scratch.write("shop.yaml", &ROOT.replace("'paths/orders.yaml'", "'#/nothing'"));
    let (spec, out) = (scratch.argument("shop.yaml"), scratch.argument("client"));
    xtask(&["new", "shop", "--spec", &spec, "--out", &out]).ends_with(111).says("shop.yaml:6:14");
}
