//! What `new` writes, and what it refuses.

use crate::scratch::{NOTES, PLAIN, Run, Scratch};
use crate::xtask;

#[test]
fn a_new_crate_is_complete_and_up_to_date() {
    let scratch = Scratch::new();
    scratch.write("notes.json", NOTES);
    let (spec, out) = (scratch.argument("notes.json"), scratch.argument("client"));
    xtask(&["new", "notes", "--spec", &spec, "--out", &out]).ends_with(0).says("lowcodeapi-notes");
    for file in ["src/lib.rs", "src/generated/mod.rs", "spec/openapi.json", "spec/lock.toml", "overlay.yaml"]
    {
        assert!(scratch.path("client").join(file).is_file(), "{file}");
    }
    let manifest = scratch.read("client/Cargo.toml");
    for line in [
        "provider = \"notes\"",
        "host = \"https://api.lowcodeapi.com\"",
        "lowcodeapi-runtime = { version = \"0.1.0\", default-features = false }",
        "license = \"MIT OR Apache-2.0\"",
        "keywords = [\"notes\", \"api\", \"client\", \"openapi\"]",
        "documentation = \"https://docs.rs/lowcodeapi-notes\"",
    ] {
        assert!(manifest.contains(line), "`{line}` is not in:\n{manifest}");
    }
    let example = scratch.read("client/examples/first_call.rs");
    let call = example.split_once("\n\n").expect("a comment stands in front").1;
    let readme = scratch.read("client/README.md");
    assert!(readme.contains(call), "the README shows the example");
    assert!(readme.contains("serve --manifest"), "the README tells of the stand-in:\n{readme}");
    assert!(readme.contains("`LOWCODEAPI_BASE_URL=http://127.0.0.1:8420`"), "{readme}");
    xtask(&["regen", "--manifest", &out, "--offline", "--check"]).ends_with(0).says("up to date");
}

/// Dependencies for browsers are nowhere else in use, so this may fetch some.
#[test]
#[ignore = "compiles a crate: `.ci/run heavy`"]
fn a_client_does_not_compile_for_browsers_and_says_why() {
    let scratch = Scratch::new();
    scratch.write("notes.json", NOTES);
    let (spec, out) = (scratch.argument("notes.json"), scratch.argument("client"));
    xtask(&["new", "notes", "--spec", &spec, "--out", &out, "--runtime", "path"]).ends_with(0);
    let mut cargo = test_support::crates::cargo(env!("CARGO_TARGET_TMPDIR"), &scratch.path("client"));
    let check = cargo.args(["check", "--lib", "--no-default-features", "--target", "wasm32-unknown-unknown"]);
    Run::of(check).ends_with(101).says("clients don't run on wasm32");
}

#[test]
fn a_crate_that_is_there_is_not_overwritten() {
    let scratch = Scratch::new();
    scratch.write("notes.json", NOTES);
    scratch.write("client/Cargo.toml", "[package]\n");
    let (spec, out) = (scratch.argument("notes.json"), scratch.argument("client"));
    xtask(&["new", "notes", "--spec", &spec, "--out", &out]).ends_with(2).says("is not empty");
    assert_eq!(scratch.read("client/Cargo.toml"), "[package]\n");
}

#[test]
fn nothing_is_written_where_there_is_no_document() {
    let scratch = Scratch::new();
    scratch.write("notes.json", "{}");
    let (spec, out) = (scratch.argument("notes.json"), scratch.argument("client"));
    xtask(&["new", "notes", "--spec", &spec, "--out", &out]).ends_with(111);
    xtask(&["new", "../notes", "--spec", &spec, "--out", &out]).ends_with(2);
    let in_the_clear = "http://notes.example/openapi.json";
    xtask(&["new", "notes", "--spec", in_the_clear, "--out", &out]).ends_with(2).says("must be https");
    assert!(!scratch.path("client").exists());
}

#[test]
fn what_is_given_is_not_guessed() {
    let scratch = Scratch::new();
    scratch.write("shop.yaml", PLAIN);
    let given = "overlay: 1.0.0\ninfo: { title: Known, version: '1' }\nactions:\n  - target: $.paths['/orders'].get\n    update: { operationId: allOrders }\n  - target: $.paths['/gone']\n    remove: true\n";
    scratch.write("known.yaml", given);
    let mut command = scratch.command(env!("CARGO_BIN_EXE_cargo-api-client"));
    command.args(["new", "shop", "--spec", "shop.yaml", "--name", "acme-orders", "--license", "ISC"]);
    let run = Run::of(command.args(["--overlay", "known.yaml", "--no-example"])).ends_with(0);
    run.says("acme-orders in acme-orders: 1 operation").says("licence    ISC").says("overlay.yaml:6");
    assert_eq!(scratch.read("acme-orders/overlay.yaml"), given);
    assert!(scratch.read("acme-orders/Cargo.toml").contains("name = \"acme-orders\"\n"));
    assert!(scratch.read("acme-orders/Cargo.toml").contains("license = \"ISC\"\n"));
    assert!(
        scratch
            .read("acme-orders/src/generated/operations.rs")
            .contains("    all_orders() -> AllOrders::new,")
    );
    assert!(!scratch.path("acme-orders/examples").exists() && !scratch.path("acme-orders/tests").exists());
    assert!(scratch.read("acme-orders/.gitattributes").contains("eol=lf"));
    let at_home = |arguments: &[&str]| {
        let mut command = scratch.command(env!("CARGO_BIN_EXE_cargo-api-client"));
        Run::of(command.args(arguments).current_dir(scratch.path("acme-orders")))
    };
    at_home(&["regen", "--offline", "--check"]).ends_with(112).says("match nothing");
    at_home(&["regen"]).ends_with(112).says("shop.yaml");
}

