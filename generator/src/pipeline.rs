//! The stages in a row.

mod parts;
mod tally;

use std::sync::Arc;

use parts::render;

use crate::api::{Api, Settings};
use crate::document::{Document, Form};
use crate::files::Files;
use crate::join::Companion;
use crate::learn::{self, Learned};
use crate::names::Names;
use crate::threads::both;
use crate::{Error, infer, join, listing, lower, model, overlay, read, repair, yaml};

/// What a client is made from.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The document, as it was served or as it is committed.
    pub document: &'a [u8],
    /// What errors call it: a file or a URL.
    pub name: &'a str,
    /// What is known of the provider beside the document.
    pub known: Known<'a>,
    /// What the client's manifest decides.
    pub settings: &'a Settings,
    /// What things were called before.
    pub names: &'a Names,
}

/// What is known of a provider beside the document that is served.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known<'a> {
    /// The provider's own documents.
    pub companions: &'a [Companion],
    /// Text and file name of the overlay, where there is one.
    pub overlay: Option<(&'a str, &'a str)>,
    /// Text and file name of what was learned from saved answers, where there is such a file.
    pub learned: Option<(&'a str, &'a str)>,
}

/// Everything a run makes.
#[derive(Debug)]
pub struct Generated {
    /// The document as it is committed: pretty JSON, otherwise as it was served.
    pub document: Arc<str>,
    /// The form in which it was served.
    pub form: Form,
    /// What was repaired; pointers are into [`Generated::document`].
    pub repairs: Vec<repair::Repair>,
    /// What the provider's own documents had to say.
    pub companions: join::Report,
    /// What each action of the overlay did.
    pub overlay: overlay::Report,
    /// What became of what was learned from saved answers.
    pub learned: learn::Report,
    /// The schemas that were taken from examples.
    pub inferences: Vec<infer::Inference>,
    /// The document after repair, overlay and inference, as YAML.
    pub effective: String,
    /// The same as a value, which knows where everything stands in [`Generated::document`].
    pub source: Document,
    /// What the client offers.
    pub api: Api,
    /// The files of the client, by their path below the folder of generated code.
    pub files: Files,
    /// The client's public items, a line each.
    pub listing: String,
    /// What everything is called.
    pub names: Names,
    /// The same as `names.toml` has it.
    pub names_text: String,
}

/// What a document becomes.
#[derive(Debug)]
pub struct Client {
    /// What it offers.
    pub api: Api,
    /// Its files, by their path below the folder of generated code.
    pub files: Files,
    /// What everything in it is called.
    pub names: Names,
}

/// What a document becomes before anything is written.
#[derive(Debug)]
pub struct Lowered {
    /// The document itself.
    pub prepared: Prepared,
    /// What its client offers.
    pub api: Api,
    /// What everything in it is called.
    pub names: Names,
}

/// A document that is ready to become a client: read, repaired, with what companions and the overlay know and what its examples tell.
#[derive(Debug)]
pub struct Prepared {
    text: Arc<str>,
    document: Document,
    repairs: Vec<repair::Repair>,
    companions: join::Report,
    overlay: overlay::Report,
    learned: learn::Report,
    inferences: Vec<infer::Inference>,
}

/// What is written beside a client.
struct Texts {
    /// Its public items, a line each.
    listing: String,
    /// What everything in it is called.
    names: String,
}

/// Runs the whole pipeline.
///
/// # Errors
///
/// That of the first stage that fails.
pub fn generate(input: &Input<'_>) -> Result<Generated, Error> {
    let read = read::committed(input.document, input.name)?;
    Prepared::new(read, input.known, input.settings)?.generate(input.settings, input.names)
}

