//! The command line: help, and mistakes.

use std::process::Command;

use crate::scratch::{DOCUMENT, Scratch};
use crate::server::openapi;

fn xtask(arguments: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_cargo-api-client")).args(arguments).output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap(), String::from_utf8(text).unwrap())
}

#[test]
fn help_names_every_exit_code() {
    for arguments in [&["--help"][..], &["regen", "--help"]] {
        let (code, help) = xtask(arguments);
        assert_eq!(code, 0);
        for code in ["  0  ", "  2  ", "  4  ", "110  ", "111  ", "112  ", "113  "] {
            assert!(help.contains(code), "{code} is not in:\n{help}");
        }
    }
}

#[test]
fn cargo_starts_it_as_a_command_of_its_own() {
    let (code, help) = xtask(&["api-client", "regen", "--help"]);
    assert_eq!(code, 0);
    for part in ["Usage: cargo api-client regen", "Examples:\n  cargo api-client regen  "] {
        assert!(help.contains(part), "`{part}` is not in:\n{help}");
    }
    let (code, version) = xtask(&["api-client", "--version"]);
    assert_eq!((code, version.trim()), (0, concat!("cargo-api-client ", env!("CARGO_PKG_VERSION"))));
    let (code, script) = xtask(&["completions", "bash"]);
    assert!(code == 0 && script.contains("--keep-query") && script.contains("complete -F"), "{script}");
}

#[test]
fn mistakes_on_the_command_line_end_with_2() {
    let mistakes: [&[&str]; 8] = [
        &[],
        &["regenerate"],
        &["regen", "--sauce", "openapi"],
        &["regen", "--source", "guess"],
        &["regen", "--spec", "x", "--offline"],
        &["regen", "--timeout", "0"],
        &["regen", "--provider", "../etc"],
        &["regen", "--manifest", "/nowhere/at/all"],
    ];
    for arguments in mistakes {
        assert_eq!(xtask(arguments).0, 2, "{arguments:?}");
    }
}

#[test]
fn a_folder_without_a_client_is_told() {
    let scratch = Scratch::empty();
    scratch.write("Cargo.toml", "[workspace]\nmembers = []\n");
    scratch.regen(&["--offline"]).ends_with(2).says("no generated client found").says("--manifest DIR");
}

#[test]
fn a_client_can_be_named_by_its_folder() {
    let scratch = Scratch::empty();
    scratch.write(
        "elsewhere/Cargo.toml",
        "[package]\nname = \"x\"\n[package.metadata.lowcodeapi]\nprovider = \"shop\"\nhost = \"https://api.example.com\"\n[workspace]\n",
    );
    scratch.regen(&["--manifest", "elsewhere", "--backend", &openapi(DOCUMENT).url()]).ends_with(0);
    assert!(scratch.read("elsewhere/spec/lock.toml").contains("provider = \"shop\""));
    assert!(scratch.path("elsewhere/src/generated/mod.rs").is_file());
    scratch.regen(&["--manifest", "elsewhere", "--offline", "--check"]).ends_with(0);
}

#[test]
fn another_provider_than_the_crates_own_is_told_and_guarded() {
    let scratch = Scratch::generated();
    scratch.write("other.json", r#"{"openapi":"3.0.0","info":{"title":"Mail","version":"1"},"paths":{"/send":{"post":{"responses":{}}}}}"#);
    scratch
        .regen(&["--provider", "mail", "--spec", "other.json"])
        .ends_with(111)
        .says("lacks 2 of the client's operations");
    scratch
        .regen(&["--provider", "mail", "--spec", "other.json", "--allow-shrink"])
        .ends_with(0)
        .says("the client's Cargo.toml names provider `shop`, this is `mail`");
}
