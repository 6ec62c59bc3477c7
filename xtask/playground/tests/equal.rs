//! A page makes the same crates as the command line, byte for byte.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use clap::Parser;
use playground::{Generation, Runtime, generate};
use serde_json::{Value, json};

#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    command: tool::Command,
}

/// What a page makes of a document.
fn on_a_page(name: &str, document: &[u8], request: Value, runtime: &Runtime) -> Generation {
    let mut request = request;
    request["files"] = json!({"document": {"name": name, "bytes": [0, document.len()]}});
    generate(&serde_json::from_value(request).unwrap(), document, runtime, &mut |_| ())
}

/// What the command line makes of it, in a folder beside it.
fn on_a_disk(folder: &Path, arguments: &[&str]) -> BTreeMap<String, String> {
    let out = folder.join("crate");
    let out_argument = out.display().to_string();
    let fixed = ["cargo api-client", "new"].iter().chain(arguments).copied();
    let fixed = fixed.chain(["--runtime", "vendored", "--format", "json", "--out", &out_argument]);
    let code = Cli::parse_from(fixed).command.run().map_err(tool::exit::Failure::report).unwrap();
    assert_eq!(code, tool::exit::ExitCode::Done);
    let mut files = BTreeMap::new();
    collect(&out, &out, &mut files);
    files
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            files.insert(name, fs::read_to_string(&path).unwrap());
        }
    }
}

#[track_caller]
fn assert_equal(name: &str, page: Vec<(String, String)>, disk: BTreeMap<String, String>) {
    let page: BTreeMap<_, _> = page.into_iter().collect();
    assert_eq!(page.keys().collect::<Vec<_>>(), disk.keys().collect::<Vec<_>>(), "{name}");
    for (path, text) in disk {
        assert!(page[&path] == text, "{path} of {name} differs");
    }
}

#[test]
fn a_page_makes_the_crates_of_the_command_line() {
    tool::shell::started_as("cargo api-client");
    let generator = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../generator"));
    let kinds = [
        "semantics/documents",
        "tests/documents/definition",
        "tests/documents/openapi",
        "tests/documents/served",
    ];
    let entries = kinds.iter().flat_map(|kind| fs::read_dir(generator.join(kind)).unwrap());
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= 10, "there are documents of every kind");
    let runtime = Runtime::from(tool::new::RUNTIME.clone());
    for path in paths {
        let name = path.file_name().unwrap().to_str().unwrap();
        let document = fs::read(&path).unwrap();
        let scratch = tempfile::tempdir().unwrap();
        let beside = scratch.path().join(name);
        fs::write(&beside, &document).unwrap();
        let disk = on_a_disk(scratch.path(), &["shop", "--spec", beside.to_str().unwrap()]);
        let made = on_a_page(name, &document, json!({"provider": "shop"}), &runtime);
        assert_equal(name, made.expect("the command line makes it, too").files, disk);
    }
}

#[test]
fn chosen_types_features_and_operations_count_as_on_the_command_line() {
    tool::shell::started_as("cargo api-client");
    let document = "openapi: 3.0.3\ninfo: {title: Shop, version: '1'}\nservers: [{url: 'https://shop.example'}]\npaths:\n  \
                    /orders: {get: {tags: [orders], responses: {'200': {description: It, content: {application/json: {schema: \
                    {type: object, properties: {id: {type: string, format: uuid}, at: {type: string, format: date-time}}}}}}}}}\n  \
                    /items: {get: {tags: [items], responses: {'204': {description: It}}}}\n  \
                    /gone: {get: {tags: [gone], responses: {'204': {description: It}}}}\n";
    let scratch = tempfile::tempdir().unwrap();
    let beside = scratch.path().join("shop.yaml");
    fs::write(&beside, document).unwrap();
    let chosen = ["--features", "tag", "--type", "uuid=uuid::Uuid", "--type", "date-time=jiff::Timestamp"];
    let only = ["--only", "tag:orders", "--only", "GET /items"];
    let arguments = [&["shop", "--spec", beside.to_str().unwrap()], &chosen[..], &only].concat();
    let disk = on_a_disk(scratch.path(), &arguments);
    let request = json!({"provider": "shop", "choices": {
        "features": "tag",
        "types": {"uuid": "uuid::Uuid", "date-time": "jiff::Timestamp"},
        "operations": ["tag:orders", "GET /items"],
    }});
    let runtime = Runtime::from(tool::new::RUNTIME.clone());
    let made = on_a_page("shop.yaml", document.as_bytes(), request, &runtime).unwrap();
    let manifest = &made.files.iter().find(|(path, _)| path == "Cargo.toml").unwrap().1;
    for decided in ["features = \"tag\"\n", "\"uuid\" = \"uuid::Uuid\"", "\norders = []\n", "\njiff = { "] {
        assert!(manifest.contains(decided), "`{decided}` is not in:\n{manifest}");
    }
    assert_equal("shop.yaml", made.files, disk);
}

#[test]
fn an_overlay_counts_as_on_the_command_line() {
    tool::shell::started_as("cargo api-client");
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let document = fs::read(root.join("snapshots/awsses/openapi.json")).unwrap();
    let overlay = root.join("generated-client/overlay.yaml");
    let text = fs::read_to_string(&overlay).unwrap();
    let scratch = tempfile::tempdir().unwrap();
    let beside = scratch.path().join("awsses.json");
    fs::write(&beside, &document).unwrap();
    let spec = beside.to_str().unwrap();
    let disk = on_a_disk(scratch.path(), &["awsses", "--spec", spec, "--overlay", overlay.to_str().unwrap()]);
    let request = json!({"provider": "awsses", "overlay": text});
    let runtime = Runtime::from(tool::new::RUNTIME.clone());
    let made = on_a_page("awsses.json", &document, request, &runtime).unwrap();
    assert_equal("awsses.json", made.files, disk);
}
