//! Nodes that openapiv3 has no room for: parameters, servers, tags and security schemes as OpenAPI 3.2 has them.

use indexmap::IndexMap;
use openapiv3::{ExternalDocumentation, ParameterData, ServerVariable};

/// A parameter outside the body.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// Where it travels.
    pub place: ParameterPlace,
    /// What it holds, and what is said about it.
    pub data: ParameterData,
    /// How a value that is no scalar is written.
    pub style: ParameterStyle,
    /// Whether reserved characters stay as they are.
    pub allow_reserved: bool,
}

/// Where a parameter travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ParameterPlace {
    /// In the path.
    Path,
    /// In the query string.
    Query,
    /// As the query string, all of it.
    QueryString,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
}

/// OpenAPI's `style`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterStyle {
    /// `a,b`
    Simple,
    /// `;x=a,b`
    Matrix,
    /// `.a,b`
    Label,
    /// `x=a&x=b`
    Form,
    /// `x=a%20b`
    SpaceDelimited,
    /// `x=a|b`
    PipeDelimited,
    /// `x[k]=v`
    DeepObject,
    /// `x=a; x=b`, nothing percent-encoded.
    Cookie,
}

/// A host.
#[derive(Debug, Clone, PartialEq)]
pub struct Server {
    /// The URL template.
    pub url: String,
    /// What it is called (OpenAPI 3.2).
    pub name: Option<String>,
    /// What is said about it.
    pub description: Option<String>,
    /// The template's variables.
    pub variables: IndexMap<String, ServerVariable>,
}

/// What operations may be grouped by.
#[derive(Debug, Clone, PartialEq)]
pub struct Tag {
    /// Where it stands.
    pub pointer: String,
    /// What operations refer to.
    pub name: String,
    /// What it is called for people (OpenAPI 3.2).
    pub summary: Option<String>,
    /// What is said about it.
    pub description: Option<String>,
    /// The tag that it is part of (OpenAPI 3.2).
    pub parent: Option<String>,
    /// What it is for: `nav` groups operations, others such as `badge` mark them (OpenAPI 3.2).
    pub kind: Option<String>,
    /// Where more is said.
    pub external_docs: Option<ExternalDocumentation>,
}

/// A security scheme.
#[derive(Debug, Clone, PartialEq)]
pub enum Scheme {
    /// A secret under a name.
    ApiKey {
        /// Where it travels.
        place: ParameterPlace,
        /// Its name there.
        name: String,
    },
    /// The header `Authorization`, by this scheme of HTTP.
    Http(String),
    /// OAuth 2, by all its flows.
    OAuth2 {
        /// Where tokens, and the right to them, are had; each once, in the order of the flows.
        urls: Vec<String>,
        /// What may be asked for; each once.
        scopes: Vec<String>,
    },
    /// OpenID Connect, which says the rest at this URL.
    OpenIdConnect(String),
    /// Another, by its `type`.
    Other(String),
}
