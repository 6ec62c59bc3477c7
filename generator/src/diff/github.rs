//! The report as workflow commands that a pull request shows beside the lines.

use std::fmt::Write as _;

use super::{Report, Wire};
use crate::github::Command;

/// One `::error`, `::warning` or `::notice` a flag and a change that counts.
#[must_use]
pub fn github(report: &Report) -> String {
    let mut text = String::new();
    for flag in &report.flags {
        let level = if flag.red { "error" } else { "notice" };
        let title = format!("{} {}", flag.rule, flag.kind.as_str());
        let command = Command { level, title: &title, message: &flag.message, ..Command::default() };
        let _ = writeln!(text, "{command}");
    }
    for change in report.counted() {
        let level = match change.severity() {
            Wire::Breaking => "error",
            Wire::Warning => "warning",
            Wire::Compatible => "notice",
        };
        let title = format!("{} {}", change.kind, change.name);
        let (file, line, column) = (Some(change.file.as_str()), change.line, change.column);
        let command = Command { level, file, line, column, title: &title, message: &change.message };
        let _ = writeln!(text, "{command}");
    }
    text
}
