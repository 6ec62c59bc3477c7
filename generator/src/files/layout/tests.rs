//! rustfmt leaves lines as they are laid out, whatever the length of what stands in them.

use std::io::Write as _;
use std::process::{Command, Stdio};

use crate::files::format;

/// How long names are at most.
const LONGEST: usize = 70;

/// What is emitted most, an item a line, with names to be made longer.
const ITEMS: &str = include_str!("tests/items.rs.txt");

#[test]
fn rustfmt_changes_no_line_of_any_length() {
    let mut text = String::new();
    for item in ITEMS.lines() {
        for length in 4..=LONGEST {
            let (lower, upper) = ("n".repeat(length), "N".repeat(length));
            let item = item.replace("NAME", &upper).replace("Name", &format!("N{}", &lower[1..]));
            let item = format("lib.rs", item.replace("name", &lower).parse().unwrap()).unwrap();
            text.push_str(if text.is_empty() { "" } else { "\n" });
            text.push_str(&item);
        }
    }
    let mut rustfmt = Command::new("rustfmt");
    // Not the project's own settings.
    rustfmt.args(["--edition", "2024", "--config", "max_width=100,use_small_heuristics=Default"]);
    rustfmt.args(["--check", "--color", "never"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut running = rustfmt.spawn().expect("rustfmt is a component of the toolchain");
    running.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let judged = running.wait_with_output().unwrap();
    // Of what it reads from there, it tells nothing by its status.
    assert!(
        judged.status.success() && judged.stdout.is_empty(),
        "{}",
        String::from_utf8_lossy(&judged.stdout)
    );
}
