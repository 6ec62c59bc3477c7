//! `--check` names every kind of drift, and writes nothing.

use crate::scratch::{DOCUMENT, LARGER, Scratch};
use crate::server::openapi;

const STALE_OVERLAY: &str = "overlay: 1.0.0\ninfo: {title: x, version: 1.0.0}\nactions:\n- target: $.paths['/v1/gone'].get\n  description: It went away.\n  update: {summary: x}\n";

#[track_caller]
fn check(scratch: &Scratch, code: i32) -> String {
    let before = scratch.files();
    let run = scratch.regen(&["--check", "--offline"]).ends_with(code);
    assert!(before == scratch.files(), "--check wrote something");
    run.stdout
}

#[test]
fn nothing_is_said_against_a_fresh_client() {
    assert!(check(&Scratch::generated(), 0).ends_with("files      up to date\n"));
}

#[test]
fn a_stale_file_is_shown_with_its_first_differing_lines() {
    let scratch = Scratch::generated();
    let types = scratch.read("client/src/generated/types.rs");
    let first = types.lines().next().unwrap();
    scratch.write("client/src/generated/types.rs", &types.replacen(first, "// Edited.", 1));
    let output = check(&scratch, 4);
    assert!(
        output.contains("stale      client/src/generated/types.rs:1\n           - // Edited.\n"),
        "{output}"
    );
    assert!(output.contains(&format!("           + {first}\n")), "{output}");
    assert!(output.ends_with("mend it    cargo-api-client regen --offline\n"), "{output}");
    scratch.regen(&["--offline"]).ends_with(0);
    check(&scratch, 0);
}

#[test]
fn missing_and_orphaned_files_are_listed_and_mended() {
    let scratch = Scratch::generated();
    let before = scratch.files();
    scratch.delete("client/src/generated/mod.rs");
    scratch.delete("snapshots/shop/api.txt");
    scratch.write("client/src/generated/deep/old.rs", "// Once emitted.\n");
    let output = check(&scratch, 4);
    for line in [
        "missing    client/src/generated/mod.rs",
        "missing    snapshots/shop/api.txt",
        "orphaned   client/src/generated/deep/old.rs",
    ] {
        assert!(output.contains(line), "{output}");
    }
    scratch.regen(&["--offline"]).ends_with(0).says("2 written, 1 deleted");
    assert!(before == scratch.files());
    assert!(!scratch.path("client/src/generated/deep").exists());
}

#[test]
fn files_of_ones_own_beside_the_snapshots_are_left_alone() {
    let scratch = Scratch::generated();
    scratch.write("snapshots/shop/notes.md", "Mine.\n");
    check(&scratch, 0);
}

#[test]
fn each_snapshot_is_guarded() {
    for file in ["openapi.json", "effective.yaml", "api.txt", "lock.toml"] {
        let scratch = Scratch::generated();
        let path = format!("snapshots/shop/{file}");
        let text = scratch.read(&path);
        let edited = if file == "lock.toml" { text.replacen("shop", "mail", 1) } else { format!("{text}\n") };
        scratch.write(&path, &edited);
        assert!(check(&scratch, 4).contains(&format!("stale      {path}")), "{file}");
    }
}

#[test]
fn a_lock_with_a_syntax_error_is_told_with_its_place() {
    let scratch = Scratch::generated();
    scratch.write("snapshots/shop/lock.toml", "<<<<<<< HEAD\n");
    scratch.regen(&["--check", "--offline"]).ends_with(111).says("lock.toml").says("restore it with git");
}

#[test]
fn a_changed_service_is_drift_too() {
    let scratch = Scratch::generated();
    let server = openapi(LARGER);
    let before = scratch.files();
    let run = scratch.regen(&["--check", "--backend", &server.url()]).ends_with(4);
    assert!(before == scratch.files());
    run.says("stale      snapshots/shop/openapi.json")
        .says(&format!("cargo-api-client regen --backend {}", server.url()));
}

#[test]
fn an_overlay_action_without_a_match_is_a_warning_to_regen_and_an_error_to_check() {
    let scratch = Scratch::generated();
    scratch.write("client/overlay.yaml", STALE_OVERLAY);
    scratch
        .regen(&["--offline"])
        .ends_with(0)
        .says("client/overlay.yaml:4: `$.paths['/v1/gone'].get` matches nothing");
    let run = scratch.regen(&["--check", "--offline"]).ends_with(112);
    run.says("matches nothing").says("1 overlay action(s) match nothing");
}

#[test]
fn stale_files_count_more_than_a_stale_overlay() {
    let scratch = Scratch::generated();
    scratch.write("client/overlay.yaml", STALE_OVERLAY);
    check(&scratch, 4);
}

#[test]
fn a_document_edited_by_hand_is_told_apart_from_the_locked_one() {
    let scratch = Scratch::generated();
    scratch.write("snapshots/shop/openapi.json", &DOCUMENT.replace("Lists orders", "Lists all orders"));
    let output = check(&scratch, 4);
    assert!(output.contains("not the document the lock describes"), "{output}");
    assert!(output.contains("stale      snapshots/shop/lock.toml"), "{output}");
}
