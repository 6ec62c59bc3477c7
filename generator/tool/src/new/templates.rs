//! The files of a new crate that belong to whoever maintains it.

use std::fmt::Write as _;

use lowcodeapi_generator::api::Api;
use lowcodeapi_generator::{FirstCall, Flavour, Grouping, Runtime};

use super::folder::CrateFolder;
use super::names::library;
use super::runtime;
use crate::shell;
use crate::workspace::Client;

/// What the user of a server of his own has to know, of clients of LowCodeAPI.
const OWN_SERVER: &str = "\
A LowCodeAPI server of your own is named by `LOWCODEAPI_BASE_URL` (https, or http on this machine). The server as it was
published in November 2025 knows the old URL format only, where path parameters travel in the query:
`LOWCODEAPI_URL_FORMAT=old` saves each operation a first request that fails. Unless it is set, the client finds out which
format works.

";

/// Where answers come from, of clients with companions.
const FROM_COMPANIONS: &str = "\
What the answers hold is known from the provider's own document, which `spec/companion.json` keeps as far as it is used.
Such a call yields `Described<T>`: `.typed()?` is the answer as that document describes it, and `Described::Other` keeps
one that is otherwise, for the call has succeeded all the same.

";

const MANIFEST: &str = include_str!("templates/Cargo.toml.txt");
const OVERLAY: &str = include_str!("templates/overlay.yaml.txt");
const README: &str = include_str!("templates/README.md.txt");
const LIBRARY: &str = include_str!("templates/lib.rs.txt");

/// The new crate.
pub(super) struct Crate<'a> {
    pub(super) package: &'a str,
    pub(super) folder: &'a CrateFolder,
    pub(super) runtime: &'a runtime::From,
    pub(super) client: &'a Client,
    pub(super) api: &'a Api,
    pub(super) call: Option<&'a FirstCall>,
}

