//! Unsubscribing by one click, as large mailbox providers ask of those who send in bulk.

use crate::types::{BulkEmailEntry, Message, MessageHeader, Template};

/// The two headers of [RFC 8058](https://www.rfc-editor.org/rfc/rfc8058): where to unsubscribe, and that a POST there is
/// all it takes.
fn headers(url: &str) -> [MessageHeader; 2] {
    [
        MessageHeader::new("List-Unsubscribe", format!("<{url}>")),
        MessageHeader::new("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
    ]
}

/// Adds the headers, in place of those that were set before.
fn set(own: &mut Option<Vec<MessageHeader>>, url: &str) {
    let own = own.get_or_insert_default();
    let headers = headers(url);
    own.retain(|header| !headers.iter().any(|new| new.name.eq_ignore_ascii_case(&header.name)));
    own.extend(headers);
}

impl Message {
    /// Lets the reader unsubscribe by one click: their mail program sends `List-Unsubscribe=One-Click` by POST to this
    /// `https` URL, which has to tell the reader by itself and must not ask anything.
    ///
    /// It adds two headers; `headers`, which sets all of them, comes before it.
    #[must_use]
    pub fn one_click_unsubscribe(mut self, url: impl AsRef<str>) -> Self {
        set(&mut self.headers, url.as_ref());
        self
    }
}

impl Template {
    /// Lets the reader unsubscribe by one click, as [`Message::one_click_unsubscribe`] does.
    #[must_use]
    pub fn one_click_unsubscribe(mut self, url: impl AsRef<str>) -> Self {
        set(&mut self.headers, url.as_ref());
        self
    }
}

impl BulkEmailEntry {
    /// Lets this recipient unsubscribe by one click, as [`Message::one_click_unsubscribe`] does.
    #[must_use]
    pub fn one_click_unsubscribe(mut self, url: impl AsRef<str>) -> Self {
        set(&mut self.replacement_headers, url.as_ref());
        self
    }
}
