//! What is fixed about the service a client speaks to.

/// A service: one per generated client, a `static` made by [`client!`](crate::client).
#[derive(Debug)]
pub struct Service {
    /// The first segment of every path; empty where there is none.
    pub provider: &'static str,
    /// Scheme and host the token goes to, unless the caller configures another.
    pub host: &'static str,
    /// Where the token travels.
    pub auth: Auth,
    /// The name of the client's package.
    pub package: &'static str,
    /// The version of the client's package.
    pub version: &'static str,
}

/// Where the token travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Auth {
    /// In the query, under this name.
    Query(&'static str),
    /// In the header of this name.
    Header(&'static str),
    /// In `Authorization`, after `Bearer`.
    Bearer,
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
}
