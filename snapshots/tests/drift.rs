//! The committed client and its snapshots are what the generator makes of the committed document: `cargo test` alone
//! notices when they are not. `cargo xtask regen --check --offline` says more, and looks after `lock.toml` too.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use lowcodeapi_generator::names::Names;
use lowcodeapi_generator::{Generated, Grouping, Input, Known, Settings, generate};
use serde::Deserialize;

const NAMES: &str = "snapshots/awsses/names.toml";

const MEND: &str = "run `cargo xtask regen --offline` and review what changes";

#[derive(Deserialize)]
struct Manifest {
    package: Package,
}

#[derive(Deserialize)]
struct Package {
    metadata: Metadata,
}

#[derive(Deserialize)]
struct Metadata {
    lowcodeapi: Client,
}

/// What it decides; a setting that isn't known here would be a client generated otherwise.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Client {
    provider: String,
    host: String,
    #[serde(default)]
    group: Grouping,
    #[serde(default)]
    operations: Vec<String>,
    examples: Option<bool>,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(file: &str) -> String {
    std::fs::read_to_string(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}; {MEND}"))
}

fn generated() -> Generated {
    let manifest: Manifest =
        toml::from_str(&read("generated-client/Cargo.toml")).expect("the client has a provider");
    let Client { provider, host, group, operations, examples } = manifest.package.metadata.lowcodeapi;
    let library = (examples != Some(false)).then(|| "lowcodeapi_awsses".to_owned());
    let settings = Settings { host, group, operations, library, ..Settings::lowcodeapi(provider) };
    let document = read("snapshots/awsses/openapi.json");
    let overlay = read("generated-client/overlay.yaml");
    let names = Names::parse(&read(NAMES), NAMES, true).unwrap_or_else(|error| panic!("{error}"));
    let input = Input {
        document: document.as_bytes(),
        name: "snapshots/awsses/openapi.json",
        known: Known { overlay: Some((&overlay, "generated-client/overlay.yaml")), ..Known::default() },
        settings: &settings,
        names: &names,
    };
    generate(&input).unwrap_or_else(|error| panic!("{error}"))
}

/// Names the first line that differs; the whole texts would fill the screen.
#[track_caller]
fn same(file: &str, expected: &str) {
    let found = read(file);
    if found == expected {
        return;
    }
    let differs = found.lines().zip(expected.lines()).position(|(is, should_be)| is != should_be);
    let line = differs.unwrap_or_else(|| found.lines().count().min(expected.lines().count()));
    let at = |text: &str| text.lines().nth(line).unwrap_or("(end of file)").to_owned();
    panic!("{file}:{} is stale; {MEND}\n- {}\n+ {}", line + 1, at(&found), at(expected));
}

#[test]
fn the_committed_client_is_what_the_generator_makes() {
    for (path, text) in generated().files.iter() {
        same(&format!("generated-client/src/generated/{path}"), text);
    }
}

#[test]
fn nothing_else_lies_among_the_generated_files() {
    let generated = generated();
    let emitted: BTreeSet<String> = generated.files.iter().map(|(path, _)| path.to_owned()).collect();
    let folder = root().join("generated-client/src/generated");
    let mut found = BTreeSet::new();
    collect(&folder, &folder, &mut found);
    assert_eq!(found, emitted, "{MEND}");
}

#[test]
fn the_snapshots_are_what_the_generator_makes() {
    let generated = generated();
    same("snapshots/awsses/openapi.json", &generated.document);
    same("snapshots/awsses/effective.yaml", &generated.effective);
    same("snapshots/awsses/api.txt", &generated.listing);
    same(NAMES, &generated.names.text());
}

#[test]
fn every_overlay_action_still_meets_something() {
    let generated = generated();
    let stale: Vec<_> = generated.overlay.actions.iter().filter(|action| action.matched == 0).collect();
    assert!(stale.is_empty(), "{stale:#?}");
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.expect("the folder stays readable").path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path.strip_prefix(root).expect("it lies below").to_string_lossy().replace('\\', "/");
            files.insert(name);
        }
    }
}
