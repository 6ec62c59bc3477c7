//! The report as the body of a pull request: the effect before the detail, and never too long.

use std::fmt::Write as _;

use super::{Change, Report, human};

/// The most characters a report has; a pull request's body may hold 65,536.
pub const LIMIT: usize = 60_000;

/// The most lines of the Rust API that are shown.
const API_LINES: usize = 200;

/// The report as Markdown. `command` reproduces it.
#[must_use]
pub fn markdown(report: &Report, command: &str) -> String {
    let mut text = format!("**{}**\n\n`{}` → `{}`\n", human::verdict(report), report.old, report.new);
    flags(&mut text, report);
    let tail = tail(report, command);
    let budget = LIMIT.saturating_sub(text.chars().count() + tail.chars().count() + 200);
    table(&mut text, report, budget);
    text.push_str(&tail);
    text
}

fn flags(text: &mut String, report: &Report) {
    if report.flags.is_empty() {
        return;
    }
    text.push('\n');
    let red_first =
        report.flags.iter().filter(|flag| flag.red).chain(report.flags.iter().filter(|flag| !flag.red));
    let mut left = 30;
    for flag in red_first {
        if left == 0 {
            let _ = writeln!(text, "- … and {} more", report.flags.len() - 30);
            break;
        }
        left -= 1;
        let mark = if flag.red { "🔴 " } else { "" };
        let _ = writeln!(text, "- {mark}{}", cell(&flag.message));
    }
}

fn table(text: &mut String, report: &Report, budget: usize) {
    let rows: Vec<_> = report.changes.iter().filter(|change| change.name != "documentation").collect();
    if rows.is_empty() {
        return;
    }
    text.push_str("\n| wire | Rust | change | where | id |\n|---|---|---|---|---|\n");
    let mut left = budget;
    for (at, change) in rows.iter().enumerate() {
        let row = row(change);
        let length = row.chars().count();
        if length > left {
            let _ = writeln!(
                text,
                "\n… {} more changes are cut here: the command below shows all.",
                rows.len() - at
            );
            return;
        }
        left -= length;
        text.push_str(&row);
    }
}

fn row(change: &Change) -> String {
    let accepted =
        change.accepted.as_ref().map(|reason| format!(" (accepted: {reason})")).unwrap_or_default();
    let mut place = change.file.clone();
    if let Some(line) = change.line {
        let _ = write!(place, ":{line}");
    }
    if change.reached_from > 1 {
        let _ = write!(place, ", reached from {} operations", change.reached_from);
    }
    format!(
        "| {} | {} | {}{} | {} | {} |\n",
        format!("{:?}", change.wire).to_lowercase(),
        format!("{:?}", change.rust).to_lowercase(),
        cell(&change.message),
        cell(&accepted),
        cell(&place),
        change.id
    )
}

/// What follows the table: the Rust API, documentation, and how to see it again.
fn tail(report: &Report, command: &str) -> String {
    let mut text = String::new();
    if !report.rust_api.is_empty() {
        text.push_str("\n<details><summary>Rust API</summary>\n\n```diff\n");
        let removed = report.rust_api.removed.iter().map(|line| format!("-{line}"));
        let lines: Vec<_> =
            removed.chain(report.rust_api.added.iter().map(|line| format!("+{line}"))).collect();
        for line in lines.iter().take(API_LINES) {
            // A fence inside would end the block.
            let _ = writeln!(text, "{}", clip(&line.replace("```", "'''"), 200));
        }
        if lines.len() > API_LINES {
            let _ = writeln!(text, "… {} more lines", lines.len() - API_LINES);
        }
        text.push_str("```\n\n</details>\n");
    }
    if let Some(change) = report.changes.iter().find(|change| change.name == "documentation") {
        let count = change.new.as_deref().unwrap_or("0");
        let _ = write!(text, "\n<details><summary>Documentation only: {count}</summary>\n\n");
        let _ =
            writeln!(text, "Descriptions, summaries and links; see the document's own diff.\n\n</details>");
    }
    let _ = write!(text, "\n```sh\n{command}\n```\n");
    text
}

/// Text that stays in its cell and means nothing to Markdown.
fn cell(text: &str) -> String {
    let flat = text.replace(['\n', '\r'], " ").replace('|', "\\|").replace('<', "&lt;").replace('@', "&#64;");
    clip(&flat, 500)
}

fn clip(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut cut: String = text.chars().take(most).collect();
    cut.push('…');
    cut
}
