//! Turns the API documents LowCodeAPI serves into Rust clients.

pub mod api;
pub mod document;
pub mod emit;
pub mod extensions;
pub mod files;
pub mod infer;
pub mod listing;
pub mod lower;
pub mod model;
pub mod names;
pub mod overlay;
pub mod read;
pub mod repair;
pub mod source;
pub mod urls;
pub mod yaml;

pub use emit::Grouping;

/// What a client is made from.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The document, as it was served or as it is committed.
    pub document: &'a [u8],
    /// What errors call it.
    pub name: &'a str,
    /// Text and name of the overlay, where there is one.
    pub overlay: Option<(&'a str, &'a str)>,
    /// What the manifest says.
    pub settings: &'a Settings,
}

/// What the client's manifest decides.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The provider.
    pub provider: String,
    /// The host of every call.
    pub host: String,
    /// How methods are laid out.
    pub group: Grouping,
}

/// Everything a run makes.
#[derive(Debug)]
pub struct Generated {
    /// The document as it is committed.
    pub document: String,
    /// What it was.
    pub form: document::Form,
    /// What was repaired.
    pub repairs: Vec<repair::Repair>,
    /// What the overlay did.
    pub overlay: overlay::Report,
    /// What was inferred.
    pub inferences: Vec<infer::Inference>,
    /// The document the client was made from.
    pub effective: String,
    /// What the client offers.
    pub api: api::Api,
    /// The generated files.
    pub files: files::Files,
    /// The public items.
    pub listing: String,
    source: document::Document,
}

impl Generated {
    /// Where something stands in the document's text.
    #[must_use]
    pub fn locate(&self, pointer: &str) -> Option<source::Position> {
        self.source.source().locate(pointer)
    }
}

/// Why nothing was made.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
pub enum Error {
    /// In reading.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Read(#[from] read::Error),
    /// In the overlay.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Overlay(#[from] overlay::Error),
    /// In the model.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Model(#[from] model::Error),
    /// In lowering.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Lower(#[from] lower::Error),
    /// In formatting.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Files(#[from] files::Error),
}

/// Runs the pipeline.
///
/// # Errors
///
/// The first stage's that fails.
pub fn generate(input: &Input<'_>) -> Result<Generated, Error> {
    let mut document = read::read(input.document, input.name)?;
    let canonical = read::canonical(input.document, input.name)?;
    let source = document.clone();
    let provider = &input.settings.provider;
    let repairs = repair::repair(&mut document, &repair::Settings { provider: Some(provider) });
    let overlay = match input.overlay {
        Some((text, name)) => overlay::overlay(&mut document, &overlay::Overlay::parse(text, name)?)?,
        None => overlay::Report::default(),
    };
    let inferences = infer::infer(&mut document);
    let model = model::model(&document)?;
    let api = lower::lower(&model, &lower::Settings::lowcodeapi(provider))?;
    let settings = emit::Settings {
        grouping: input.settings.group,
        ..emit::Settings::new(provider, &input.settings.host)
    };
    let files = files::render(emit::emit(&api, &settings))?;
    let listing = listing::listing(&files);
    Ok(Generated {
        document: canonical,
        form: document.form.clone(),
        repairs,
        overlay,
        inferences,
        effective: yaml::to_canonical(&document.value),
        api,
        files,
        listing,
        source,
    })
}
