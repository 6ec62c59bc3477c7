//! The workspace emitted clients are compiled in: a package each, dependencies shared.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::documents::Document;
use super::entry::Entry;
use super::error::Error;
use super::run::Made;
use tool::lock::digest;
use tool::workspace::runtime;

/// The first line of the workspace's manifest: what has it is ours to overwrite.
const MARK: &str = "# Written by `cargo xtask corpus`.";

/// What the manifests of all packages have in common. The lints are those of the project itself, without those that a
/// new crate's manifest allows.
const WORKSPACE: &str = r#"
[workspace.dependencies]
lowcodeapi-runtime = { path = RUNTIME, default-features = false, features = FEATURES }
serde = { version = "1.0", features = ["derive"] }
serde_json = "1.0"

[workspace.lints.rust]
unsafe_code = "forbid"
missing_docs = "warn"
unreachable_pub = "warn"
confusable_idents = "allow"
mixed_script_confusables = "allow"

[workspace.lints.clippy]
pedantic = { level = "warn", priority = -1 }

[profile.dev]
debug = false
incremental = false

# What runs once is compiled as fast as can be.
[profile.trip]
inherits = "dev"
debug-assertions = false
overflow-checks = false
panic = "abort"
"#;

/// The version says what is in it: all workspaces build in one folder, where cargo takes packages of the same name and
/// version for the same one.
const PACKAGE: &str = r#"
version = "0.0.0+CODE"
edition = "2024"
publish = false

[features]
default = ["blocking", "mock"]
blocking = []
mock = []

[dependencies]
lowcodeapi-runtime.workspace = true
serde.workspace = true

[lints]
workspace = true
"#;

/// A workspace in the making.
#[derive(Debug)]
pub(crate) struct Workspace {
    /// Its folder.
    pub(crate) root: PathBuf,
    /// Where cargo builds; shared by all corpora, for the dependencies' sake.
    pub(crate) target: PathBuf,
    runtime: PathBuf,
    /// Versions that are known to work, and downloaded.
    lock: PathBuf,
    is_kept: bool,
    purpose: Purpose,
}

/// What a workspace is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Whole clients, each of which has to compile without a word.
    Check,
    /// Programs around the types of clients.
    RoundTrip,
}

impl Purpose {
    /// The folder such workspaces are in, and what they ask of the runtime.
    fn parts(self) -> (&'static str, &'static str) {
        match self {
            Self::Check => ("workspaces", r#"["blocking", "mock"]"#),
            Self::RoundTrip => ("programs", "[]"),
        }
    }
}

impl Workspace {
    /// Begins a workspace: in `keep`, else beside what cargo builds, always at the same place for the same documents.
    pub(crate) fn create(
        purpose: Purpose,
        keep: Option<&Path>,
        documents: &[Document],
    ) -> Result<Self, Error> {
        let here = std::env::current_dir().map_err(Error::read(Path::new(".")))?;
        let home = runtime::home(&here).ok_or(Error::NoRuntime)?;
        let target = here.join(runtime::target(&home)).join("corpus");
        let paths: Vec<_> = documents.iter().map(|document| document.path.to_string_lossy()).collect();
        let own = || target.join(purpose.parts().0).join(&digest(paths.iter().map(AsRef::as_ref))[..8]);
        let root = keep.map_or_else(own, |keep| here.join(keep));
        let is_empty = std::fs::read_dir(&root).map_or(true, |mut entries| entries.next().is_none());
        let is_ours =
            std::fs::read_to_string(root.join("Cargo.toml")).is_ok_and(|text| text.starts_with(MARK));
        if !is_empty && !is_ours {
            return Err(Error::NotOurs { path: root.display().to_string() });
        }
        // From here on an interrupted run leaves something that is recognised as ours.
        write(&root.join("Cargo.toml"), &format!("{MARK}\n"))?;
        let lock = home.join("Cargo.lock");
        Ok(Self { root, target, runtime: runtime::folder(&home), lock, is_kept: keep.is_some(), purpose })
    }

