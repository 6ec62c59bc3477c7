//! The service's two URL formats, and which of them worked.

use std::collections::HashMap;
use std::fmt;
use std::sync::{PoisonError, RwLock};

use crate::endpoint::Endpoint;

/// How a URL carries path parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UrlFormat {
    /// In the path: `/v1/pages/abc`.
    New,
    /// In the query, after a literal path: `/v1/pages/page_id?page_id=abc`.
    Old,
}

impl UrlFormat {
    /// Its name, in lower case.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Old => "old",
        }
    }
}

impl fmt::Display for UrlFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The format to start with, and the one to try when the first proves to be no route.
pub(crate) type Order = (UrlFormat, Option<UrlFormat>);

impl Endpoint {
    /// The formats of this operation in the order they are tried, as far as nobody chose and nothing is known yet.
    fn order(&self) -> Order {
        match (self.new, self.old) {
            (Some(new), Some(old)) if new == old => (UrlFormat::New, None),
            (Some(_), Some(_)) if self.old_first => (UrlFormat::Old, Some(UrlFormat::New)),
            (Some(_), Some(_)) => (UrlFormat::New, Some(UrlFormat::Old)),
            (None, Some(_)) => (UrlFormat::Old, None),
            (_, None) => (UrlFormat::New, None),
        }
    }

    /// The path in one format. An operation that has only one format has it under either name.
    pub(crate) fn path(&self, format: UrlFormat) -> &'static str {
        let (first, second) = match format {
            UrlFormat::New => (self.new, self.old),
            UrlFormat::Old => (self.old, self.new),
        };
        first.or(second).unwrap_or_default()
    }

    /// Whether the service decodes the values of path parameters and inserts them as they are into another path: the
    /// one that has two formats does, in both.
    pub(crate) fn is_inserted_raw(&self) -> bool {
        self.old.is_some()
    }

    fn has(&self, format: UrlFormat) -> bool {
        match format {
            UrlFormat::New => self.new.is_some(),
            UrlFormat::Old => self.old.is_some(),
        }
    }
}

/// Which format worked, per operation, for the life of a client.
#[derive(Debug, Default)]
pub(crate) struct Memory(RwLock<HashMap<usize, UrlFormat>>);

impl Memory {
    /// The formats of an operation in the order they are tried.
    pub(crate) fn order(&self, endpoint: &'static Endpoint, pinned: Option<UrlFormat>) -> Order {
        let (first, second) = endpoint.order();
        if let Some(pinned) = pinned {
            return (if endpoint.has(pinned) { pinned } else { first }, None);
        }
        let Some(other) = second else { return (first, None) };
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&key(endpoint)).copied();
        if known == Some(other) { (other, Some(first)) } else { (first, second) }
    }

    /// Keeps the format that worked. True where that is news.
    pub(crate) fn keep(&self, endpoint: &'static Endpoint, format: UrlFormat) -> bool {
        let key = key(endpoint);
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&key).copied();
        let news = known != Some(format);
        if news {
            self.0.write().unwrap_or_else(PoisonError::into_inner).insert(key, format);
        }
        news
    }
}

/// An operation is its static: two of one name stay apart.
fn key(endpoint: &'static Endpoint) -> usize {
    std::ptr::from_ref(endpoint) as usize
}
