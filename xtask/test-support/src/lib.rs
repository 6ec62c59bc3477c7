//! What the tests of several packages stand on: a server on loopback that answers, or fails, as it is told.

// For tests only, which end where something is not as it should be.
#![allow(clippy::missing_panics_doc, clippy::must_use_candidate)]

mod act;
mod request;
mod server;

pub use act::{Act, Answer};
pub use request::Request;
pub use server::{Server, closed_port};
