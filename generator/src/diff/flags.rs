//! What concerns a comparison as a whole: the document and its way here, rather than what it says.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Change, ListingDiff, Provenance, Side, items};
use crate::api::Api;

/// Something about the comparison as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Flag {
    /// What kind.
    pub kind: FlagKind,
    /// Its rule in the checklist.
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FlagKind {
    /// The document declares another version of OpenAPI.
    OpenapiVersion,
    /// The content changed and `info.version` didn't.
    SameVersion,
    /// The document comes from another endpoint.
    SourceChanged,
    /// Repairs apply that didn't, or no longer do.
    RepairsChanged,
    /// Overlay actions apply that didn't, or no longer do.
    OverlayChanged,
    /// Only formatting differs: key order, white space.
    NoSemanticChange,
    /// Operations or types vanished: usually a wrong or truncated download.
    Shrunk,
    /// The document names another host than the client's manifest.
    ForeignHost,
    /// A line of the Rust API changed and no change of the document explains it.
    UnexplainedApiChange,
}

pub(super) fn flags(old: &Side<'_>, new: &Side<'_>, changes: &[Change], listing: &ListingDiff) -> Vec<Flag> {
    let (before, after) = (&old.provenance, &new.provenance);
    let mut flags = Vec::new();
    flags.extend(foreign_host(new));
    flags.extend(source(before, after));
    flags.extend(shrunk(old.api, new.api));
    flags.extend(same_version(before, after, changes));
    flags.extend(openapi_version(before, after));
    flags.extend(tallies(FlagKind::RepairsChanged, "repair", &before.repairs, &after.repairs));
    flags.extend(tallies(FlagKind::OverlayChanged, "overlay action", &before.overlay, &after.overlay));
    flags.extend(no_semantic_change(before, after, changes));
    flags.extend(unexplained(old.api, new.api, changes, listing));
    flags
}

fn foreign_host(new: &Side<'_>) -> Option<Flag> {
    let host = new.provenance.host.as_deref()?;
    let foreign: Vec<_> =
        new.api.servers.iter().map(|server| &server.url).filter(|url| !same_host(url, host)).collect();
    let first = foreign.first()?;
    Some(Flag {
        kind: FlagKind::ForeignHost,
        rule: "G5",
        red: true,
        old: Some(host.to_owned()),
        new: Some((*first).clone()),
        message: format!(
            "the document names {first}; the client goes on talking to {host}, its manifest decides"
        ),
    })
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
    let (old, new) = (before.source.as_deref()?, after.source.as_deref()?);
    (old != new).then(|| Flag {
        kind: FlagKind::SourceChanged,
        rule: "H3",
        red: true,
        old: Some(old.to_owned()),
        new: Some(new.to_owned()),
        message: format!("the document comes from `{new}` now, no longer from `{old}`"),
    })
}

fn shrunk(old: &Api, new: &Api) -> Option<Flag> {
    let names = |api: &Api| {
        api.operations.iter().map(items::operation_name).collect::<std::collections::BTreeSet<_>>()
    };
    let gone = names(old).difference(&names(new)).count();
    let lost = gone > 0 && new.operations.len() < old.operations.len();
    let emptied = old.types.len() > 4 && new.types.len() * 2 < old.types.len();
    (lost || emptied).then(|| Flag {
        kind: FlagKind::Shrunk,
        rule: "H8",
        red: true,
        old: Some(format!("{} operations, {} types", old.operations.len(), old.types.len())),
        new: Some(format!("{} operations, {} types", new.operations.len(), new.types.len())),
        message: format!("{gone} operations vanished: look whether the download was whole"),
    })
}

fn same_version(before: &Provenance, after: &Provenance, changes: &[Change]) -> Option<Flag> {
    let version = after.version.as_ref()?;
    (before.version.as_ref() == Some(version) && !changes.is_empty()).then(|| Flag {
        kind: FlagKind::SameVersion,
        rule: "H2",
        red: true,
        old: before.version.clone(),
        new: after.version.clone(),
        message: format!("the content changed, but `info.version` is still {version}"),
    })
}

fn openapi_version(before: &Provenance, after: &Provenance) -> Option<Flag> {
    (before.openapi != after.openapi).then(|| Flag {
        kind: FlagKind::OpenapiVersion,
        rule: "H1",
        red: false,
        old: Some(before.openapi.clone()),
        new: Some(after.openapi.clone()),
        message: format!("the document declares OpenAPI {} now, no longer {}", after.openapi, before.openapi),
    })
}

fn tallies(
    kind: FlagKind,
    what: &str,
    before: &BTreeMap<String, usize>,
    after: &BTreeMap<String, usize>,
) -> Option<Flag> {
    let told = |tally: &BTreeMap<String, usize>| {
        tally.iter().map(|(name, count)| format!("{name} {count}")).collect::<Vec<_>>().join(", ")
    };
    let all: std::collections::BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let differing: Vec<_> = all
        .into_iter()
        .map(|name| (name, before.get(name).copied().unwrap_or(0), after.get(name).copied().unwrap_or(0)))
        .filter(|(_, before, after)| before != after)
        .map(|(name, before, after)| format!("{name} {before} → {after}"))
        .collect();
    (!differing.is_empty()).then(|| Flag {
        kind,
        rule: "H4",
        red: false,
        old: Some(told(before)),
        new: Some(told(after)),
        message: format!("{what}s apply otherwise: {}", differing.join(", ")),
    })
}

fn no_semantic_change(before: &Provenance, after: &Provenance, changes: &[Change]) -> Option<Flag> {
    (changes.is_empty() && before.content != after.content).then(|| Flag {
        kind: FlagKind::NoSemanticChange,
        rule: "H7",
        red: false,
        old: None,
        new: None,
        message: "the document differs in nothing that has a meaning (key order, white space)".to_owned(),
    })
}

/// A changed line of the Rust API that names none of the items the changes affect, nor a type that came or went as a
/// whole with what used it.
fn unexplained(old: &Api, new: &Api, changes: &[Change], listing: &ListingDiff) -> Vec<Flag> {
    let names = |api: &Api| {
        api.types.iter().map(|ty| ty.name.rust.clone()).collect::<std::collections::BTreeSet<_>>()
    };
    let (before, after) = (names(old), names(new));
    let mut known: std::collections::BTreeSet<&str> =
        before.symmetric_difference(&after).map(String::as_str).collect();
    // `types::Body::html` explains lines about the field, its setter, and the type it stands in.
    known.extend(changes.iter().flat_map(|change| &change.rust_items).flat_map(|item| item.split("::")));
    known.remove("types");
    known.remove("Client");
    let explained = |line: &str| {
        line.split(|character: char| !character.is_alphanumeric() && character != '_')
            .any(|word| known.contains(word))
    };
    let line = |removed: bool| {
        move |line: &String| Flag {
            kind: FlagKind::UnexplainedApiChange,
            rule: "E16",
            red: true,
            old: removed.then(|| line.clone()),
            new: (!removed).then(|| line.clone()),
            message: format!(
                "`{line}` {} and no change of the document says why",
                if removed { "went" } else { "came" }
            ),
        }
    };
    let removed = listing.removed.iter().filter(|line| !explained(line)).map(line(true));
    removed.chain(listing.added.iter().filter(|line| !explained(line)).map(line(false))).collect()
}
