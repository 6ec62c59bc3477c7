//! The commands and manifests that the pages show are understood, each as it stands there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use test_support::{Run, Scratch};

/// What names no arguments of its own, and what the laboratory alone understands, which is built when it is asked for.
const OF_OTHERS: [&str; 14] = [
    "COMMAND",
    "companions",
    "conformance",
    "corpus",
    "cost",
    "directory",
    "fuzz",
    "judge",
    "mailing",
    "page",
    "peers",
    "record",
    "scale",
    "suite",
];

/// A document with what the pages' manifests speak of.
const PETS: &str = "\
openapi: 3.0.3
info: {title: Pets, version: '1'}
servers: [{url: 'https://pets.example'}]
paths:
  /pets:
    get: {operationId: listPets, tags: [pets], responses: {'200': &pets {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}}}
    post: {operationId: addPet, tags: [others], responses: {'200': *pets}}
  /pets/{id}:
    get: {operationId: getPet, tags: [others], parameters: [{name: id, in: path, required: true, schema: {type: string}}], responses: {'200': *pets}}
  /v1/accounts/all: {get: {operationId: accounts, tags: [others], responses: {'200': *pets}}}
components:
  schemas:
    Order:
      type: object
      properties:
        a: {type: string, format: uuid}
        b: {type: string, format: date-time}
        c: {type: string, format: date}
        d: {type: string, format: uri}
        e: {type: string, format: ipv4}
        f: {type: string, format: decimal}
";

fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn xtask(arguments: &[&str]) -> Run {
    Run::of(Command::new(env!("CARGO_BIN_EXE_xtask")).args(arguments))
}

/// All pages that show commands: name and text.
fn pages() -> Vec<(String, String)> {
    let own = ["README.md", "CONTRIBUTING.md", "generator/tool/README.md", "generated-client/README.md"];
    let book = fs::read_dir(project().join("docs")).unwrap().map(|entry| entry.unwrap().path());
    let book = book.filter(|path| path.extension().is_some_and(|extension| extension == "md"));
    let paths = own.iter().map(|name| project().join(name)).chain(book);
    paths.map(|path| (path.display().to_string(), fs::read_to_string(&path).unwrap())).collect()
}

/// The blocks of a language.
fn blocks<'p>(page: &'p str, language: &str) -> impl Iterator<Item = &'p str> {
    let head = format!("{language}\n");
    page.split("\n```").skip(1).step_by(2).filter_map(move |block| block.strip_prefix(&*head))
}

