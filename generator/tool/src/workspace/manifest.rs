//! What is read of a `Cargo.toml`: workspace members and `[package.metadata.lowcodeapi]`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use lowcodeapi_generator::join::{self, CompanionFile};
use lowcodeapi_generator::{Flavour, Grouping, Runtime, scaffold};
use miette::NamedSource;
use serde::Deserialize;

use super::{Error, check_provider};

/// The parts of a manifest that matter here.
#[derive(Debug, Deserialize)]
pub(super) struct Manifest {
    /// Whether it is a workspace's, and of whom.
    pub(super) workspace: Option<Workspace>,
    package: Option<Package>,
    lib: Option<Library>,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Workspace {
    #[serde(default)]
    members: Vec<String>,
    #[serde(default)]
    exclude: Vec<String>,
    package: Option<Inherited>,
}

/// `[workspace.package]`.
#[derive(Debug, Default, Deserialize)]
struct Inherited {
    license: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Package {
    name: Option<String>,
    metadata: Option<Metadata>,
}

/// `[lib]`.
#[derive(Debug, Deserialize)]
struct Library {
    name: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Metadata {
    lowcodeapi: Option<ClientMetadata>,
}

/// `[package.metadata.lowcodeapi]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClientMetadata {
    /// The name behind the host.
    pub(super) provider: String,
    /// Scheme and host of every call.
    pub(super) host: String,
    /// How methods are laid out.
    #[serde(default)]
    pub(super) group: Grouping,
    /// What kind of service it is.
    #[serde(default)]
    pub(super) flavour: Flavour,
    /// Where it has its runtime from.
    #[serde(default)]
    pub(super) runtime: Runtime,
    /// The operations it has, where those are not all.
    #[serde(default)]
    pub(super) operations: Vec<String>,
    /// What strings of a format become.
    #[serde(default)]
    pub(super) types: BTreeMap<String, String>,
    /// What types derive beside their own traits.
    #[serde(default)]
    pub(super) derives: Derives,
    /// What there is a Cargo feature for each of: the groups, by what they are grouped by.
    #[serde(default)]
    pub(super) features: Option<Grouping>,
    /// Whether documentation has examples, and where they begin.
    #[serde(default)]
    examples: Examples,
    /// The provider's own documents, as seen from the crate's folder.
    #[serde(default)]
    companions: Vec<Companion>,
    /// The folder of the crate's own snapshots, where they are not in the workspace's.
    pub(super) snapshots: Option<PathBuf>,
}

/// A provider's own document.
#[derive(Debug, Clone, Deserialize)]
#[serde(
    untagged,
    deny_unknown_fields,
    expecting = "a companion is a file, or `{ file = \"…\", server = \"https://…\" }`"
)]
enum Companion {
    File(String),
    At { file: String, server: String },
}

impl From<Companion> for CompanionFile {
    fn from(companion: Companion) -> Self {
        match companion {
            Companion::File(file) => Self { file, server: None },
            Companion::At { file, server } => Self { file, server: Some(server) },
        }
    }
}

/// The examples in a client's documentation.
#[derive(Debug, Clone, Deserialize)]
#[serde(
    untagged,
    expecting = "`examples` is `false`, or the path at which callers find the client, such as `\"shop::client\"`"
)]
enum Examples {
    /// Whether there are any.
    There(bool),
    /// They begin there, rather than at the library.
    At(String),
}

impl Default for Examples {
    fn default() -> Self {
        Self::There(true)
    }
}

/// What types derive beside their own traits.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum Derives {
    /// All of them these.
    All(Vec<String>),
    /// Each, by its name, its own.
    Each(BTreeMap<String, Vec<String>>),
}

impl Default for Derives {
    fn default() -> Self {
        Self::Each(BTreeMap::new())
    }
}

impl Derives {
    /// By the type's name.
    pub(super) fn by_name(&self) -> BTreeMap<String, Vec<String>> {
        match self {
            Self::All(traits) => BTreeMap::from([("*".to_owned(), traits.clone())]),
            Self::Each(traits) => traits.clone(),
        }
    }
}

impl ClientMetadata {
    /// The provider's own documents.
    pub(super) fn companions(&self) -> Vec<CompanionFile> {
        self.companions.iter().cloned().map(CompanionFile::from).collect()
    }

    /// What it wants features for, where it has no such groups.
    fn features_of_no_groups(&self) -> Option<Grouping> {
        self.features.filter(|features| *features != self.group || self.group == Grouping::Flat)
    }