impl Crate<'_> {
    /// Its files, by their path in the crate.
    pub(super) fn files(&self, overlay: String) -> Vec<(&'static str, String)> {
        let mut files = vec![
            ("Cargo.toml", self.manifest()),
            ("README.md", self.readme()),
            ("overlay.yaml", overlay),
            (".gitignore", "/target\n".to_owned()),
            ("src/lib.rs", self.library()),
        ];
        if let Some(call) = self.call {
            let about = format!("//! The first call: {}.\n", call.route);
            let run = "//!\n//! ```sh\n//! cargo run --example first_call\n//! ```\n\n";
            files.push(("examples/first_call.rs", format!("{about}{run}{}", call.example)));
            let about = format!("//! The first call, {}, without network.\n\n", call.route);
            files.push(("tests/first_call.rs", format!("{about}{}", call.test)));
        }
        files
    }

    fn library(&self) -> String {
        let runtime = match self.client.settings.runtime {
            Runtime::Dependency => "lowcodeapi_runtime",
            Runtime::Vendored => "generated::runtime",
        };
        let url_format = if self.client.settings.is_lowcodeapi() { "UrlFormat, " } else { "" };
        fill(LIBRARY, &[("RUNTIME", runtime), ("URL_FORMAT", url_format)])
    }

    fn manifest(&self) -> String {
        let mut decided = String::new();
        if self.client.settings.group == Grouping::Tag {
            decided.push_str("# Operations stand behind their tag: `client.users().list()`. Changing it renames all of them.\ngroup = \"tag\"\n");
        }
        if self.client.settings.flavour == Flavour::OpenApi {
            decided.push_str("# Not LowCodeAPI: no envelope, one URL format, authentication as the document has it.\nflavour = \"openapi\"\n");
        }
        if self.client.settings.runtime == Runtime::Vendored {
            decided.push_str("# A copy of the runtime is a module of the client: nothing else of its generator is needed.\nruntime = \"vendored\"\n");
        }
        if !self.client.companions.is_empty() {
            let list: Vec<String> = self.client.companions.iter().map(|name| quoted(name)).collect();
            decided.push_str("# The provider's own documents: what is answered, what things are called. What is kept of them in\n# `spec` does where they are not at hand.\n");
            decided.push_str(&format!("companions = [{}]\n", list.join(", ")));
        }
        let workspace = if self.folder.is_member { "" } else { "\n[workspace]\n" };
        fill(
            MANIFEST,
            &[
                ("PACKAGE", self.package),
                ("DESCRIPTION", &quoted(&self.description())),
                ("PROVIDER", &quoted(&self.client.settings.provider)),
                ("HOST", &quoted(&self.client.settings.host)),
                ("DECIDED", &decided),
                ("FEATURES", &self.runtime.features()),
                (
                    "DEPENDENCIES",
                    &self.runtime.dependencies(&self.folder.path, self.folder.runtime.as_deref()),
                ),
                ("WORKSPACE", workspace),
                ("REGEN", &shell::command(["regen"])),
            ],
        )
    }

    fn readme(&self) -> String {
        let own_server = if self.client.settings.flavour == Flavour::LowCodeApi { OWN_SERVER } else { "" };
        let mut call = String::new();
        if let Some(first) = self.call {
            let does = if first.summary.is_empty() { String::new() } else { format!(" {}", first.summary) };
            let _ = write!(call, "{}:{does}\n\n```rust,no_run\n{}```\n", first.route, first.example);
        }
        let variable = |name: &str| match self.client.settings.flavour {
            Flavour::LowCodeApi => format!("LOWCODEAPI_{name}"),
            Flavour::OpenApi => format!("{}_{name}", library(self.package).to_ascii_uppercase()),
        };
        let open_host = self.api.open_host.as_deref();
        let base_url = variable("BASE_URL");
        let place = match open_host {
            Some(path) => format!("export {base_url}=https://…{path}\n"),
            None => String::new(),
        };
        let host = match open_host {
            Some(path) => open(path, &base_url),
            None => format!(
                "The token goes to `{}` and nowhere else, unless `base_url` or `server` of the builder says so.",
                self.client.settings.host
            ),
        };
        fill(
            README,
            &[
                ("PACKAGE", self.package),
                ("DESCRIPTION", &self.description()),
                ("CALL", &call),
                ("TOKEN", &variable("API_TOKEN")),
                ("WHERE", &place),
                ("HOST", &host),
                ("OWN_SERVER", own_server),
                ("ANSWERS", if self.client.companions.is_empty() { "" } else { FROM_COMPANIONS }),
                (
                    "FROM",
                    if shell::is_alias() { "In the workspace of the generator" } else { "From any folder" },
                ),
                ("REGEN", &shell::command(["regen"])),
            ],
        )
    }

    /// What it is, in a line.
    fn description(&self) -> String {
        let title: String = self.api.title.split_whitespace().collect::<Vec<_>>().join(" ");
        let plain = title.chars().all(|c| c.is_alphanumeric() || " -_.,()&'".contains(c));
        let title = if plain && !title.is_empty() { &title } else { &self.client.settings.provider };
        match self.client.settings.flavour {
            Flavour::LowCodeApi => format!("Call {title} through LowCodeAPI"),
            Flavour::OpenApi => format!("A client for {title}"),
        }
    }
}

/// What a caller has to say about the host that the document leaves open.
fn open(path: &str, variable: &str) -> String {
    let completed = if path.is_empty() {
        String::new()
    } else {
        format!(
            " A host alone, such as `https://host`, is completed by the document's path, `{path}`; an address with a path \
             of its own stands as it is."
        )
    };
    format!(
        "The document doesn't say where the service is, so no call is made until you do: by `{variable}`, by `base_url` of \
         the builder, or for good by `host` in `Cargo.toml`, after which the client is to be refreshed.{completed} The \
         token goes there and nowhere else."
    )
}

/// The overlay of a provider about which nothing is known yet.
pub(super) fn overlay(provider: &str) -> String {
    fill(OVERLAY, &[("PROVIDER", provider), ("REGEN", &shell::command(["regen"]))])
}

/// The template with every `{{NAME}}` replaced, in one go: what is put in is not looked at again.
fn fill(template: &str, values: &[(&str, &str)]) -> String {
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
