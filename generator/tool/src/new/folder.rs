//! Where the new crate goes, and how it gets at the runtime from there.

use std::path::{Path, PathBuf};

use super::Error;
use crate::paths::{real, relative};
use crate::workspace::{self, Around, runtime};

/// The folder of the new crate, and what stands around it.
#[derive(Debug)]
pub(super) struct CrateFolder {
    /// Absolute.
    pub(super) path: PathBuf,
    /// As it was named.
    pub(super) shown: String,
    /// The runtime of the clone, where there is one.
    pub(super) runtime: Option<PathBuf>,
    /// The workspace it lies in.
    pub(super) workspace: Option<Around>,
    /// Versions of dependencies that are known to work.
    lock: Option<PathBuf>,
}

impl CrateFolder {
    /// Looks at a folder: it must be empty, or not exist yet.
    pub(super) fn find(out: &Path) -> Result<Self, crate::exit::Failure> {
        let failed = |source| Error::Folder { path: out.display().to_string(), source };
        let path = real(&std::path::absolute(out).map_err(failed)?);
        match std::fs::read_dir(&path) {
            Ok(mut entries) => {
                if entries.next().is_some() {
                    return Err(Error::Exists { path: out.display().to_string() }.into());
                }
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(source) => return Err(failed(source).into()),
        }
        let here = std::env::current_dir().map_err(failed)?;
        let home = runtime::home(&here).map(|home| real(&home));
        Ok(Self {
            shown: out.display().to_string(),
            runtime: home.as_deref().map(runtime::folder),
            workspace: workspace::around(&path)?,
            lock: home.map(|home| home.join("Cargo.lock")),
            path,
        })
    }

    /// A file as it is seen from the new crate, with `/`.
    pub(super) fn seen_from(&self, path: &Path) -> Result<String, Error> {
        let failed = |source| Error::Folder { path: path.display().to_string(), source };
        Ok(relative(&self.path, &real(&std::path::absolute(path).map_err(failed)?)))
    }

    /// Begins with the versions this project is tested with; cargo drops what the crate doesn't need.
    pub(super) fn lock_versions(&self) -> Result<(), Error> {
        let target = self.path.join("Cargo.lock");
        let Some(lock) = self.lock.as_ref().filter(|lock| self.workspace.is_none() && lock.is_file()) else {
            return Ok(());
        };
        let failed = |source| Error::Folder { path: target.display().to_string(), source };
        std::fs::copy(lock, &target).map(drop).map_err(failed)
    }
}
