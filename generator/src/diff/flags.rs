//! What concerns a comparison as a whole: the document and its way here, rather than what it says.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Serialize, Serializer};

use super::{Change, Kind, Provenance, Side, hidden};
use crate::api::Api;

/// Something about the comparison as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Flag {
    /// What kind.
    pub kind: FlagKind,
    /// Its rule in the table.
    pub rule: &'static str,
    /// Whether a reviewer must look before anything else.
    pub red: bool,
    /// What was.
    pub old: Option<String>,
    /// What is.
    pub new: Option<String>,
    /// One plain sentence.
    pub message: String,
}

/// The kinds of flag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FlagKind {
    /// The document names another host than the client's manifest.
    ForeignHost,
    /// The document comes from another endpoint.
    SourceChanged,
    /// Operations or types vanished: usually a wrong or truncated download.
    Shrunk,
    /// The content changed and `info.version` didn't.
    SameVersion,
    /// Upstream changed what the overlay states, so the client doesn't follow.
    HiddenByOverlay,
    /// A line of the Rust API changed and no change of the document explains it.
    UnexplainedApiChange,
    /// Methods stand on the client that stood on its groups, or the reverse.
    LayoutChanged,
    /// The document declares another version of OpenAPI.
    OpenapiVersion,
    /// Repairs apply that didn't, or no longer do.
    RepairsChanged,
    /// Overlay actions apply that didn't, or no longer do.
    OverlayChanged,
    /// The document's text differs and nothing that has a meaning does.
    NoSemanticChange,
}

impl FlagKind {
    /// All of them, the red ones first.
    pub const ALL: [Self; 11] = [
        Self::ForeignHost,
        Self::SourceChanged,
        Self::Shrunk,
        Self::SameVersion,
        Self::HiddenByOverlay,
        Self::UnexplainedApiChange,
        Self::LayoutChanged,
        Self::OpenapiVersion,
        Self::RepairsChanged,
        Self::OverlayChanged,
        Self::NoSemanticChange,
    ];

    /// As JSON has it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ForeignHost => "foreign-host",
            Self::SourceChanged => "source-changed",
            Self::Shrunk => "shrunk",
            Self::SameVersion => "same-version",
            Self::HiddenByOverlay => "hidden-by-overlay",
            Self::UnexplainedApiChange => "unexplained-api-change",
            Self::LayoutChanged => "layout-changed",
            Self::OpenapiVersion => "openapi-version",
            Self::RepairsChanged => "repairs-changed",
            Self::OverlayChanged => "overlay-changed",
            Self::NoSemanticChange => "no-semantic-change",
        }
    }

    /// Its rule, where it shares one with changes.
    #[must_use]
    pub fn rule(self) -> &'static str {
        match self {
            Self::ForeignHost => "G5",
            Self::SourceChanged => "H3",
            Self::Shrunk => "H8",
            Self::SameVersion => "H2",
            Self::UnexplainedApiChange => "E16",
            Self::LayoutChanged => "A5",
            Self::OpenapiVersion => "H1",
            Self::RepairsChanged | Self::OverlayChanged | Self::HiddenByOverlay => "H4",
            Self::NoSemanticChange => "H7",
        }
    }

    /// Whether a reviewer must look before anything else.
    #[must_use]
    pub fn is_red(self) -> bool {
        !matches!(
            self,
            Self::OpenapiVersion | Self::RepairsChanged | Self::OverlayChanged | Self::NoSemanticChange
        )
    }

    /// Whether somebody has to decide what becomes of the client, though nothing in it changed by itself.
    #[must_use]
    pub fn is_to_be_decided(self) -> bool {
        matches!(self, Self::ForeignHost | Self::SourceChanged | Self::Shrunk | Self::HiddenByOverlay)
    }

    /// In a few words.
    pub(super) fn meaning(self) -> &'static str {
        match self {
            Self::ForeignHost => "the document newly names another host than the client's manifest",
            Self::SourceChanged => "the document comes from another endpoint",
            Self::Shrunk => "operations or types vanished: usually a wrong or truncated download",
            Self::SameVersion => "the content changed and `info.version` didn't",
            Self::HiddenByOverlay => "upstream changed what the overlay states, so the client doesn't follow",
            Self::UnexplainedApiChange => "a line of the Rust API changed and no change explains it",
            Self::LayoutChanged => "methods stand on the client that stood on its groups, or the reverse",
            Self::OpenapiVersion => "the document declares another version of OpenAPI",
            Self::RepairsChanged => "repairs apply that didn't, or no longer do",
            Self::OverlayChanged => "overlay actions apply that didn't, or no longer do",
            Self::NoSemanticChange => "the text differs and nothing that has a meaning does",
        }
    }
}

impl Serialize for FlagKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl Flag {
    pub(super) fn new(kind: FlagKind, old: Option<String>, new: Option<String>, message: String) -> Self {
        Self { kind, rule: kind.rule(), red: kind.is_red(), old, new, message }
    }
}

/// The flags, the red ones first.
pub(super) fn flags(old: &Side<'_>, new: &Side<'_>, changes: &[Change]) -> Vec<Flag> {
    let (before, after) = (&old.provenance, &new.provenance);
    let mut flags = Vec::new();
    flags.extend(foreign_host(old, new));
    flags.extend(source(before, after));
    flags.extend(shrunk(old, new, changes));
    flags.extend(same_version(before, after, changes));
    flags.extend(hidden::hidden(old, new));
    flags.extend(layout(old.api, new.api));
    flags.extend(openapi_version(before, after));
    flags.extend(tallies(FlagKind::RepairsChanged, "repairs", &before.repairs, &after.repairs));
    flags.extend(tallies(FlagKind::OverlayChanged, "overlay actions", &before.overlay, &after.overlay));
    // What is hidden has a meaning.
    if !flags.iter().any(|flag| flag.kind == FlagKind::HiddenByOverlay) {
        flags.extend(no_semantic_change(before, after, changes));
    }
    flags
}

