//! Why a text is not YAML that JSON can express.

use std::ops::Range;

use super::{DEEPEST, MOST_REPEATED};
use crate::source::Source;

/// Why a text is not YAML that JSON can express.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub(crate) struct Error {
    pub(crate) reason: Reason,
    /// The bytes it is about; where only the place is known, none of them.
    pub(crate) at: Range<usize>,
}

impl Error {
    /// What is wrong, where that takes a second place to say.
    pub(crate) fn describe(&self, source: &Source) -> String {
        match &self.reason {
            Reason::TwiceAKey { first, .. } => {
                format!("{self}, first in line {}", source.position(first.start).line)
            }
            _ => self.to_string(),
        }
    }
}

/// What is wrong with a text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Reason {
    #[error("{0}")]
    Syntax(String),
    #[error("more than {DEEPEST} levels are nested")]
    TooDeep,
    #[error("the key `{key}` occurs twice in one mapping")]
    TwiceAKey {
        key: String,
        /// The bytes of the key where it occurs first.
        first: Range<usize>,
    },
    #[error("a second document begins here, and only one can be read")]
    SecondDocument,
    #[error("a key is a list or a mapping, which JSON can't express")]
    KeyIsNoScalar,
    #[error("`<<` takes in a mapping or a list of mappings, and this is neither")]
    MergedScalar,
    #[error("the alias stands in what it stands for, so the value would have no end")]
    Endless,
    #[error("the aliases repeat more than {MOST_REPEATED} values")]
    TooManyRepeated,
    #[error("the tag says {wanted}, and `{text}` is none")]
    OtherThanTagged { wanted: &'static str, text: String },
}
