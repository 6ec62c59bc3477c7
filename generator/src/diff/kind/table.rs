//! The table of kinds as documentation.

use std::fmt::Write as _;

use super::TABLE;
use crate::diff::FlagKind;

/// The tables of kinds and of flags as Markdown, for the documentation.
#[must_use]
pub fn table() -> String {
    let mut text = String::from(HEAD);
    for row in TABLE {
        let cells = [word(&row.sent), word(&row.rust_sent), word(&row.received), word(&row.rust_received)];
        let _ = writeln!(text, "| {} | `{}` | {} |", row.rule, row.name, cells.join(" | "));
    }
    text.push_str(FLAGS);
    for flag in FlagKind::ALL {
        let red = if flag.is_red() { "yes" } else { "no" };
        let _ = writeln!(text, "| {} | `{}` | {red} | {} |", flag.rule(), flag.as_str(), flag.meaning());
    }
    text
}

const HEAD: &str = "\
# Kinds of change

Verdicts where a thing is sent, or travels nowhere, and where it is received; what travels both ways gets the worse ones. Where the
emitted Rust is the same before and after, the verdict for Rust is milder than the table's.

The verdict for the wire is milder where the schemas before and after show it: compatible where every value that was
sent is taken still, or every value received could come before, and a warning where bounds and formats leave it open. What
else schemas don't let through any more is told as a type that was narrowed, widened or changed, or as a condition, which
breaks where it certainly rules out what went before.

| rule | kind | sent: wire | sent: Rust | received: wire | received: Rust |
|---|---|---|---|---|---|
";

const FLAGS: &str = "
# Flags

What concerns a comparison as a whole. Red ones come before everything else.

| rule | flag | red | meaning |
|---|---|---|---|
";

fn word(verdict: &impl std::fmt::Debug) -> String {
    format!("{verdict:?}").to_lowercase()
}
