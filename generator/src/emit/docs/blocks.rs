//! Splits Markdown into blocks, as much of it as descriptions need.

/// A block, its text not yet made safe.
#[derive(Debug, PartialEq)]
pub(super) enum Block {
    /// Running text.
    Paragraph(String),
    /// A heading, of whatever level: descriptions stand inside pages that have headings of their own.
    Heading(String),
    /// An entry of a list: `- ` or `1. `, and its text.
    Entry(String, String),
    /// A row of a table.
    Row(String),
    /// Lines that stay as they are.
    Code(Vec<String>),
}

/// The blocks of `text`, in order.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut fence: Option<(char, usize)> = None;
    // Whether the last block goes on with the next line.
    let mut open = false;
    for line in text.lines() {
        let trimmed = line.trim();
        if let Some((mark, length)) = fence {
            if run(trimmed, mark) >= length && trimmed.chars().all(|character| character == mark) {
                fence = None;
            } else if let Some(Block::Code(lines)) = blocks.last_mut() {
                lines.push(line.trim_end().to_owned());
            }
            continue;
        }
        fence = fence_of(trimmed);
        if fence.is_some() {
            blocks.push(Block::Code(Vec::new()));
            open = false;
        } else if trimmed.is_empty() || is_rule(trimmed) {
            open = false;
        } else if let Some(block) = single(trimmed) {
            open = matches!(block, Block::Entry(..));
            blocks.push(block);
        } else if !open && line.starts_with("    ") && !matches!(blocks.last(), Some(Block::Entry(..))) {
            indented(&mut blocks, line);
        } else {
            let text = trimmed.trim_start_matches(['>', ' ']);
            match blocks.last_mut() {
                Some(Block::Paragraph(before) | Block::Entry(_, before)) if open => {
                    before.push(' ');
                    before.push_str(text);
                }
                _ => blocks.push(Block::Paragraph(text.to_owned())),
            }
            open = true;
        }
    }
    blocks
}

/// A block that one line makes.
fn single(line: &str) -> Option<Block> {
    if line.starts_with('|') {
        return Some(Block::Row(line.to_owned()));
    }
    let level = run(line, '#');
    if (1..=6).contains(&level) && line[level..].starts_with(' ') {
        return Some(Block::Heading(line[level..].trim_matches(['#', ' ']).to_owned()));
    }
    let (marker, text) = line.split_once(' ')?;
    let marker = match marker {
        "-" | "*" | "+" | "•" => "- ".to_owned(),
        _ => format!("{}. ", ordinal(marker)?),
    };
    Some(Block::Entry(marker, text.trim().to_owned()))
}

/// The number in `12.` or `12)`.
fn ordinal(marker: &str) -> Option<u32> {
    let digits = marker.strip_suffix(['.', ')'])?;
    digits.parse().ok().filter(|_| digits.len() <= 3 && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

fn indented(blocks: &mut Vec<Block>, line: &str) {
    let line = line[4..].trim_end().to_owned();
    match blocks.last_mut() {
        Some(Block::Code(lines)) => lines.push(line),
        _ => blocks.push(Block::Code(vec![line])),
    }
}

/// The mark and length of the fence that this line opens.
fn fence_of(line: &str) -> Option<(char, usize)> {
    ['`', '~'].into_iter().find_map(|mark| {
        let length = run(line, mark);
        // A span between backticks may open a line too.
        (length >= 3 && !line[length..].contains('`')).then_some((mark, length))
    })
}

/// How many of `mark` the line begins with; `mark` is ASCII.
fn run(line: &str, mark: char) -> usize {
    line.len() - line.trim_start_matches(mark).len()
}

/// A line that only draws: below a heading, between sections.
fn is_rule(line: &str) -> bool {
    line.len() >= 3
        && ['-', '=', '*', '_']
            .iter()
            .any(|&mark| line.chars().all(|character| character == mark || character == ' '))
}
