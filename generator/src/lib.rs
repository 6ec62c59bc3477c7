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
//! let api = lower::lower(&model, &lower::Settings::lowcodeapi("mails"))?;
//! let modules = emit::emit(&api, &emit::Settings::new("mails", "https://api.lowcodeapi.com"));
//! let files = files::render(modules)?;
//!
//! assert!(!repairs.is_empty());
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
pub mod read;
pub mod repair;
mod settings;
pub mod source;
pub mod urls;
pub mod yaml;

use std::sync::atomic::{AtomicUsize, Ordering};

pub use emit::Grouping;
pub use finding::{Finding, Level};
pub use first_call::{FirstCall, first_call};
pub use settings::{Flavour, Settings};

/// What a client is made from.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The document, as it was served or as it is committed.
    pub document: &'a [u8],
    /// What errors call it: a file or a URL.
    pub name: &'a str,
    /// Text and file name of the overlay, where there is one.
    pub overlay: Option<(&'a str, &'a str)>,
    /// What the client's manifest decides.
    pub settings: &'a Settings,
}

/// Everything a run makes.
#[derive(Debug)]
pub struct Generated {
    /// The document as it is committed: pretty JSON, otherwise as it was served.
    pub document: String,
    /// The form in which it was served.
    pub form: document::Form,
    /// What was repaired; pointers are into [`Generated::document`].
    pub repairs: Vec<repair::Repair>,
    /// What each action of the overlay did.
    pub overlay: overlay::Report,
    /// The schemas that were taken from examples.
    pub inferences: Vec<infer::Inference>,
    /// The document after repair, overlay and inference, as YAML.
    pub effective: String,
    /// The same as a value, which knows where everything stands in [`Generated::document`].
    pub source: document::Document,
    /// What the client offers.
    pub api: api::Api,
    /// The files of the client, by their path below the folder of generated code.
    pub files: files::Files,
    /// The client's public items, a line each.
    pub listing: String,
}

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

/// How many types one thread emits before it takes up something else.
const TYPES_AT_A_TIME: usize = 128;

/// Runs the whole pipeline.
///
/// # Errors
///
/// That of the first stage that fails.
pub fn generate(input: &Input<'_>) -> Result<Generated, Error> {
    let settings = input.settings;
    let text = read::canonical(input.document, input.name)?;
    let mut document = read::read(text.as_bytes(), input.name)?;
    let repairs = repair::repair(&mut document, &repair::Settings { provider: settings.provider() });
    let overlay = match input.overlay {
        Some((text, name)) => overlay::overlay(&mut document, &overlay::Overlay::parse(text, name)?)?,
        None => overlay::Report::default(),
    };
    let inferences = infer::infer(&mut document);
    // Nothing that follows changes the document, so it is written down meanwhile.
    let (effective, made) = std::thread::scope(|scope| {
        let effective = scope.spawn(|| yaml::to_canonical(&document.value));
        let made = client(&document, settings);
        (effective.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), made)
    });
    let (api, files) = made?;
    Ok(Generated {
        document: text,
        form: document.form.clone(),
        repairs,
        overlay,
        inferences,
        effective,
        listing: listing::listing(&files),
        source: document,
        api,
        files,
    })
}

/// What the client offers, and its files.
fn client(document: &document::Document, settings: &Settings) -> Result<(api::Api, files::Files), Error> {
    let model = model::model(document)?;
    let api = lower::lower(&model, &settings.lower())?;
    let files = render(&api, &settings.emit())?;
    Ok((api, files))
}

/// Emits and formats the parts of a client at the same time: tokens can't change threads, text can.
fn render(api: &api::Api, settings: &emit::Settings) -> Result<files::Files, files::Error> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let emitter = emit::Emitter::new(api, settings);
    // Slices are small enough that no thread waits long for the others, and few trees are in memory at a time.
    let parts = emitter.parts(api.types.len().div_ceil(TYPES_AT_A_TIME).max(threads));
    let next = AtomicUsize::new(0);
    let work = || {
        let take = || parts.get(next.fetch_add(1, Ordering::Relaxed));
        std::iter::from_fn(take).map(|part| (part, files::render(emitter.emit(part)))).collect::<Vec<_>>()
    };
    let mut done = std::thread::scope(|scope| {
        let workers: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut done = work();
        for worker in workers {
            done.extend(worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        done
    });
    // A module that was cut into slices is put together in their order.
    done.sort_by_key(|(part, _)| match part {
        emit::Part::Types(slice) => slice.start,
        _ => 0,
    });
    let mut files = files::Files::default();
    for (_, part) in done {
        files.extend(part?);
    }
    Ok(files)
}
