//! What a change does, to whom, and which way it travels.

use serde::Serialize;

/// What a change does to those who speak the wire protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Wire {
    /// Everything that worked goes on working.
    Compatible,
    /// It may surprise.
    Warning,
    /// Something that worked stops working.
    Breaking,
}

/// What a change does to callers of the regenerated crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Rust {
    /// Nothing.
    None,
    /// New warnings, which break those who deny them.
    Lint,
    /// It compiles and does something else.
    Behaviour,
    /// It stops compiling.
    Breaking,
}

/// Which way a schema travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Direction {
    /// In requests.
    pub sent: bool,
    /// In answers.
    pub received: bool,
}

impl Direction {
    /// In requests only.
    pub const SENT: Self = Self { sent: true, received: false };
    /// In answers only.
    pub const RECEIVED: Self = Self { sent: false, received: true };
}
