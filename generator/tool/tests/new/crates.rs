//! What `new` writes, and what it refuses.

use crate::scratch::{NOTES, PLAIN, Scratch};
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
        "[workspace]",
    ] {
        assert!(manifest.contains(line), "`{line}` is not in:\n{manifest}");
    }
    let example = scratch.read("client/examples/first_call.rs");
    let call = example.split_once("\n\n").expect("a comment stands in front").1;
    assert!(scratch.read("client/README.md").contains(call), "the README shows the example");
    xtask(&["regen", "--manifest", &out, "--offline", "--check"]).ends_with(0).says("up to date");
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
    assert!(!scratch.path("client").exists());
}

#[test]
fn a_crate_in_a_workspace_that_counts_it_is_no_workspace_itself() {
    let scratch = Scratch::new();
    scratch.write("notes.json", NOTES);
    scratch.write("Cargo.toml", "[workspace]\nmembers = [\"clients/*\"]\n");
    let spec = scratch.argument("notes.json");
    for (out, stands_alone) in [("clients/notes", false), ("others/notes", true)] {
        xtask(&["new", "notes", "--spec", &spec, "--out", &scratch.argument(out)]).ends_with(0);
        assert_eq!(scratch.read(&format!("{out}/Cargo.toml")).contains("[workspace]"), stands_alone, "{out}");
    }
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
