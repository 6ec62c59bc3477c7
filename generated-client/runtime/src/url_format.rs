//! The service's two URL formats.

use std::fmt;

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
