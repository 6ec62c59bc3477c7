//! The runtime as callers of an emitted client see it, against a server on loopback.

mod added;
mod blocking;
mod bounds;
mod compressed;
mod credentials;
mod envelope;
mod environment;
mod errors;
mod faults;
mod headers;
mod http2;
mod layer_examples;
mod layers;
mod mock;
mod refusals;
mod retry;
mod secrets;
mod support;
mod tls;
mod tracing;
mod transport;
mod undocumented;
mod url_formats;
mod vault;
