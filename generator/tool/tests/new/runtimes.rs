//! Where a new crate has its runtime from.

use crate::scratch::{PLAIN, Run, Scratch};
use crate::xtask;

fn shop(runtime: &str) -> (Scratch, Run) {
    let scratch = Scratch::new();
    scratch.write("shop.yaml", PLAIN);
    let (spec, out) = (scratch.argument("shop.yaml"), scratch.argument("client"));
    let run = xtask(&["new", "shop", "--spec", &spec, "--out", &out, "--runtime", runtime]);
    (scratch, run)
}

#[test]
fn a_path_leads_to_the_clone_and_brings_its_versions() {
    let (scratch, run) = shop("path");
    run.ends_with(0);
    let manifest: toml::Table = scratch.read("client/Cargo.toml").parse().expect("it is TOML");
    let runtime = manifest["dependencies"]["lowcodeapi-runtime"]["path"].as_str().expect("it is a path");
    assert!(scratch.path("client").join(runtime).join("src/lib.rs").is_file(), "{runtime}");
    assert!(scratch.path("client/Cargo.lock").is_file());
}

#[test]
fn a_repository_is_named_with_its_revision() {
    let (scratch, run) = shop("git=https://git.example/runtime.git#v0.1.0");
    run.ends_with(0);
    let manifest = scratch.read("client/Cargo.toml");
    let line = "lowcodeapi-runtime = { git = \"https://git.example/runtime.git\", rev = \"v0.1.0\", default-features = false }";
    assert!(manifest.contains(line), "{manifest}");
    shop("subversion").1.ends_with(2).says("`vendored`");
}

#[test]
fn a_copy_of_the_runtime_is_part_of_what_regen_keeps() {
    let (scratch, run) = shop("vendored");
    run.ends_with(0);
    let manifest = scratch.read("client/Cargo.toml");
    assert!(!manifest.contains("lowcodeapi-runtime"), "{manifest}");
    assert!(scratch.read("client/src/lib.rs").contains("pub use generated::runtime::{"));
    let out = scratch.argument("client");
    let check = ["regen", "--manifest", &out, "--offline", "--check"];
    xtask(&check).ends_with(0).says("up to date");
    let file = "client/src/generated/runtime/retry.rs";
    scratch.write(file, &scratch.read(file).replace("attempts", "tries"));
    xtask(&check).ends_with(4).says("src/generated/runtime/retry.rs");
    xtask(&["regen", "--manifest", &out, "--offline"]).ends_with(0);
    xtask(&check).ends_with(0).says("up to date");
}
