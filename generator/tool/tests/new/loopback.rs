//! A new crate, compiled by cargo as its README says, calls a stand-in on this machine in both URL formats.

use test_support::crates;

use crate::scratch::{NOTES, Run, Scratch};
use crate::xtask;

/// Goes into the new crate: a server of one answer a connection, and what the client makes of it.
const CALLS: &str = include_str!("calls.rs.txt");

#[test]
#[ignore = "compiles a crate: `.ci/run heavy`"]
fn a_new_crate_passes_its_tests_and_calls_a_stand_in_in_both_url_formats() {
    let scratch = Scratch::within(env!("CARGO_TARGET_TMPDIR").as_ref());
    scratch.write("notes.json", NOTES);
    let (spec, out) = (scratch.argument("notes.json"), scratch.argument("client"));
    xtask(&["new", "notes", "--spec", &spec, "--out", &out, "--runtime", "path"]).ends_with(0);
    scratch.write("client/tests/calls.rs", CALLS);
    // The folder lies below this project's own workspace.
    scratch.write("client/Cargo.toml", &(scratch.read("client/Cargo.toml") + "\n[workspace]\n"));

    let mut cargo = crates::cargo(env!("CARGO_TARGET_TMPDIR"), &scratch.path("client"));
    cargo.env_remove("LOWCODEAPI_BASE_URL").env_remove("LOWCODEAPI_URL_FORMAT");
    let run = Run::of(cargo.arg("test")).ends_with(0);
    for test in [
        "the_new_format_is_enough ... ok",
        "the_old_format_follows_a_route_miss ... ok",
        "a_refused_first_call_says_so ... ok",
    ] {
        assert!(run.output().contains(test), "`{test}` is not in:\n{}", run.output());
    }
}
