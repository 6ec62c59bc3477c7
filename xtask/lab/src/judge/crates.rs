//! The workspace of clients and the programs that call them: a package each, dependencies shared.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use super::error::Error;
use crate::corpus::{Messages, cargo};
use tool::exit::Failure;
use tool::workspace::runtime;

/// What the manifest of the workspace says beside its members.
const WORKSPACE: &str = r#"
[workspace.dependencies]
lowcodeapi-runtime = { path = RUNTIME, default-features = false }
serde = { version = "1.0", features = ["derive"] }
serde_json = "1.0"
tokio = { version = "1", features = ["rt", "net", "time"] }

[profile.dev]
debug = false
incremental = false
"#;

const PACKAGE: &str = r#"
version = "0.0.0"
edition = "2024"
publish = false

[features]
blocking = []
mock = []

[dependencies]
lowcodeapi-runtime.workspace = true
serde.workspace = true
serde_json.workspace = true
tokio.workspace = true
"#;

/// A workspace in the making.
#[derive(Debug)]
pub(super) struct Workspace {
    root: PathBuf,
    target: PathBuf,
    packages: BTreeSet<String>,
}

impl Workspace {
    /// Begins a workspace in a folder; what is built there is kept for the next one.
    pub(super) fn create(folder: &Path) -> Self {
        Self { root: folder.join("clients"), target: folder.join("target"), packages: BTreeSet::new() }
    }

    /// Adds a client, by the paths and texts of its files, and the program that calls it.
    pub(super) fn add<'f>(
        &mut self,
        package: &str,
        files: impl IntoIterator<Item = (&'f str, &'f str)>,
        program: &str,
    ) -> Result<(), Error> {
        let folder = self.root.join(package);
        write(&folder.join("Cargo.toml"), &format!("[package]\nname = \"{package}\"{PACKAGE}"))?;
        write(&folder.join("src/lib.rs"), "//! A client.\n\nmod generated;\n\npub use generated::*;\n")?;
        write(&folder.join("src/main.rs"), program)?;
        for (path, text) in files {
            write(&folder.join("src/generated").join(path), text)?;
        }
        self.packages.insert(package.to_owned());
        Ok(())
    }

    /// Builds all of it; what doesn't compile has its messages.
    pub(super) fn build(
        &self,
        home: &Path,
        jobs: NonZeroUsize,
    ) -> Result<BTreeMap<String, Messages>, Failure> {
        let mut manifest = "[workspace]\nresolver = \"3\"\nmembers = [\n".to_owned();
        for package in &self.packages {
            let _ = writeln!(manifest, "    \"{package}\",");
        }
        let runtime = toml::Value::from(runtime::folder(home).to_string_lossy().into_owned()).to_string();
        let _ = write!(manifest, "]\n{}", WORKSPACE.replace("RUNTIME", &runtime));
        write(&self.root.join("Cargo.toml"), &manifest)?;
        let lock = self.root.join("Cargo.lock");
        if !lock.exists() {
            let known = home.join("Cargo.lock");
            std::fs::copy(&known, &lock).map_err(Error::write(&lock))?;
        }
        let mut failed: BTreeMap<String, Messages> = BTreeMap::new();
        cargo(&self.root, &self.target, "build", &["--workspace"], jobs, |line| {
            let Some(folder) = line.package() else { return };
            let package = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if line.is_artifact() || !self.packages.contains(&package) {
                return;
            }
            failed.entry(package).or_default().add(line);
        })?;
        failed.retain(|_, messages| messages.has_errors());
        Ok(failed)
    }

    /// The program that calls a client.
    pub(super) fn program(&self, package: &str) -> PathBuf {
        self.target.join("debug").join(format!("{package}{}", std::env::consts::EXE_SUFFIX))
    }
}

/// Writes a file unless it is already so: cargo rebuilds what is newer.
fn write(path: &Path, text: &str) -> Result<(), Error> {
    if std::fs::read(path).is_ok_and(|bytes| bytes == text.as_bytes()) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(path);
    std::fs::create_dir_all(folder).map_err(Error::write(folder))?;
    std::fs::write(path, text).map_err(Error::write(path))
}
