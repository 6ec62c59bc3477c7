//! A file on its way into a form.

use std::fmt;

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use crate::base64::{Base64, Content};

/// What a file is of which nobody says what it is.
pub(super) const ANYTHING: &str = "application/octet-stream";

/// A file to upload: bytes with a name and a content type.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Base64", into = "Base64")]
pub struct File {
    pub(super) name: String,
    pub(super) content_type: String,
    pub(super) content: Vec<u8>,
    pub(super) headers: Vec<(String, String)>,
    pub(super) kind: FileKind,
}

/// What the bytes of a file are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum FileKind {
    /// Its content.
    Content,
    /// Those of text that came in JSON and is no base64.
    Unread,
    /// Those of text that stands where a file could.
    Text,
}

impl File {
    /// A file of that name, as `application/octet-stream`.
    #[must_use]
    pub fn new(name: impl Into<String>, content: impl Into<Vec<u8>>) -> Self {
        Self {
            name: name.into(),
            content_type: ANYTHING.to_owned(),
            content: content.into(),
            headers: Vec::new(),
            kind: FileKind::Content,
        }
    }

    /// Text in place of a file, where a document takes either: the file's address, say. It has no name of a file.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self { kind: FileKind::Text, ..Self::new("", text.into()) }
    }

    /// Says what the bytes are.
    #[must_use]
    pub fn content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = content_type.into();
        self
    }

    /// Adds a header to its part of a form.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
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

impl From<Bytes> for File {
    fn from(content: Bytes) -> Self {
        Self::new("file", content)
    }
}

/// What is no base64 is the file itself.
impl From<Base64> for File {
    fn from(content: Base64) -> Self {
        match content.0 {
            Content::Bytes(bytes) => Self::new("file", bytes),
            Content::Text(text) => Self { kind: FileKind::Unread, ..Self::new("file", text) },
        }
    }
}

/// Where a file has to stand in JSON, it stands there as base64, or as the text it came as.
impl From<File> for Base64 {
    fn from(file: File) -> Self {
        if file.kind == FileKind::Content {
            return file.content.into();
        }
        Self(match String::from_utf8(file.content) {
            Ok(text) => Content::Text(text),
            Err(other) => Content::Bytes(other.into_bytes()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::File;

    #[test]
    fn a_file_that_came_in_json_goes_out_as_it_came() {
        for text in [r#""AP8=""#, r#""https://files.example/a.png""#] {
            let file: File = serde_json::from_str(text).unwrap();
            assert_eq!(serde_json::to_string(&file).unwrap(), text);
        }
        let link: File = serde_json::from_str(r#""a.b""#).unwrap();
        assert_eq!(link.as_ref(), b"a.b");
    }
}