fn foreign_host(old: &Side<'_>, new: &Side<'_>) -> Option<Flag> {
    let host = new.provenance.host.as_deref()?;
    let known: BTreeSet<&str> = old.api.servers.iter().map(|server| server.url.as_str()).collect();
    let mut urls = new.api.servers.iter().map(|server| server.url.as_str());
    let first = urls.find(|url| !same_host(url, host) && !known.contains(url))?;
    let message = format!(
        "the document names `{first}` as the service's place; the client and its token stay at `{host}`, until its manifest names another"
    );
    Some(Flag::new(FlagKind::ForeignHost, Some(host.to_owned()), Some(first.to_owned()), message))
}

/// Whether a server URL lies at a host; a relative one does.
fn same_host(url: &str, host: &str) -> bool {
    let authority = |url: &str| {
        url.split_once("://").map(|(scheme, rest)| {
            (scheme.to_lowercase(), rest.split(['/', '?', '#']).next().unwrap_or_default().to_lowercase())
        })
    };
    authority(url).is_none_or(|found| Some(found) == authority(host))
}

fn source(before: &Provenance, after: &Provenance) -> Option<Flag> {
    let (old, new) = (before.source.clone()?, after.source.clone()?);
    let message = format!("the document comes from `{new}` now, no longer from `{old}`");
    (old != new).then(|| Flag::new(FlagKind::SourceChanged, Some(old), Some(new), message))
}

fn shrunk(old: &Side<'_>, new: &Side<'_>, changes: &[Change]) -> Option<Flag> {
    let removed = [Kind::OperationRemoved, Kind::DeprecatedOperationRemoved].map(|kind| kind.row().name);
    let gone = changes.iter().filter(|change| removed.contains(&change.name)).count();
    let (old, new) = (old.api, new.api);
    let fewer = gone > 0 && new.operations.len() < old.operations.len();
    // A few types come and go with the fields that use them.
    let emptied = old.types.len() > 4 && new.types.len() * 2 < old.types.len();
    let counts = |operations: usize, types: usize| Some(format!("{operations} operations, {types} types"));
    let message = if fewer {
        format!("{gone} of {} operations vanished: look whether the download was whole", old.operations.len())
    } else {
        format!(
            "{} of {} types vanished: look whether the download was whole",
            old.types.len().saturating_sub(new.types.len()),
            old.types.len()
        )
    };
    (fewer || emptied).then(|| {
        let before = counts(old.operations.len(), old.types.len());
        Flag::new(FlagKind::Shrunk, before, counts(new.operations.len(), new.types.len()), message)
    })
}

fn same_version(before: &Provenance, after: &Provenance, changes: &[Change]) -> Option<Flag> {
    let version = after.version.as_ref()?;
    (before.version.as_ref() == Some(version) && !changes.is_empty()).then(|| {
        let message = format!("the content changed, but `info.version` is still `{version}`");
        Flag::new(FlagKind::SameVersion, before.version.clone(), after.version.clone(), message)
    })
}

fn layout(before: &Api, after: &Api) -> Option<Flag> {
    let told = |api: &Api| api.settings.group.name().to_owned();
    (before.settings.group != after.settings.group).then(|| {
        let (old, new) = (told(before), told(after));
        let message = format!("the manifest lays methods out by `{new}` now, no longer by `{old}`: every call is spelled otherwise");
        Flag::new(FlagKind::LayoutChanged, Some(old), Some(new), message)
    })
}

fn openapi_version(before: &Provenance, after: &Provenance) -> Option<Flag> {
    (before.openapi != after.openapi).then(|| {
        let (old, new) = (before.openapi.clone(), after.openapi.clone());
        let message = format!("the document is OpenAPI `{new}` now, no longer `{old}`");
        Flag::new(FlagKind::OpenapiVersion, Some(old), Some(new), message)
    })
}

type Tally = BTreeMap<String, usize>;

fn tallies(kind: FlagKind, what: &str, before: &Tally, after: &Tally) -> Option<Flag> {
    let told = |tally: &Tally| {
        tally.iter().map(|(name, count)| format!("{name} {count}")).collect::<Vec<_>>().join(", ")
    };
    let count = |tally: &Tally, name: &str| tally.get(name).copied().unwrap_or(0);
    let all: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let differing: Vec<String> = all
        .into_iter()
        .map(|name| (name, count(before, name), count(after, name)))
        .filter(|(_, before, after)| before != after)
        .map(|(name, before, after)| format!("`{name}` {before} → {after}"))
        .collect();
    (!differing.is_empty()).then(|| {
        let message = format!("{what} apply otherwise: {}", differing.join(", "));
        Flag::new(kind, Some(told(before)), Some(told(after)), message)
    })
}

fn no_semantic_change(before: &Provenance, after: &Provenance, changes: &[Change]) -> Option<Flag> {
    (changes.is_empty() && before.content != after.content).then(|| {
        let message = "the document's text differs, but nothing that has a meaning does".to_owned();
        Flag::new(FlagKind::NoSemanticChange, None, None, message)
    })
}
