//! A run that is killed leaves whole files, `--check` names what is unfinished, and the same run again finishes it.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::scratch::{DOCUMENT, LARGER, Scratch};
use crate::server::{Server, openapi};

type Files = BTreeMap<String, Vec<u8>>;

/// Staged files are named so; they are nobody's half-written files.
fn without_staged(files: Files) -> Files {
    files.into_iter().filter(|(name, _)| !name.contains(".regen-")).collect()
}

#[test]
#[ignore = "kills sixty processes: `.ci/run heavy`"]
fn a_run_killed_at_any_moment_leaves_no_half_written_file() {
    let (smaller, larger) = (openapi(DOCUMENT), openapi(LARGER));
    let scratch = Scratch::empty();
    let to = |server: &Server| ["--backend".to_owned(), server.url(), "--allow-shrink".to_owned()];
    let whole = |server: &Server| {
        let arguments = to(server);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let began = std::time::Instant::now();
        scratch.regen(&arguments).ends_with(0);
        (scratch.files(), began.elapsed())
    };
    let (before, _) = whole(&smaller);
    let (after, duration) = whole(&larger);
    let mut unfinished = 0;
    for step in 0..60 {
        assert!(whole(&smaller).0 == before, "the same run again finishes it");
        let arguments = to(&larger);
        let mut run = scratch.start(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
        // The writing is at the end; that is where most of the kills should fall.
        std::thread::sleep(duration.mul_f64(0.4 + 0.01 * f64::from(step)));
        let _ = run.kill();
        run.wait().unwrap();

        let found = without_staged(scratch.files());
        for (name, bytes) in &found {
            assert!(
                before.get(name) == Some(bytes) || after.get(name) == Some(bytes),
                "{name} is half-written"
            );
        }
        if scratch.files() != before && scratch.files() != after {
            unfinished += 1;
            scratch.regen(&["--check", "--offline"]).ends_with(4);
        }
    }
    eprintln!("{unfinished} of 60 runs were caught while writing");
}

#[test]
fn every_state_between_two_renames_is_named_and_cured() {
    let server = openapi(LARGER);
    let arguments = ["--backend", &server.url()];
    let scratch = Scratch::generated();
    let before = scratch.files();
    scratch.regen(&arguments).ends_with(0);
    let after = scratch.files();
    // The order of writing: the document, the client, what is derived, the lock.
    let mut changed: Vec<&String> =
        after.keys().filter(|name| before.get(*name) != after.get(*name)).collect();
    changed.sort_by_key(|name| match name.as_str() {
        "snapshots/shop/openapi.json" => 0,
        "snapshots/shop/lock.toml" => 2,
        _ => 1,
    });
    assert!(changed.len() >= 4, "{changed:?}");
    for done in 1..changed.len() {
        for (index, name) in changed.iter().enumerate() {
            let files = if index < done { &after } else { &before };
            std::fs::write(scratch.path(name), &files[*name]).unwrap();
        }
        scratch.regen(&["--check", "--offline"]).ends_with(4).says("stale      snapshots/shop/lock.toml");
        scratch.regen(&arguments).ends_with(0);
        assert!(scratch.files() == after, "{done} files were written before");
    }
}

#[test]
fn what_a_killed_run_staged_is_named_and_cleared_away() {
    let scratch = Scratch::generated();
    let before = scratch.files();
    scratch.write("client/src/generated/.regen-abc123.tmp", "half");
    scratch.write("snapshots/shop/.regen-def456.tmp", "");
    let run = scratch.regen(&["--check", "--offline"]).ends_with(4);
    run.says("leftover   client/src/generated/.regen-abc123.tmp (a refresh was interrupted)")
        .says("leftover   snapshots/shop/.regen-def456.tmp");
    scratch.regen(&["--offline"]).ends_with(0).says("2 deleted");
    assert!(scratch.files() == before);
}

#[test]
fn an_obstacle_is_told_and_the_same_run_finishes_after_it_is_gone() {
    let scratch = Scratch::generated();
    let after = scratch.files();
    scratch.delete("client/src/generated/types.rs");
    std::fs::create_dir(scratch.path("client/src/generated/types.rs")).unwrap();
    scratch.regen(&["--offline"]).ends_with(113).says("machine-owned files must be plain files");
    std::fs::remove_dir(scratch.path("client/src/generated/types.rs")).unwrap();
    scratch.regen(&["--offline"]).ends_with(0);
    assert!(scratch.files() == after);
}

#[cfg(unix)]
#[test]
fn written_files_are_as_readable_as_any_other() {
    use std::os::unix::fs::PermissionsExt as _;
    let scratch = Scratch::generated();
    let mode = |file: &str| std::fs::metadata(scratch.path(file)).unwrap().permissions().mode();
    assert_eq!(mode("client/src/generated/mod.rs"), mode("served.json"));
}

#[test]
fn runs_are_quick_enough_to_be_run_at_every_commit() {
    let scratch = Scratch::generated();
    let began = std::time::Instant::now();
    scratch.regen(&["--check", "--offline"]).ends_with(0);
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
}

#[test]
fn two_that_write_at_once_take_turns() {
    let scratch = Scratch::generated();
    scratch.write("a.json", DOCUMENT);
    scratch.write("b.json", LARGER);
    for _ in 0..6 {
        let specs = ["a.json", "b.json"];
        let mut both = specs.map(|spec| scratch.start(&["--spec", spec, "--allow-shrink"]));
        for one in &mut both {
            assert!(one.wait().expect("it was started").success());
        }
        scratch.regen(&["--offline", "--check"]).ends_with(0);
    }
}
