//! Where a new crate has its runtime from, and what that means for its manifest.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use toml::{Table, Value};

use super::features::{self, ALL_OPERATIONS};
use super::packages::packages;
use super::templates::quoted;
use crate::api::{Api, Runtime, Settings, WEBHOOKS_FEATURE};

/// Through `LowCodeAPI` calls are few and small: there HTTP/2 and compression would be crates that hardly any call uses.
const DEFAULT: [&str; 1] = ["rustls"];
const DEFAULT_OF_OTHERS: [&str; 4] = ["rustls", "http2", "gzip", "brotli"];

/// What the features of a client are for, in the order of its manifest.
pub(super) const FEATURES: [(&str, &str); 17] = [
    ("rustls", "TLS by rustls, with the operating system's certificates."),
    ("rustls-aws-lc", "The same with a choice of cryptography."),
    ("rustls-ring", ""),
    ("native-tls", "TLS by the operating system's library."),
    ("http2", "HTTP/2 where the service speaks it."),
    ("gzip", "Answers that come compressed; `brotli` has them by the newer method."),
    ("brotli", ""),
    ("own-reqwest", "Connections made by a builder of reqwest's own."),
    ("blocking", "A client whose calls block the calling thread."),
    ("tracing", "A span per call and an event per attempt."),
    ("mock", "A client without network, for tests."),
    ("jiff", "Dates and points in time from and to the types of these crates."),
    ("chrono", ""),
    ("time", ""),
    ("uuid", "The same for UUIDs."),
    ("webhooks", "The verification of webhooks."),
    ("xml", "Bodies in XML."),
];

/// The features that are on unless a dependent turns them off.
pub(super) fn defaults(api: &Api) -> Vec<&'static str> {
    let mut defaults =
        if api.settings.is_lowcodeapi() { DEFAULT.to_vec() } else { DEFAULT_OF_OTHERS.to_vec() };
    // Whoever receives webhooks should not have to know that verifying them is a feature.
    if !api.webhooks.requests.is_empty() {
        defaults.push(WEBHOOKS_FEATURE);
    }
    if api.settings.features {
        defaults.push(ALL_OPERATIONS);
    }
    if !api.xml.is_empty() {
        defaults.push("xml");
    }
    defaults
}

/// The package `lowcodeapi-runtime` as data.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RuntimePackage {
    /// Its version.
    pub version: String,
    /// Its manifest.
    pub manifest: String,
    /// Path below `src`, with `/`, and text of each file, in the order of their paths.
    pub files: Vec<(String, String)>,
    /// File name and text of each licence, of which a copy has to keep one.
    pub licences: Vec<(String, String)>,
}

/// Where a new crate has its runtime from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dependency {
    /// The registry.
    Version,
    /// A folder, as seen from the crate.
    Path(String),
    /// A git repository, perhaps at a revision.
    Git {
        /// Its URL.
        url: String,
        /// Which commit, branch or tag.
        revision: Option<String>,
    },
    /// A copy among its generated modules.
    Vendored,
}

impl Dependency {
    /// What the crate's own metadata say of it.
    #[must_use]
    pub fn setting(&self) -> Runtime {
        if *self == Self::Vendored { Runtime::Vendored } else { Runtime::Dependency }
    }

    /// The entries of `[dependencies]`, with the packages whose types the client's manifest chooses.
    pub(super) fn entries(&self, runtime: &RuntimePackage, settings: &Settings) -> String {
        let version = &runtime.version;
        let mut chosen = packages(settings);
        let place = match self {
            Self::Vendored => {
                let own = runtime.dependencies(&chosen);
                chosen.retain(|(name, _)| !runtime.table("dependencies").contains_key(*name));
                return own + &listed(&chosen);
            }
            Self::Git { url, revision } => {
                let revision = revision.as_ref().map(|revision| format!(", rev = {}", quoted(revision)));
                format!("git = {}{}", quoted(url), revision.unwrap_or_default())
            }
            Self::Path(path) => format!("version = \"{version}\", path = {}", quoted(path)),
            Self::Version => format!("version = \"{version}\""),
        };
        let own = format!(
            "lowcodeapi-runtime = {{ {place}, default-features = false }}\n\
             serde = {{ version = \"1.0\", features = [\"derive\"] }}\n"
        );
        own + &listed(&chosen)
    }

    /// The entries of `[features]`.
    pub(super) fn features(&self, runtime: &RuntimePackage, api: &Api) -> String {
        let own = runtime.table("features");
        let known =
            |name: &String| FEATURES.iter().position(|(known, _)| known == name).unwrap_or(FEATURES.len());
        let mut names: Vec<&String> =
            own.keys().filter(|name| !["default", "source"].contains(&name.as_str())).collect();
        names.sort_by_key(|name| known(name));
        let default: Vec<_> = defaults(api).into_iter().map(quoted).collect();
        let mut text = format!("default = [{}]\n", default.join(", "));
        for name in names {
            let about = FEATURES.iter().find(|(known, about)| known == name && !about.is_empty());
            if let Some((_, about)) = about {
                let _ = writeln!(text, "# {about}");
            }
            let _ = match self {
                Self::Vendored => writeln!(text, "{name} = {}", without(&own[name], &api.settings)),
                _ => writeln!(text, "{name} = [\"lowcodeapi-runtime/{name}\"]"),
            };
        }
        text + &features::entries(api)
    }
}

/// Packages as entries of a manifest.
fn listed(packages: &[(&str, &str)]) -> String {
    let mut text = String::new();
    for (name, entry) in packages {
        let _ = writeln!(text, "{name} = {entry}");
    }
    text
}

/// What a feature enables, but for packages that are there anyway, because the client's manifest chooses their types.
fn without(feature: &Value, settings: &Settings) -> Value {
    let there: Vec<String> = packages(settings).iter().map(|(name, _)| format!("dep:{name}")).collect();
    let enabled = feature.as_array().into_iter().flatten();
    let is_there = |enabled: &&Value| there.iter().any(|there| enabled.as_str() == Some(there));
    Value::Array(enabled.filter(|enabled| !is_there(enabled)).cloned().collect())
}

impl RuntimePackage {
    /// All that it depends on, as its own manifest has it, but for what it takes to hand out its sources, and for chosen
    /// packages, which have entries of their own.
    fn dependencies(&self, chosen: &[(&str, &str)]) -> String {
        let features = self.table("features");
        let of_source = features["source"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let of_source: Vec<&str> = of_source.filter_map(|enabled| enabled.strip_prefix("dep:")).collect();
        let mut text = String::new();
        let own = self.table("dependencies");
        for (name, value) in own.iter().filter(|(name, _)| !of_source.contains(&name.as_str())) {
            let chosen = chosen.iter().find(|(known, _)| known == name);
            let entry = chosen.map_or_else(|| value.to_string(), |(_, entry)| (*entry).to_owned());
            let _ = writeln!(text, "{name} = {entry}");
        }
        text
    }

    /// A table of its manifest.
    fn table(&self, name: &str) -> Table {
        let mut manifest: Table = self.manifest.parse().expect("cargo builds the package by it");
        match manifest.remove(name) {
            Some(Value::Table(table)) => table,
            _ => Table::new(),
        }
    }
}
