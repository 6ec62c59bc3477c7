//! A copy of the client to regenerate in: the committed one stays as it is.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Error;
use stand_in::PROVIDER;
use stand_in::programs::Workspace;
use tool::exit::Failure;
use tool::workspace::Client;

/// A small workspace of the client alone: nothing is built in it.
#[derive(Debug)]
pub(super) struct Scratch {
    /// Its folder.
    pub(super) root: PathBuf,
}

/// The files of a client that are generated, by their path among them.
pub(super) type Generated = BTreeMap<PathBuf, Vec<u8>>;

impl Scratch {
    /// Brings a copy up to date, all but what `regen` writes.
    pub(super) fn copy(workspace: &Workspace, name: &str) -> Result<Self, Failure> {
        let folder = workspace.client(PROVIDER)?.folder();
        let root = workspace.target_directory.join("demo").join(name);
        let generated = Client::find(&workspace.root, None, Some(PROVIDER))?.generated();
        let relative = folder.strip_prefix(&workspace.root).unwrap_or(folder);
        write(&root.join("Cargo.toml"), manifest(&workspace.root, relative)?.as_bytes())?;
        sync(folder, &root.join(relative), &generated)?;
        Ok(Self { root })
    }

    /// What `regen` wrote into the client.
    pub(super) fn generated(&self) -> Result<Generated, Failure> {
        generated(&self.root)
    }
}

/// The generated files of the client in a workspace.
pub(super) fn generated(root: &Path) -> Result<Generated, Failure> {
    let folder = Client::find(root, None, Some(PROVIDER))?.generated();
    let mut files = BTreeMap::new();
    read(&folder, &folder, &mut files)?;
    Ok(files)
}

/// The files that are not the same in both.
pub(super) fn differing(one: &Generated, other: &Generated) -> Vec<String> {
    let names: BTreeSet<_> = one.keys().chain(other.keys()).collect();
    let differ = names.into_iter().filter(|name| one.get(*name) != other.get(*name));
    differ.map(|name| name.display().to_string()).collect()
}

/// The workspace's manifest, with only this member.
fn manifest(root: &Path, member: &Path) -> Result<String, Error> {
    let path = root.join("Cargo.toml");
    let text = fs::read_to_string(&path).map_err(failed(&path))?;
    let cause = |error: &dyn std::fmt::Display| Error::Manifest { cause: error.to_string() };
    let mut manifest: toml::Table = text.parse().map_err(|error: toml::de::Error| cause(&error))?;
    let members = vec![member.to_string_lossy().replace('\\', "/")];
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
