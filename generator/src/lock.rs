//! `lock.toml`: where a client came from, and what was done to the document on the way.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::threads::both;
use crate::{Generated, repair};

const HEADER: &str = "# Written by `regen`. It records where the client came from; no dates, so that the same input\n\
                      # gives the same file.\n\n";

/// Where a document came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// The service's `/{provider}/openapi`.
    Openapi,
    /// The service's `/{provider}/definition`.
    Definition,
    /// A local file (`--spec FILE`).
    File,
    /// An address (`--spec URL`).
    Url,
    /// Written down by hand from documentation: a committed document no lock vouches for.
    Transcribed,
}

impl std::fmt::Display for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Openapi => "openapi",
            Self::Definition => "definition",
            Self::File => "file",
            Self::Url => "url",
            Self::Transcribed => "transcribed",
        })
    }
}

/// The lock of one client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lock {
    /// The provider's name.
    pub provider: String,
    /// Where the document came from.
    pub source: Source,
    /// The URL it was fetched from; none for a document that wasn't.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The file it was read from, relative to the crate's folder, with `/`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// What kind of document it is.
    pub form: String,
    /// Digests of each stage's result.
    pub sha256: Digests,
    /// How much there is of everything.
    pub counts: BTreeMap<String, usize>,
    /// Repairs by kind.
    pub repairs: BTreeMap<String, usize>,
    /// Operations by what companions have of them, and where they disagree; nothing where there are none.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub companions: BTreeMap<String, usize>,
    /// Learned answers by what became of them; nothing where there are none.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub learned: BTreeMap<String, usize>,
    /// Overlay actions by what became of them.
    pub overlay: BTreeMap<String, usize>,
}

/// SHA-256 of each stage's result, in lower-case hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Digests {
    /// `openapi.json`.
    pub document: String,
    /// `companion.json`, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub companions: Option<String>,
    /// `learned.yaml`, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub learned: Option<String>,
    /// `overlay.yaml`, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overlay: Option<String>,
    /// `effective.yaml`.
    pub effective: String,
    /// `names.toml`; none in a lock of before there was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub names: Option<String>,
    /// `api.txt`.
    pub api: String,
    /// All generated files, with their names.
    pub client: String,
}

/// Where a document came from, as the lock has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance {
    /// The kind of place.
    pub source: Source,
    /// The URL it was fetched from.
    pub url: Option<String>,
    /// The file it was read from, relative to the crate's folder, with `/`.
    pub path: Option<String>,
}

impl Lock {
    /// What a run records of a client.
    #[must_use]
    pub fn new(provider: &str, from: Provenance, overlay: Option<&str>, made: &Generated) -> Self {
        // The document is about as long as all that comes of it.
        let client = || digest(made.files.iter().flat_map(|(path, text)| [path, "\0", text, "\0"]));
        let of_texts = || (digest([made.effective.as_str()]), digest([made.listing.as_str()]), client());
        let (document, (effective, api, client)) = both(|| digest([&*made.document]), of_texts);
        let sha256 = Digests {
            document,
            companions: made.companions.text.as_ref().map(|text| digest([text])),
            learned: made.learned.text.as_ref().map(|text| digest([text])),
            overlay: overlay.map(|text| digest([text])),
            effective,
            names: Some(digest([made.names_text.as_str()])),
            api,
            client,
        };
        let counts = [
            ("operations", made.api.operations.len()),
            ("types", made.api.types.len()),
            ("inferred", made.inferences.len()),
            ("degraded", made.api.degradations.len()),
            ("left_out", made.api.left_out.len()),
        ];
        Self {
            provider: provider.to_owned(),
            source: from.source,
            url: from.url,
            path: from.path,
            form: made.form.shown(),
            sha256,
            counts: named(counts),
            repairs: named(repair::tally_by_name(&made.repairs)),
            companions: made.companions.text.iter().flat_map(|_| named(made.companions.tally())).collect(),
            learned: made.learned.text.iter().flat_map(|_| named(made.learned.tally())).collect(),
            overlay: named(made.overlay.tally()),
        }
    }

    /// Reads a lock.
    ///
    /// # Errors
    ///
    /// Where the text is none.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// Where the lock in a text says that the document came from; none where it is no lock.
    #[must_use]
    pub fn source_of(text: &str) -> Option<String> {
        Self::parse(text).ok().map(|lock| lock.source.to_string())
    }

    /// The file's text.
    ///
    /// # Panics
    ///
    /// Never: a lock is plain tables of strings and small numbers.
    #[must_use]
    pub fn text(&self) -> String {
        let body = toml::to_string(self).expect("a lock is plain tables of strings and small numbers");
        format!("{HEADER}{body}")
    }
}

/// SHA-256 of texts or bytes, one after the other.
#[must_use]
pub fn digest<T: AsRef<[u8]>>(texts: impl IntoIterator<Item = T>) -> String {
    let mut hash = Sha256::new();
    for text in texts {
        hash.update(text);
    }
    let mut text = String::new();
    for byte in hash.finalize() {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// Counts by their names.
#[must_use]
pub fn named<'a>(counts: impl IntoIterator<Item = (&'a str, usize)>) -> BTreeMap<String, usize> {
    counts.into_iter().map(|(name, count)| (name.to_owned(), count)).collect()
}
