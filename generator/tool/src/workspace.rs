//! Where things lie: the client crate, its overlay, its generated half and its snapshots.

mod error;
mod manifest;
pub mod runtime;
mod stated;

use std::path::{Path, PathBuf};

use lowcodeapi_generator::Settings;
use lowcodeapi_generator::join::CompanionFile;

pub use error::Error;
use manifest::Manifest;

/// A generated client and the files around it.
#[derive(Debug, Clone)]
pub struct Client {
    /// What paths are shown relative to: the workspace, or the crate where it stands alone.
    root: PathBuf,
    /// The crate's folder.
    folder: PathBuf,
    /// Where the snapshots of all providers lie, or of this crate's only.
    snapshots: Snapshots,
    /// The provider the manifest names.
    own_provider: String,
    /// The provider's own documents, as the manifest names them.
    pub(crate) companions: Vec<CompanionFile>,
    /// What the generator wants to know of it; the provider is the one whose document is read.
    pub(crate) settings: Settings,
}

#[derive(Debug, Clone)]
enum Snapshots {
    /// A folder a provider below this one.
    Shared(PathBuf),
    /// This one.
    Own(PathBuf),
}

impl Client {
    /// Settles on a client: the one in `manifest`, or the one in the workspace around `start`. A `provider` chooses
    /// among several, and otherwise stands in for the one in the manifest.
    pub fn find(start: &Path, manifest: Option<&Path>, provider: Option<&str>) -> Result<Self, Error> {
        if let Some(name) = provider {
            check_provider(name)?;
        }
        let mut client = match manifest {
            Some(path) => Self::at(path)?,
            None => Self::around(start, provider)?,
        };
        if let Some(name) = provider {
            name.clone_into(&mut client.settings.provider);
        }
        Ok(client)
    }

    /// The client in a folder (or its `Cargo.toml`).
    fn at(path: &Path) -> Result<Self, Error> {
        let folder = if path.ends_with("Cargo.toml") { path.parent().unwrap_or(path) } else { path };
        let file = folder.join("Cargo.toml");
        let folder = match std::path::absolute(folder) {
            Ok(folder) => folder,
            Err(source) => return Err(Error::Read { path: folder.display().to_string(), source }),
        };
        let manifest = Manifest::read(&file)?;
        let root = workspace_of(&folder)?.unwrap_or_else(|| folder.clone());
        Self::of(&root, &folder, &manifest).ok_or(Error::NoMetadata { path: file.display().to_string() })
    }

    /// The client in the nearest workspace that has one.
    fn around(start: &Path, provider: Option<&str>) -> Result<Self, Error> {
        for root in start.ancestors().filter(|folder| folder.join("Cargo.toml").is_file()) {
            let manifest = Manifest::read(&root.join("Cargo.toml"))?;
            if manifest.workspace.is_none() {
                // A client that stands alone, or the one of a workspace's that is stood in.
                if provider.is_none() && manifest.client().is_some() {
                    return Self::at(root);
                }
                continue;
            }
            let mut clients: Vec<Self> = Self::of(root, root, &manifest).into_iter().collect();
            for folder in manifest.members(root) {
                clients.extend(Self::of(root, &folder, &Manifest::read(&folder.join("Cargo.toml"))?));
            }
            if let Some(chosen) =
                clients.iter().find(|client| Some(client.settings.provider.as_str()) == provider)
            {
                return Ok(chosen.clone());
            }
            match clients.len() {
                0 => {}
                1 => return Ok(clients.remove(0)),
                _ => {
                    let providers = clients.into_iter().map(|client| client.settings.provider).collect();
                    return Err(Error::SeveralClients { providers });
                }
            }
        }
        Err(Error::NoClient { start: start.display().to_string() })
    }

    /// A client that is about to be: in a folder of its own, with its snapshots in `spec`.
    pub(crate) fn planned(folder: &Path, settings: Settings, companions: Vec<CompanionFile>) -> Self {
        Self {
            root: folder.to_owned(),
            folder: folder.to_owned(),
            snapshots: Snapshots::Own(folder.join("spec")),
            own_provider: settings.provider.clone(),
            companions,
            settings,
        }
    }

