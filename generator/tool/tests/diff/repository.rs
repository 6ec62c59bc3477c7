//! A git repository with one client of the provider `shop`, made anew for each test.

use std::ops::Deref;

use test_support::{Run, Scratch};

const WORKSPACE: &str = "[workspace]\nmembers = [\"client\"]\n";
const CLIENT: &str = "[package]\nname = \"shop\"\n\n[package.metadata.lowcodeapi]\nprovider = \"shop\"\nhost = \"https://api.example.com\"\n";

/// The document at first.
pub(crate) const FIRST: &str = r##"{
  "openapi": "3.0.0",
  "info": {"title": "Shop", "version": "1"},
  "servers": [{"url": "https://api.example.com/shop"}],
  "paths": {
    "/v1/orders": {
      "post": {
        "operationId": "createOrder",
        "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}}},
        "responses": {"200": {"description": "ok"}}
      }
    }
  },
  "components": {
    "schemas": {
      "Order": {
        "type": "object",
        "properties": {
          "article": {"type": "string"},
          "delivery_address": {"type": "string"},
          "speed": {"type": "string", "enum": ["slow", "fast", "instant"]}
        }
      }
    }
  }
}
"##;

/// The same after upstream renamed a field, added an optional one, removed an enum value and moved to another host.
pub(crate) fn second() -> String {
    FIRST
        .replace("delivery_address", "shipping_address")
        .replace(r#""article": {"#, r#""gift": {"type": "boolean"}, "article": {"#)
        .replace(r#", "instant""#, "")
        .replace("https://api.example.com/shop", "https://api.example.net/shop")
}

/// The repository.
pub(crate) struct Repository(Scratch);

impl Deref for Repository {
    type Target = Scratch;

    fn deref(&self) -> &Scratch {
        &self.0
    }
}

impl Repository {
    /// One with a client of [`FIRST`], committed on `main`.
    pub(crate) fn new() -> Self {
        let repository = Self(Scratch::new());
        repository.write("Cargo.toml", WORKSPACE);
        repository.write("client/Cargo.toml", CLIENT);
        repository.init();
        repository.regenerate(FIRST);
        repository.commit();
        repository
    }

    /// Takes over a document, as a refresh does.
    pub(crate) fn regenerate(&self, document: &str) -> Run {
        self.write("served.json", document);
        self.regen(&["--spec", "served.json"]).ends_with(0)
    }

    pub(crate) fn diff(&self, arguments: &[&str]) -> Run {
        self.tool("diff", arguments)
    }

    pub(crate) fn regen(&self, arguments: &[&str]) -> Run {
        self.tool("regen", arguments)
    }

    fn tool(&self, command: &str, arguments: &[&str]) -> Run {
        Run::of(self.command(env!("CARGO_BIN_EXE_cargo-api-client")).arg(command).args(arguments))
    }
}

/// The names of the changes of a report in JSON.
#[track_caller]
pub(crate) fn changes(run: &Run) -> Vec<String> {
    let report: serde_json::Value = serde_json::from_str(&run.stdout).expect("it is JSON");
    let changes = report["changes"].as_array().unwrap().iter();
    changes.map(|change| change["name"].as_str().unwrap().to_owned()).collect()
}
