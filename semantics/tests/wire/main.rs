//! What a document says is what goes over the wire, and what comes back is understood as it says.
#![allow(missing_docs, unreachable_pub, reason = "a test is documented by its name")]

mod bodies;
mod parameters;
mod responses;
mod schemas;
mod security;
mod server;

pub use server::{Answer, Seen, Server};
