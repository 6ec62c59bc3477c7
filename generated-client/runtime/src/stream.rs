//! Answers that are read while they come in: downloads, and server-sent events.

mod download;
mod events;

pub use download::Download;
pub use events::{Event, Events};
