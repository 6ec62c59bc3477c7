//! The chain of sources, as text: no foreign type that may know the URL survives into an error.

use std::error::Error as StdError;
use std::fmt;

use crate::secret::Scrubber;

/// One link of the chain of sources.
#[derive(Debug, Clone)]
pub(crate) struct Cause {
    message: String,
    source: Option<Box<Cause>>,
}

impl Cause {
    /// Takes over an error and its sources, scrubbed.
    pub(crate) fn of(error: &dyn StdError, scrubber: &Scrubber) -> Self {
        Self {
            message: scrubber.scrub(&error.to_string()),
            source: error.source().map(|source| Box::new(Self::of(source, scrubber))),
        }
    }
}

impl Cause {
    /// What all the others follow from.
    pub(crate) fn last(&self) -> &Self {
        self.source.as_deref().map_or(self, Self::last)
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl StdError for Cause {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
