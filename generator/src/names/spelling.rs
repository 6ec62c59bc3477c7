//! Punctuation in words, for names that consist of nothing else or differ in nothing else.

use std::borrow::Cow;

use super::letter;

/// Comparison operators, which read better as a whole than sign by sign.
const OPERATORS: &[(&str, &str)] = &[
    ("<=", "less_or_equal"),
    (">=", "greater_or_equal"),
    ("!=", "not_equal"),
    ("<>", "not_equal"),
    ("==", "equal"),
    ("=", "equal"),
    ("<", "less"),
    (">", "greater"),
];

/// What an operator of several signs is called.
pub(super) fn operator(text: &str) -> Option<&'static str> {
    OPERATORS.iter().find(|(sign, _)| *sign == text).map(|(_, word)| *word)
}

/// What a sign is called; `None` for signs that only part words.
pub(super) fn sign(sign: char) -> Option<&'static str> {
    Some(match sign {
        '!' => "not",
        '"' => "quote",
        '#' => "hash",
        '$' => "dollar",
        '%' => "percent",
        '&' => "and",
        '\'' => "apostrophe",
        '(' | ')' => "parenthesis",
        '*' => "star",
        '+' => "plus",
        ',' => "comma",
        '-' => "minus",
        '.' => "dot",
        '/' => "slash",
        ':' => "colon",
        ';' => "semicolon",
        '<' => "less",
        '=' => "equal",
        '>' => "greater",
        '?' => "question",
        '@' => "at",
        '[' | ']' => "bracket",
        '\\' => "backslash",
        '^' => "caret",
        '_' => "underscore",
        '`' => "backtick",
        '{' | '}' => "brace",
        '|' => "pipe",
        '~' => "tilde",
        _ => return None,
    })
}

/// Whether a character is invisible: controls, and Unicode's format characters (zero width, bidi, variation
/// selectors, tags). A reader can't tell names apart by them, so no identifier is made of them.
fn is_invisible(character: char) -> bool {
    (character.is_control() && !character.is_whitespace())
        || matches!(
            character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// A wire name as a reader sees it: nothing invisible, and one spelling for what looks the same.
pub(super) fn visible(wire: &str) -> Cow<'_, str> {
    // Most names are plain, and need not be looked at letter by letter.
    if wire.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Cow::Borrowed(wire);
    }
    if !wire.is_ascii() {
        let visible: String = wire.chars().filter(|&character| !is_invisible(character)).collect();
        Cow::Owned(letter::composed(&visible))
    } else if wire.contains(is_invisible) {
        wire.chars().filter(|&character| !is_invisible(character)).collect()
    } else {
        Cow::Borrowed(wire)
    }
}
