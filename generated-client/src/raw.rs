//! Messages that crates for MIME put together, as content of a mail.

use crate::types::EmailContent;

/// The message as it is. Its sender and recipients count unless the request has others; it has no `Bcc` any more, so those
/// of a blind copy are named in the request's destination, with all others.
#[cfg(feature = "lettre")]
impl From<&lettre::Message> for EmailContent {
    fn from(message: &lettre::Message) -> Self {
        Self::raw(message.formatted())
    }
}

/// The message as it is. Its sender and recipients count unless the request has others.
#[cfg(feature = "mail-builder")]
impl From<mail_builder::MessageBuilder<'_>> for EmailContent {
    fn from(message: mail_builder::MessageBuilder<'_>) -> Self {
        Self::raw(message.write_to_vec().expect("memory takes whatever is written to it"))
    }
}
