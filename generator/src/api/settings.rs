//! What a client's manifest decides, and no document.

use std::collections::BTreeMap;

use serde::Deserialize;

/// Stands for the host of a service whose document names none.
pub const NOWHERE: &str = "https://api.example.com";

/// Where `LowCodeAPI` answers calls.
pub const LOWCODEAPI: &str = "https://api.lowcodeapi.com";

/// What the client's manifest decides, and no document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// The provider: the first segment of every path where the service is `LowCodeAPI`, otherwise only a name.
    pub provider: String,
    /// The only host the token goes to; with the path every call begins with where the service has one.
    pub host: String,
    /// Whether methods stand on the client or on an object for each tag or path.
    pub group: Grouping,
    /// What kind of service it is.
    pub flavour: Flavour,
    /// Where the client has its runtime from.
    pub runtime: Runtime,
    /// The operations it has, where those are not all: ids, `GET /path`, `tag:NAME` and `path:/pattern`.
    pub operations: Vec<String>,
    /// The Rust types that strings of a format become, by the format.
    pub types: BTreeMap<String, String>,
    /// What types derive beside their own traits, by the type's name; `*` stands for all.
    pub derives: BTreeMap<String, Vec<String>>,
    /// Whether there is a Cargo feature for each group.
    pub features: bool,
    /// What callers call the library that has the client, or the module of one, such as `shop_client`: examples in the
    /// documentation begin there. Without it there are none.
    pub library: Option<String>,
}

/// What kind of service a client speaks to; `"lowcodeapi"` or `"openapi"` in its manifest.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Flavour {
    /// `LowCodeAPI`: the provider before every path, the token in the query, two URL formats, answers in an envelope.
    #[default]
    LowCodeApi,
    /// Any other service: everything is as its document says.
    OpenApi,
}

/// Whether methods stand on the client or on its groups; `"flat"`, `"tag"` or `"path"` in its manifest.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Grouping {
    /// `client.send_email(…)`.
    #[default]
    Flat,
    /// `client.pulls().list(…)`, a group for each tag.
    Tag,
    /// The same, a group for each resource that paths begin with.
    Path,
}

impl Grouping {
    /// As a manifest has it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Flat => "flat",
            Self::Tag => "tag",
            Self::Path => "path",
        }
    }
}

/// Where a client has its runtime from; `"dependency"` or `"vendored"` in its manifest.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Runtime {
    /// A package that the client depends on.
    #[default]
    Dependency,
    /// A copy among the client's generated modules.
    Vendored,
}

impl Settings {
    /// A client of `LowCodeAPI`, methods on the client.
    #[must_use]
    pub fn lowcodeapi(provider: impl Into<String>) -> Self {
        Self { provider: provider.into(), host: LOWCODEAPI.to_owned(), ..Self::default() }
    }

    /// Whether the service is `LowCodeAPI`.
    #[must_use]
    pub fn is_lowcodeapi(&self) -> bool {
        self.flavour == Flavour::LowCodeApi
    }

    /// Whether methods stand on objects for several of them each.
    #[must_use]
    pub fn is_grouped(&self) -> bool {
        self.group != Grouping::Flat
    }
}
