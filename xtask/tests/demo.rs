//! `cargo xtask demo`, run as its users run it. It builds the client, so it is the slowest test there is.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use test_support::Run;

fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

#[test]
#[ignore = "compiles the client: `.ci/run heavy`"]
fn the_demo_ends_with_mails_as_received() {
    let run = Run::of(Command::new(env!("CARGO_BIN_EXE_xtask")).arg("demo").current_dir(project()));
    let mut said = run.ends_with(0);
    for line in [
        "regenerated from /awsses/openapi",
        "regenerated from /awsses/definition",
        "which are those that are committed",
        "The example `welcome` sent",
        "  Subject   Welcome to our service",
        "  Bcc       archive@example.com",
        "  Reply to  editors@example.com",
        "  Subject   Alice, here is your discount",
        "  Subject   Bob, here is your discount",
        "4 mails received in ",
    ] {
        said = said.says(line);
    }
}

/// The packages that a build of this one takes, with the features each is built with.
fn packages(edges: &str) -> BTreeMap<String, String> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["tree", "--locked", "--package", "xtask", "--edges", edges, "--prefix", "none"]);
    let tree = Run::of(cargo.args(["--format", "{p}|{f}"]).current_dir(project())).ends_with(0).stdout;
    let lines = tree.lines().filter_map(|line| line.trim_end_matches(" (*)").split_once('|'));
    lines.map(|(package, features)| (package.to_owned(), features.to_owned())).collect()
}

#[test]
fn the_examples_need_nothing_built_again() {
    let (program, examples) = (packages("normal,build"), packages("normal,build,dev"));
    assert!(program.len() > 100 && examples.len() > program.len(), "{program:?}");
    for (package, features) in program {
        assert_eq!(examples[&package], features, "what `{package}` is built with");
    }
}
