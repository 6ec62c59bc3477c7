//! Hosts the document names.

use indexmap::IndexMap;

use super::{Docs, Pointer};

/// A host the document names, with its variables.
#[derive(Debug, Clone, PartialEq)]
pub struct Server {
    /// What it is called in Rust, in upper camel case, unique among those named with it.
    pub name: String,
    /// The URL template.
    pub url: String,
    /// The template's variables, with default value and allowed values.
    pub variables: IndexMap<String, ServerVariable>,
    /// What the document says about it.
    pub docs: Docs,
    /// Whether callers can choose it.
    pub is_offered: bool,
    /// Where it stands.
    pub origin: Pointer,
}

impl Server {
    /// Its URL with the variables at their defaults. A default isn't read as a template again.
    #[must_use]
    pub fn default_url(&self) -> String {
        let mut url = String::with_capacity(self.url.len());
        let mut rest = self.url.as_str();
        while let Some((before, behind)) = rest.split_once('{') {
            url.push_str(before);
            let variable = behind.split_once('}').and_then(|(name, behind)| {
                self.variables.get(name).map(|variable| (variable.default.as_str(), behind))
            });
            let (text, behind) = variable.unwrap_or(("{", behind));
            url.push_str(text);
            rest = behind;
        }
        url + rest
    }
}

/// A variable in a server's URL.
#[derive(Debug, Clone, PartialEq)]
pub struct ServerVariable {
    /// The setter, in snake case, unique within the server.
    pub setter: String,
    /// The value used where the caller gives none.
    pub default: String,
    /// The allowed values; empty where any is.
    pub values: Vec<String>,
    /// What the document says about it.
    pub docs: Docs,
}
