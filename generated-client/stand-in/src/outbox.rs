//! Where mails end up: in memory, as their recipients would see them.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use serde::Serialize;

/// The oldest are forgotten beyond this count or this many bytes.
const MOST: usize = 20_000;
const MOST_BYTES: usize = 256 << 20;

/// How a mail was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MailKind {
    /// Subject and body.
    Simple,
    /// A whole MIME message.
    Raw,
    /// A template, one mail.
    Template,
    /// A template, one of many.
    Bulk,
}

impl MailKind {
    /// The word for it.
    pub fn name(self) -> &'static str {
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
pub struct Pair {
    /// What it is called.
    pub name: String,
    /// What it says.
    pub value: String,
}

/// A file that came along.
#[derive(Debug, Clone, Serialize)]
pub struct File {
    /// What it is called.
    pub name: String,
    /// Its media type.
    #[serde(rename = "type")]
    pub media_type: String,
    /// What HTML refers to it by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_id: Option<String>,
    /// Its bytes.
    #[serde(rename = "bytes", serialize_with = "length")]
    pub content: Vec<u8>,
}

/// A mail that was accepted.
#[derive(Debug, Clone, Serialize)]
pub struct Mail {
    /// The id the sender was given.
    pub message_id: String,
    /// How it was written.
    pub kind: MailKind,
    /// When it was accepted.
    #[serde(serialize_with = "time")]
    pub received: SystemTime,
    /// Who sent it.
    pub from: String,
    /// Whom it is for.
    pub to: Vec<String>,
    /// Who gets a copy.
    pub cc: Vec<String>,
    /// Who gets a copy unseen by the others.
    pub bcc: Vec<String>,
    /// Whom answers go to.
    pub reply_to: Vec<String>,
    /// Its subject.
    pub subject: String,
    /// Its plain text.
    pub text: Option<String>,
    /// Its HTML.
    pub html: Option<String>,
    /// Headers of its own.
    pub headers: Vec<Pair>,
    /// Tags it was sent with.
    pub tags: Vec<Pair>,
    /// The files that came along.
    pub attachments: Vec<File>,
    /// Why nobody gets it, although it was accepted: a template's variable without a value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure: Option<String>,
}

impl Mail {
    fn bytes(&self) -> usize {
        let text = self.text.as_ref().map_or(0, String::len) + self.html.as_ref().map_or(0, String::len);
        text + self.attachments.iter().map(|file| file.content.len()).sum::<usize>() + 1_000
    }
}

/// The mails.
#[derive(Debug, Default)]
pub(crate) struct Outbox(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    mails: VecDeque<Mail>,
    bytes: usize,
    /// Changes whenever the mails do.
    state: u64,
}

/// Some of the mails, and how many there are.
#[derive(Debug)]
pub(crate) struct Excerpt {
    /// The newest first.
    pub(crate) mails: Vec<Mail>,
    /// Of all that are kept.
    pub(crate) total: usize,
    /// As [`Outbox::state`] has it.
    pub(crate) state: u64,
}

impl Outbox {
    /// Puts a mail in.
    pub(crate) fn put(&self, mail: Mail) {
        let mut kept = self.lock();
        kept.state += 1;
        kept.bytes += mail.bytes();
        kept.mails.push_back(mail);
        while kept.mails.len() > MOST || kept.bytes > MOST_BYTES {
            let Some(oldest) = kept.mails.pop_front() else { break };
            kept.bytes -= oldest.bytes();
        }
    }

    /// All mails, the oldest first.
    pub(crate) fn mails(&self) -> Vec<Mail> {
        self.lock().mails.iter().cloned().collect()
    }

    /// A page of mails, the newest first.
    pub(crate) fn excerpt(&self, skip: usize, count: usize) -> Excerpt {
        let kept = self.lock();
        let mails = kept.mails.iter().rev().skip(skip).take(count).cloned().collect();
        Excerpt { mails, total: kept.mails.len(), state: kept.state }
    }

    /// Another number whenever the mails have changed.
    pub(crate) fn state(&self) -> u64 {
        self.lock().state
    }

    /// One mail.
    pub(crate) fn find(&self, message_id: &str) -> Option<Mail> {
        self.lock().mails.iter().rev().find(|mail| mail.message_id == message_id).cloned()
    }

    /// Throws all mails away.
    pub(crate) fn clear(&self) {
        let mut kept = self.lock();
        *kept = Kept { state: kept.state + 1, ..Kept::default() };
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn length<S: serde::Serializer>(content: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u64(content.len() as u64)
}

/// As HTTP writes points in time.
fn time<S: serde::Serializer>(time: &SystemTime, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&httpdate::HttpDate::from(*time))
}
