//! What a published package has to bring: a reader of the registry sees nothing of the repository.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn manifest(folder: &Path) -> toml::Table {
    read(&folder.join("Cargo.toml")).parse().expect("it is TOML")
}

/// The members that are published, with their manifests.
fn published() -> Vec<(PathBuf, toml::Table)> {
    let members = manifest(&root());
    let members = members["workspace"]["members"].as_array().expect("it has members");
    let folders = members.iter().map(|member| root().join(member.as_str().expect("it is a path")));
    let all = folders.map(|folder| (folder.clone(), manifest(&folder)));
    let is_published =
        |table: &toml::Table| table["package"].get("publish").and_then(toml::Value::as_bool) != Some(false);
    all.filter(|(_, table)| is_published(table)).collect()
}

#[test]
fn published_packages_say_what_they_are() {
    let packages = published();
    assert_eq!(packages.len(), 5);
    for (folder, manifest) in packages {
        let package = manifest["package"].as_table().expect("it is a table");
        let name = package["name"].as_str().expect("it has a name");
        for key in ["description", "readme", "license", "rust-version", "categories"] {
            assert!(package.contains_key(key), "{name} has no `{key}`");
        }
        let keywords = package["keywords"].as_array().expect("it is a list");
        assert!((1..=5).contains(&keywords.len()), "{name}");
        assert!(keywords.iter().all(|word| word.as_str().is_some_and(|word| word.len() <= 20)), "{name}");
        assert_eq!(package["documentation"].as_str(), Some(&*format!("https://docs.rs/{name}")));
        assert!(read(&folder.join("README.md")).starts_with(&format!("# {name}\n")), "{name}");
        for license in ["LICENSE-APACHE", "LICENSE-MIT"] {
            assert_eq!(read(&folder.join(license)), read(&root().join(license)), "{name}: {license}");
        }
        // A link, which cargo packages as the file it leads to.
        let changes = fs::canonicalize(folder.join("CHANGELOG.md")).expect("it has a changelog");
        if cfg!(unix) {
            assert_eq!(
                changes,
                fs::canonicalize(root().join("CHANGELOG.md")).expect("it is there"),
                "{name}"
            );
        }
    }
}

#[test]
fn the_runtime_states_the_versions_of_the_workspace() {
    let workspace = manifest(&root());
    let shared = workspace["workspace"]["dependencies"].as_table().expect("it is a table");
    let runtime = manifest(&root().join("generated-client/runtime"));
    let version = |value: &toml::Value| value.get("version").unwrap_or(value).as_str().map(str::to_owned);
    let mut compared = 0;
    for (name, stated) in runtime["dependencies"].as_table().expect("it is a table") {
        assert!(
            stated.get("workspace").is_none(),
            "`{name}`: a client that carries a copy needs the version"
        );
        if let Some(known) = shared.get(name) {
            assert_eq!(version(stated), version(known), "{name}");
            compared += 1;
        }
    }
    assert!(compared >= 5, "{compared} compared");
}
