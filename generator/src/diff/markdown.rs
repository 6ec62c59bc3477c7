//! The report as the body of a pull request: the effect before the detail, and never too long.

use std::fmt::Write as _;

use super::{Change, Kind, Report, Wire, escape, human, human::word};

/// The most characters a report has; a pull request's body may hold 65,536.
pub const LIMIT: usize = 60_000;

/// The most red flags and notes that are shown.
const FLAGS: usize = 30;
/// The most breaks that are listed to be decided on.
const BREAKS: usize = 30;
/// The most characters of the Rust API that are shown.
const API: usize = 12_000;
/// As much of a red flag or a note as is shown.
const FLAG: usize = 1_000;
/// As much of a sentence as is shown.
const SENTENCE: usize = 300;

/// The report as Markdown. `command` reproduces it.
#[must_use]
pub fn markdown(report: &Report, command: &str) -> String {
    let sides = (escape::code(&report.old, 200), escape::code(&report.new, 200));
    let mut text = format!("**{}**\n\n{} → {}\n", human::verdict(report), sides.0, sides.1);
    alarms(&mut text, report);
    breaks(&mut text, report);
    let tail = tail(report, command);
    let spent = text.chars().count() + tail.chars().count();
    table(&mut text, report, LIMIT.saturating_sub(spent + 500));
    text.push_str(&tail);
    text
}

fn alarms(text: &mut String, report: &Report) {
    let all: Vec<_> = human::alarms(report).collect();
    if !all.is_empty() {
        text.push('\n');
    }
    for (is_red, message) in all.iter().take(FLAGS) {
        let mark = if *is_red { "🔴 " } else { "" };
        let _ = writeln!(text, "- {mark}{}", escape::markdown(message, FLAG));
    }
    if all.len() > FLAGS {
        let _ = writeln!(text, "- … and {} more", all.len() - FLAGS);
    }
}

/// What somebody has to decide on, to be ticked off. A tick that stays is an entry of `accepted.toml`.
fn breaks(text: &mut String, report: &Report) {
    let undecided: Vec<_> = report.counted().filter(|change| change.severity() == Wire::Breaking).collect();
    if undecided.is_empty() {
        return;
    }
    text.push_str("\nTo decide; what is accepted goes into `accepted.toml` by its id, with the reason:\n\n");
    for change in undecided.iter().take(BREAKS) {
        let _ = writeln!(text, "- [ ] `{}` {}", change.id, escape::markdown(&change.message, SENTENCE));
    }
    if undecided.len() > BREAKS {
        let _ = writeln!(text, "- … and {} more", undecided.len() - BREAKS);
    }
}

fn table(text: &mut String, report: &Report, budget: usize) {
    let documentation = Kind::Documentation.row().name;
    let rows: Vec<_> = report.changes.iter().filter(|change| change.name != documentation).collect();
    if rows.is_empty() {
        return;
    }
    text.push_str("\n| wire | Rust | change | where | id |\n|---|---|---|---|---|\n");
    let mut left = budget;
    for (at, change) in rows.iter().enumerate() {
        let row = row(change);
        let length = row.chars().count();
        if length > left {
            let rest = rows.len() - at;
            let _ =
                writeln!(text, "\n**… {rest} more changes are cut off here: the command below shows all.**");
            return;
        }
        left -= length;
        text.push_str(&row);
    }
}

fn row(change: &Change) -> String {
    let mut sentence = escape::markdown(&change.message, SENTENCE);
    if let Some(reason) = &change.accepted {
        let _ = write!(sentence, "<br>*accepted: {}*", escape::markdown(reason, SENTENCE));
    }
    if let Some(advice) = &change.advice {
        let _ = write!(sentence, "<br>{}", escape::markdown(advice, SENTENCE));
    }
    if let [first, others @ ..] = change.rust_items.as_slice() {
        let _ = write!(sentence, "<br>{}", escape::code(first, 120));
        if !others.is_empty() {
            let _ = write!(sentence, " +{}", others.len());
        }
    }
    let mut place = change.file.rsplit('/').next().unwrap_or_default().to_owned();
    if let Some(line) = change.line {
        let _ = write!(place, ":{line}");
        // A document on one line has nothing but columns.
        if let Some(column) = change.column.filter(|_| line == 1) {
            let _ = write!(place, ":{column}");
        }
    }
    let mut place = escape::code(&place, 120);
    if change.is_gone {
        place.push_str(" (old)");
    }
    if change.reached_from > 1 {
        let _ = write!(place, ", reached from {} operations", change.reached_from);
    }
    let (wire, rust) = (verdict(word(change.wire)), verdict(word(change.rust)));
    format!("| {wire} | {rust} | {sentence} | {place} | {} |\n", change.id)
}

/// A verdict, louder where it breaks something.
fn verdict(word: String) -> String {
    if word == "breaking" { format!("**{word}**") } else { word }
}

/// What follows the table: the Rust API, documentation, and how to see it again.
fn tail(report: &Report, command: &str) -> String {
    let mut text = String::new();
    if !report.rust_api.is_empty() {
        let (removed, added) = (report.rust_api.removed.len(), report.rust_api.added.len());
        let _ = write!(text, "\n<details><summary>Rust API: −{removed} +{added}</summary>\n\n```diff\n");
        api(&mut text, report);
        text.push_str("```\n\n</details>\n");
    }
    let documentation = Kind::Documentation.row().name;
    if let Some(change) = report.changes.iter().find(|change| change.name == documentation) {
        let _ = write!(
            text,
            "\n<details><summary>Documentation only: {}</summary>\n\n",
            change.new.as_deref().unwrap_or("0")
        );
        text.push_str(
            "Descriptions, summaries, examples and links; the document's own diff has them.\n\n</details>\n",
        );
    }
    let _ = write!(
        text,
        "\nReproduce it with\n\n```sh\n{}\n```\n",
        escape::line(command, 1_000).replace("```", "'''")
    );
    text
}

fn api(text: &mut String, report: &Report) {
    let lines = report.rust_api.by_item();
    let mut left = API;
    for (at, (sign, line)) in lines.iter().enumerate() {
        // A fence inside would end the block.
        let line = escape::line(line, 240).replace("```", "'''");
        let length = line.chars().count() + 2;
        if length > left {
            let _ = writeln!(text, "… {} more lines", lines.len() - at);
            return;
        }
        left -= length;
        let _ = writeln!(text, "{sign}{line}");
    }
}
