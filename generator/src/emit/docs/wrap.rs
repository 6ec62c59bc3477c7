//! Lays blocks out as lines.

use super::blocks::Block;
use super::inline;

/// The width of a line, its `/// ` not counted.
const WIDTH: usize = 100;

/// The lines of `blocks`, a blank one between those that need it.
pub(super) fn lines(blocks: &[Block]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut previous: Option<&Block> = None;
    for block in blocks {
        let together = matches!(
            (previous, block),
            (None, _) | (Some(Block::Entry(..)), Block::Entry(..)) | (Some(Block::Row(_)), Block::Row(_))
        );
        let before = lines.len();
        if !together {
            lines.push(String::new());
        }
        let start = lines.len();
        write(block, &mut lines);
        if lines.len() == start {
            lines.truncate(before);
        } else {
            previous = Some(block);
        }
    }
    lines
}

fn write(block: &Block, lines: &mut Vec<String>) {
    match block {
        Block::Paragraph(text) => fill("", &inline::words(text), lines),
        Block::Entry(marker, text) => fill(marker, &inline::words(text), lines),
        Block::Heading(text) => {
            let words = inline::words(text);
            let text = words.join(" ");
            if text.contains(['*', '\\']) {
                fill("", &words, lines);
            } else {
                lines.push(format!("**{text}**"));
            }
        }
        Block::Row(text) => lines.push(inline::words(text).join(" ")),
        Block::Code(code) => fenced(code, lines),
    }
}

/// Code that rustdoc must not take for Rust, in a fence that nothing inside it closes.
fn fenced(code: &[String], lines: &mut Vec<String>) {
    let Some(last) = code.iter().rposition(|line| !line.is_empty()) else { return };
    let longest = code.iter().flat_map(|line| line.split(|character| character != '`')).map(str::len).max();
    let fence = "`".repeat(longest.map_or(3, |longest| (longest + 1).max(3)));
    lines.push(format!("{fence}text"));
    lines.extend_from_slice(&code[..=last]);
    lines.push(fence);
}

/// Fills lines with `words`; the first begins with `marker`, the others stand below its text.
fn fill(marker: &str, words: &[String], lines: &mut Vec<String>) {
    let mut line = marker.to_owned();
    // How many characters it has.
    let mut length = marker.chars().count();
    let mut empty = true;
    for word in words {
        if !empty && length + 1 + word.chars().count() > WIDTH {
            lines.push(std::mem::replace(&mut line, " ".repeat(marker.len())));
            length = marker.len();
            empty = true;
        }
        let start = line.len();
        if empty {
            line.push_str(&inline::at_line_start(word));
        } else {
            line.push(' ');
            line.push_str(word);
        }
        length += line[start..].chars().count();
        empty = false;
    }
    if !empty {
        lines.push(line);
    }
}
