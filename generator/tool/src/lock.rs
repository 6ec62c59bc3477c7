//! `lock.toml`: where the client came from, and what was done to the document on the way.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use miette::{Diagnostic, NamedSource, SourceSpan};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use thiserror::Error;

use crate::exit::{Exit, ExitCode};
use crate::paths::{real, relative};
use crate::pipeline::Made;
use crate::regen::source::Input;
use crate::shell::command;

const HEADER: &str = "# Written by `regen`. It records where the client came from; no dates, so that the same input\n\
                      # gives the same file.\n\n";

/// Where a document came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Source {
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
pub(crate) struct Lock {
    /// The provider's name.
    pub(crate) provider: String,
    /// Where the document came from.
    pub(crate) source: Source,
    /// The URL it was fetched from; none for a document that wasn't.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    /// The file it was read from, relative to the crate's folder, with `/`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) path: Option<String>,
    /// What kind of document it is.
    pub(crate) form: String,
    /// Digests of each stage's result.
    pub(crate) sha256: Digests,
    /// How much there is of everything.
    pub(crate) counts: BTreeMap<String, usize>,
    /// Repairs by kind.
    pub(crate) repairs: BTreeMap<String, usize>,
    /// Operations by what companions have of them, and where they disagree; nothing where there are none.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) companions: BTreeMap<String, usize>,
    /// Overlay actions by what became of them.
    pub(crate) overlay: BTreeMap<String, usize>,
}

/// SHA-256 of each stage's result, in lower-case hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Digests {
    /// `openapi.json`.
    pub(crate) document: String,
    /// `companion.json`, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) companions: Option<String>,
    /// `overlay.yaml`, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) overlay: Option<String>,
    /// `effective.yaml`.
    pub(crate) effective: String,
    /// `names.toml`; none in a lock of before there was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) names: Option<String>,
    /// `api.txt`.
    pub(crate) api: String,
    /// All generated files, with their names.
    pub(crate) client: String,
}

/// Why a lock could not be read.
#[derive(Debug, Error, Diagnostic)]
pub(crate) enum Error {
    /// It is there, and unreadable.
    #[error("can't read `{path}`")]
    #[diagnostic(code(lock::unreadable), help("check that it may be read"))]
    Read {
        /// Which.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// It is no lock.
    #[error("`{path}` is no lock: {message}")]
    #[diagnostic(
        code(lock::syntax),
        help("restore it with git, or run `{}` without `--offline`, which writes it anew", command(["regen"]))
    )]
    Syntax {
        /// Which.
        path: String,
        /// What is wrong.
        message: String,
        /// Its text.
        #[source_code]
        text: NamedSource<String>,
        /// Where.
        #[label]
        span: Option<SourceSpan>,
    },
}

impl Exit for Error {
    fn exit(&self) -> ExitCode {
        ExitCode::Document
    }
}

impl Lock {
    /// What a run records of the client in a folder.
    pub(crate) fn new(
        provider: &str,
        input: &Input,
        folder: &Path,
        overlay: Option<&str>,
        made: &Made,
    ) -> Self {
        let sha256 = Digests {
            document: digest([&*made.document]),
            companions: made.companions.text.as_ref().map(|text| digest([text])),
            overlay: overlay.map(|text| digest([text])),
            effective: digest([made.effective.as_str()]),
            names: Some(digest([made.names.text()])),
            api: digest([made.listing.as_str()]),
            client: digest(made.files.iter().flat_map(|(path, text)| [path, "\0", text, "\0"])),
        };
        let counts = [
            ("operations", made.api.operations.len()),
            ("types", made.api.types.len()),
            ("inferred", made.inferences.len()),
            ("degraded", made.api.degradations.len()),
            ("left_out", made.api.left_out.len()),
        ];
        let (applied, unchanged, stale) = made.tally_overlay();
        let overlay = [("applied", applied), ("unchanged", unchanged), ("stale", stale)];
        Self {
            provider: provider.to_owned(),
            source: input.source,
            url: input.url.clone(),
            path: input.file.as_ref().map(|file| relative(&real(folder), file)),
            form: made.form(),
            sha256,
            counts: named(counts),
            repairs: named(made.tally_repairs()),
            companions: made.companions.text.iter().flat_map(|_| named(made.companions.tally())).collect(),
            overlay: named(overlay),
        }
    }

    /// Reads the lock, where there is one.
    pub(crate) fn read(path: &Path) -> Result<Option<Self>, Error> {
        let name = path.display().to_string();
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(Error::Read { path: name, source }),
        };
        toml::from_str(&text).map(Some).map_err(|error| Error::Syntax {
            message: error.message().to_owned(),
            span: error.span().map(Into::into),
            text: NamedSource::new(&name, text.clone()).with_language("toml"),
            path: name,
        })
    }

    /// Where the lock in a text says that the document came from; none where it is no lock.
    pub(crate) fn source_of(text: &str) -> Option<String> {
        toml::from_str::<Self>(text).ok().map(|lock| lock.source.to_string())
    }

    /// The file's text.
    pub(crate) fn text(&self) -> String {
        let body = toml::to_string(self).expect("a lock is plain tables of strings and small numbers");
        format!("{HEADER}{body}")
    }
}

/// SHA-256 of texts or bytes, one after the other.
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
pub(crate) fn named<'a>(counts: impl IntoIterator<Item = (&'a str, usize)>) -> BTreeMap<String, usize> {
    counts.into_iter().map(|(name, count)| (name.to_owned(), count)).collect()
}
