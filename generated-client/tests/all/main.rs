//! The client as its users have it: what it offers, sends and understands.

mod blocking;
mod bounds;
mod examples;
mod mail;
mod mailbox;
mod mock;
mod public_api;
mod raw;
mod runtime;
mod support;
mod types;
