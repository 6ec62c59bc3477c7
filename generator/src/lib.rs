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
//! let (api, names) = lower::lower(&model, &lower::Settings::lowcodeapi("mails"), &known)?;
//! let modules = emit::emit(&api, &emit::Settings::new("mails", "https://api.lowcodeapi.com"));
//! let files = files::render(modules)?;
//!
//! assert!(!repairs.is_empty());
//! assert!(names.text().contains("method = \"send_mail\""));
//! assert_eq!((applied.actions.len(), inferred.len()), (1, 1));
//! assert!(files.get("types.rs").is_some_and(|types| types.contains("pub to: Vec<String>")));
//! assert!(listing::listing(&files).contains("pub fn Client::send_mail(&self, body: impl Into<types::SendMailRequest>)"));
//! # Ok(())
//! # }
//! ```

pub mod api;
pub mod bundle;
pub mod diff;
pub mod document;
pub mod emit;
pub mod extensions;
pub mod files;
mod finding;
mod first_call;
mod github;
pub mod infer;
pub mod listing;
pub mod lower;
pub mod model;
pub mod names;
pub mod overlay;
mod pipeline;
pub mod read;
pub mod repair;
mod settings;
pub mod source;
pub mod urls;
pub mod yaml;

pub use emit::Grouping;
pub use finding::{Finding, Level};
pub use first_call::{FirstCall, first_call};
pub use pipeline::{Client, Generated, Input, Prepared, generate};
pub use settings::{AssumedHost, Flavour, Settings};

/// Why nothing was made: the error of the stage that failed.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
pub enum Error {
    /// The document can't be read.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Read(#[from] read::Error),
    /// The overlay can't be read or applied.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Overlay(#[from] overlay::Error),
    /// The files it refers to can't be used.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Bundle(#[from] bundle::Error),
    /// The document is not OpenAPI, even after repair.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Model(#[from] model::Error),
    /// The names given before can't be read, or stand for nothing in the document.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Names(#[from] names::Error),
    /// The document asks for something no client can be.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Lower(#[from] lower::Error),
    /// What was emitted is not Rust.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Files(#[from] files::Error),
}

impl Error {
    /// Tells the places in the files a document was made of: [`generate`] knows it only as it is committed.
    #[must_use]
    pub fn relocated(mut self, origins: &bundle::Origins) -> Self {
        if let Self::Model(error) = &mut self {
            error.relocate(origins);
        }
        self
    }
}
