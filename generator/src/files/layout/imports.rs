//! Imports: names filled into lines, and what modules and imports are sorted by.

use std::fmt::Write as _;

use quote::ToTokens;
use syn::{ItemUse, UseTree};

use super::{STEP, WIDTH, attributes, visible, width};
use crate::files::line;

/// One import.
pub(super) fn import(item: &ItemUse) -> Option<String> {
    let attributes = attributes::lines(&item.attrs, 0)?;
    let (mut path, mut tree) = (visible(&item.vis), &item.tree);
    path.push_str(if path.is_empty() { "use " } else { " use " });
    while let UseTree::Path(step) = tree {
        let _ = write!(path, "{}::", step.ident);
        tree = &step.tree;
    }
    let UseTree::Group(names) = tree else {
        return Some(format!("{attributes}{path}{};\n", line(tree.to_token_stream())));
    };
    if names.items.iter().any(|name| matches!(name, UseTree::Group(_) | UseTree::Path(_))) {
        return None;
    }
    let mut names: Vec<String> = names.items.iter().map(|name| line(name.to_token_stream())).collect();
    names.sort_by_cached_key(|name| place(name));
    if let [only] = names.as_slice() {
        return Some(format!("{attributes}{path}{only};\n"));
    }
    let whole = format!("{path}{{{}}};", names.join(", "));
    if width(&whole) + 1 < WIDTH {
        return Some(format!("{attributes}{whole}\n"));
    }
    let mut rows = Vec::from([String::new()]);
    let last = names.len().saturating_sub(1);
    for (at, name) in names.into_iter().enumerate() {
        let is_first = rows.len() == 1;
        let row = rows.last_mut().expect("there is always one");
        // The comma behind the last one isn't counted while all stand in one row.
        let room = if at == last && is_first { WIDTH } else { WIDTH - 1 };
        if row.is_empty() {
            *row = format!("{name},");
        } else if STEP + width(row) + " ,".len() + width(&name) <= room {
            let _ = write!(row, " {name},");
        } else {
            rows.push(format!("{name},"));
        }
    }
    Some(format!("{attributes}{path}{{\n    {}\n}};\n", rows.join("\n    ")))
}

/// What rustfmt sorts a path by, of a module or of an import: those from here come before those that begin at a package,
/// digits count as the number they make, and what parts words comes before what they are made of.
pub(in crate::files) fn place(path: &str) -> Vec<(u8, Vec<Part>)> {
    let rank = |segment: &str| match segment {
        "self" => 0,
        "super" => 1,
        "crate" => 2,
        _ => 3,
    };
    path.split("::").map(|segment| (rank(segment), parts(segment))).collect()
}

/// A stretch of digits, or of what is between such.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::files) enum Part {
    Number(u64),
    Text(String),
}

fn parts(segment: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = segment.trim_start_matches("r#");
    while let Some(first) = rest.chars().next() {
        let is_number = first.is_ascii_digit();
        let end = rest.find(|next: char| next.is_ascii_digit() != is_number).unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        // What is longer than any number sorts as text.
        parts.push(part.parse().map_or_else(|_| Part::Text(part.replace('_', "\0")), Part::Number));
        rest = after;
    }
    parts
}
