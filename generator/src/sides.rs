//! The sides of a comparison: their texts, and what the pipeline makes of them.

use serde::Deserialize;
use serde_json::Value;

use crate::Error;
use crate::api::{Api, Settings};
use crate::diff::{Provenance, Side};
use crate::document::{Document, Form};
use crate::join::Companion;
use crate::lock::{digest, named};
use crate::names::Names;
use crate::overlay::{Applied, Report};
use crate::pipeline::{Generated, Known, Lowered, Prepared};
use crate::read;
use crate::repair::{self, Repair};
use crate::threads::both;

/// The texts of one side.
#[derive(Debug)]
pub struct Texts {
    /// What reports call the side.
    pub shown: String,
    /// The document's file, as reports point to it.
    pub file: String,
    /// The document.
    pub document: Vec<u8>,
    /// Text and file of the overlay.
    pub overlay: Option<(String, String)>,
    /// Text and file of what is kept of companions.
    pub companions: Option<(String, String)>,
    /// Text and file of what was learned from saved answers.
    pub learned: Option<(String, String)>,
    /// Whose client.
    pub settings: Settings,
    /// Whether a manifest made the settings, rather than the document itself.
    pub is_client: bool,
    /// Where the lock says that the document came from.
    pub source: Option<String>,
    /// Text and file of the names its client has; of two documents the newer goes by the older one's.
    pub names: Option<(String, String)>,
}

/// One side.
#[derive(Debug)]
pub struct Half {
    shown: String,
    made: Lowered,
    /// The document as it stands in its file, where that isn't the form in which documents are committed.
    original: Option<Document>,
    served: Option<Value>,
    provenance: Provenance,
}

impl Half {
    /// What the pipeline made of it.
    #[must_use]
    pub fn made(&self) -> &Lowered {
        &self.made
    }

    /// The side, as a comparison takes it.
    #[must_use]
    pub fn side(&self) -> Side<'_> {
        let document = self.made.prepared.source();
        Side {
            source: self.original.as_ref().unwrap_or(document).source(),
            served: self.served.as_ref(),
            ..side(&self.shown, &self.made.api, document, self.provenance.clone())
        }
    }
}

/// Runs the pipeline on both sides, as far as possible at the same time: the newer goes by the names of the older,
/// unless it has its own.
///
/// # Errors
///
/// That of the first stage that fails; the newer document's comes first.
pub fn make_both(old: &Texts, new: &Texts) -> Result<(Half, Half), Error> {
    let (begun, old) = both(|| Begun::new(new), || make(old));
    let (begun, old) = (begun?, old?);
    let new = match new.names()? {
        Some(names) => begun.finish(&names)?,
        None => begun.finish(&old.made.names)?,
    };
    Ok((old, new))
}

/// Runs the pipeline on one side.
///
/// # Errors
///
/// That of the first stage that fails.
pub fn make(texts: &Texts) -> Result<Half, Error> {
    let names = texts.names()?.unwrap_or_default();
    Begun::new(texts)?.finish(&names)
}

impl Texts {
    /// Those of a document that is nobody's client; `shown` is what reports call the side, and `file` what they point to.
    #[must_use]
    pub fn of_document(
        shown: String,
        file: String,
        document: Vec<u8>,
        overlay: Option<(String, String)>,
        settings: Settings,
    ) -> Self {
        let (companions, learned, is_client, source, names) = (None, None, false, None, None);
        Self { shown, file, document, overlay, companions, learned, settings, is_client, source, names }
    }

    /// Whether the pipeline makes the same of both, whatever they are called.
    #[must_use]
    pub fn become_the_same(&self, other: &Self) -> bool {
        self.document == other.document
            && self.overlay == other.overlay
            && self.companions == other.companions
            && self.learned == other.learned
            && self.settings == other.settings
            && self.names == other.names
    }

    fn overlay(&self) -> Option<(&str, &str)> {
        self.overlay.as_ref().map(|(text, name)| (text.as_str(), name.as_str()))
    }

    fn names(&self) -> Result<Option<Names>, Error> {
        let parse = |(text, file): &(String, String)| Names::parse(text, file, false);
        Ok(self.names.as_ref().map(parse).transpose()?)
    }
}

