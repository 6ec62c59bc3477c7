//! The runtime as callers of an emitted client see it, against a server on loopback.

mod added;
mod blocking;
mod bounds;
mod envelope;
mod environment;
mod errors;
mod faults;
mod mock;
mod retry;
mod secrets;
mod support;
mod tracing;
mod undocumented;
mod url_formats;
