//! The report as HTML: a page that needs nothing else, or a section for a page that has [`STYLE`] and [`SCRIPT`].
//!
//! All changes are in the markup, so that the page can be read, searched and printed without the script, which only
//! filters. Text of documents comes in through [`escape::html`] alone.

use std::fmt::Write as _;

use super::{Change, Report, escape, human, human::word};

mod filters;

/// What the section looks like. Its rules hold below `.api-diff` only.
pub const STYLE: &str = include_str!("html/report.css");
/// Makes the filters of each section work: `filterApiDiff(section)`, called for those that are there when it is loaded.
pub const SCRIPT: &str = include_str!("html/report.js");

/// As much of a value or a sentence as is shown.
const WIDTH: usize = 1_000;

/// The report as a page in one file: it loads nothing, and works from a disk. `command` reproduces it.
#[must_use]
pub fn html(report: &Report, command: &str) -> String {
    let title = escape::html(&format!("{} → {}", report.old, report.new), WIDTH);
    let section = html_section(report, command);
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>\nbody {{ margin: 0 }}\n{STYLE}</style>\n</head>\n<body>\n{section}\
         <script>\n{SCRIPT}</script>\n</body>\n</html>\n"
    )
}

/// The report as one `<section class="api-diff">`.
#[must_use]
pub fn html_section(report: &Report, command: &str) -> String {
    let (old, new) = (escape::html(&report.old, WIDTH), escape::html(&report.new, WIDTH));
    let mut text = format!(
        "<section class=\"api-diff\">\n<header>\n<h1>{}</h1>\n<p><code>{old}</code> → <code>{new}</code></p>\n</header>\n",
        escape::html(&human::verdict(report), WIDTH)
    );
    alarms(&mut text, report);
    let operations = filters::operations(report);
    if report.changes.len() > 1 {
        text.push_str(&filters::filters(report, &operations));
    }
    text.push_str("<ol class=\"changes\">\n");
    for change in &report.changes {
        let numbers = change.operations.iter().filter_map(|name| operations.get_index_of(name.as_str()));
        entry(&mut text, change, &numbers.map(|number| number.to_string()).collect::<Vec<_>>().join(" "));
    }
    text.push_str("</ol>\n");
    rust_api(&mut text, report);
    let _ = writeln!(
        text,
        "<footer>Reproduce it with <code>{}</code></footer>\n</section>",
        escape::html(command, WIDTH)
    );
    text
}

fn alarms(text: &mut String, report: &Report) {
    if human::alarms(report).next().is_none() {
        return;
    }
    text.push_str("<ul class=\"alarms\">\n");
    for (is_red, message) in human::alarms(report) {
        let class = if is_red { "red" } else { "note" };
        let _ = writeln!(text, "<li class=\"{class}\">{}</li>", escape::html_sentence(message, WIDTH));
    }
    text.push_str("</ul>\n");
}

/// One change: what breaks and the sentence; where, what was, what is and whom it concerns when it is opened.
fn entry(text: &mut String, change: &Change, operations: &str) {
    let (wire, rust) = (word(change.wire), word(change.rust));
    let accepted = if change.accepted.is_some() { " accepted" } else { "" };
    let _ = writeln!(
        text,
        "<li class=\"{severity}{accepted}\" data-wire=\"{wire}\" data-rust=\"{rust}\" data-kind=\"{kind}\" \
         data-operations=\"{operations}\"><details><summary><span class=\"verdicts\">\
         <b class=\"{wire}\">wire {wire}</b> <b class=\"{rust}\">Rust {rust}</b></span> {sentence}</summary>\n<dl>",
        severity = word(change.severity()),
        kind = change.name,
        sentence = escape::html_sentence(&change.message, WIDTH),
    );
    let mut row = |term: &str, value: &str| {
        let _ = writeln!(text, "<dt>{term}</dt><dd>{value}</dd>");
    };
    let code = |value: &str| format!("<code>{}</code>", escape::html(value, WIDTH));
    row("kind", &format!("{} {}", change.kind, code(change.name)));
    if let Some(advice) = &change.advice {
        row("callers", &escape::html_sentence(advice, WIDTH));
    }
    if let Some(reason) = &change.accepted {
        row("accepted", &escape::html(reason, WIDTH));
    }
    if !change.pointer.is_empty() {
        row("where", &code(&human::place(change)));
        row("pointer", &code(&change.pointer));
    }
    for (term, value) in [("was", &change.old), ("is", &change.new)] {
        if let Some(value) = value {
            row(term, &code(value));
        }
    }
    let list = |values: &[String]| values.iter().map(|value| code(value)).collect::<Vec<_>>().join("<br>");
    if !change.operations.is_empty() {
        row("operations", &list(&change.operations));
    }
    if !change.rust_items.is_empty() {
        row("Rust", &list(&change.rust_items));
    }
    row("id", &code(&change.id));
    text.push_str("</dl></details></li>\n");
}

/// The lines of the public Rust API that differ, by item, so that what was and what is stand together.
fn rust_api(text: &mut String, report: &Report) {
    if report.rust_api.is_empty() {
        return;
    }
    let (removed, added) = (report.rust_api.removed.len(), report.rust_api.added.len());
    let _ =
        writeln!(text, "<details class=\"rust-api\"><summary>Rust API: −{removed} +{added}</summary>\n<pre>");
    for (sign, line) in report.rust_api.by_item() {
        let tag = if sign == '-' { "del" } else { "ins" };
        let _ = writeln!(text, "<{tag}>{sign}{}</{tag}>", escape::html(line, WIDTH));
    }
    text.push_str("</pre></details>\n");
}
