//! The report as workflow commands that a pull request shows beside the lines.

use super::{Report, Rust, Wire};

/// One `::error`, `::warning` or `::notice` a change and a flag.
#[must_use]
pub fn github(report: &Report) -> String {
    let mut text = String::new();
    for flag in &report.flags {
        let level = if flag.red { "error" } else { "notice" };
        text.push_str(&format!("::{level} title={}::{}\n", property(flag.rule), data(&flag.message)));
    }
    for change in report.counted() {
        let level = match (change.wire, change.rust) {
            (Wire::Breaking, _) | (_, Rust::Breaking) => "error",
            (Wire::Warning, _) | (_, Rust::Behaviour | Rust::Lint) => "warning",
            _ => "notice",
        };
        let line = change.line.map(|line| format!(",line={line}")).unwrap_or_default();
        let column = change.column.map(|column| format!(",col={column}")).unwrap_or_default();
        text.push_str(&format!(
            "::{level} file={}{line}{column},title={}::{}\n",
            property(&change.file),
            property(&format!("{} {}", change.kind, change.name)),
            data(&change.message)
        ));
    }
    text
}

/// Escapes the text of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
