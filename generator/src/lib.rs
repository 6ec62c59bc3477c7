//! Turns the API documents LowCodeAPI serves into Rust clients.
//!
//! One pipeline, in one direction; each stage is a pure function in a module of its own, and [`generate`] is all of
//! them in a row. There is no network, no disk and no printing in here.
//!
//! ```
//! use lowcodeapi_generator::*;
//!
//! # fn main() -> Result<(), Error> {
//! // What the service serves is no valid OpenAPI: no title, no version, `required` is a boolean.
//! let bytes = br#"{
//!     "openapi": "3.0.0",
//!     "info": {},
//!     "paths": {"/v1/mails": {"post": {
//!         "responses": {"401": {"description": "API token required"}},
//!         "requestBody": {"required": true, "content": {"application/json": {
//!             "schema": {"type": "object", "properties": {"to": {"type": "array", "required": true}}},
//!             "example": {"to": ["ann@example.com"]}
//!         }}}
//!     }}}
//! }"#;
//!
//! let mut document = read::read(bytes, "mails.json")?;
//! let repairs = repair::repair(&mut document, &repair::Settings::default());
//! let known = overlay::Overlay::parse(
//!     "{overlay: 1.0.0, info: {title: Mails, version: '1'}, actions: [\
//!      {target: '$.paths[*].post', update: {operationId: SendMail}}]}",
//!     "overlay.yaml",
//! )?;
//! let applied = overlay::overlay(&mut document, &known)?;
//! let inferred = infer::infer(&mut document);
//! let model = model::model(&document)?;
//! // What an earlier run called things; this is the first.
//! let known = names::Names::default();
//! let (api, names) = lower::lower(&model, &api::Settings::lowcodeapi("mails"), &known)?;
//! let modules = emit::emit(&api);
//! let files = files::render(modules)?;
//!
//! assert!(!repairs.is_empty());
//! assert!(names.text().contains("method = \"send_mail\""));
//! assert_eq!((applied.actions.len(), inferred.len()), (1, 1));
//! assert!(files.get("types.rs").is_some_and(|types| types.contains("pub to: Vec<String>")));
//! assert!(listing::listing(&api).contains("pub fn Client::send_mail(&self, body: impl Into<types::SendMailRequest>)"));
//! # Ok(())
//! # }
//! ```

pub mod api;
pub mod assumed;
pub mod bundle;
pub mod diff;
pub mod document;
pub mod emit;
pub mod envelope;
mod error;
pub mod extensions;
pub mod files;
mod finding;
mod first_call;
mod github;
pub mod infer;
pub mod join;
pub mod learn;
pub mod listing;
pub mod lock;
pub mod lower;
pub mod model;
pub mod names;
pub mod overlay;
mod pipeline;
mod raise;
pub mod read;
pub mod repair;
pub mod scaffold;
mod settings;
pub mod sides;
pub mod source;
pub mod surface;
mod threads;
pub mod urls;
pub mod yaml;

pub use api::{Flavour, Grouping, Runtime, Settings};
pub use error::Error;
pub use finding::{Finding, Level};
pub use first_call::{FirstCall, first_call};
pub use pipeline::{Client, Generated, Input, Known, Lowered, Prepared, generate};
pub use settings::AssumedHost;

/// The example of the README, so that it is compiled too.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
