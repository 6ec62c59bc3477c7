//! `peers` measures stand-ins for the other generators, without a network.

use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use crate::lab;
use crate::scratch::{PLAIN, Run, Scratch};

/// A stand-in for this project's own generator: a client with one method.
const OURS: &str = "mkdir -p $8/src/generated; touch $8/Cargo.toml; echo 'pub(super) const LIST: Endpoint = Endpoint {' > $8/src/generated/operations.rs";

/// Peers that are there already, each a script, and a cargo that installs nothing.
fn peers(scratch: &Scratch, installed: &[(&str, &str)]) -> Run {
    scratch.write("shop.yaml", PLAIN);
    for (program, script) in installed.iter().chain(&[("cargo", "exit 7"), ("ours", OURS)]) {
        let (name, _) = program.rsplit_once('-').unwrap_or((program, ""));
        let file = format!("peers/installed/{program}/bin/{name}");
        scratch.write(&file, &format!("#!/bin/sh\n{script}\n"));
        let executable = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(scratch.path(&file), executable).expect("it is ours");
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_lab"));
    command.args(["peers", "--runs", "2", "--ours"]).arg(scratch.path("peers/installed/ours/bin/ours"));
    command.arg("--document").arg(scratch.path("shop.yaml")).arg("--folder").arg(scratch.path("peers"));
    command.env("CARGO", scratch.path("peers/installed/cargo/bin/cargo")).env("NO_COLOR", "1");
    Run::of(&mut command)
}

#[test]
fn everybody_has_a_row_and_whoever_is_missing_is_named() {
    let scratch = Scratch::new();
    let ploidy = "mkdir -p $5/src/client; printf '    pub async fn list_orders(&self) {}\\n' > $5/src/client/default.rs";
    let panics = "echo 'thread main panicked at a.rs:1:' >&2; echo 'not yet implemented' >&2; exit 101";
    let run = peers(&scratch, &[("ploidy-0.15.0", ploidy), ("oas3-gen-0.29.0", panics)]);
    let run = run.ends_with(0).says("| `shop.yaml` | best | median | memory | exit | of 1 operations |");
    let cells = |title: &str| {
        let row =
            run.stdout.lines().find(|line| line.starts_with(&format!("| {title} |"))).expect("it has a row");
        let cells: Vec<String> = row.split('|').map(|cell| cell.trim().to_owned()).collect();
        (cells[5].clone(), cells[6].clone())
    };
    let pair = |exit: &str, kept: &str| (exit.to_owned(), kept.to_owned());
    assert_eq!(cells("this one"), pair("0", "1"));
    assert_eq!(cells("ploidy 0.15.0"), pair("0", "1"));
    assert_eq!(cells("oas3-gen 0.29.0"), pair("101", "–"));
    run.says("oas3-gen 0.29.0 says: panicked at a.rs:1: not yet implemented")
        .says("cargo-progenitor 0.15.1 can't be installed: `cargo install` ended with exit status: 7");
}

#[test]
fn a_document_that_is_not_there_is_named_before_anything_is_installed() {
    let scratch = Scratch::new();
    let run = lab(&["peers", "--document", &scratch.argument("none.json")]);
    run.ends_with(2).says("can't read").says("none.json");
}
