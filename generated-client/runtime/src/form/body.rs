//! A multipart body as it is put together: text and what is in memory joined, and what isn't between them.

use crate::upload::Upload;

#[derive(Default)]
pub(super) struct Body {
    parts: Vec<Upload>,
    /// What follows the last of them.
    last: Vec<u8>,
}

impl Body {
    pub(super) fn text(&mut self, text: &str) {
        self.last.extend_from_slice(text.as_bytes());
    }

    pub(super) fn content(&mut self, content: Upload) {
        match content.plain() {
            Ok(bytes) => self.last.extend_from_slice(&bytes),
            Err(upload) => self.parts.extend([std::mem::take(&mut self.last).into(), upload]),
        }
    }

    /// All of it.
    pub(super) fn end(mut self) -> Upload {
        if self.parts.is_empty() {
            return self.last.into();
        }
        self.parts.push(self.last.into());
        Upload::several(self.parts)
    }
}
