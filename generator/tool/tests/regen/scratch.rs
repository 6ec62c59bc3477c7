//! A workspace with one client of the provider `shop`, made anew for each test.

use std::ops::Deref;
use std::process::{Child, Stdio};

pub(crate) use test_support::Run;

/// A document as the service serves it, with two operations.
pub(crate) const DOCUMENT: &str = r#"{"openapi":"3.0.0","info":{"description":""},"servers":[{"url":"https://api.example.com/shop"}],"paths":{"/v1/orders":{"get":{"tags":["Orders"],"parameters":[{"name":"limit","in":"query","schema":{"type":"integer"}}],"responses":{"401":{"description":"API token required"}},"summary":"Lists orders"}},"/v1/orders/order_id":{"get":{"parameters":[{"name":"order_id","in":"path","required":true,"schema":{"type":"string"}}],"responses":{"401":{"description":"API token required"}},"summary":"Fetches an order"}}}}"#;

/// The same with one operation more.
pub(crate) const LARGER: &str = r#"{"openapi":"3.0.0","info":{"description":""},"servers":[{"url":"https://api.example.com/shop"}],"paths":{"/v1/orders":{"get":{"tags":["Orders"],"parameters":[{"name":"limit","in":"query","schema":{"type":"integer"}}],"responses":{"401":{"description":"API token required"}},"summary":"Lists orders"}},"/v1/orders/order_id":{"get":{"parameters":[{"name":"order_id","in":"path","required":true,"schema":{"type":"string"}}],"responses":{"401":{"description":"API token required"}},"summary":"Fetches an order"}},"/v1/refunds":{"get":{"responses":{"401":{"description":"API token required"}},"summary":"Lists refunds"}}}}"#;

/// The first operation alone.
pub(crate) const SMALLER: &str = r#"{"openapi":"3.0.0","info":{"description":""},"servers":[{"url":"https://api.example.com/shop"}],"paths":{"/v1/orders":{"get":{"tags":["Orders"],"responses":{"401":{"description":"API token required"}},"summary":"Lists orders"}}}}"#;

const WORKSPACE: &str = "[workspace]\nmembers = [\"client\"]\n";
const CLIENT: &str = "[package]\nname = \"shop\"\n\n[package.metadata.lowcodeapi]\nprovider = \"shop\"\nhost = \"https://api.example.com\"\n";

/// The workspace.
pub(crate) struct Scratch(test_support::Scratch);

impl Deref for Scratch {
    type Target = test_support::Scratch;

    fn deref(&self) -> &test_support::Scratch {
        &self.0
    }
}

impl Scratch {
    /// One in which nothing was generated yet.
    pub(crate) fn empty() -> Self {
        let scratch = Self(test_support::Scratch::new());
        scratch.write("Cargo.toml", WORKSPACE);
        scratch.write("client/Cargo.toml", CLIENT);
        scratch
    }

    /// One whose client is up to date with [`DOCUMENT`], taken from a file.
    pub(crate) fn generated() -> Self {
        let scratch = Self::empty();
        scratch.write("served.json", DOCUMENT);
        scratch.regen(&["--spec", "served.json"]).ends_with(0);
        scratch
    }

    /// Runs `regen` to its end.
    pub(crate) fn regen(&self, arguments: &[&str]) -> Run {
        Run::of(self.command(env!("CARGO_BIN_EXE_cargo-api-client")).arg("regen").args(arguments))
    }

    /// Starts `regen`.
    pub(crate) fn start(&self, arguments: &[&str]) -> Child {
        let mut command = self.command(env!("CARGO_BIN_EXE_cargo-api-client"));
        command.arg("regen").args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    }
}
