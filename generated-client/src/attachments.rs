//! Files that go along with a mail.

use std::io;
use std::path::Path;

use lowcodeapi_runtime::{Base64, Bytes};

use crate::types::{Attachment, AttachmentContentDisposition};

impl Attachment {
    /// A file, by the name a reader sees and its content; base64 is applied for you.
    ///
    /// Content is bytes, and no text, so that it can't be taken for the name:
    ///
    /// ```
    /// use lowcodeapi_awsses::types::Attachment;
    ///
    /// let notes = Attachment::file("notes.txt", "What was said".as_bytes()).content_type("text/plain");
    /// ```
    ///
    /// ```compile_fail
    /// # use lowcodeapi_awsses::types::Attachment;
    /// let swapped = Attachment::file("What was said", "notes.txt");
    /// ```
    #[must_use]
    pub fn file(name: impl Into<String>, content: impl Into<FileContent>) -> Self {
        Self::new(content.into().0, name)
    }

    /// A file of this machine, under its own name. It is read at once, and as a whole.
    ///
    /// # Errors
    /// Where it can't be read, or its name is no text.
    pub fn from_path(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref();
        let failed = |kind, cause: &dyn std::fmt::Display| {
            io::Error::new(kind, format!("can't attach `{}`: {cause}", path.display()))
        };
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .ok_or_else(|| failed(io::ErrorKind::InvalidInput, &"it has no name that is text"))?;
        let content = std::fs::read(path).map_err(|error| failed(error.kind(), &error))?;
        Ok(Self::file(name, content))
    }

    /// A file that is shown within the HTML body, which refers to it by `cid:` and this id.
    ///
    /// ```
    /// use lowcodeapi_awsses::types::*;
    ///
    /// let png: Vec<u8> = vec![0x89, b'P', b'N', b'G'];
    /// let message = Message::new("Hi", Body::html(r#"<img src="cid:logo" alt="Our logo">"#))
    ///     .attachments([Attachment::inline("logo", Attachment::file("logo.png", png))]);
    /// ```
    #[must_use]
    pub fn inline(content_id: impl Into<String>, file: Self) -> Self {
        file.content_id(content_id).content_disposition(AttachmentContentDisposition::Inline)
    }
}

/// The content of a file: bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileContent(Base64);

macro_rules! from {
    ($($(#[$meta:meta])* $ty:ty,)*) => {$(
        $(#[$meta])*
        impl From<$ty> for FileContent {
            fn from(content: $ty) -> Self {
                Self(content.into())
            }
        }
    )*};
}

from! {
    Vec<u8>,
    &[u8],
    Bytes,
    /// What is base64 already.
    Base64,
}

impl<const N: usize> From<&[u8; N]> for FileContent {
    fn from(bytes: &[u8; N]) -> Self {
        bytes.as_slice().into()
    }
}

impl<const N: usize> From<[u8; N]> for FileContent {
    fn from(bytes: [u8; N]) -> Self {
        bytes.as_slice().into()
    }
}
