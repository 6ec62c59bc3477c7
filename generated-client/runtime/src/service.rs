//! What is fixed about the service a client speaks to.

use std::borrow::Cow;

use crate::dialect::Dialect;
use crate::scheme::Schemes;

/// A service: one per generated client, a `static` made by [`client!`](crate::client).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Service {
    /// The first segment of every path; empty where there is none.
    pub(crate) provider: &'static str,
    /// Scheme and host the token goes to, unless the caller configures another.
    pub(crate) host: &'static str,
    /// Where nobody but the caller knows the host: what paths begin with on the one the caller names.
    pub(crate) path: Option<&'static str>,
    pub(crate) auth: Auth,
    pub(crate) dialect: Dialect,
    pub(crate) package: &'static str,
    pub(crate) version: &'static str,
}

impl Service {
    /// A service that asks for no credential, at the scheme and host that credentials would go to unless the caller
    /// configures another; `package` and `version` are the client's.
    #[must_use]
    pub const fn new(package: &'static str, version: &'static str, host: &'static str) -> Self {
        Self { provider: "", host, path: None, auth: Auth::None, dialect: Dialect::Plain, package, version }
    }

    /// Sets the first segment of every path.
    #[must_use]
    pub const fn provider(mut self, provider: &'static str) -> Self {
        self.provider = provider;
        self
    }

    /// Sets what paths begin with on the host the caller names, where nobody but the caller knows the host.
    #[must_use]
    pub const fn path(mut self, path: &'static str) -> Self {
        self.path = Some(path);
        self
    }

    /// Says where the token travels.
    #[must_use]
    pub const fn auth(mut self, auth: Auth) -> Self {
        self.auth = auth;
        self
    }

    /// Says how it departs from plain HTTP and JSON.
    #[must_use]
    pub const fn dialect(mut self, dialect: Dialect) -> Self {
        self.dialect = dialect;
        self
    }

    /// The environment variable that holds the token.
    ///
    /// `LowCodeAPI` has one token for all providers. Any other service has a variable of its own, named after the
    /// client's package: its token is nobody else's, and nobody else's is sent there.
    #[must_use]
    pub fn token_variable(&self) -> Cow<'static, str> {
        self.variable(self.dialect.token_variable(), "API_TOKEN")
    }

    /// The environment variable that overrides the host.
    #[must_use]
    pub fn base_url_variable(&self) -> Cow<'static, str> {
        self.variable(self.dialect.base_url_variable(), "BASE_URL")
    }

    /// The environment variable that holds the credential for a security scheme.
    #[must_use]
    pub fn credential_variable(&self, scheme: &str) -> String {
        __variable(self.package, scheme)
    }

    fn variable(&self, shared: Option<&'static str>, own: &str) -> Cow<'static, str> {
        shared.map_or_else(|| __variable(self.package, own).into(), Into::into)
    }
}

/// The package and a name as the name of a variable: a shell takes nothing but letters, digits and `_`.
#[doc(hidden)]
#[must_use]
pub fn __variable(package: &str, name: &str) -> String {
    let mut variable = package.to_ascii_uppercase();
    variable.push('_');
    let mut lower = false;
    for c in name.chars() {
        if lower && c.is_ascii_uppercase() {
            variable.push('_');
        }
        lower = c.is_ascii_lowercase();
        variable.push(c.to_ascii_uppercase());
    }
    variable.replace(|c: char| !c.is_ascii_alphanumeric(), "_")
}

/// A client of a service that has two URL formats.
#[doc(hidden)]
pub trait TwoUrlFormats {}

/// Where the token travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Auth {
    /// In the query, under this name.
    Query(&'static str),
    /// In the header of this name.
    Header(&'static str),
    /// In `Authorization`, after `Bearer`.
    Bearer,
    /// Nowhere: the service asks for none.
    None,
    /// Each operation says which of the service's schemes it needs.
    Schemes(&'static Schemes),
}

impl Auth {
    /// In the query, under this name.
    #[must_use]
    pub const fn query(name: &'static str) -> Self {
        Self::Query(name)
    }

    /// In the header of this name.
    #[must_use]
    pub const fn header(name: &'static str) -> Self {
        Self::Header(name)
    }

    /// In `Authorization`, after `Bearer`.
    #[must_use]
    pub const fn bearer() -> Self {
        Self::Bearer
    }

    /// Nowhere: the service asks for none.
    #[must_use]
    pub const fn none() -> Self {
        Self::None
    }

    /// Each operation says which of the service's schemes it needs.
    #[must_use]
    pub const fn schemes(schemes: &'static Schemes) -> Self {
        Self::Schemes(schemes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_services_token_is_never_the_one_of_lowcodeapi() {
        let service = Service::new("shop-client", "1.0.0", "https://shop.example").auth(Auth::bearer());
        assert_eq!(service.dialect(Dialect::LowCodeApi).token_variable(), "LOWCODEAPI_API_TOKEN");
        assert_eq!(service.token_variable(), "SHOP_CLIENT_API_TOKEN");
        assert_eq!(service.base_url_variable(), "SHOP_CLIENT_BASE_URL");
    }
}
