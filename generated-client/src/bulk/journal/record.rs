//! The lines of a journal: JSON, one record each.

use serde::{Deserialize, Serialize};

use super::Key;
use super::digest::Digest;
use crate::types::Destination;

/// The version of this format.
pub(super) const VERSION: u32 = 1;

/// A line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Record {
    /// The first one: what kind of file it is.
    Journal(Header),
    /// These are about to be sent.
    Sending(Vec<Sending>),
    /// This became of these.
    Done(Vec<Done>),
}

/// What kind of file it is, and for which mailing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Header {
    /// The version of its format.
    pub(super) version: u32,
    /// What all entries share.
    pub(super) content: Digest,
}

/// An entry that is about to be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Sending {
    entry: Digest,
    nth: u32,
    /// For whoever reads the file.
    to: Vec<String>,
}

/// What became of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Done {
    entry: Digest,
    nth: u32,
    pub(super) outcome: Outcome,
}

/// What may become of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Outcome {
    /// It was accepted, with this message id.
    Sent(Option<String>),
    /// It is proven that it wasn't sent.
    NotSent,
    /// It may have been sent.
    InDoubt,
}

impl Record {
    /// The line, with its end.
    pub(super) fn line(&self) -> Vec<u8> {
        let mut line = serde_json::to_vec(self).expect("a record is plain data");
        line.push(b'\n');
        line
    }
}

impl Sending {
    pub(super) fn new(Key { entry, nth }: Key, to: &Destination) -> Self {
        Self { entry, nth, to: to.addresses().map(str::to_owned).collect() }
    }

    pub(super) fn key(&self) -> Key {
        Key { entry: self.entry, nth: self.nth }
    }
}

impl Done {
    pub(super) fn new(Key { entry, nth }: Key, outcome: Outcome) -> Self {
        Self { entry, nth, outcome }
    }

    pub(super) fn key(&self) -> Key {
        Key { entry: self.entry, nth: self.nth }
    }
}
