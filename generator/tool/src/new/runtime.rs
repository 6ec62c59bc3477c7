//! Where a new crate has its runtime from, and what that means for its manifest.

use std::fmt::Write as _;
use std::path::Path;
use std::str::FromStr;

use lowcodeapi_generator::Runtime;
use lowcodeapi_generator::api::Api;
use lowcodeapi_runtime::source;
use toml::{Table, Value};

use super::templates::quoted;
use crate::paths::relative;
use crate::shell;

/// Through LowCodeAPI calls are few and small: there HTTP/2 and
/// compression would be crates that hardly any call uses.
const DEFAULT: [&str; 1] = ["rustls"];
const DEFAULT_OF_OTHERS: [&str; 4] = ["rustls", "http2", "gzip", "brotli"];

/// What the features of a client are for, in the order of its manifest.
pub(super) const FEATURES: [(&str, &str); 16] = [
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
];

/// The features that are on unless a dependent turns them off.
pub(super) fn defaults(api: &Api) -> Vec<&'static str> {
    let mut defaults =
        if api.settings.is_lowcodeapi() { DEFAULT.to_vec() } else { DEFAULT_OF_OTHERS.to_vec() };
    // Whoever receives webhooks should not have to know that verifying them is a feature.
    if !api.webhooks.requests.is_empty() {
        defaults.push("webhooks");
    }
    defaults
}

/// Where a new crate has its runtime from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum From {
    /// The registry: the version this program was built with.
    Version,
    /// The clone this program runs in or was built in.
    Path,
    /// A git repository, perhaps at a revision.
    Git(String, Option<String>),
    /// A copy among its generated modules.
    Vendored,
}

impl Default for From {
    /// The alias is there in a clone only, and what it makes is tried with that clone.
    fn default() -> Self {
        if shell::is_alias() { Self::Path } else { Self::Version }
    }
}

impl FromStr for From {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once('=') {
            Some(("git", place)) => git(place),
            _ => match text {
                "version" => Ok(Self::Version),
                "path" => Ok(Self::Path),
                "vendored" => Ok(Self::Vendored),
                _ => Err("it is `version`, `path`, `git=URL`, `git=URL#REVISION` or `vendored`".to_owned()),
            },
        }
    }
}

fn git(place: &str) -> Result<From, String> {
    let (url, revision) = match place.split_once('#') {
        Some((url, revision)) => (url, Some(revision.to_owned())),
        None => (place, None),
    };
    let parsed = reqwest::Url::parse(url).map_err(|error| format!("`git=` wants a URL: {error}"))?;
    if parsed.password().is_some() {
        return Err(
            "a URL with a password doesn't belong into a manifest: git has credential helpers".to_owned()
        );
    }
    Ok(From::Git(url.to_owned(), revision))
}

impl From {
    /// What the crate's own metadata say of it.
    pub(super) fn setting(&self) -> Runtime {
        if *self == Self::Vendored { Runtime::Vendored } else { Runtime::Dependency }
    }

    /// The entries of `[dependencies]`; `path` leads from the crate to the runtime.
    pub(super) fn dependencies(&self, folder: &Path, runtime: Option<&Path>) -> String {
        let serde = "serde = { version = \"1.0\", features = [\"derive\"] }\n";
        let place = match (self, runtime) {
            (Self::Vendored, _) => return all(),
            (Self::Git(url, revision), _) => {
                let revision = revision.as_ref().map(|revision| format!(", rev = {}", quoted(revision)));
                format!("git = {}{}", quoted(url), revision.unwrap_or_default())
            }
            (Self::Path, Some(runtime)) => {
                format!("version = \"{}\", path = {}", source::VERSION, quoted(&relative(folder, runtime)))
            }
            (Self::Version | Self::Path, _) => format!("version = \"{}\"", source::VERSION),
        };
        format!("lowcodeapi-runtime = {{ {place}, default-features = false }}\n{serde}")
    }

