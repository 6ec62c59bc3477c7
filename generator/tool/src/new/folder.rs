//! Where the new crate goes, and how it gets at the runtime from there.

use std::path::{Component, Path, PathBuf};

use super::Error;
use crate::workspace::{self, runtime};

/// The folder of the new crate, and what stands around it.
#[derive(Debug)]
pub(super) struct CrateFolder {
    /// Absolute.
    pub(super) path: PathBuf,
    /// The runtime of the clone, where there is one.
    pub(super) runtime: Option<PathBuf>,
    /// Whether a workspace above counts it among its members.
    pub(super) is_member: bool,
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
            runtime: home.as_deref().map(runtime::folder),
            is_member: workspace::is_taken(&path)?,
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
        let Some(lock) = self.lock.as_ref().filter(|lock| !self.is_member && lock.is_file()) else {
            return Ok(());
        };
        let failed = |source| Error::Folder { path: target.display().to_string(), source };
        std::fs::copy(lock, &target).map(drop).map_err(failed)
    }
}

/// The path without symbolic links and `..`, as far as it exists.
fn real(path: &Path) -> PathBuf {
    for ancestor in path.ancestors() {
        if let Ok(real) = ancestor.canonicalize() {
            return path.strip_prefix(ancestor).map_or_else(|_| path.to_owned(), |rest| real.join(rest));
        }
    }
    path.to_owned()
}

/// The path from one folder to another; the other's absolute path where there is none.
pub(super) fn relative(from: &Path, to: &Path) -> String {
    let common = from.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    if common == 0 {
        return to.to_string_lossy().into_owned();
    }
    let up = from.components().skip(common).map(|_| Component::ParentDir);
    let path: PathBuf = up.chain(to.components().skip(common)).collect();
    path.to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_leads_up_and_down() {
        assert_eq!(relative(Path::new("/a/b/c"), Path::new("/a/d/e")), "../../d/e");
        assert_eq!(relative(Path::new("/a"), Path::new("/a/d")), "d");
    }
}
