//! The security schemes of a document, as a client knows them.

/// What an operation needs: one of several lists of scheme names, each list met as a whole. An empty list among them
/// means that it can do without.
pub type Requirements = &'static [&'static [&'static str]];

/// The security schemes of a service, made by [`client!`](crate::client).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Schemes {
    pub(crate) known: &'static [Scheme],
    pub(crate) needs: Requirements,
}

impl Schemes {
    /// All of them, of which the first that a secret meets is the one that
    /// [`ClientBuilder::token`](crate::ClientBuilder::token) is for, and what an operation needs that says nothing itself.
    #[must_use]
    pub const fn new(known: &'static [Scheme], needs: Requirements) -> Self {
        Self { known, needs }
    }
}

/// One way to prove who calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scheme {
    pub(crate) name: &'static str,
    pub(crate) place: Place,
}

/// Where a secret travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Query(&'static str),
    Header(&'static str),
    Cookie(&'static str),
    Basic,
    /// In `Authorization`, after this word.
    Authorization(&'static str),
    /// Not in the request: whoever makes the connection proves it.
    Connection,
}

impl Scheme {
    /// A secret in the query, under a name.
    #[must_use]
    pub const fn query(name: &'static str, parameter: &'static str) -> Self {
        Self { name, place: Place::Query(parameter) }
    }

    /// A secret in a header.
    #[must_use]
    pub const fn header(name: &'static str, header: &'static str) -> Self {
        Self { name, place: Place::Header(header) }
    }

    /// A secret in a cookie.
    #[must_use]
    pub const fn cookie(name: &'static str, cookie: &'static str) -> Self {
        Self { name, place: Place::Cookie(cookie) }
    }

    /// User and password (RFC 7617).
    #[must_use]
    pub const fn basic(name: &'static str) -> Self {
        Self { name, place: Place::Basic }
    }

    /// A token in `Authorization`, after `Bearer` (RFC 6750).
    #[must_use]
    pub const fn bearer(name: &'static str) -> Self {
        Self::authorization(name, "Bearer")
    }

    /// A secret in `Authorization`, after another word.
    #[must_use]
    pub const fn authorization(name: &'static str, word: &'static str) -> Self {
        Self { name, place: Place::Authorization(word) }
    }

    /// Nothing in the request: the connection proves it, such as a client's certificate in front of a proxy.
    #[must_use]
    pub const fn connection(name: &'static str) -> Self {
        Self { name, place: Place::Connection }
    }
}
