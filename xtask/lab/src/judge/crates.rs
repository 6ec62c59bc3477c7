//! The workspace of clients and the programs that call them: a package each, dependencies shared.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use super::error::Error;
use crate::corpus::{Messages, cargo};
use crate::scaffold;
use tool::exit::Failure;
use tool::workspace::runtime;

/// What a program that calls a client needs beside it.
const TOKIO: &str = "tokio = { version = \"1\", features = [\"rt\", \"net\", \"time\"] }\n";

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
        let client = scaffold::Client {
            name: package,
            version: "0.0.0",
            about: "A client.",
            features: "[]",
            manifest: "serde_json.workspace = true\ntokio.workspace = true\n",
        };
        client.write(&folder, files)?;
        scaffold::write(&folder.join("src/main.rs"), program)?;
        self.packages.insert(package.to_owned());
        Ok(())
    }

    /// Builds all of it; what doesn't compile has its messages.
    pub(super) fn build(
        &self,
        home: &Path,
        jobs: NonZeroUsize,
    ) -> Result<BTreeMap<String, Messages>, Failure> {
        let manifest = scaffold::workspace(&self.packages, &runtime::folder(home), "[]", TOKIO);
        scaffold::write(&self.root.join("Cargo.toml"), &manifest).map_err(Error::from)?;
        scaffold::lock(&self.root, &home.join("Cargo.lock")).map_err(Error::from)?;
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
