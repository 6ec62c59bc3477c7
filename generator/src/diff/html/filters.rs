//! What the changes of a page can be filtered by. The script makes it work, and shows it.

use std::fmt::{Debug, Write as _};

use indexmap::{IndexMap, IndexSet};

use super::{Change, Report, WIDTH, escape, word};

/// The operations that changes concern, in alphabetical order. Changes refer to them by their numbers, for a shared
/// schema may concern hundreds.
pub(super) fn operations(report: &Report) -> IndexSet<&str> {
    let mut all: IndexSet<&str> =
        report.changes.iter().flat_map(|change| &change.operations).map(String::as_str).collect();
    all.sort_unstable();
    all
}

/// The form: a choice each for the verdicts, the operation and the kind, and a search.
pub(super) fn filters(report: &Report, operations: &IndexSet<&str>) -> String {
    let mut text = String::from("<form class=\"filters\" hidden>\n");
    verdicts(&mut text, "wire", report, |change| (change.wire, word(change.wire)));
    verdicts(&mut text, "rust", report, |change| (change.rust, word(change.rust)));
    let mut kinds: IndexMap<&str, usize> = IndexMap::new();
    for change in &report.changes {
        *kinds.entry(change.name).or_default() += 1;
    }
    kinds.sort_unstable_keys();
    let kinds = kinds.iter().map(|(name, count)| ((*name).to_owned(), format!("{name} ({count})")));
    choice(&mut text, "kind", "every kind", kinds);
    let operations = operations.iter().enumerate();
    choice(
        &mut text,
        "operation",
        "every operation",
        operations.map(|(at, name)| (at.to_string(), (*name).to_owned())),
    );
    text.push_str("<input type=\"search\" name=\"text\" placeholder=\"search\" aria-label=\"search\">\n");
    text.push_str("<output></output>\n</form>\n");
    text
}

/// The verdicts there are, the worst first.
fn verdicts<V: Ord + Debug>(
    text: &mut String,
    name: &str,
    report: &Report,
    of: impl Fn(&Change) -> (V, String),
) {
    let mut counts = std::collections::BTreeMap::<V, (String, usize)>::new();
    for (verdict, word) in report.changes.iter().map(of) {
        counts.entry(verdict).or_insert((word, 0)).1 += 1;
    }
    let shown = if name == "rust" { "Rust" } else { name };
    let options =
        counts.into_values().rev().map(|(word, count)| (word.clone(), format!("{shown} {word} ({count})")));
    choice(text, name, &format!("every verdict for {shown}"), options);
}

fn choice(text: &mut String, name: &str, every: &str, options: impl Iterator<Item = (String, String)>) {
    let _ =
        writeln!(text, "<select name=\"{name}\" aria-label=\"{name}\">\n<option value=\"\">{every}</option>");
    for (value, shown) in options {
        let _ = writeln!(text, "<option value=\"{value}\">{}</option>", escape::html(&shown, WIDTH));
    }
    text.push_str("</select>\n");
}