/// The commands of the tool on a page, in blocks and in running text: what stands behind `cargo xtask`.
fn commands(page: &str) -> Vec<String> {
    let lines = blocks(page, "sh").map(|block| block.replace("\\\n", " "));
    let lines: Vec<String> =
        lines.flat_map(|block| block.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
    let prose: String = page.split("\n```").step_by(2).collect();
    let shown =
        prose.split('`').skip(1).step_by(2).map(|code| code.split_whitespace().collect::<Vec<_>>().join(" "));
    let all = lines.into_iter().chain(shown);
    let plain = all.filter_map(|line| {
        let line = line.split(" #").next()?.trim();
        let rest = ["cargo xtask ", "cargo api-client "].iter().find_map(|start| line.strip_prefix(start))?;
        Some(rest.to_owned())
    });
    plain.collect()
}

#[test]
fn commands_are_understood() {
    let mut seen = 0;
    for (page, text) in pages() {
        for command in commands(&text) {
            let words: Vec<&str> = command.split_whitespace().collect();
            if words.is_empty() || OF_OTHERS.contains(&words[0]) || words[0].starts_with(['…', '-']) {
                continue;
            }
            // Whoever asks for help has the rest read, and nothing done.
            let run = xtask(&[&words[..], &["--help"]].concat());
            assert_eq!(run.code, 0, "{page}: `{command}`\n{}", run.output());
            seen += 1;
        }
    }
    assert!(seen > 40, "{seen} commands");
}

#[test]
fn manifests_are_understood_and_do_something() {
    let scratch = Scratch::new();
    scratch.write("pets.yaml", PETS);
    let (spec, out) = (scratch.argument("pets.yaml"), scratch.argument("client"));
    xtask(&["new", "pets", "--spec", &spec, "--out", &out]).ends_with(0);
    // What is public, and what is said of it.
    let client =
        || ["spec/api.txt", "src/generated/mod.rs"].map(|file| scratch.read(&format!("client/{file}")));
    let (manifest, before) = (scratch.read("client/Cargo.toml"), client());
    let mut seen = 0;
    for (page, text) in pages() {
        for block in blocks(&text, "toml") {
            let Some(decided) = block.strip_prefix("[package.metadata.lowcodeapi") else { continue };
            let changed = match decided.strip_prefix("]\n") {
                Some(keys) => {
                    manifest.replace("snapshots = \"spec\"\n", &format!("snapshots = \"spec\"\n{keys}"))
                }
                None => format!("{manifest}\n{block}"),
            };
            assert_ne!(changed, manifest);
            scratch.write("client/Cargo.toml", &changed);
            let run = xtask(&["regen", "--manifest", &out, "--offline"]);
            assert_eq!(run.code, 0, "{page}:\n{block}\n{}", run.output());
            assert_ne!(client(), before, "{page}: this changes nothing:\n{block}");
            seen += 1;
        }
    }
    assert!(seen >= 3, "{seen} manifests");
}

#[test]
fn what_is_accepted_is_written_as_a_page_shows_it() {
    let scratch = Scratch::new();
    scratch.write("old.yaml", PETS);
    scratch.write("new.yaml", &PETS.replace("operationId: addPet", "operationId: addPet, deprecated: true"));
    let page = fs::read_to_string(project().join("docs/commands.md")).unwrap();
    let block = blocks(&page, "toml").find(|block| block.starts_with("[[accepted]]")).expect("it shows one");
    scratch.write("accepted.toml", block);
    let [old, new, accepted] = ["old.yaml", "new.yaml", "accepted.toml"].map(|name| scratch.argument(name));
    xtask(&["diff", "--spec-old", &old, "--spec-new", &new, "--accepted", &accepted])
        .ends_with(0)
        .says("119bc316f552");
}

#[test]
fn the_build_scripts_manifest_is_the_one_that_is_built() {
    let page = fs::read_to_string(project().join("docs/build-script.md")).unwrap();
    let shown: toml::Table = blocks(&page, "toml").next().expect("it shows one").parse().unwrap();
    let read =
        |path: &str| -> toml::Table { fs::read_to_string(project().join(path)).unwrap().parse().unwrap() };
    let (built, workspace) = (read("docs/code/Cargo.toml"), read("Cargo.toml"));
    let version = workspace["workspace"]["package"]["version"].as_str().unwrap();
    for table in ["dependencies", "build-dependencies"] {
        let (shown, built) = (shown[table].as_table().unwrap(), built[table].as_table().unwrap());
        assert_eq!(shown.keys().collect::<Vec<_>>(), built.keys().collect::<Vec<_>>(), "{table}");
        for (name, stated) in shown {
            let inherited = &workspace["workspace"]["dependencies"][name.as_str()];
            let features = [&built[name], inherited].into_iter().find_map(|entry| entry.get("features"));
            assert_eq!(stated.get("features"), features, "{name}");
            let stated = stated.get("version").unwrap_or(stated).as_str().unwrap();
            let ours = name.starts_with("lowcodeapi-");
            assert!(!ours || version.starts_with(&format!("{stated}.")), "{name} is {version}, not {stated}");
        }
    }
    for (feature, enabled) in shown["features"].as_table().unwrap() {
        assert_eq!(built["features"].get(feature), Some(enabled), "{feature}");
    }
}
