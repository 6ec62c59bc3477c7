//! The report as the entry of a changelog, as a maintainer writes it: what was added, changed and removed, by operation,
//! and what callers do about it.

use std::fmt::Write as _;

use indexmap::IndexMap;

use super::{Bump, Change, Kind, Report, Rust, Wire, escape};

/// As much of a sentence as is shown.
const WIDTH: usize = 400;

/// The headings of [Keep a Changelog](https://keepachangelog.com), in its order.
const SECTIONS: [&str; 4] = ["Added", "Changed", "Deprecated", "Removed"];

/// The entry as Markdown. What callers don't notice and what only documentation says isn't in it.
#[must_use]
pub fn changelog(report: &Report) -> String {
    let mut text = String::from("## Unreleased\n");
    let what = match report.suggested_bump {
        Bump::Major => "Some callers have to change what they wrote: what is marked breaks them.",
        Bump::Minor => "Nothing that was written stops compiling.",
        Bump::Patch | Bump::None => "Callers notice nothing.",
    };
    let _ = writeln!(text, "\n{what}");
    for section in SECTIONS {
        let mut entries: IndexMap<String, Vec<&Change>> = IndexMap::new();
        for change in report.changes.iter().filter(|change| self::section(change) == Some(section)) {
            entries.entry(subject(change)).or_default().push(change);
        }
        entries.sort_unstable_keys();
        if !entries.is_empty() {
            let _ = writeln!(text, "\n### {section}\n");
        }
        for (subject, changes) in &entries {
            write(&mut text, subject, changes);
        }
    }
    text
}

/// Where a change is told, unless nobody notices it.
fn section(change: &Change) -> Option<&'static str> {
    let ends = |ends: &[&str]| ends.iter().any(|end| change.name.ends_with(end));
    let is_quiet = change.wire == Wire::Compatible && change.rust == Rust::None;
    match change.name {
        name if [Kind::Documentation, Kind::Unread].iter().any(|kind| kind.row().name == name) => None,
        name if name == Kind::Deprecated.row().name => Some("Deprecated"),
        _ if change.name.contains("constraint") => (!is_quiet).then_some("Changed"),
        _ if ends(&["-added", "-appeared"]) => Some("Added"),
        _ if ends(&["-removed", "-disappeared", "-lost"]) => Some("Removed"),
        _ => (!is_quiet).then_some("Changed"),
    }
}

/// What a change is about: its operation, the type or schema that several share, or the service.
fn subject(change: &Change) -> String {
    let shared = change.component.as_ref().filter(|_| change.reached_from != 1);
    match shared.or(change.operation.as_ref()).or(change.component.as_ref()) {
        Some(subject) => escape::code(subject, WIDTH),
        None => "The service".to_owned(),
    }
}

/// One change on a line, several below each other.
fn write(text: &mut String, subject: &str, changes: &[&Change]) {
    if let [change] = changes {
        let _ = writeln!(text, "- {subject}: {}", sentence(change));
        return;
    }
    let _ = writeln!(text, "- {subject}:");
    for change in changes {
        let _ = writeln!(text, "  - {}", sentence(change));
    }
}

fn sentence(change: &Change) -> String {
    let mut text = String::new();
    if change.severity() == Wire::Breaking {
        text.push_str("**breaking:** ");
    }
    text.push_str(&escape::markdown(&change.message, WIDTH));
    if let Some(advice) = &change.advice {
        let _ = write!(text, "; {}", escape::markdown(advice, WIDTH));
    }
    text.push('.');
    text
}