    /// Adds the client of a document.
    pub(crate) fn add(&self, document: &Document, made: &Made) -> Result<(), Error> {
        let folder = self.folder(&document.package);
        let name = &document.package;
        let code = digest(made.files.iter().flat_map(|(path, text)| [path, text]));
        let manifest = format!("[package]\nname = \"{name}\"{}", PACKAGE.replace("CODE", &code[..12]));
        write(&folder.join("Cargo.toml"), &manifest)?;
        let docs = format!("The client of `{}`.", made.settings.provider.escape_debug());
        let library = format!("//! {docs}\n\n#[rustfmt::skip]\nmod generated;\n\npub use generated::*;\n");
        write(&folder.join("src/lib.rs"), &library)?;
        let generated = folder.join("src/generated");
        let files: BTreeSet<PathBuf> = made.files.iter().map(|(path, _)| generated.join(path)).collect();
        for (path, text) in made.files.iter() {
            write(&generated.join(path), text)?;
        }
        remove_others(&generated, &files)
    }

    /// Says which packages there are, now that it is known.
    pub(crate) fn complete(&self, entries: &[Entry]) -> Result<(), Error> {
        self.complete_with(entries.iter().filter_map(|entry| entry.package.as_deref()))
    }

    /// Says that these are the packages there are.
    pub(crate) fn complete_with<'p>(&self, packages: impl IntoIterator<Item = &'p str>) -> Result<(), Error> {
        let packages: BTreeSet<&str> = packages.into_iter().collect();
        let mut manifest = format!("{MARK}\n[workspace]\nresolver = \"3\"\nmembers = [\n");
        for package in &packages {
            let _ = writeln!(manifest, "    \"clients/{package}\",");
        }
        let runtime = toml::Value::from(self.runtime.to_string_lossy().into_owned()).to_string();
        let _ = write!(
            manifest,
            "]\n{}",
            WORKSPACE.replace("RUNTIME", &runtime).replace("FEATURES", self.purpose.parts().1)
        );
        let clients = self.root.join("clients");
        for entry in std::fs::read_dir(&clients).into_iter().flatten().flatten() {
            if !packages.contains(entry.file_name().to_string_lossy().as_ref()) {
                std::fs::remove_dir_all(entry.path()).map_err(Error::write(&entry.path()))?;
            }
        }
        let lock = self.root.join("Cargo.lock");
        if !lock.exists() && self.lock.exists() {
            std::fs::copy(&self.lock, &lock).map_err(Error::write(&lock))?;
        }
        write(&self.root.join("Cargo.toml"), &manifest)
    }

    /// The folder of a package.
    pub(crate) fn folder(&self, package: &str) -> PathBuf {
        self.root.join("clients").join(package)
    }
}

impl Drop for Workspace {
    fn drop(&mut self) {
        if !self.is_kept {
            // What can't be deleted is overwritten by the next run.
            let _ = std::fs::remove_dir_all(&self.root);
        }
    }
}

/// Writes a file unless it is already so: cargo rebuilds what is newer.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Error> {
    if std::fs::read(path).is_ok_and(|bytes| bytes == text.as_bytes()) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(path);
    std::fs::create_dir_all(folder).map_err(Error::write(folder))?;
    std::fs::write(path, text).map_err(Error::write(path))
}

/// Deletes what an earlier run has left in a folder and its subfolders.
fn remove_others(folder: &Path, files: &BTreeSet<PathBuf>) -> Result<(), Error> {
    for entry in std::fs::read_dir(folder).map_err(Error::read(folder))? {
        let path = entry.map_err(Error::read(folder))?.path();
        if path.is_dir() {
            remove_others(&path, files)?;
        } else if !files.contains(&path) {
            std::fs::remove_file(&path).map_err(Error::write(&path))?;
        }
    }
    Ok(())
}
