//! A Cargo feature for each group of operations: what `new` writes, and what `regen` keeps in step.

use crate::scratch::Scratch;
use crate::xtask;

/// Two groups, of which one is called like a feature of the runtime.
pub(crate) const TAGGED: &str = "
openapi: 3.0.3
info: { title: Shop, version: '1' }
servers: [{ url: https://shop.example/v2 }]
paths:
  /orders/{id}:
    get:
      operationId: getOrder
      tags: [Orders]
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }
        '404': { description: none, content: { application/json: { schema: { $ref: '#/components/schemas/Problem' } } } }
  /mocks:
    post:
      operationId: makeMock
      tags: [Mock]
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Mock' } } } }
      responses:
        '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Money' } } } }
        '404': { description: none, content: { application/json: { schema: { $ref: '#/components/schemas/Problem' } } } }
  /ping:
    get:
      operationId: ping
      tags: [Ping]
      responses: { '200': { description: ok } }
components:
  schemas:
    Problem: { type: object, properties: { why: { type: string } } }
    Money: { type: object, properties: { amount: { type: integer } } }
    Order: { type: object, properties: { total: { $ref: '#/components/schemas/Money' }, state: { type: string, enum: [new, paid] } } }
    Mock:
      type: object
      required: [a, b, c, d, e, f]
      properties: { a: { type: string }, b: { type: string }, c: { type: string }, d: { type: string }, e: { type: string }, f: { type: string } }
";

