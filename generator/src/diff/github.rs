//! The report as workflow commands that a pull request shows beside the lines.

use std::fmt::Write as _;

use super::{Report, Wire};

/// One `::error`, `::warning` or `::notice` a flag and a change that counts.
#[must_use]
pub fn github(report: &Report) -> String {
    let mut text = String::new();
    for flag in &report.flags {
        let level = if flag.red { "error" } else { "notice" };
        let title = property(&format!("{} {}", flag.rule, flag.kind.as_str()));
        let _ = writeln!(text, "::{level} title={title}::{}", data(&flag.message));
    }
    for change in report.counted() {
        let level = match change.severity() {
            Wire::Breaking => "error",
            Wire::Warning => "warning",
            Wire::Compatible => "notice",
        };
        let line = change.line.map(|line| format!(",line={line}")).unwrap_or_default();
        let column = change.column.map(|column| format!(",col={column}")).unwrap_or_default();
        let (file, title) = (property(&change.file), property(&format!("{} {}", change.kind, change.name)));
        let _ =
            writeln!(text, "::{level} file={file}{line}{column},title={title}::{}", data(&change.message));
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