/// A side before anything in it has a name.
struct Begun<'t> {
    texts: &'t Texts,
    original: Option<Document>,
    prepared: Prepared,
}

impl<'t> Begun<'t> {
    fn new(texts: &'t Texts) -> Result<Self, Error> {
        let committed = read::committed(&texts.document, &texts.file)?;
        let original = if committed.text.as_bytes() == texts.document {
            None
        } else {
            Some(read::read(&texts.document, &texts.file)?)
        };
        let kept = texts.companions.as_ref().map(|(text, file)| Companion::parse(text, file));
        let companions = kept.transpose()?.unwrap_or_default();
        let learned = texts.learned.as_ref().map(|(text, name)| (text.as_str(), name.as_str()));
        let known = Known { companions: &companions, overlay: texts.overlay(), learned };
        let prepared = Prepared::new(committed, known, &texts.settings)?;
        Ok(Self { texts, original, prepared })
    }

    fn finish(self, names: &Names) -> Result<Half, Error> {
        let Self { texts, original, prepared } = self;
        let made = prepared.lowered(&texts.settings, names)?;
        let reading = Reading::from(&made.prepared);
        let host = texts.is_client.then(|| texts.settings.host.clone());
        let served = texts.overlay().and_then(|_| reading.served());
        let file = texts.overlay().map_or("", |(_, file)| file);
        let provenance = reading.provenance(texts.source.clone(), host, file);
        Ok(Half { shown: texts.shown.clone(), made, original, served, provenance })
    }
}

/// What was made, as the comparison takes it.
#[must_use]
pub fn side<'a>(shown: &str, api: &'a Api, document: &'a Document, provenance: Provenance) -> Side<'a> {
    Side {
        name: shown.to_owned(),
        api,
        document,
        served: None,
        source: document.source(),
        provenance,
        today: None,
    }
}

/// How a document was read, by a whole run or one that ended before anything was written.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    text: &'a str,
    document: &'a Document,
    repairs: &'a [Repair],
    overlay: &'a Report,
}

impl<'a> From<&'a Generated> for Reading<'a> {
    fn from(made: &'a Generated) -> Self {
        let Generated { document: text, source: document, repairs, overlay, .. } = made;
        Self { text, document, repairs, overlay }
    }
}

impl<'a> From<&'a Prepared> for Reading<'a> {
    fn from(prepared: &'a Prepared) -> Self {
        let (document, repairs) = (prepared.source(), prepared.repairs());
        Self { text: prepared.text(), document, repairs, overlay: prepared.overlay() }
    }
}

impl Reading<'_> {
    /// The document before repair and overlay, where it is OpenAPI as it stands.
    #[must_use]
    pub fn served(&self) -> Option<Value> {
        let value = || serde_json::from_str(self.text).ok();
        (self.document.form == Form::OpenApi).then(value).flatten()
    }

    /// What is known about the document beside what it says.
    #[must_use]
    pub fn provenance(&self, source: Option<String>, host: Option<String>, overlay_file: &str) -> Provenance {
        let head: Head = serde_json::from_str(self.text).unwrap_or_default();
        let stated =
            |action: &Applied| (format!("{overlay_file}:{}", action.position.line), action.places.clone());
        let applied = self.overlay.actions.iter().filter(|action| action.changed > 0);
        Provenance {
            source,
            openapi: head.openapi.unwrap_or_else(|| self.document.form.shown()),
            version: head.info.and_then(|info| info.version),
            content: digest([self.text]),
            repairs: named(repair::tally_by_name(self.repairs)),
            overlay: named(self.overlay.tally()),
            stated: applied.map(stated).collect(),
            host,
        }
    }
}

/// What a document says about itself; whatever else it holds is skipped. Any of it may be of the wrong type.
#[derive(Default, Deserialize)]
struct Head {
    #[serde(default, deserialize_with = "text")]
    openapi: Option<String>,
    info: Option<Info>,
}

#[derive(Deserialize)]
struct Info {
    #[serde(default, deserialize_with = "text")]
    version: Option<String>,
}

fn text<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let value = Value::deserialize(deserializer)?;
    Ok(value.as_str().filter(|text| !text.is_empty()).map(str::to_owned))
}