/// No tags, two servers, an operation at a third one, and a webhook, which holds what a group holds too.
pub(crate) const UNTAGGED: &str = "
openapi: 3.1.0
info: { title: Shop, version: '1' }
servers: [{ url: https://shop.example/v2 }, { url: 'https://{region}.shop.example', variables: { region: { default: eu } } }]
paths:
  /v1/orders/{id}:
    get:
      operationId: GetV1OrdersId
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } } }
  /v1/orders:
    post:
      operationId: PostV1Orders
      requestBody: { required: true, content: { multipart/form-data: { schema: { $ref: '#/components/schemas/Order' } } } }
      responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } } }
  /v1/files/{id}:
    get:
      operationId: GetV1FilesId
      servers: [{ url: https://files.example }]
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { '200': { description: ok, content: { application/octet-stream: {} } } }
  /v1/users:
    get:
      operationId: GetV1Users
      responses: { '200': { description: ok, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/User' } } } } } }
webhooks:
  order.paid:
    post: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Paid' } } } } }
components:
  schemas:
    Order: { type: object, properties: { id: { type: string }, scan: { type: string, format: binary } } }
    Paid: { type: object, properties: { order: { $ref: '#/components/schemas/Order' }, at: { type: string, format: date-time } } }
    User: { type: object, properties: { name: { type: string } } }
";

/// Groups that stand in each other, the outermost one without operations of its own.
pub(crate) const NESTED: &str = "
openapi: 3.2.0
info: { title: Zoo, version: '1' }
servers: [{ url: https://zoo.example }]
tags: [{ name: World }, { name: Animals, parent: World }, { name: Dogs, parent: Animals }]
paths:
  /animals: { get: { operationId: listAnimals, tags: [Animals], responses: { '204': { description: none } } } }
  /dogs: { get: { operationId: listDogs, tags: [Dogs], responses: { '204': { description: none } } } }
  /ping: { get: { operationId: ping, tags: [Ping], responses: { '200': { description: ok } } } }
";

fn made(scratch: &Scratch, arguments: &[&str]) -> String {
    scratch.write("shop.yaml", TAGGED);
    let (spec, out) = (scratch.argument("shop.yaml"), scratch.argument("client"));
    xtask(&[&["new", "shop", "--spec", &spec, "--out", &out], arguments].concat()).ends_with(0);
    out
}

#[test]
fn a_feature_for_each_group_is_in_manifest_readme_and_code() {
    let scratch = Scratch::new();
    let out = made(&scratch, &["--features", "tag"]);
    let manifest = scratch.read("client/Cargo.toml");
    for lines in [
        "group = \"tag\"\n# There is a feature for each of these groups.\nfeatures = \"tag\"\n",
        "\"brotli\", \"all-operations\"]\n",
        "all-operations = [\n    \"orders\",\n    \"mock-operations\",\n    \"ping\",\n]\norders = []\nmock-operations = []\n",
        "[[example]]\nname = \"first_call\"\nrequired-features = [\"ping\"]\n",
    ] {
        assert!(manifest.contains(lines), "`{lines}` is not in:\n{manifest}");
    }
    let library = scratch.read("client/src/lib.rs");
    assert!(
        library.starts_with("#![cfg_attr(feature = \"ping\", doc = include_str!(\"../README.md\"))]\n"),
        "{library}"
    );
    assert!(scratch.read("client/README.md").contains("| `orders`, `mock-operations`, `ping` | "));
    let types = scratch.read("client/src/generated/types.rs");
    for lines in [
        "#[cfg(feature = \"orders\")]\nmod orders;\n",
        "#[cfg(any(feature = \"mock-operations\", feature = \"orders\"))]\npub use mock_operations_and_orders::*;\n",
    ] {
        assert!(types.contains(lines), "`{lines}` is not in:\n{types}");
    }
    let operations = scratch.read("client/src/generated/operations.rs");
    assert!(operations.contains("#[cfg(feature = \"mock-operations\")]\nmod mock_;\n"), "{operations}");
    xtask(&["regen", "--manifest", &out, "--offline", "--check"]).ends_with(0).says("up to date");
}

#[test]
fn a_group_that_others_stand_in_is_there_for_each_of_them() {
    let scratch = Scratch::new();
    scratch.write("zoo.yaml", NESTED);
    let (spec, out) = (scratch.argument("zoo.yaml"), scratch.argument("client"));
    xtask(&["new", "zoo", "--spec", &spec, "--out", &out, "--features", "tag"]).ends_with(0);
    let manifest = scratch.read("client/Cargo.toml");
    let features = "    \"world-animals\",\n    \"world-animals-dogs\",\n    \"ping\",\n";
    assert!(manifest.contains(features), "{manifest}");
    assert!(scratch.read("client/README.md").contains("client.world().animals().list()"));
    let operations = scratch.read("client/src/generated/operations.rs");
    for lines in [
        "#[cfg(any(feature = \"world-animals\", feature = \"world-animals-dogs\"))]\nimpl<'a, M: Mode> World<'a, M> {\n",
        "#[cfg(feature = \"world-animals-dogs\")]\nmod world_animals_dogs;\n",
    ] {
        assert!(operations.contains(lines), "`{lines}` is not in:\n{operations}");
    }
    let mock = scratch.read("client/src/generated/mock.rs");
    let own = "    animals -> Animals in World {\n        #[cfg(feature = \"world-animals\")] list -> () = LIST_ANIMALS,\n";
    assert!(mock.contains(own), "`{own}` is not in:\n{mock}");
    xtask(&["regen", "--manifest", &out, "--offline", "--check"]).ends_with(0).says("up to date");
}

#[test]
fn the_manifest_follows_the_groups_and_keeps_what_people_wrote() {
    let scratch = Scratch::new();
    let out = made(&scratch, &["--features", "tag"]);
    let own =
        scratch.read("client/Cargo.toml").replace("[features]\n", "[features]\n# ours\nall = [\"mock\"]\n");
    scratch.write("client/Cargo.toml", &own);
    let check = || xtask(&["regen", "--manifest", &out, "--check"]);
    check().ends_with(0);
    scratch.write("shop.yaml", &TAGGED.replace("tags: [Ping]", "tags: [Health]"));
    check().ends_with(4).says("stale      Cargo.toml");
    let run = xtask(&["regen", "--manifest", &out]).ends_with(0);
    run.says("the Cargo feature `ping` is gone");
    let manifest = scratch.read("client/Cargo.toml");
    assert!(
        manifest.contains("    \"health\",\n]\norders = []\nmock-operations = []\nhealth = []\n"),
        "{manifest}"
    );
    assert!(manifest.contains("# ours\nall = [\"mock\"]\n") && !manifest.contains("ping = []"), "{manifest}");
    check().ends_with(0).says("up to date");
}

#[test]
fn a_client_that_had_no_features_gets_them_by_a_line_of_its_manifest() {
    let scratch = Scratch::new();
    let out = made(&scratch, &[]);
    let flat = scratch.read("client/Cargo.toml");
    let line = "flavour = \"openapi\"\n";
    scratch.write("client/Cargo.toml", &flat.replace(line, &format!("{line}features = \"tag\"\n")));
    let refused = xtask(&["regen", "--manifest", &out, "--offline"]).ends_with(2);
    refused.says("it goes with `group = \"tag\"`, not with `group = \"flat\"`").says("features = \"tag\"");
    scratch.write(
        "client/Cargo.toml",
        &flat.replace(line, &format!("{line}group = \"tag\"\nfeatures = \"tag\"\n")),
    );
    xtask(&["regen", "--manifest", &out, "--offline"]).ends_with(0);
    let manifest = scratch.read("client/Cargo.toml");
    assert!(
        manifest.contains("\"brotli\", \"all-operations\"]") && manifest.contains("\nping = []\n"),
        "{manifest}"
    );
}

#[test]
fn features_of_no_groups_are_refused() {
    let scratch = Scratch::new();
    scratch.write("shop.yaml", crate::scratch::PLAIN);
    let spec = scratch.argument("shop.yaml");
    let run =
        xtask(&["new", "shop", "--spec", &spec, "--out", &scratch.argument("client"), "--features", "tag"]);
    run.ends_with(113).says("groups of operations, and there are none");
}

#[test]
fn features_by_path_go_with_chosen_operations_servers_and_webhooks() {
    let scratch = Scratch::new();
    scratch.write("shop.yaml", UNTAGGED);
    let (spec, out) = (scratch.argument("shop.yaml"), scratch.argument("client"));
    let chosen = ["--features", "path", "--only", "path:/v1/orders/**", "--only", "GetV1FilesId"];
    xtask(&[&["new", "shop", "--spec", &spec, "--out", &out], &chosen[..]].concat()).ends_with(0);
    let manifest = scratch.read("client/Cargo.toml");
    for lines in [
        "features = \"path\"\n",
        "operations = [\"path:/v1/orders/**\", \"GetV1FilesId\"]\n",
        "\"webhooks\", \"all-operations\"]\n",
        "all-operations = [\n    \"orders\",\n    \"files\",\n]\n",
    ] {
        assert!(manifest.contains(lines), "`{lines}` is not in:\n{manifest}");
    }
    let client = scratch.read("client/src/generated/mod.rs");
    assert!(client.contains("#[cfg(feature = \"webhooks\")]\npub mod webhooks;\n"), "{client}");
    assert!(client.contains("\npub mod servers;\n"), "{client}");
    let types = scratch.read("client/src/generated/types.rs");
    for lines in [
        "#[cfg(feature = \"webhooks\")]\nmod webhooks;\n",
        "#[cfg(any(feature = \"orders\", feature = \"webhooks\"))]\nmod orders_and_webhooks;\n",
    ] {
        assert!(types.contains(lines), "`{lines}` is not in:\n{types}");
    }
    xtask(&["regen", "--manifest", &out, "--offline", "--check"]).ends_with(0).says("up to date");
    let none = xtask(&[
        "new",
        "shop",
        "--spec",
        &spec,
        "--out",
        &scratch.argument("none"),
        "--only",
        "path:/v1/order/**",
    ]);
    none.ends_with(113).says("did you mean `path:/v1/orders");
}