    /// The entries of `[features]`.
    pub(super) fn features(&self, default: &[&str]) -> String {
        let own = table("features");
        let known =
            |name: &String| FEATURES.iter().position(|(known, _)| known == name).unwrap_or(FEATURES.len());
        let mut names: Vec<&String> =
            own.keys().filter(|name| !["default", "source"].contains(&name.as_str())).collect();
        names.sort_by_key(|name| known(name));
        let default: Vec<_> = default.iter().map(|name| quoted(name)).collect();
        let mut text = format!("default = [{}]\n", default.join(", "));
        for name in names {
            let about = FEATURES.iter().find(|(known, about)| known == name && !about.is_empty());
            if let Some((_, about)) = about {
                let _ = writeln!(text, "# {about}");
            }
            let _ = match self {
                Self::Vendored => writeln!(text, "{name} = {}", own[name]),
                _ => writeln!(text, "{name} = [\"lowcodeapi-runtime/{name}\"]"),
            };
        }
        text
    }
}

/// All that the runtime depends on, as its own manifest has it, but for what it takes to hand out its sources.
fn all() -> String {
    let features = table("features");
    let of_source = features["source"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let of_source: Vec<&str> = of_source.filter_map(|enabled| enabled.strip_prefix("dep:")).collect();
    let mut text = String::new();
    for (name, value) in table("dependencies").iter().filter(|(name, _)| !of_source.contains(&name.as_str()))
    {
        let _ = writeln!(text, "{name} = {value}");
    }
    text
}

/// A table of the runtime's manifest.
fn table(name: &str) -> Table {
    let mut manifest: Table = source::MANIFEST.parse().expect("cargo built the package by it");
    match manifest.remove(name) {
        Some(Value::Table(table)) => table,
        _ => Table::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_of_the_runtime_is_one_of_the_client() {
        let vendored: Table = From::Vendored.features(&DEFAULT).parse().unwrap();
        let dependent: Table = From::Version.features(&DEFAULT_OF_OTHERS).parse().unwrap();
        let of_runtime: Vec<String> =
            table("features").into_iter().map(|(name, _)| name).filter(|name| name != "source").collect();
        assert_eq!(dependent.keys().cloned().collect::<Vec<_>>(), of_runtime);
        assert_eq!(vendored.keys().cloned().collect::<Vec<_>>(), of_runtime);
        assert_eq!(vendored["rustls"][0].as_str(), Some("rustls-ring"));
        assert_eq!(dependent["rustls"][0].as_str(), Some("lowcodeapi-runtime/rustls"));
        let default = |features: &Table| features["default"].as_array().map(Vec::len);
        assert_eq!((default(&vendored), default(&dependent)), (Some(1), Some(4)));
        assert!(
            FEATURES.iter().all(|(name, _)| of_runtime.iter().any(|own| own == name)),
            "a feature that was"
        );
    }

    #[test]
    fn a_copy_depends_on_what_the_runtime_depends_on() {
        let dependencies: Table = From::Vendored.dependencies(Path::new("/a"), None).parse().unwrap();
        assert_eq!(dependencies["reqwest"]["default-features"].as_bool(), Some(false));
        assert!(dependencies.contains_key("serde") && !dependencies.contains_key("include_dir"));
        assert!(dependencies.values().all(|value| value.get("workspace").is_none()), "{dependencies}");
    }

    #[test]
    fn a_repository_is_told_by_its_url() {
        let of = |text: &str| text.parse::<From>();
        let git = of("git=https://git.example/a.git#v1").unwrap();
        let line = git.dependencies(Path::new("/a"), None);
        assert!(
            line.contains("{ git = \"https://git.example/a.git\", rev = \"v1\", default-features"),
            "{line}"
        );
        assert!(of("git=https://me:secret@git.example/a").unwrap_err().contains("password"));
        assert!(of("git=here").unwrap_err().contains("URL"));
        assert!(of("crate").unwrap_err().contains("`vendored`"));
    }
}
