//! Two APIs become a list of changes, each with two verdicts: for the wire, and for callers of the regenerated crate.
//!
//! Everything is compared in the IR, so spellings that mean the same (three ways to say nullable, `allOf` against its
//! flattened form, inline against `$ref`) are no change. Operations are matched by method and path, types by the
//! places where matched operations use them. What the IR has no room for (bounds of a list's items, examples,
//! callbacks) is compared in the documents themselves. Last, the surfaces of the two Rust APIs are held against the
//! changes: a line that differs and that no change explains is a [`Flag`].
//!
//! # JSON
//!
//! [`Report::json`] writes one object; [`SCHEMA`] is a JSON Schema of it:
//!
//! | key | holds |
//! |---|---|
//! | `old`, `new` | what the sides are called |
//! | `changes` | a list of changes, worst first; empty where nothing changed |
//! | `flags` | a list of flags: what concerns the comparison as a whole |
//! | `suggested_bump` | `major`, `minor`, `patch` or `none` |
//! | `rust_api` | `removed` and `added`: lines of the listing of the public Rust API |
//! | `left_out` | how many changes aren't told, for nobody asked about them; absent where none |
//!
//! A change:
//!
//! | key | holds |
//! |---|---|
//! | `id` | twelve hexadecimal digits: a hash of name, pointer, old and new value, and of no wording |
//! | `kind`, `name` | its rule and its name in the table below |
//! | `wire` | `breaking`, `warning` or `compatible` |
//! | `rust` | `breaking`, `behaviour`, `lint` or `none` |
//! | `operation` | method and path, where it concerns one operation; else `null` |
//! | `component` | the schema, parameter or type, where it concerns one; else `null` |
//! | `reached_from` | the number of operations it concerns |
//! | `pointer` | an RFC 6901 JSON pointer into the effective document, the old one's where the thing is gone |
//! | `file`, `line`, `column` | where that stands in the document as committed, from 1; `null` where it can't be told |
//! | `old`, `new` | the values; `null` on the side that has none |
//! | `message` | one sentence |
//! | `rust_items` | paths of the Rust items affected |
//! | `advice` | what callers do about it; absent where they needn't do anything |
//! | `accepted` | why it was accepted; absent where it wasn't |
//! | `graded` | how bad it is taken to be (as `wire`), where `--severity` decided; absent where not |
//!
//! A flag has `kind` (the kebab-case names of [`FlagKind`]), `rule`, `red` (a reviewer must look), `old`, `new` and
//! `message`.
#![doc = ""]
#![doc = include_str!("../docs/kinds.md")]

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{api::Api, document::Document, source::Source};

mod advice;
mod annotations;
mod changelog;
mod choices;
mod compare;
mod confirm;
mod constraints;
mod decide;
mod document;
mod document_diff;
mod envelope;
mod escape;
mod features;
mod fields;
mod finding;
mod flags;
mod found;
mod github;
mod hidden;
mod html;
mod human;
mod identity;
mod items;
mod kind;
mod lifecycle;
mod listing;
mod markdown;
mod media;
mod openness;
mod operations;
mod pairs;
mod parameters;
mod refs;
mod report;
mod request;
mod responses;
mod sarif;
mod security;
mod select;
mod shapes;
pub mod subset;
mod typed;
mod unions;
mod walk;
mod webhooks;

pub use changelog::changelog;
use finding::{Finding, Place};
pub use flags::{Flag, FlagKind};
use found::Found;
pub use github::github;
pub use html::{SCRIPT as HTML_SCRIPT, STYLE as HTML_STYLE, html, html_section};
pub use human::{human, summary, verdict};
pub use kind::{Direction, Kind, Row, Rust, TABLE, Wire, table};
pub use lifecycle::{Day, Stability};
use listing::Differing;
pub use listing::ListingDiff;
pub use markdown::{LIMIT, markdown};
pub use report::{Bump, Change, Report, SCHEMA};
pub use sarif::sarif;
pub use select::{Selector, Severity};

/// One side of a comparison.
#[derive(Debug, Clone)]
pub struct Side<'a> {
    /// What it is called in reports: a file, or a revision and a file.
    pub name: String,
    /// What the client offers.
    pub api: &'a Api,
    /// The effective document.
    pub document: &'a Document,
    /// The document before repair and overlay, where there is an overlay that may hide what changed in it.
    pub served: Option<&'a Value>,
    /// The text lines and columns are told in: the document's own, or the one it was made from.
    pub source: &'a Source,
    /// Where the document came from.
    pub provenance: Provenance,
    /// The day of the comparison, which the newer side has where it counts: what was to stay until a later one is gone early.
    pub today: Option<Day>,
}

/// Where a document came from and what was done to it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provenance {
    /// The endpoint it was fetched from (`openapi`, `definition`), `file` or `transcribed`; `None` where it isn't known.
    pub source: Option<String>,
    /// The version of OpenAPI it declares, or what else it is.
    pub openapi: String,
    /// `info.version`, where the document itself states one.
    pub version: Option<String>,
    /// What identifies the document's content: a digest.
    pub content: String,
    /// Repairs by kind.
    pub repairs: BTreeMap<String, usize>,
    /// Overlay actions by what became of them.
    pub overlay: BTreeMap<String, usize>,
    /// What the actions of the overlay stated: where each stands in the overlay, and the places it changed.
    pub stated: Vec<(String, Vec<String>)>,
    /// The host the client talks to, from its manifest.
    pub host: Option<String>,
}

/// Compares two sides.
#[must_use]
pub fn diff(old: &Side<'_>, new: &Side<'_>) -> Report {
    let mut found = Found::new(old, new);
    document::compare(&mut found);
    let matched = operations::matched(old.api, new.api);
    security::compare(&mut found, &matched);
    operations::compare(&mut found, &matched);
    features::compare(&mut found);
    webhooks::compare(&mut found);
    let pairs = pairs::collect(&found, &matched);
    shapes::compare(&mut found, &pairs);
    document_diff::compare(&mut found, &matched);
    found.documented();
    let mut changes = found.sorted();
    let differing = Differing::between(old.api, new.api);
    let mut flags = flags::flags(old, new, &changes);
    advice::advise(&mut changes, &differing);
    flags.extend(confirm::unexplained((old, new), &pairs, &changes, &differing));
    Report {
        old: old.name.clone(),
        new: new.name.clone(),
        suggested_bump: report::bump(&changes),
        changes,
        flags,
        rust_api: differing.lines(),
        left_out: 0,
    }
}
