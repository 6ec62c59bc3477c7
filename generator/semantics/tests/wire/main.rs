//! What a document says is what goes over the wire, what comes back is understood as it says, and the code that does so
//! is as committed.

mod added;
mod answered_failures;
mod answers;
mod bodies;
mod chat;
mod choice;
mod chosen;
mod companions;
mod downloads;
mod emitted;
mod examples;
mod formats;
mod gateway;
mod headers;
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
mod xml;

pub(crate) use server::{Answer, Seen, Server};

/// A value of a type that only the service makes.
fn value<T: lowcodeapi_runtime::serde::de::DeserializeOwned>(json: serde_json::Value) -> T {
    serde_json::from_value(json).expect("it is such a value")
}
