//! A file on its way into a form.

use std::fmt;
use std::path::PathBuf;

use bytes::Bytes;
use serde::ser::Error as _;
use serde::{Deserialize, Serialize, Serializer};

use crate::base64::{Base64, Content};
use crate::upload::Upload;

/// What a file is of which nobody says what it is.
pub(super) const ANYTHING: &str = "application/octet-stream";

/// A file to upload: content with a name and a content type.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "Base64")]
pub struct File {
    pub(super) name: String,
    pub(super) content_type: String,
    pub(super) content: Upload,
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
    /// A file of that name, as `application/octet-stream`. Its content may be in memory, or an [`Upload`] that is read while
    /// it is sent.
    #[must_use]
    pub fn new(name: impl Into<String>, content: impl Into<Upload>) -> Self {
        Self {
            name: name.into(),
            content_type: ANYTHING.to_owned(),
            content: content.into(),
            headers: Vec::new(),
            kind: FileKind::Content,
        }
    }

    /// The file at a path, under its own name, read while it is sent.
    #[must_use]
    pub fn from_path(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Self::new(name, Upload::from_path(path))
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
        write!(f, "File({:?}, {}, {:?})", self.name, self.content_type, self.content)
    }
}

/// The content, where it is in memory; nothing of what is read while it is sent.
impl AsRef<[u8]> for File {
    fn as_ref(&self) -> &[u8] {
        self.content.bytes().map_or(&[], |bytes| bytes)
    }
}

impl From<Upload> for File {
    fn from(content: Upload) -> Self {
        Self::new("file", content)
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
impl Serialize for File {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Some(bytes) = self.content.bytes() else {
            return Err(S::Error::custom("a file that is read while it is sent has no place in JSON"));
        };
        match str::from_utf8(bytes) {
            Ok(text) if self.kind != FileKind::Content => to.serialize_str(text),
            _ => Base64::from(bytes.to_vec()).serialize(to),
        }
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
