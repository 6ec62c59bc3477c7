//! The crates that are measured.

use std::fmt::Write as _;
use std::path::Path;

use toml::{Table, Value};

use super::Error;

/// A crate to measure.
pub(super) struct Subject {
    /// What it is called in the table.
    pub(super) name: String,
    /// Its manifest.
    pub(super) manifest: String,
    /// Its `main.rs`.
    pub(super) program: String,
}

/// The features that choose a TLS library; a client has those of them that it declares.
const TLS: [&str; 3] = ["rustls-ring", "rustls-aws-lc", "native-tls"];

/// The shortest program that sends something as JSON and reads what comes back, without a client.
const BY_HAND: &str = r#"
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
struct Mail {
    to: Vec<String>,
    subject: String,
    text: Option<String>,
}

#[derive(Deserialize)]
struct Sent {
    id: Option<String>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), reqwest::Error> {
    let mail = Mail { to: vec!["a@example.com".into()], subject: "Hello".into(), text: None };
    let request = reqwest::Client::new().post("https://example.com/mails").query(&[("token", "secret")]).json(&mail);
    let sent: Sent = request.send().await?.error_for_status()?.json().await?;
    println!("{:?}", sent.id);
    Ok(())
}
"#;

/// reqwest with rustls, and nothing it can do without.
pub(super) fn by_hand(lock: &Path) -> Result<Subject, Error> {
    let mut dependencies = String::new();
    for (name, features) in [
        ("reqwest", r#"default-features = false, features = ["json", "query", "rustls"]"#),
        ("serde", r#"features = ["derive"]"#),
        ("tokio", TOKIO),
    ] {
        let _ = writeln!(dependencies, "{name} = {{ version = \"={}\", {features} }}", locked(lock, name)?);
    }
    Ok(Subject {
        name: "reqwest with rustls, by hand".to_owned(),
        manifest: manifest(&dependencies),
        program: BY_HAND.to_owned(),
    })
}

/// The client as it comes.
pub(super) fn client(folder: &Path, lock: &Path) -> Result<Subject, Error> {
    dependent(folder, lock, None)
}

/// The client with each TLS library it offers.
pub(super) fn choices_of_tls(folder: &Path, lock: &Path) -> Result<Vec<Subject>, Error> {
    let declared = read(&folder.join("Cargo.toml"))?;
    let declared = declared.get("features").and_then(Value::as_table);
    TLS.iter()
        .filter(|choice| declared.is_some_and(|declared| declared.contains_key(**choice)))
        .map(|choice| dependent(folder, lock, Some(choice)))
        .collect()
}

const TOKIO: &str = r#"features = ["macros", "rt"]"#;

/// A program with the client in it; what its calls compile to is in the client already.
fn dependent(folder: &Path, lock: &Path, feature: Option<&str>) -> Result<Subject, Error> {
    let package = read(&folder.join("Cargo.toml"))?;
    let package = package.get("package").and_then(|package| package.get("name")).and_then(Value::as_str);
    let Some(package) = package else {
        return Err(Error::Workspace { what: format!("`{}` names no package", folder.display()) });
    };
    // A literal string, so that backslashes of a path stay what they are.
    let mut dependency = format!("{package} = {{ path = '{}'", folder.display());
    if let Some(feature) = feature {
        let _ = write!(dependency, ", default-features = false, features = [\"{feature}\"]");
    }
    let tokio = locked(lock, "tokio")?;
    let krate = package.replace('-', "_");
    Ok(Subject {
        name: feature.map_or_else(
            || format!("{package}, default features"),
            |feature| format!("{package}, {feature}"),
        ),
        manifest: manifest(&format!("{dependency} }}\ntokio = {{ version = \"={tokio}\", {TOKIO} }}\n")),
        program: format!(
            "#[tokio::main(flavor = \"current_thread\")]\nasync fn main() {{\n    \
             println!(\"{{:?}}\", {krate}::Client::from_env());\n}}\n"
        ),
    })
}

fn manifest(dependencies: &str) -> String {
    format!(
        "[package]\nname = \"measured\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n{dependencies}"
    )
}

/// The version of a package the workspace has locked; the highest where it has several.
fn locked(lock: &Path, name: &str) -> Result<String, Error> {
    let locked = read(lock)?;
    let packages = locked.get("package").and_then(Value::as_array).into_iter().flatten();
    packages
        .filter(|package| package.get("name").and_then(Value::as_str) == Some(name))
        .filter_map(|package| package.get("version").and_then(Value::as_str))
        .next_back()
        .map(str::to_owned)
        .ok_or_else(|| Error::Workspace { what: format!("`{}` locks no `{name}`", lock.display()) })
}

fn read(path: &Path) -> Result<Table, Error> {
    let text = std::fs::read_to_string(path)?;
    text.parse().map_err(|_| Error::Workspace { what: format!("`{}` is no TOML", path.display()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn workspace() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let lock = "[[package]]\nname = \"reqwest\"\nversion = \"0.13.5\"\n\n[[package]]\nname = \"serde\"\nversion = \"1.0.1\"\n\n[[package]]\nname = \"tokio\"\nversion = \"1.2.3\"\n";
        let manifest = "[package]\nname = \"lowcodeapi-x\"\n[features]\nnative-tls = []\n";
        std::fs::write(folder.path().join("Cargo.lock"), lock).unwrap();
        std::fs::write(folder.path().join("Cargo.toml"), manifest).unwrap();
        folder
    }

    #[test]
    fn every_manifest_is_toml_and_takes_the_locked_versions() {
        let folder = workspace();
        let lock = folder.path().join("Cargo.lock");
        for subject in [by_hand(&lock).unwrap(), client(folder.path(), &lock).unwrap()] {
            let manifest: Table = subject.manifest.parse().unwrap();
            assert_eq!(manifest["dependencies"]["tokio"]["version"].as_str(), Some("=1.2.3"));
        }
    }

    #[test]
    fn only_the_tls_choices_a_client_declares_are_measured() {
        let folder = workspace();
        let choices = choices_of_tls(folder.path(), &folder.path().join("Cargo.lock")).unwrap();
        let names: Vec<_> = choices.iter().map(|subject| subject.name.as_str()).collect();
        assert_eq!(names, ["lowcodeapi-x, native-tls"]);
    }
}
