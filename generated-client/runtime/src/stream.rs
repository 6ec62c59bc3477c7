//! Answers that are read while they come in: downloads, and server-sent events.

mod download;
mod events;
mod frames;
mod partial;
mod reconnect;
mod save;
mod whole;

pub use download::Download;
pub use events::{Event, Events};
pub(crate) use events::{ReadData, json, json_with_integers};
pub(crate) use frames::Framing;
pub use reconnect::Reconnect;
pub(crate) use reconnect::Request;
pub use save::Saved;
pub(crate) use save::save;
pub(crate) use whole::whole;
