//! The report for a terminal.

use std::fmt::Write as _;

use super::{Bump, Change, Report, Rust, Wire};

/// The report as plain text: the effect first, then each change on a line or two.
#[must_use]
pub fn human(report: &Report) -> String {
    let mut text = format!("{}\n", verdict(report));
    for flag in &report.flags {
        let mark = if flag.red { "RED FLAG" } else { "note" };
        let _ = writeln!(text, "{mark}: {}", flag.message);
    }
    for change in &report.changes {
        let accepted =
            change.accepted.as_ref().map(|reason| format!(" (accepted: {reason})")).unwrap_or_default();
        let _ = writeln!(text, "\n{} {}{accepted}", label(change), change.message);
        let _ = writeln!(text, "  {}", place(change));
        if !change.rust_items.is_empty() {
            let _ = writeln!(text, "  Rust: {}", change.rust_items.join(", "));
        }
    }
    text
}

/// One line: what follows, and from how much.
pub(super) fn verdict(report: &Report) -> String {
    let count = |of: &dyn Fn(&&Change) -> bool| report.counted().filter(of).count();
    let wire = count(&|change| change.wire == Wire::Breaking);
    let rust = count(&|change| change.rust == Rust::Breaking);
    let behaviour = count(&|change| change.rust == Rust::Behaviour);
    let all = report.counted().count();
    let accepted = report.changes.len() - all;
    let accepted = if accepted > 0 { format!(", {accepted} accepted") } else { String::new() };
    let tail = format!(
        "{all} changes: {wire} breaking on the wire, {rust} breaking for Rust callers, {behaviour} that change behaviour{accepted}"
    );
    match report.suggested_bump {
        Bump::None if all == 0 => format!("no change{accepted}"),
        Bump::None => tail,
        Bump::Patch => format!("suggested bump: patch ({tail})"),
        Bump::Minor => format!("suggested bump: minor ({tail})"),
        Bump::Major => format!("suggested bump: major ({tail})"),
    }
}

/// Rule and both verdicts.
fn label(change: &Change) -> String {
    format!("[{} wire {:?}, Rust {:?}]", change.kind, change.wire, change.rust).to_lowercase().replacen(
        &change.kind.to_lowercase(),
        change.kind,
        1,
    )
}

/// Where a change stands, in words.
pub(super) fn place(change: &Change) -> String {
    let mut place = change.file.clone();
    if let (Some(line), Some(column)) = (change.line, change.column) {
        let _ = write!(place, ":{line}:{column}");
    }
    if change.reached_from > 1 {
        let _ = write!(place, ", reached from {} operations", change.reached_from);
    } else if let Some(operation) = &change.operation {
        let _ = write!(place, ", {operation}");
    }
    let _ = write!(place, ", id {}", change.id);
    place
}
