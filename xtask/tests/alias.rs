//! `cargo xtask` offers all commands there are, and calls itself by the name it was started by.

use std::process::Command;

fn xtask(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask")).args(arguments).output().unwrap();
    String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
}

#[test]
fn every_command_is_listed() {
    let help = xtask(&["--help"]);
    for command in [
        "regen",
        "new",
        "diff",
        "serve",
        "demo",
        "corpus",
        "directory",
        "judge",
        "peers",
        "scale",
        "differs",
        "cost",
        "suite",
        "conformance",
        "mailing",
        "page",
        "record",
    ] {
        assert!(help.contains(&format!("\n  {command} ")), "`{command}` is not in:\n{help}");
    }
}

#[test]
fn hints_and_help_name_the_alias() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("something"), "").unwrap();
    let said = xtask(&["new", "shop", "--spec", "shop.json", "--out", &folder.path().to_string_lossy()]);
    assert!(said.contains("`cargo xtask regen --manifest DIR`"), "{said}");
    assert!(xtask(&["regen", "--help"]).contains("Usage: cargo xtask regen"));
}
