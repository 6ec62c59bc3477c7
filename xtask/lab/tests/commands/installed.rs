//! The tool as somebody has it who has no clone: installed, far from here, with a registry between.

use std::path::{Path, PathBuf};
use std::process::Command;

use test_support::{Act, Server, crates};

use crate::scratch::{PLAIN, Run, Scratch};

const PROGRAM: &str = r#"
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), shop_client::Error> {
    let orders = shop_client::Client::from_env()?.list_orders().await?;
    println!("ordered: {}", orders.join(", "));
    Ok(())
}
"#;

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("the package lies in the project")
}

fn cargo(folder: &Path, arguments: &[&str]) -> Command {
    let mut cargo = crates::cargo(env!("CARGO_TARGET_TMPDIR"), folder);
    cargo.args(arguments);
    cargo
}

/// Installs the tool as the README says, but without optimising it.
fn install(root: &Path) -> PathBuf {
    let mut cargo =
        cargo(project(), &["install", "--debug", "--locked", "--path", "generator/tool", "--root"]);
    // The workspace's own folder: the tool is built already.
    Run::of(cargo.arg(root).env_remove("CARGO_TARGET_DIR")).ends_with(0);
    root.join("bin").join("cargo-api-client").with_extension(std::env::consts::EXE_EXTENSION)
}

/// A crate is made, a program calls it, and it is packaged.
fn use_it(tool: &Path, runtime: Option<&str>, patch: &str) {
    let scratch = Scratch::new();
    scratch.write("shop.yaml", PLAIN);
    scratch
        .write("program/Cargo.toml", &format!("[package]\nname = \"program\"\nedition = \"2024\"\n{patch}"));
    scratch.write("program/src/main.rs", PROGRAM);
    let mut new = Command::new(tool);
    new.current_dir(scratch.path("")).args(["api-client", "new", "shop", "--spec", "shop.yaml"]);
    Run::of(new.args(runtime.iter().flat_map(|runtime| ["--runtime", runtime]))).ends_with(0);

    let program = scratch.path("program");
    Run::of(&mut cargo(&program, &["add", "--path", "../shop-client"])).ends_with(0);
    Run::of(&mut cargo(&program, &["add", "tokio", "--features", "macros,rt"])).ends_with(0);
    let service = Server::by_rule(|_| Act::new(200, "application/json", r#"["tea", "milk"]"#));
    let mut run = cargo(&program, &["run"]);
    run.env("SHOP_CLIENT_API_TOKEN", "secret").env("SHOP_CLIENT_BASE_URL", service.url());
    Run::of(&mut run).ends_with(0).says("ordered: tea, milk");

    let client = scratch.path("shop-client");
    if !patch.is_empty() {
        scratch.write("shop-client/Cargo.toml", &(scratch.read("shop-client/Cargo.toml") + patch));
    }
    let package: &[&str] = &["package", "--allow-dirty"];
    // What is packaged has no patches any more, and the registry hasn't got the runtime yet.
    let package = patch.is_empty().then_some(package);
    for arguments in [&["test"][..], &["doc", "--no-deps"]].into_iter().chain(package) {
        let said = Run::of(&mut cargo(&client, arguments)).ends_with(0).output();
        assert!(!said.contains("warning"), "{arguments:?}: {said}");
    }
}

#[test]
#[ignore = "installs a program and compiles crates: `.ci/run heavy`"]
fn an_installed_program_makes_crates_that_stand_by_themselves() {
    let root = Scratch::new();
    let tool = install(&root.path("root"));
    use_it(&tool, Some("vendored"), "");
    let runtime =
        toml::Value::from(project().join("generated-client/runtime").to_string_lossy().into_owned());
    use_it(&tool, None, &format!("\n[patch.crates-io]\nlowcodeapi-runtime = {{ path = {runtime} }}\n"));
}
