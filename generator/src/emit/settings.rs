//! What the client's manifest decides, not its document.

use serde::Deserialize;

/// How a client is emitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The provider's name: the first segment of every path.
    pub provider: String,
    /// The only host the secret goes to.
    pub host: String,
    /// Whether methods stand on the client or on its groups.
    pub grouping: Grouping,
    /// How calls are authenticated.
    pub auth: Auth,
    /// Whether answers come in the service's envelope and paths in its two formats.
    pub envelope: bool,
}

impl Settings {
    /// A client of `LowCodeAPI`: the token in the query, answers in an envelope, methods on the client.
    #[must_use]
    pub fn new(provider: impl Into<String>, host: impl Into<String>) -> Self {
        Self {
            provider: provider.into(),
            host: host.into(),
            grouping: Grouping::Flat,
            auth: Auth::Query("api_token".to_owned()),
            envelope: true,
        }
    }
}

/// Whether methods stand on the client or on its groups; `"flat"` or `"tag"` in its manifest.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Grouping {
    /// `client.send_email(…)`.
    #[default]
    Flat,
    /// `client.pulls().list(…)`, a group for each tag.
    Tag,
}

/// How calls are authenticated.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Auth {
    /// One token for all, in a query parameter of this name.
    Query(String),
    /// By the schemes of the document, each operation as it says.
    #[default]
    Schemes,
}
