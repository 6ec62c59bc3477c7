//! The report for a terminal.

use std::fmt::Write as _;

use super::{Bump, Change, Report, Rust, Wire, escape};

/// As much of a value or a sentence as is shown.
const WIDTH: usize = 400;

/// The report as plain text: the effect first, then each change on a few lines.
#[must_use]
pub fn human(report: &Report) -> String {
    text(report, usize::MAX, "")
}

/// The same with the worst changes only, `most` of them; `command` shows the others.
#[must_use]
pub fn summary(report: &Report, most: usize, command: &str) -> String {
    text(report, most, command)
}

fn text(report: &Report, most: usize, command: &str) -> String {
    let mut text = format!("{}\n", verdict(report));
    for (is_red, message) in alarms(report) {
        let mark = if is_red { "RED FLAG" } else { "note" };
        let _ = writeln!(text, "{mark}: {}", escape::line(message, WIDTH));
    }
    for change in report.changes.iter().take(most) {
        let _ = writeln!(text, "\n{:<9} {}", change.kind, escape::line(&change.message, WIDTH));
        let _ = writeln!(text, "          wire {}, Rust {}", word(change.wire), word(change.rust));
        if let Some(reason) = &change.accepted {
            let _ = writeln!(text, "          accepted: {}", escape::line(reason, WIDTH));
        }
        if let Some(advice) = &change.advice {
            let _ = writeln!(text, "          {}", escape::line(advice, WIDTH));
        }
        if !change.pointer.is_empty() {
            let _ = writeln!(text, "          {}", escape::line(&place(change), WIDTH));
        }
        if !change.rust_items.is_empty() {
            let _ = writeln!(text, "          {}", escape::line(&change.rust_items.join(", "), WIDTH));
        }
        let _ = writeln!(text, "          id {}", change.id);
    }
    if report.changes.len() > most {
        let _ = writeln!(text, "\n… and {} more: `{command}` shows all", report.changes.len() - most);
    }
    text
}

/// Whatever must be seen first, and whether it is red: changes of host and authentication, red flags, then the others.
pub(super) fn alarms(report: &Report) -> impl Iterator<Item = (bool, &str)> {
    let changes = report.changes.iter().filter(|change| change.is_alarming());
    let changes = changes.map(|change| (true, change.message.as_str()));
    let flags = |red: bool| {
        let flags = report.flags.iter().filter(move |flag| flag.red == red);
        flags.map(move |flag| (red, flag.message.as_str()))
    };
    changes.chain(flags(true)).chain(flags(false))
}

/// One line: what follows, and from how much.
#[must_use]
pub fn verdict(report: &Report) -> String {
    let all = report.counted().count();
    let accepted = report.changes.len() - all;
    let accepted = if accepted > 0 { format!(", {accepted} accepted") } else { String::new() };
    let decide = match report.flags.iter().filter(|flag| flag.kind.is_to_be_decided()).count() {
        0 => String::new(),
        1 => "1 thing to decide".to_owned(),
        many => format!("{many} things to decide"),
    };
    let left_out = match report.left_out {
        0 => String::new(),
        count => format!(", {count} left out"),
    };
    let accepted = format!("{accepted}{left_out}");
    if report.changes.is_empty() {
        return if decide.is_empty() {
            format!("no change{accepted}")
        } else {
            format!("{decide}, no change of the client{accepted}")
        };
    }
    let decide = if decide.is_empty() { decide } else { format!("{decide}; ") };
    let count = |of: fn(&Change) -> bool| report.counted().filter(|change| of(change)).count();
    let parts = [
        (count(|change| change.wire == Wire::Breaking), "breaking on the wire"),
        (count(|change| change.rust == Rust::Breaking), "breaking for Rust callers"),
        (count(|change| change.rust == Rust::Behaviour), "changing behaviour in silence"),
    ];
    let parts: Vec<String> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    let why = match (parts.is_empty(), report.suggested_bump) {
        _ if all == 0 => "nothing else".to_owned(),
        (false, _) => parts.join(", "),
        (true, Bump::Minor) => "nothing breaks, something is new".to_owned(),
        (true, _) => "nothing that callers notice".to_owned(),
    };
    let changes = if all == 1 { "change" } else { "changes" };
    format!("{decide}suggested bump: {} ({all} {changes}: {why}{accepted})", report.suggested_bump.as_str())
}

/// A verdict as it is shown.
pub(super) fn word(verdict: impl std::fmt::Debug) -> String {
    format!("{verdict:?}").to_lowercase()
}

/// Where a change stands, in words.
pub(super) fn place(change: &Change) -> String {
    let mut place = change.file.clone();
    if let (Some(line), Some(column)) = (change.line, change.column) {
        let _ = write!(place, ":{line}:{column}");
    }
    if change.is_gone {
        place.push_str(" of the old document");
    }
    if change.reached_from > 1 {
        let _ = write!(place, ", reached from {} operations", change.reached_from);
    } else if let Some(operation) = &change.operation {
        let _ = write!(place, ", {operation}");
    }
    place
}
