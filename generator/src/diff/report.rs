//! The outcome of a comparison, as plain data.

use std::collections::BTreeMap;

use foldhash::HashSet;
use serde::Serialize;

use super::{Flag, ListingDiff, Rust, Wire};

/// The JSON Schema of what [`Report::json`] writes, by draft 2020-12.
pub const SCHEMA: &str = include_str!("../../docs/report.schema.json");

/// The outcome of a comparison.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// What the old side is called.
    pub old: String,
    /// What the new side is called.
    pub new: String,
    /// The changes, worst first.
    pub changes: Vec<Change>,
    /// What concerns the comparison as a whole.
    pub flags: Vec<Flag>,
    /// The version bump that follows for the generated crate.
    pub suggested_bump: Bump,
    /// Lines of the public Rust API that went and came.
    pub rust_api: ListingDiff,
    /// How many changes aren't told, for nobody asked about them.
    #[serde(skip_serializing_if = "is_zero")]
    pub left_out: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over so")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// One change.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// Stable across runs and wordings: a hash of kind, pointer, old and new value.
    pub id: String,
    /// Its rule in the table of kinds, such as `E3`.
    pub kind: &'static str,
    /// Its name in the table of kinds, such as `optional-field-removed`.
    pub name: &'static str,
    /// The verdict for the wire.
    pub wire: Wire,
    /// The verdict for callers of the regenerated crate.
    pub rust: Rust,
    /// The operation it concerns, as method and path, where it concerns one.
    pub operation: Option<String>,
    /// The component or type it concerns, where it concerns one.
    pub component: Option<String>,
    /// How many operations it concerns.
    pub reached_from: usize,
    /// Those operations.
    #[serde(skip)]
    pub operations: Vec<String>,
    /// Where it stands: an RFC 6901 JSON pointer into the effective document.
    pub pointer: String,
    /// The document it stands in: the new one, or the old one where the thing is gone.
    pub file: String,
    /// Whether that is the old one.
    #[serde(skip)]
    pub is_gone: bool,
    /// The line there, counted from 1.
    pub line: Option<usize>,
    /// The column there, counted from 1.
    pub column: Option<usize>,
    /// What was.
    pub old: Option<String>,
    /// What is.
    pub new: Option<String>,
    /// One plain sentence.
    pub message: String,
    /// The Rust items affected, as paths of the generated crate.
    pub rust_items: Vec<String>,
    /// What callers do about it, where they have to do something.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advice: Option<String>,
    /// Why it was accepted, where it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accepted: Option<String>,
    /// How bad it is taken to be, where somebody decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub graded: Option<Wire>,
}

/// A version bump.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Bump {
    /// Nothing to release.
    None,
    /// Nothing new for callers.
    Patch,
    /// Something new, or something that behaves differently.
    Minor,
    /// Something stops compiling or stops working.
    Major,
}

impl Bump {
    /// As JSON and labels have it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

impl Change {
    /// How bad it is, whomever it hits: both verdicts on the scale of the wire's, unless somebody decided otherwise.
    #[must_use]
    pub fn severity(&self) -> Wire {
        self.graded.unwrap_or_else(|| self.effect())
    }

    /// How bad it is for who speaks the wire protocol, unless somebody decided otherwise.
    #[must_use]
    pub fn on_the_wire(&self) -> Wire {
        self.graded.unwrap_or(self.wire)
    }

    /// How bad it is by both verdicts, whatever anybody decided.
    fn effect(&self) -> Wire {
        let rust = match self.rust {
            Rust::Breaking => Wire::Breaking,
            Rust::Behaviour | Rust::Lint => Wire::Warning,
            Rust::None => Wire::Compatible,
        };
        self.wire.max(rust)
    }

    /// Whether a reviewer must see it before anything else: where the credential goes, and what it is.
    #[must_use]
    pub fn is_alarming(&self) -> bool {
        let is_of_credentials = matches!(self.kind, "G1" | "G2" | "G5" | "G6");
        self.accepted.is_none() && is_of_credentials && self.wire == Wire::Breaking
    }

    /// The bump that follows from it alone.
    fn bump(&self) -> Bump {
        match self.effect() {
            Wire::Breaking => Bump::Major,
            Wire::Warning if self.rust == Rust::None => Bump::Patch,
            Wire::Warning => Bump::Minor,
            Wire::Compatible if self.name.ends_with("-added") => Bump::Minor,
            Wire::Compatible => Bump::Patch,
        }
    }
}

impl Report {
    /// The changes that count: those nobody has accepted.
    pub fn counted(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| change.accepted.is_none())
    }

    /// Marks the changes with these ids as accepted, each with its reason, and returns the ids that match no change. What
    /// is accepted doesn't count as a finding; what breaks callers does so all the same, so the version bump stays.
    pub fn accept(&mut self, accepted: &BTreeMap<String, String>) -> Vec<String> {
        for change in &mut self.changes {
            change.accepted = accepted.get(&change.id).cloned();
        }
        let known: HashSet<&str> = self.changes.iter().map(|change| change.id.as_str()).collect();
        accepted.keys().filter(|id| !known.contains(id.as_str())).cloned().collect()
    }

    /// Whether there is nothing to say at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.flags.is_empty() && self.rust_api.is_empty()
    }

    /// The report as JSON; the module's documentation describes it.
    #[must_use]
    pub fn json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}

/// The bump that follows from all changes, also from those somebody accepted: callers notice them.
pub(super) fn bump(changes: &[Change]) -> Bump {
    changes.iter().map(Change::bump).max().unwrap_or(Bump::None)
}

/// Puts the worst changes first, otherwise by their places.
pub(super) fn sort(changes: &mut [Change]) {
    let rank = |change: &Change| std::cmp::Reverse((change.severity(), change.wire, change.rust));
    changes.sort_by(|a, b| {
        rank(a).cmp(&rank(b)).then_with(|| a.pointer.cmp(&b.pointer)).then_with(|| a.id.cmp(&b.id))
    });
}
