//! How calls prove who makes them.

use indexmap::IndexMap;

use super::{Location, Pointer};

/// How a call proves who makes it.
#[derive(Debug, Clone, PartialEq)]
pub struct SecurityScheme {
    /// What kind.
    pub kind: SecurityKind,
    /// Where it stands.
    pub origin: Pointer,
}

/// The kinds of authentication OpenAPI knows.
#[derive(Debug, Clone, PartialEq)]
pub enum SecurityKind {
    /// A secret in a named place.
    ApiKey {
        /// Query, header or cookie.
        location: Location,
        /// The parameter's name.
        name: String,
    },
    /// `Authorization: Basic`.
    Basic,
    /// `Authorization: Bearer`, also for OAuth 2 and OpenID Connect, whose tokens the caller supplies.
    Bearer {
        /// The URLs (token, authorisation, discovery) and scopes the document names.
        urls: Vec<String>,
        /// The scopes the scheme offers.
        scopes: Vec<String>,
    },
    /// A scheme no client can carry out from the document alone.
    Other(String),
}

/// Schemes that must all be met, each with its scopes. Empty means: no authentication needed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SecurityRequirement {
    /// Scheme name to scopes.
    pub schemes: IndexMap<String, Vec<String>>,
}
