//! Finds the documents below folders.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::error::Error;
use crate::companions::Candidates;

/// A document of the corpus.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    /// Where it is.
    pub(crate) path: PathBuf,
    /// Its path below the folder it was found in: what the report calls it.
    pub(crate) name: String,
    /// The name of the package its client becomes, unique in the corpus.
    pub(crate) package: String,
    /// What its client is called: the file's name without its ending.
    pub(crate) provider: String,
    /// Where its companions may be found; `None` where it has none.
    pub(crate) candidates: Option<Arc<Candidates>>,
}

/// All documents below folders, or given themselves, each once, in the order of their paths.
pub(crate) fn find(dirs: &[PathBuf]) -> Result<Vec<Document>, Error> {
    let mut found = BTreeSet::new();
    for dir in dirs {
        if std::fs::metadata(dir).map_err(Error::read(dir))?.is_file() {
            let name = dir.file_name().unwrap_or_default().to_string_lossy().into_owned();
            found.insert((dir.clone(), name));
        } else {
            walk(dir, dir, &mut found)?;
        }
    }
    if found.is_empty() {
        return Err(Error::NoDocuments {
            folders: dirs.iter().map(|dir| format!("`{}`", dir.display())).collect(),
        });
    }
    let mut packages = BTreeSet::new();
    Ok(found.into_iter().map(|(path, name)| document(path, name, &mut packages)).collect())
}

fn document(path: PathBuf, name: String, packages: &mut BTreeSet<String>) -> Document {
    let provider = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    let plain = format!("client-{}", package_name(stem));
    let mut package = plain.clone();
    let mut number = 1;
    while !packages.insert(package.clone()) {
        number += 1;
        package = format!("{plain}-{number}");
    }
    Document { path, name, package, provider, candidates: None }
}

/// Letters and digits, with one hyphen between words.
fn package_name(text: &str) -> String {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-")
}

fn walk(root: &Path, folder: &Path, found: &mut BTreeSet<(PathBuf, String)>) -> Result<(), Error> {
    for entry in std::fs::read_dir(folder).map_err(Error::read(folder))? {
        let path = entry.map_err(Error::read(folder))?.path();
        if is_hidden(&path) {
            continue;
        }
        if path.is_dir() {
            walk(root, &path, found)?;
        } else if is_document(&path) {
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            found.insert((path, name));
        }
    }
    Ok(())
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

fn is_document(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    ["json", "yaml", "yml"].contains(&ending.as_str())
}
