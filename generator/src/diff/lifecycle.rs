//! What a document says of how long a thing stays and how settled it is: `deprecated` with `x-sunset`, the day from which it
//! may be gone (RFC 8594 has it in answers), and `x-stability-level`.

use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

use serde_json::Value;

use super::{Finding, Found, Kind, Wire, operations::OperationPair};
use crate::api::Pointer;

/// A day, as RFC 3339 writes it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(String);

impl FromStr for Day {
    type Err = String;

    /// The day of a date, with or without a time.
    fn from_str(text: &str) -> Result<Self, String> {
        let is_one = |day: &&str| {
            day.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            })
        };
        let day = text.get(..10).filter(is_one);
        day.map(|day| Self(day.to_owned())).ok_or_else(|| format!("`{text}` is no date: write `2026-11-30`"))
    }
}

impl Display for Day {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// How settled an operation is, by `x-stability-level`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stability {
    /// Nothing of it is promised.
    Draft,
    /// It may change at any time.
    Alpha,
    /// It changes for good reason only.
    Beta,
    /// It stays; so does what says nothing.
    Stable,
}

impl FromStr for Stability {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "draft" => Ok(Self::Draft),
            "alpha" => Ok(Self::Alpha),
            "beta" => Ok(Self::Beta),
            "stable" => Ok(Self::Stable),
            _ => Err(format!("`{text}` is no stability: write `draft`, `alpha`, `beta` or `stable`")),
        }
    }
}

impl Display for Stability {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Draft => "draft",
            Self::Alpha => "alpha",
            Self::Beta => "beta",
            Self::Stable => "stable",
        })
    }
}

impl Stability {
    /// That of a node of a document; what says nothing that is known is stable.
    pub(super) fn of(node: &Value) -> Self {
        let stated = node.get("x-stability-level").and_then(Value::as_str);
        stated.and_then(|stated| stated.parse().ok()).unwrap_or(Self::Stable)
    }
}

/// Whether what is gone was to go.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Farewell {
    /// Nobody said that it would.
    Unannounced,
    /// It was deprecated, and its time is up where it had one.
    Due,
    /// It was to stay until a later day, or one that nobody can tell to have come.
    Early(String),
}

impl Farewell {
    /// Of what stood in the old document, deprecated or not.
    pub(super) fn of(found: &Found<'_>, origin: &Pointer, is_deprecated: bool) -> Self {
        if !is_deprecated {
            return Self::Unannounced;
        }
        match found.old.document.value.pointer(&origin.0).and_then(sunset) {
            None => Self::Due,
            Some(stated) => match (stated.parse::<Day>(), &found.new.today) {
                (Ok(day), Some(today)) if day <= *today => Self::Due,
                _ => Self::Early(stated.to_owned()),
            },
        }
    }

    /// What it means that the thing is gone, where that isn't what the kind of change says; and the end of the sentence.
    pub(super) fn verdict(&self) -> (Option<Wire>, String) {
        match self {
            Self::Unannounced => (None, String::new()),
            Self::Due => (Some(Wire::Compatible), ", as was announced".to_owned()),
            Self::Early(day) => (Some(Wire::Breaking), format!(", though it was to stay until {day}")),
        }
    }
}

fn sunset(node: &Value) -> Option<&str> {
    let stated = node.get("x-sunset").or_else(|| node.get("schema")?.get("x-sunset"));
    stated.and_then(Value::as_str)
}

/// Tells what became of the day until which a thing stays.
pub(super) fn compare<'a>(
    found: &mut Found<'_>,
    (old, new): (&Pointer, &Pointer),
    what: &str,
    finding: &dyn Fn(Kind) -> Finding<'a>,
) {
    let documents = (&found.old.document.value, &found.new.document.value);
    let nodes = documents.0.pointer(&old.0).zip(documents.1.pointer(&new.0));
    let Some((before, after)) = nodes.map(|(old, new)| (sunset(old), sunset(new))) else { return };
    let (kind, words) = match (before, after) {
        (None, None) => return,
        (Some(before), Some(after)) if before == after => return,
        (None, Some(day)) => (Kind::SunsetAnnounced, format!("stays until {day}")),
        (Some(_), None) => (Kind::SunsetWithdrawn, "no longer says until when it stays".to_owned()),
        (Some(before), Some(after)) => match (before.parse::<Day>(), after.parse::<Day>()) {
            (Ok(old), Ok(new)) if new >= old => {
                (Kind::SunsetPostponed, format!("stays until {after} now, no longer until {before} only"))
            }
            _ => (Kind::SunsetBroughtForward, format!("stays until {after} only, no longer until {before}")),
        },
    };
    let (old, new) = (before.map(str::to_owned), after.map(str::to_owned));
    let message = format!("{what} {words}");
    found.report(Finding { old, new, message, rust_items: Vec::new(), ..finding(kind) });
}

/// Tells that an operation is more settled than it was, or less.
pub(super) fn stability(found: &mut Found<'_>, pair: OperationPair<'_>) {
    let level = |document: &Value, origin: &Pointer| {
        document.pointer(&origin.0).map_or(Stability::Stable, Stability::of)
    };
    let before = level(&found.old.document.value, &pair.old.origin);
    let after = level(&found.new.document.value, &pair.new.origin);
    let kind = match after.cmp(&before) {
        std::cmp::Ordering::Less => Kind::StabilityLowered,
        std::cmp::Ordering::Equal => return,
        std::cmp::Ordering::Greater => Kind::StabilityRaised,
    };
    found.report(Finding {
        message: format!("operation {} is {after} now, no longer {before}", pair.name),
        old: Some(before.to_string()),
        new: Some(after.to_string()),
        rust_items: Vec::new(),
        ..pair.finding(kind)
    });
}