    /// A file of the crate.
    pub(crate) fn file(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    fn of(root: &Path, folder: &Path, manifest: &Manifest) -> Option<Self> {
        let metadata = manifest.client()?;
        let snapshots = match &metadata.snapshots {
            Some(own) => Snapshots::Own(folder.join(own)),
            None if root == folder => Snapshots::Own(folder.join("spec")),
            None => Snapshots::Shared(root.join("snapshots")),
        };
        Some(Self {
            root: root.to_owned(),
            folder: folder.to_owned(),
            snapshots,
            own_provider: metadata.provider.clone(),
            companions: metadata.companions(),
            settings: Settings {
                provider: metadata.provider.clone(),
                host: metadata.host.trim_end_matches('/').to_owned(),
                group: metadata.group,
                flavour: metadata.flavour,
                runtime: metadata.runtime,
                operations: metadata.operations.clone(),
                features: metadata.features.is_some(),
                types: metadata.types.clone(),
                derives: metadata.derives.by_name(),
                library: manifest.examples(),
            },
        })
    }

    /// The crate's folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The same client with the manifest it had at another time.
    pub(crate) fn with_manifest(&self, text: &str, name: &str) -> Result<Self, Error> {
        let manifest = Manifest::parse(text, name)?;
        let then = Self::of(&self.root, &self.folder, &manifest);
        let mut client = then.ok_or_else(|| Error::NoMetadata { path: name.to_owned() })?;
        if self.overridden().is_some() {
            client.settings.provider.clone_from(&self.settings.provider);
        }
        Ok(client)
    }

    /// What paths are shown relative to.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Its manifest.
    pub(crate) fn manifest(&self) -> PathBuf {
        self.folder.join("Cargo.toml")
    }

    /// The breaks that were accepted.
    pub(crate) fn accepted(&self) -> PathBuf {
        self.folder.join("accepted.toml")
    }

    /// The committed document of the provider that is read.
    pub(crate) fn document(&self) -> PathBuf {
        self.snapshot("openapi.json")
    }

    /// The committed document the client was made from, whatever provider is read now.
    pub(crate) fn own_document(&self) -> PathBuf {
        self.snapshot_of(&self.own_provider, "openapi.json")
    }

    /// What is kept of the provider's own documents.
    pub(crate) fn companion(&self) -> PathBuf {
        self.snapshot("companion.json")
    }

    /// What everything in it is called.
    pub(crate) fn names(&self) -> PathBuf {
        self.snapshot("names.toml")
    }

    /// Where all of it came from.
    pub(crate) fn lock(&self) -> PathBuf {
        self.snapshot("lock.toml")
    }

    /// The machine-owned folder.
    pub fn generated(&self) -> PathBuf {
        self.folder.join("src/generated")
    }

    /// The overlay, by its path and, where there is one, its text.
    pub(crate) fn overlay(&self) -> (PathBuf, std::io::Result<Option<String>>) {
        optional(self.folder.join("overlay.yaml"))
    }

    /// What was learned from saved answers, by its path and, where there is such a file, its text.
    pub(crate) fn learned(&self) -> (PathBuf, std::io::Result<Option<String>>) {
        optional(self.snapshot("learned.yaml"))
    }

    /// The provider in the manifest, where another one is read.
    pub(crate) fn overridden(&self) -> Option<&str> {
        (self.settings.provider != self.own_provider).then_some(self.own_provider.as_str())
    }

    /// A path as messages show it: relative, with `/`.
    pub(crate) fn show(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).to_string_lossy().replace('\\', "/")
    }

    /// A snapshot of the provider that is read.
    pub(crate) fn snapshot(&self, file: &str) -> PathBuf {
        self.snapshot_of(&self.settings.provider, file)
    }

    fn snapshot_of(&self, provider: &str, file: &str) -> PathBuf {
        match &self.snapshots {
            Snapshots::Shared(folder) => folder.join(provider).join(file),
            Snapshots::Own(folder) => folder.join(file),
        }
    }
}

/// A file that need not be there.
fn optional(path: PathBuf) -> (PathBuf, std::io::Result<Option<String>>) {
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    };
    (path, text)
}

/// The workspace that a new crate lies in.
#[derive(Debug)]
pub(crate) struct Around {
    /// Its folder.
    pub(crate) root: PathBuf,
    /// Whether it counts the crate among its members.
    pub(crate) has_it: bool,
    /// The licence its packages may inherit.
    pub(crate) license: Option<String>,
}

/// The workspace around a folder, unless it leaves the folder out.
pub(crate) fn around(folder: &Path) -> Result<Option<Around>, Error> {
    for root in folder.ancestors().skip(1).filter(|root| root.join("Cargo.toml").is_file()) {
        let manifest = Manifest::read(&root.join("Cargo.toml"))?;
        let Some(workspace) = &manifest.workspace else { continue };
        if workspace.leaves_out(root, folder) {
            return Ok(None);
        }
        let has_it = manifest.takes(root, folder);
        return Ok(Some(Around { root: root.to_owned(), has_it, license: workspace.license() }));
    }
    Ok(None)
}

/// The workspace that counts a folder among its members, where one does.
fn workspace_of(folder: &Path) -> Result<Option<PathBuf>, Error> {
    for root in folder.ancestors().filter(|root| root.join("Cargo.toml").is_file()) {
        let manifest = Manifest::read(&root.join("Cargo.toml"))?;
        if manifest.workspace.is_some()
            && (root == folder || manifest.members(root).iter().any(|member| member == folder))
        {
            return Ok(Some(root.to_owned()));
        }
    }
    Ok(None)
}

/// Whether a name can stand behind the host.
pub(crate) fn check_provider(name: &str) -> Result<(), Error> {
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
    if plain && name.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return Ok(());
    }
    Err(Error::Provider { name: name.to_owned() })
}

#[cfg(test)]
mod tests;
