//! A file on its way into a form.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base64::Base64;

/// What a file is of which nobody says what it is.
pub(super) const ANYTHING: &str = "application/octet-stream";

/// A file to upload: bytes with a name and a content type.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Base64", into = "Base64")]
pub struct File {
    pub(super) name: String,
    pub(super) content_type: String,
    pub(super) content: Vec<u8>,
}

impl File {
    /// A file of that name, as `application/octet-stream`.
    #[must_use]
    pub fn new(name: impl Into<String>, content: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), content_type: ANYTHING.to_owned(), content: content.into() }
    }

    /// Says what the bytes are.
    #[must_use]
    pub fn content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = content_type.into();
        self
    }

    /// The name servers see.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "File({:?}, {}, {} bytes)", self.name, self.content_type, self.content.len())
    }
}

impl AsRef<[u8]> for File {
    fn as_ref(&self) -> &[u8] {
        &self.content
    }
}

impl From<Vec<u8>> for File {
    fn from(content: Vec<u8>) -> Self {
        Self::new("file", content)
    }
}

impl From<&[u8]> for File {
    fn from(content: &[u8]) -> Self {
        Self::new("file", content)
    }
}

impl From<Base64> for File {
    fn from(content: Base64) -> Self {
        Self::new("file", content.into_inner())
    }
}

/// Where a file has to stand in JSON, it stands there as base64.
impl From<File> for Base64 {
    fn from(file: File) -> Self {
        Self::from(file.content)
    }
}