#[test]
fn a_crate_in_a_workspace_is_never_one_itself() {
    let scratch = Scratch::new();
    scratch.write("notes.json", NOTES);
    let workspace = "[workspace]\nmembers = [\"clients/*\"]\nexclude = [\"trials\"]\n[workspace.package]\nlicense = \"MPL-2.0\"\n";
    scratch.write("Cargo.toml", workspace);
    let spec = scratch.argument("notes.json");
    let new = |out: &str| {
        xtask(&["new", "notes", "--spec", &spec, "--out", &scratch.argument(out)]).ends_with(0).output()
    };
    let license = |out: &str| {
        let manifest: toml::Table = scratch.read(&format!("{out}/Cargo.toml")).parse().expect("it is TOML");
        assert!(!manifest.contains_key("workspace"), "{out}");
        manifest["package"]["license"].to_string()
    };
    assert!(!new("clients/notes").contains("`members`"));
    assert!(license("clients/notes").contains("workspace = true"));
    assert!(new("others/notes").contains("add it to `members` there"));
    assert!(license("others/notes").contains("MIT OR Apache-2.0"));
    assert!(!new("trials/notes").contains("`members`"));
}

#[test]
fn the_client_of_any_other_document_says_so_in_its_manifest() {
    let scratch = Scratch::new();
    scratch.write("shop.yaml", PLAIN);
    let (spec, out) = (scratch.argument("shop.yaml"), scratch.argument("client"));
    xtask(&["new", "shop", "--spec", &spec, "--out", &out]).ends_with(0).says("shop-client");
    let manifest = scratch.read("client/Cargo.toml");
    for line in ["flavour = \"openapi\"", "host = \"https://shop.example/v2\""] {
        assert!(manifest.contains(line), "`{line}` is not in:\n{manifest}");
    }
    xtask(&["regen", "--manifest", &out, "--offline", "--check"]).ends_with(0).says("up to date");
}

#[test]
fn the_readme_tells_of_what_the_client_has_and_of_nothing_else() {
    let scratch = Scratch::new();
    let signed = PLAIN.replace("type: http, scheme: bearer", "type: apiKey, in: header, name: Authorization");
    let refused = "        '400': { description: No, content: { application/json: { schema: { type: object, properties: { why: { type: string } } } } } }\n";
    scratch.write("shop.yaml", &(signed + refused));
    let spec = scratch.argument("shop.yaml");
    let readme = |spec: &str, out: &str| {
        xtask(&["new", "shop", "--spec", spec, "--out", &scratch.argument(out)]).ends_with(0);
        scratch.read(&format!("{out}/README.md"))
    };
    let with = readme(&spec, "with");
    for line in [
        "what signs each request is a `signer` of the builder",
        "have types, which read them: `ListOrdersFailure::of(&error)`.",
        "| `gzip` (default), `brotli` (default) |",
        "| `jiff`, `chrono`, `time` |",
    ] {
        assert!(with.contains(line), "`{line}` is not in:\n{with}");
    }
    scratch.write("plain.yaml", PLAIN);
    let without = readme(&scratch.argument("plain.yaml"), "without");
    for word in ["signer", "Failure::of", "webhooks", "## Pages", "An answer it says nothing of", "\n\n\n"] {
        assert!(!without.contains(word), "`{word}` is in:\n{without}");
    }
}

#[test]
fn what_is_needed_at_once_is_asked_for_at_once() {
    let scratch = Scratch::new();
    let keys =
        "{ Key: { type: apiKey, in: header, name: X-Key }, Id: { type: apiKey, in: header, name: X-Id } }";
    let both = PLAIN.replace("{ Key: { type: http, scheme: bearer } }", keys);
    scratch.write("shop.yaml", &both.replace("[{ Key: [] }]", "[{ Key: [], Id: [] }]"));
    let (spec, out) = (scratch.argument("shop.yaml"), scratch.argument("client"));
    xtask(&["new", "shop", "--spec", &spec, "--out", &out]).ends_with(0);
    let readme = scratch.read("client/README.md");
    let variables = "export SHOP_CLIENT_KEY=…\nexport SHOP_CLIENT_ID=…\ncargo run";
    assert!(readme.contains(variables), "`{variables}` is not in:\n{readme}");
}

#[test]
fn a_document_of_webhooks_alone_is_a_crate_that_verifies_them() {
    let scratch = Scratch::new();
    let webhooks = "openapi: 3.1.0\ninfo: { title: Shop, version: '1' }\nwebhooks:\n  order.paid:\n    post: { requestBody: { content: { application/json: { schema: { type: object, properties: { id: { type: string } } } } } } }\n";
    scratch.write("shop.yaml", webhooks);
    let (spec, out) = (scratch.argument("shop.yaml"), scratch.argument("client"));
    xtask(&["new", "shop", "--spec", &spec, "--out", &out]).ends_with(0);
    let manifest = scratch.read("client/Cargo.toml");
    assert!(
        manifest.contains("default = [\"rustls\", \"http2\", \"gzip\", \"brotli\", \"webhooks\"]"),
        "{manifest}"
    );
    assert!(scratch.read("client/src/generated/webhooks.rs").contains("OrderPaid(types::OrderPaidPayload)"));
    assert!(scratch.read("client/README.md").contains("SystemTime::now())?.parse_as(name)?`"));
    xtask(&["regen", "--manifest", &out, "--offline", "--check"]).ends_with(0).says("up to date");
}
