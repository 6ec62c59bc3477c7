//! Where mails end up: in memory, as their recipients would see them.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use serde::Serialize;

/// The oldest are forgotten beyond this count or this many bytes.
const MOST: usize = 20_000;
const MOST_BYTES: usize = 256 << 20;

/// How a mail was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    /// Subject and body.
    Simple,
    /// A whole MIME message.
    Raw,
    /// A template, one mail.
    Template,
    /// A template, one of many.
    Bulk,
}

impl Kind {
    /// The word for it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Simple => "simple",
            Self::Raw => "raw",
            Self::Template => "template",
            Self::Bulk => "bulk",
        }
    }
}

/// A name with a value: a header or a tag.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Pair {
    pub(crate) name: String,
    pub(crate) value: String,
}

/// A file that came along.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct File {
    pub(crate) name: String,
    #[serde(rename = "type")]
    pub(crate) media_type: String,
    /// What HTML refers to it by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) content_id: Option<String>,
    #[serde(rename = "bytes", serialize_with = "length")]
    pub(crate) content: Vec<u8>,
}

/// A mail that was accepted.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Mail {
    pub(crate) message_id: String,
    pub(crate) kind: Kind,
    pub(crate) from: String,
    pub(crate) to: Vec<String>,
    pub(crate) cc: Vec<String>,
    pub(crate) bcc: Vec<String>,
    pub(crate) reply_to: Vec<String>,
    pub(crate) subject: String,
    pub(crate) text: Option<String>,
    pub(crate) html: Option<String>,
    pub(crate) headers: Vec<Pair>,
    pub(crate) tags: Vec<Pair>,
    pub(crate) attachments: Vec<File>,
    /// Why nobody gets it, although it was accepted: a template's variable without a value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) failure: Option<String>,
}

impl Mail {
    fn bytes(&self) -> usize {
        let text = self.text.as_ref().map_or(0, String::len) + self.html.as_ref().map_or(0, String::len);
        text + self.attachments.iter().map(|file| file.content.len()).sum::<usize>() + 1_000
    }
}

/// The mails.
#[derive(Debug, Default)]
pub(super) struct Outbox(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    mails: VecDeque<Mail>,
    bytes: usize,
}

/// Some of the mails, and how many there are.
#[derive(Debug)]
pub(super) struct Excerpt {
    /// The newest first.
    pub(super) mails: Vec<Mail>,
    /// Of all that are kept.
    pub(super) total: usize,
}

impl Outbox {
    /// Puts a mail in.
    pub(super) fn put(&self, mail: Mail) {
        let mut kept = self.lock();
        kept.bytes += mail.bytes();
        kept.mails.push_back(mail);
        while kept.mails.len() > MOST || kept.bytes > MOST_BYTES {
            let Some(oldest) = kept.mails.pop_front() else { break };
            kept.bytes -= oldest.bytes();
        }
    }

    /// All mails, the oldest first.
    pub(super) fn mails(&self) -> Vec<Mail> {
        self.lock().mails.iter().cloned().collect()
    }

    /// A page of mails, the newest first.
    pub(super) fn excerpt(&self, skip: usize, count: usize) -> Excerpt {
        let kept = self.lock();
        let mails = kept.mails.iter().rev().skip(skip).take(count).cloned().collect();
        Excerpt { mails, total: kept.mails.len() }
    }

    /// One mail.
    pub(super) fn find(&self, message_id: &str) -> Option<Mail> {
        self.lock().mails.iter().rev().find(|mail| mail.message_id == message_id).cloned()
    }

    /// Throws all mails away.
    pub(super) fn clear(&self) {
        *self.lock() = Kept::default();
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn length<S: serde::Serializer>(content: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u64(content.len() as u64)
}
