//! What a document says is what goes over the wire, what comes back is understood as it says, and the code that does so
//! is as committed.

mod added;
mod answered_failures;
mod answers;
mod bodies;
mod choice;
mod companions;
mod downloads;
mod emitted;
mod examples;
mod formats;
mod gateway;
mod idempotency;
mod keywords;
mod latest;
mod meaning;
mod media;
mod methods;
mod multipart;
mod names;
mod numbers;
mod openapi;
mod pages;
mod parameters;
mod reading;
mod redirects;
mod relative;
mod responses;
mod schemas;
mod security;
mod server;
mod servers;
mod stand_in;
mod streams;
mod swagger;
mod unions;
mod uploads;
mod webhooks;

pub(crate) use server::{Answer, Seen, Server};
