//! The workspace emitted clients are compiled in: a package each, dependencies shared.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::documents::Document;
use super::entry::Entry;
use super::error::Error;
use super::examples;
use super::run::Made;
use crate::scaffold;
use tool::lock::digest;
use tool::workspace::runtime;

/// The first line of the workspace's manifest: what has it is ours to overwrite.
const MARK: &str = "# Written by `cargo xtask corpus`.";

/// What the manifests of all packages have in common. The lints are those of the project itself, without those that a
/// new crate's manifest allows.
const WORKSPACE: &str = r#"
[workspace.lints.rust]
unsafe_code = "forbid"
missing_docs = "warn"
unreachable_pub = "warn"
confusable_idents = "allow"
mixed_script_confusables = "allow"

[workspace.lints.clippy]
pedantic = { level = "warn", priority = -1 }

# What runs once is compiled as fast as can be.
[profile.trip]
inherits = "dev"
debug-assertions = false
overflow-checks = false
panic = "abort"
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
        scaffold::write(&root.join("Cargo.toml"), &format!("{MARK}\n"))?;
        let lock = home.join("Cargo.lock");
        Ok(Self { root, target, runtime: runtime::folder(&home), lock, is_kept: keep.is_some(), purpose })
    }

    /// Adds the client of a document.
    pub(crate) fn add(&self, document: &Document, made: &Made) -> Result<(), Error> {
        let code = digest(made.files.iter().flat_map(|(path, text)| [path, text]));
        let client = scaffold::Client {
            name: &document.package,
            // It says what is in it: all workspaces build in one folder, where cargo takes packages of the same name
            // and version for the same one.
            version: &format!("0.0.0+{}", &code[..12]),
            about: &format!("The client of `{}`.", made.settings.provider.escape_debug()),
            features: r#"["blocking", "mock"]"#,
            manifest: "\n[lints]\nworkspace = true\n",
        };
        let folder = self.folder(&document.package);
        if self.purpose == Purpose::Check {
            scaffold::write(&folder.join(examples::FILE), &examples::program(made.files.iter()))?;
        }
        Ok(client.write(&folder, made.files.iter())?)
    }

    /// Says which packages there are, now that it is known.
    pub(crate) fn complete(&self, entries: &[Entry]) -> Result<(), Error> {
        self.complete_with(entries.iter().filter_map(|entry| entry.package.as_deref()))
    }

    /// Says that these are the packages there are.
    pub(crate) fn complete_with<'p>(&self, packages: impl IntoIterator<Item = &'p str>) -> Result<(), Error> {
        let packages: BTreeSet<&str> = packages.into_iter().collect();
        let members = packages.iter().map(|package| format!("clients/{package}"));
        let manifest = scaffold::workspace(members, &self.runtime, self.purpose.parts().1, WORKSPACE);
        let clients = self.root.join("clients");
        for entry in std::fs::read_dir(&clients).into_iter().flatten().flatten() {
            if !packages.contains(entry.file_name().to_string_lossy().as_ref()) {
                std::fs::remove_dir_all(entry.path()).map_err(Error::write(&entry.path()))?;
            }
        }
        scaffold::lock(&self.root, &self.lock)?;
        Ok(scaffold::write(&self.root.join("Cargo.toml"), &format!("{MARK}\n{manifest}"))?)
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
