//! Drops what has no place in a comment: control characters, and those that hide or reorder text.

/// `text` with line breaks as `\n`, tabs as spaces, and nothing invisible.
pub(super) fn clean(text: &str) -> String {
    if text.bytes().all(|byte| matches!(byte, b'\n' | b' '..=b'~')) {
        return text.to_owned();
    }
    let mut cleaned = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\u{2028}' | '\u{2029}' | '\u{85}' => cleaned.push('\n'),
            '\t' => cleaned.push_str("    "),
            '\u{a0}' => cleaned.push(' '),
            _ if character.is_control() || invisible(character) => {}
            _ => cleaned.push(character),
        }
    }
    cleaned
}

/// Zero width and direction marks, soft hyphens, tags, byte order marks.
fn invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}
