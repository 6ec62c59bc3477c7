//! Where a new crate has its runtime from, as the command line says it.

use std::path::Path;
use std::str::FromStr;
use std::sync::LazyLock;

use lowcodeapi_generator::scaffold::{Dependency, RuntimePackage};
use lowcodeapi_runtime::source;

use crate::paths::relative;
use crate::shell;

/// The runtime this program was built with.
pub static RUNTIME: LazyLock<RuntimePackage> = LazyLock::new(|| RuntimePackage {
    version: source::VERSION.to_owned(),
    manifest: source::MANIFEST.to_owned(),
    files: source::files().into_iter().map(|(path, text)| (path, text.to_owned())).collect(),
    licences: source::LICENCES.map(|(name, text)| (name.to_owned(), text.to_owned())).into(),
});

/// The copy of it that clients carry.
pub(crate) static COPY: LazyLock<Vec<(String, String)>> = LazyLock::new(|| RUNTIME.vendored());

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
    /// What the crate's manifest says of it; `runtime` is the folder of the clone, where there is one.
    pub(super) fn dependency(&self, folder: &Path, runtime: Option<&Path>) -> Dependency {
        match (self, runtime) {
            (Self::Vendored, _) => Dependency::Vendored,
            (Self::Git(url, revision), _) => Dependency::Git { url: url.clone(), revision: revision.clone() },
            (Self::Path, Some(runtime)) => Dependency::Path(relative(folder, runtime)),
            (Self::Version | Self::Path, _) => Dependency::Version,
        }
    }
}

#[cfg(test)]
mod tests {
    use lowcodeapi_generator::Settings;
    use lowcodeapi_generator::api::Api;
    use lowcodeapi_generator::scaffold::{self, Crate, License, Refresh};
    use toml::Table;

    use super::*;

    /// Manifest and README of a crate.
    fn crate_of(from: &From, settings: Settings) -> [String; 2] {
        let api = Api { settings, ..Api::default() };
        let written = Crate {
            package: "shop",
            license: License::Own("ISC"),
            dependency: &from.dependency(Path::new("/a"), None),
            runtime: &RUNTIME,
            companions: &[],
            api: &api,
            call: None,
            has_example: true,
            refresh: Refresh { command: "regen", is_alias: false },
        };
        let [(_, manifest), (_, readme), ..] =
            written.files(String::new()).try_into().map(|files: [_; 6]| files).unwrap();
        [manifest, readme]
    }

    fn manifest(from: &From, settings: Settings) -> Table {
        crate_of(from, settings)[0].parse().unwrap()
    }

    fn own(name: &str) -> Table {
        let manifest: Table = RUNTIME.manifest.parse().unwrap();
        manifest[name].as_table().unwrap().clone()
    }

    #[test]
    fn every_feature_of_the_runtime_is_one_of_the_client() {
        let of_openapi = Settings { flavour: lowcodeapi_generator::Flavour::OpenApi, ..Settings::default() };
        let vendored =
            manifest(&From::Vendored, Settings::lowcodeapi("shop"))["features"].as_table().unwrap().clone();
        let dependent = manifest(&From::Version, of_openapi.clone())["features"].as_table().unwrap().clone();
        let of_runtime: Vec<String> =
            own("features").into_iter().map(|(name, _)| name).filter(|name| name != "source").collect();
        assert_eq!(dependent.keys().cloned().collect::<Vec<_>>(), of_runtime);
        assert_eq!(vendored.keys().cloned().collect::<Vec<_>>(), of_runtime);
        assert_eq!(vendored["rustls"][0].as_str(), Some("rustls-ring"));
        assert_eq!(dependent["rustls"][0].as_str(), Some("lowcodeapi-runtime/rustls"));
        let default = |features: &Table| features["default"].as_array().map(Vec::len);
        assert_eq!((default(&vendored), default(&dependent)), (Some(1), Some(4)));
        let [_, readme] = crate_of(&From::Version, of_openapi);
        let told: Vec<&str> = readme
            .lines()
            .filter_map(|line| line.strip_prefix("| `")?.split_once('`'))
            .map(|(name, _)| name)
            .collect();
        assert!(
            told.len() > 8 && told.iter().all(|name| of_runtime.iter().any(|own| own == name)),
            "a feature that was: {told:?}"
        );
    }

    #[test]
    fn a_copy_depends_on_what_the_runtime_depends_on() {
        let manifest = manifest(&From::Vendored, Settings::default());
        let dependencies = manifest["dependencies"].as_table().unwrap();
        assert_eq!(dependencies["reqwest"]["default-features"].as_bool(), Some(false));
        assert!(dependencies.contains_key("serde") && !dependencies.contains_key("include_dir"));
        assert!(dependencies.values().all(|value| value.get("workspace").is_none()), "{dependencies}");
    }

    #[test]
    fn a_repository_is_told_by_its_url() {
        let of = |text: &str| text.parse::<From>();
        let git = manifest(&of("git=https://git.example/a.git#v1").unwrap(), Settings::default());
        let git = &git["dependencies"]["lowcodeapi-runtime"];
        assert_eq!(
            (git["git"].as_str(), git["rev"].as_str()),
            (Some("https://git.example/a.git"), Some("v1"))
        );
        assert!(of("git=https://me:secret@git.example/a").unwrap_err().contains("password"));
        assert!(of("git=here").unwrap_err().contains("URL"));
        assert!(of("crate").unwrap_err().contains("`vendored`"));
    }

    #[test]
    fn macros_of_a_copy_have_a_path_from_the_root() {
        let files = RUNTIME.vendored();
        let text = |path: &str| &files.iter().find(|(own, _)| own == path).expect("it is copied").1;
        assert!(text("runtime.rs").ends_with("pub(crate) use macros::*;\n"));
        assert!(text("runtime/macros.rs").contains("pub(crate) use call::*;\npub(crate) use client::*;\n"));
        assert!(text("runtime/macros/call.rs").contains("pub(crate) use call;\n"));
        let is_source = |path: &str| Path::new(path).extension().is_some_and(|end| end == "rs");
        for (path, text) in files.iter().filter(|(path, _)| is_source(path)) {
            for of_package in ["#[macro_export]", "cfg(test)", "\"source\"", "include_str!"] {
                assert!(!text.contains(of_package), "`{of_package}` in {path}");
            }
        }
    }

    #[test]
    fn a_readme_names_the_variables_that_the_runtime_reads() {
        for name in ["BASE_URL", "API_TOKEN", "petstoreAuth", "x-api.key", "APIKey2"] {
            assert_eq!(
                scaffold::variable("shop_client", name),
                lowcodeapi_runtime::__variable("shop_client", name)
            );
        }
        assert_eq!(scaffold::TOKEN_VARIABLE, lowcodeapi_runtime::TOKEN_VARIABLE);
        assert_eq!(scaffold::BASE_URL_VARIABLE, lowcodeapi_runtime::BASE_URL_VARIABLE);
    }
}
