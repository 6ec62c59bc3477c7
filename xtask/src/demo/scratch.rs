//! A copy of the client to regenerate in: the committed one stays as it is.
//!
//! It lies below the target directory and is kept: what did not change keeps its time, so cargo builds it only once.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Error;
use stand_in::PROVIDER;
use stand_in::programs::Workspace;
use tool::exit::Failure;
use tool::workspace::Client;

/// A small workspace of the client and what it needs.
#[derive(Debug)]
pub(super) struct Scratch {
    /// Its folder.
    pub(super) root: PathBuf,
    /// The client's package.
    pub(super) package: String,
}

impl Scratch {
    /// Brings a copy up to date, all but what `regen` writes.
    pub(super) fn copy(workspace: &Workspace, name: &str) -> Result<Self, Failure> {
        let client = workspace.client(PROVIDER)?;
        let root = workspace.target_directory.join("demo").join(name);
        let generated = Client::find(&workspace.root, None, Some(PROVIDER))?.generated();
        let folders: Vec<&Path> = workspace.closure(client).iter().map(|package| package.folder()).collect();
        let relative =
            |folder: &Path| folder.strip_prefix(&workspace.root).map(Path::to_owned).unwrap_or_default();
        let manifest = manifest(&workspace.root, folders.iter().map(|folder| relative(folder)))?;
        write(&root.join("Cargo.toml"), manifest.as_bytes())?;
        let lock = workspace.root.join("Cargo.lock");
        write(&root.join("Cargo.lock"), &fs::read(&lock).map_err(failed(&lock))?)?;
        for folder in folders {
            sync(folder, &root.join(relative(folder)), &generated)?;
        }
        Ok(Self { root, package: client.name.clone() })
    }

    /// What `regen` wrote into the client.
    pub(super) fn generated(&self) -> Result<BTreeMap<PathBuf, Vec<u8>>, Failure> {
        let folder = Client::find(&self.root, None, Some(PROVIDER))?.generated();
        let mut files = BTreeMap::new();
        read(&folder, &folder, &mut files)?;
        Ok(files)
    }

    /// The files that are not as in another copy.
    pub(super) fn differing(&self, others: &BTreeMap<PathBuf, Vec<u8>>) -> Result<Vec<String>, Failure> {
        let own = self.generated()?;
        let names: std::collections::BTreeSet<_> = own.keys().chain(others.keys()).collect();
        let differ = names.into_iter().filter(|name| own.get(*name) != others.get(*name));
        Ok(differ.map(|name| name.display().to_string()).collect())
    }
}

/// The workspace's manifest, with only those members.
fn manifest(root: &Path, members: impl Iterator<Item = PathBuf>) -> Result<String, Error> {
    let path = root.join("Cargo.toml");
    let text = fs::read_to_string(&path).map_err(failed(&path))?;
    let cause = |error: &dyn std::fmt::Display| Error::Manifest { cause: error.to_string() };
    let mut manifest: toml::Table = text.parse().map_err(|error: toml::de::Error| cause(&error))?;
    let members: Vec<String> = members.map(|member| member.to_string_lossy().replace('\\', "/")).collect();
    let Some(workspace) = manifest.get_mut("workspace").and_then(toml::Value::as_table_mut) else {
        return Err(cause(&"it has no [workspace]"));
    };
    workspace.insert("members".to_owned(), members.into());
    workspace.remove("default-members");
    workspace.remove("exclude");
    toml::to_string(&manifest).map_err(|error| cause(&error))
}

/// Makes one folder like another, but for what `regen` writes, packages of their own, build output and what is hidden.
fn sync(from: &Path, to: &Path, generated: &Path) -> Result<(), Error> {
    fs::create_dir_all(to).map_err(failed(to))?;
    let wanted = |name: &OsStr| name != "target" && !name.to_string_lossy().starts_with('.');
    for path in entries(from)? {
        let Some(name) = path.file_name().filter(|name| wanted(name)) else { continue };
        if path == generated || path.join("Cargo.toml").is_file() {
            continue;
        }
        let copy = to.join(name);
        if path.is_dir() {
            sync(&path, &copy, generated)?;
        } else {
            write(&copy, &fs::read(&path).map_err(failed(&path))?)?;
        }
    }
    for copy in entries(to)? {
        let Some(name) = copy.file_name() else { continue };
        let original = from.join(name);
        if original != generated && !original.exists() {
            let removed = if copy.is_dir() { fs::remove_dir_all(&copy) } else { fs::remove_file(&copy) };
            removed.map_err(failed(&copy))?;
        }
    }
    Ok(())
}

/// Writes a file, unless it is so already.
fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed(folder))?;
    }
    fs::write(path, bytes).map_err(failed(path))
}

fn read(root: &Path, folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) -> Result<(), Error> {
    for path in entries(folder)? {
        if path.is_dir() {
            read(root, &path, files)?;
        } else {
            let name = path.strip_prefix(root).unwrap_or(&path).to_owned();
            files.insert(name, fs::read(&path).map_err(failed(&path))?);
        }
    }
    Ok(())
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let listed = fs::read_dir(folder).and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect());
    listed.map_err(failed(folder))
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> Error {
    let path = path.display().to_string();
    move |source| Error::Scratch { path, source }
}
