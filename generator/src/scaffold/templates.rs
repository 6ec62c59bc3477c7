//! The files of a new crate that belong to whoever maintains it.

use std::fmt::Write as _;

use super::{Crate, License, readme};
use crate::api::{Flavour, Grouping, Runtime};
use crate::join::CompanionFile;

/// Git hands out files as they are written on every machine, and folds what nobody wrote by hand.
const ATTRIBUTES: &str = "* text=auto eol=lf\nsrc/generated/** linguist-generated=true\n";
const MANIFEST: &str = include_str!("templates/Cargo.toml.txt");
const OVERLAY: &str = include_str!("templates/overlay.yaml.txt");
const LIBRARY: &str = include_str!("templates/lib.rs.txt");

impl Crate<'_> {
    /// The files that are written by hand from now on, by their path in the crate.
    #[must_use]
    pub fn files(&self, overlay: String) -> Vec<(&'static str, String)> {
        let mut files = vec![
            ("Cargo.toml", self.manifest()),
            ("README.md", readme::readme(self)),
            ("overlay.yaml", overlay),
            (".gitignore", "/target\n".to_owned()),
            (".gitattributes", ATTRIBUTES.to_owned()),
            ("src/lib.rs", self.library()),
        ];
        if let Some(call) = self.call.filter(|_| self.has_example) {
            let about = format!("//! The first call: {}.\n", call.route);
            let run = "//!\n//! ```sh\n//! cargo run --example first_call\n//! ```\n\n";
            files.push(("examples/first_call.rs", format!("{about}{run}{}", call.example)));
            let about = format!("//! The first call, {}, without network.\n\n", call.route);
            files.push(("tests/first_call.rs", format!("{about}{}", call.test)));
        }
        files
    }

    fn library(&self) -> String {
        let url_format = if self.api.settings.is_lowcodeapi() { "UrlFormat, " } else { "" };
        let readme = "doc = include_str!(\"../README.md\")";
        let readme = match self.feature_of_call() {
            // It shows the first call, and is tested.
            Some(feature) => format!("cfg_attr(feature = {}, {readme})", quoted(feature)),
            None => readme.to_owned(),
        };
        fill(LIBRARY, &[("README", &readme), ("URL_FORMAT", url_format)])
    }

    fn manifest(&self) -> String {
        let mut decided = String::new();
        let behind = match self.api.settings.group {
            Grouping::Flat => None,
            Grouping::Tag => Some("their tag"),
            Grouping::Path => Some("what their path begins with"),
        };
        if let Some(behind) = behind {
            let group = self.api.settings.group.name();
            let _ = writeln!(
                decided,
                "# Operations stand behind {behind}: `client.users().list()`. Changing it renames all of them.\ngroup = \"{group}\""
            );
            if self.api.settings.features {
                let _ = writeln!(
                    decided,
                    "# There is a feature for each of these groups.\nfeatures = \"{group}\""
                );
            }
        }
        if self.api.settings.flavour == Flavour::OpenApi {
            decided.push_str("# Not LowCodeAPI: no envelope, one URL format, authentication as the document has it.\nflavour = \"openapi\"\n");
        }
        if self.api.settings.runtime == Runtime::Vendored {
            decided.push_str("# A copy of the runtime is a module of the client: nothing else of its generator is needed.\nruntime = \"vendored\"\n");
        }
        if !self.api.settings.operations.is_empty() {
            let list: Vec<String> = self.api.settings.operations.iter().map(|one| quoted(one)).collect();
            decided.push_str("# Of the document's operations these: an id, `GET /path`, `tag:NAME`, or `path:/pattern/**`. The rest is left out, with\n# the types that only it uses.\n");
            let _ = writeln!(decided, "operations = [{}]", list.join(", "));
        }
        if !self.api.settings.types.is_empty() {
            let types = self.api.settings.types.iter();
            let types: Vec<String> =
                types.map(|(format, path)| format!("{} = {}", quoted(format), quoted(path))).collect();
            decided.push_str("# What strings of these formats become. Their values have to be written and read by serde.\n");
            let _ = writeln!(decided, "types = {{ {} }}", types.join(", "));
        }
        if !self.companions.is_empty() {
            let list: Vec<String> = self.companions.iter().map(companion).collect();
            decided.push_str("# The provider's own documents: what is answered, what things are called. What is kept of them in\n# `spec` does where they are not at hand.\n");
            let _ = writeln!(decided, "companions = [{}]", list.join(", "));
        }
        fill(
            MANIFEST,
            &[
                ("PACKAGE", self.package),
                // The runtime's, which the client is built with: all packages of the project have one.
                ("RUST_VERSION", env!("CARGO_PKG_RUST_VERSION")),
                ("DESCRIPTION", &quoted(&self.description())),
                ("LICENSE", &self.license_line()),
                ("KEYWORDS", &self.keywords()),
                ("PROVIDER", &quoted(&self.api.settings.provider)),
                ("HOST", &quoted(&self.api.settings.host)),
                ("DECIDED", &decided),
                ("FEATURES", &self.dependency.features(self.runtime, self.api)),
                ("DEPENDENCIES", &self.dependency.entries(self.runtime, &self.api.settings)),
                ("TARGETS", &self.targets()),
                ("REGEN", self.refresh.command),
            ],
        )
    }

    /// What is compiled only where the first call is there.
    fn targets(&self) -> String {
        let mut targets = String::new();
        let Some(feature) = self.feature_of_call().filter(|_| self.has_example) else { return targets };
        for kind in ["example", "test"] {
            let feature = quoted(feature);
            let _ = write!(targets, "\n[[{kind}]]\nname = \"first_call\"\nrequired-features = [{feature}]\n");
        }
        targets
    }

    /// The feature of the first call, where it has one.
    fn feature_of_call(&self) -> Option<&str> {
        self.call.map(|call| call.feature.as_str()).filter(|feature| !feature.is_empty())
    }

    fn license_line(&self) -> String {
        match self.license {
            License::Own(license) => format!("license = {}", quoted(license)),
            License::Inherited(_) => "license.workspace = true".to_owned(),
        }
    }

    /// What it is looked for by: the registry takes five of twenty letters each.
    fn keywords(&self) -> String {
        let provider = self.api.settings.provider.to_ascii_lowercase();
        let words = provider.split(|c: char| !c.is_ascii_alphanumeric()).chain(["api", "client", "openapi"]);
        let mut keywords: Vec<&str> = Vec::new();
        for word in words.filter(|word| (1..=20).contains(&word.len())) {
            if !keywords.contains(&word) && keywords.len() < 5 {
                keywords.push(word);
            }
        }
        keywords.into_iter().map(quoted).collect::<Vec<_>>().join(", ")
    }

    /// What it is, in a line.
    pub(super) fn description(&self) -> String {
        let subject = self.api.subject();
        match self.api.settings.flavour {
            Flavour::LowCodeApi => format!("Call {subject} through LowCodeAPI"),
            Flavour::OpenApi => format!("A client for {subject}"),
        }
    }
}

/// A companion as an entry of a list in TOML.
fn companion(named: &CompanionFile) -> String {
    let file = quoted(&named.file);
    match &named.server {
        None => file,
        Some(server) => format!("{{ file = {file}, server = {} }}", quoted(server)),
    }
}

/// The overlay of a provider about which nothing is known yet; `regen` is the command that applies it.
#[must_use]
pub fn overlay(provider: &str, regen: &str) -> String {
    fill(OVERLAY, &[("PROVIDER", provider), ("REGEN", regen)])
}

/// The template with every `{{NAME}}` replaced, in one go: what is put in is not looked at again.
pub(super) fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, after) = after.split_once("}}").expect("templates close what they open");
        let value = values.iter().find(|(known, _)| *known == name).expect("templates ask for what there is");
        text.push_str(before);
        text.push_str(value.1);
        rest = after;
    }
    text + rest
}

/// As a TOML string.
pub(super) fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