    /// Only `LowCodeAPI` is known to have nothing between its host and the provider.
    fn has_usable_host(&self) -> bool {
        let bare = |url: &reqwest::Url| url.query().is_none() && url.fragment().is_none();
        let path = |url: &reqwest::Url| url.path() == "/" || self.flavour == Flavour::OpenApi;
        reqwest::Url::parse(&self.host).is_ok_and(|url| url.has_host() && bare(&url) && path(&url))
    }
}

impl Workspace {
    /// Whether it says that a folder is none of its own.
    pub(super) fn leaves_out(&self, root: &Path, folder: &Path) -> bool {
        self.exclude.iter().any(|excluded| folder.starts_with(root.join(excluded)))
    }

    /// The licence its packages may inherit.
    pub(super) fn license(&self) -> Option<String> {
        self.package.as_ref()?.license.clone()
    }
}

impl Manifest {
    /// Where examples in the documentation begin, where there are any.
    pub(super) fn examples(&self) -> Option<String> {
        match &self.client()?.examples {
            Examples::There(false) => None,
            Examples::At(path) => Some(path.clone()),
            Examples::There(true) => {
                let package = || self.package.as_ref()?.name.as_deref().map(scaffold::library);
                self.lib.as_ref().and_then(|lib| lib.name.clone()).or_else(package)
            }
        }
    }

    /// Reads a `Cargo.toml`.
    pub(super) fn read(path: &Path) -> Result<Self, Error> {
        let name = path.display().to_string();
        let text =
            std::fs::read_to_string(path).map_err(|source| Error::Read { path: name.clone(), source })?;
        Self::parse(&text, &name)
    }

    /// Reads the text of a `Cargo.toml`; `name` is what errors call it.
    pub(super) fn parse(text: &str, name: &str) -> Result<Self, Error> {
        let wrong = |message: String, span: Option<std::ops::Range<usize>>| Error::Manifest {
            message: format!("`{name}`: {message}"),
            text: NamedSource::new(name, text.to_owned()).with_language("toml"),
            span: span.map(Into::into),
        };
        let manifest: Self =
            toml::from_str(text).map_err(|error| wrong(error.message().to_owned(), error.span()))?;
        if let Some(client) = manifest.client() {
            check_provider(&client.provider)?;
            let at = |text_of: &str| text.find(text_of).map(|at| at..at + text_of.len());
            let servers = client.companions().into_iter().filter_map(|companion| companion.server);
            if let Some(server) = servers.into_iter().find(|server| !join::is_server(server)) {
                let message = format!(
                    "`server` of a companion must be scheme and host, with the path that all its operations begin with, such \
                     as `https://api.example.com/v1`, not `{server}`"
                );
                return Err(wrong(message, at(&server)));
            }
            if !client.has_usable_host() {
                let message = format!(
                    "`host` must be scheme and host, such as `https://api.example.com`, not `{}`",
                    client.host
                );
                return Err(wrong(message, at(&client.host)));
            }
            if let Some(features) = client.features_of_no_groups() {
                let line = text.lines().find(|line| line.trim_start().starts_with("features = \""));
                let at = line.map(|line| line.as_ptr().addr() - text.as_ptr().addr());
                let message = format!(
                    "`features = \"{0}\"` is for operations that stand behind groups: it goes with `group = \"{0}\"`, not with \
                     `group = \"{1}\"`",
                    features.name(),
                    client.group.name()
                );
                return Err(wrong(message, at.zip(line).map(|(at, line)| at..at + line.len())));
            }
        }
        Ok(manifest)
    }

    /// What it says about a generated client.
    pub(super) fn client(&self) -> Option<&ClientMetadata> {
        self.package.as_ref()?.metadata.as_ref()?.lowcodeapi.as_ref()
    }

    /// Whether a crate in a folder would be a member of the workspace.
    pub(super) fn takes(&self, root: &Path, folder: &Path) -> bool {
        let mut patterns = self.workspace.iter().flat_map(|workspace| &workspace.members);
        patterns.any(|member| match member.strip_suffix("/*") {
            Some(parent) => folder.parent() == Some(&root.join(parent)),
            None => root.join(member) == folder,
        })
    }

    /// The folders of the workspace's members; a last part `*` stands for every crate below.
    pub(super) fn members(&self, root: &Path) -> Vec<PathBuf> {
        let mut folders = Vec::new();
        for member in self.workspace.iter().flat_map(|workspace| &workspace.members) {
            match member.strip_suffix("/*") {
                Some(parent) => folders.extend(subfolders(&root.join(parent))),
                None => folders.push(root.join(member)),
            }
        }
        folders.retain(|folder| folder.join("Cargo.toml").is_file());
        folders
    }
}

fn subfolders(parent: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(parent) else { return Vec::new() };
    let mut folders: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    folders.sort();
    folders
}
