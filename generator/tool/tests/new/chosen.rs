//! Types and traits that the manifest chooses, and where it says what can't be.

use super::features::TAGGED;
use crate::scratch::Scratch;
use crate::xtask;

#[test]
fn chosen_types_are_in_the_manifest_with_their_packages() {
    let scratch = Scratch::new();
    scratch.write("shop.yaml", &TAGGED.replace("total:", "id: { type: string, format: uuid }, total:"));
    let (spec, out) = (scratch.argument("shop.yaml"), scratch.argument("client"));
    xtask(&["new", "shop", "--spec", &spec, "--out", &out, "--type", "uuid=uuid::Uuid"]).ends_with(0);
    let manifest = scratch.read("client/Cargo.toml");
    assert!(manifest.contains("\ntypes = { \"uuid\" = \"uuid::Uuid\" }\n"), "{manifest}");
    let package = "uuid = { version = \"1\", default-features = false, features = [\"serde\", \"std\"] }\n";
    assert!(manifest.contains(package), "{manifest}");
    assert!(scratch.read("client/src/generated/types.rs").contains("pub id: Option<::uuid::Uuid>"));
    assert!(scratch.read("client/README.md").contains("Strings of the format `uuid` are `uuid::Uuid`"));
    xtask(&["regen", "--manifest", &out, "--offline", "--check"]).ends_with(0).says("up to date");

    scratch.write("client/Cargo.toml", &manifest.replace(package, ""));
    xtask(&["regen", "--manifest", &out, "--offline", "--check"]).ends_with(4).says("stale      Cargo.toml");
    xtask(&["regen", "--manifest", &out, "--offline"]).ends_with(0);
    assert!(scratch.read("client/Cargo.toml").contains(package.trim_end()));
}

#[test]
fn a_copy_of_the_runtime_shares_the_packages_of_chosen_types() {
    let scratch = Scratch::new();
    scratch.write("shop.yaml", &TAGGED.replace("total:", "id: { type: string, format: uuid }, total:"));
    let (spec, out) = (scratch.argument("shop.yaml"), scratch.argument("client"));
    let chosen = ["--type", "uuid=uuid::Uuid", "--runtime", "vendored"];
    xtask(&[&["new", "shop", "--spec", &spec, "--out", &out], &chosen[..]].concat()).ends_with(0);
    let manifest: toml::Table =
        scratch.read("client/Cargo.toml").parse().expect("each package is there once");
    assert_eq!(manifest["dependencies"]["uuid"].get("optional"), None);
    assert_eq!(manifest["features"]["uuid"].as_array().map(Vec::len), Some(0));
    assert_eq!(manifest["features"]["jiff"][0].as_str(), Some("dep:jiff"));
}

#[test]
fn what_the_manifest_says_and_can_not_be_is_shown_at_its_line() {
    let scratch = Scratch::new();
    scratch.write("shop.yaml", TAGGED);
    let (spec, out) = (scratch.argument("shop.yaml"), scratch.argument("client"));
    xtask(&["new", "shop", "--spec", &spec, "--out", &out]).ends_with(0);
    let manifest = scratch.read("client/Cargo.toml");
    let line = "flavour = \"openapi\"\n";
    let at = manifest[..manifest.find(line).unwrap()].lines().count() + 2;
    for (stated, says) in [
        ("operations = [\"getOrdr\"]", "did you mean `getOrder`?"),
        ("derives = { Ordr = [\"Eq\"] }", "did you mean `Order`?"),
        ("derives = [\"Eqq\"]", "did you mean `Eq`?"),
        ("types = { uuid = \"uuid::Uuid\" }", "which no string of the document has"),
        ("types = { byte = \"bytes::Bytes\" }", "are bytes"),
        ("examples = \"the shop\"", "no path of Rust"),
    ] {
        scratch.write("client/Cargo.toml", &manifest.replace(line, &format!("{line}{stated}\n")));
        let run = xtask(&["regen", "--manifest", &out, "--offline"]).ends_with(113);
        run.says(says).says(&format!("Cargo.toml:{at}:")).says(stated);
    }
}
