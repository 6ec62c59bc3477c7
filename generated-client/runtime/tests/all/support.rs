//! A client such as the generator emits, and acts of the server it calls.
// The client's items are public as a generated client's are, and some are there for features that may be off.
#![allow(dead_code, unused_imports, missing_docs, unreachable_pub, clippy::needless_pass_by_value)]

pub mod client;
pub mod control;

use std::time::Duration;

pub use client::Client;
pub use test_support::{Act, Server, closed_port};

/// The token of every test; it may turn up nowhere but in the query of a request.
pub const TOKEN: &str = "at_SENTINEL/0+x=9~Q";

/// A client of a server, with waits short enough for a test.
pub fn client(server: &Server) -> Client {
    builder(&server.url()).build().expect("the settings are right")
}

/// A builder with waits short enough for a test.
pub fn builder(url: &str) -> client::ClientBuilder {
    Client::builder().token(TOKEN).base_url(url).timeout(Duration::from_secs(5)).retry(quick())
}

/// The default policy, with short waits.
pub fn quick() -> lowcodeapi_runtime::RetryPolicy {
    lowcodeapi_runtime::RetryPolicy::default()
        .base_delay(Duration::from_millis(2))
        .max_delay(Duration::from_millis(8))
}

/// An answer of 200 with a JSON body.
pub fn ok(body: &str) -> Act {
    Act::answer(200, body)
}

/// What the service answers where it has no route.
pub fn no_route() -> Act {
    Act::answer(404, r#"{"message":"Not Found"}"#)
}