impl Prepared {
    /// Prepares what [`read::committed`] read.
    ///
    /// # Errors
    ///
    /// Where the overlay or what was learned can't be read or applied.
    pub fn new(read: read::Committed, known: Known<'_>, settings: &Settings) -> Result<Self, Error> {
        let read::Committed { text, mut document, .. } = read;
        // Only LowCodeAPI puts the provider before its paths.
        let provider = settings.is_lowcodeapi().then_some(settings.provider.as_str());
        let repairs = repair::repair(&mut document, &repair::Settings { provider });
        let companions = join::join(&mut document, known.companions);
        let overlay = match known.overlay {
            Some((text, name)) => overlay::overlay(&mut document, &overlay::Overlay::parse(text, name)?)?,
            None => overlay::Report::default(),
        };
        let learned = match known.learned {
            Some((text, name)) => learn::learn(&mut document, &Learned::parse(text, name)?),
            None => learn::Report::default(),
        };
        let inferences = infer::infer(&mut document);
        Ok(Self { text, document, repairs, companions, overlay, learned, inferences })
    }

    /// Everything a run makes.
    ///
    /// # Errors
    ///
    /// As [`Prepared::client`].
    pub fn generate(self, settings: &Settings, names: &Names) -> Result<Generated, Error> {
        // Nothing that follows changes the document, so it is written down meanwhile.
        let (effective, made) = both(|| self.effective(), || self.listed_client(settings, names));
        let (Client { api, files, names }, Texts { listing, names: names_text }) = made?;
        let Self { text, document, repairs, companions, overlay, learned, inferences } = self;
        Ok(Generated {
            document: text,
            form: document.form.clone(),
            repairs,
            companions,
            overlay,
            learned,
            inferences,
            effective,
            listing,
            source: document,
            api,
            files,
            names,
            names_text,
        })
    }

    /// What it becomes, of which nothing is written: all that a comparison needs.
    ///
    /// # Errors
    ///
    /// As [`Prepared::client`], but for what can't be written.
    pub fn lowered(self, settings: &Settings, names: &Names) -> Result<Lowered, Error> {
        let (api, names) = self.lower(settings, names)?;
        Ok(Lowered { prepared: self, api, names })
    }

    /// The document as it is committed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The form in which it was served.
    #[must_use]
    pub fn form(&self) -> &Form {
        &self.document.form
    }

    /// What was repaired.
    #[must_use]
    pub fn repairs(&self) -> &[repair::Repair] {
        &self.repairs
    }

    /// What each action of the overlay did.
    #[must_use]
    pub fn overlay(&self) -> &overlay::Report {
        &self.overlay
    }

    /// What the provider's own documents had to say.
    #[must_use]
    pub fn companions(&self) -> &join::Report {
        &self.companions
    }

    /// The document after repair, overlay and inference.
    #[must_use]
    pub fn document(&self) -> &serde_json::Value {
        &self.document.value
    }

    /// The same, which knows where everything stands in [`Prepared::text`].
    #[must_use]
    pub fn source(&self) -> &Document {
        &self.document
    }

    /// What it means after all that, as YAML.
    #[must_use]
    pub fn effective(&self) -> String {
        yaml::to_canonical(&self.document.value)
    }

    /// What it becomes; what `names` has a name for keeps it.
    ///
    /// # Errors
    ///
    /// Where it is not OpenAPI, or asks for something no client can be; where a name that a person gave can't be.
    pub fn client(&self, settings: &Settings, names: &Names) -> Result<Client, Error> {
        let (api, names) = self.lower(settings, names)?;
        let files = render(&api)?;
        Ok(Client { api, files, names })
    }

    /// What it becomes, and what is written beside it.
    fn listed_client(&self, settings: &Settings, names: &Names) -> Result<(Client, Texts), Error> {
        let (api, names) = self.lower(settings, names)?;
        let texts = || Texts { listing: listing::listing(&api), names: names.text() };
        let (texts, files) = both(texts, || render(&api));
        Ok((Client { files: files?, api, names }, texts))
    }

    fn lower(&self, settings: &Settings, names: &Names) -> Result<(Api, Names), Error> {
        // The model is large, and gone before the rest begins.
        let mut model = model::model(&self.document)?;
        lower::select(&mut model, &settings.operations)?;
        Ok(lower::lower(&model, settings, names)?)
    }
}
