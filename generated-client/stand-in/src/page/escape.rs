//! Text as HTML that means just that text, in an element or a quoted attribute, and that reads in its own direction.

use std::fmt::Write as _;

/// Escapes everything that could end an element's text or an attribute's value.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Escapes a line, with what would turn the direction of reading made visible: `txt.exe` must not look like `exe.txt`.
/// The element around it keeps the direction of its letters from what stands beside it.
pub(super) fn visible(text: &str) -> String {
    let mut shown = String::from("<bdi>");
    for c in text.chars() {
        match c {
            '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                let _ = write!(shown, "<mark>U+{:04X}</mark>", u32::from(c));
            }
            c => shown.push_str(&escape(c.encode_utf8(&mut [0; 4]))),
        }
    }
    shown.push_str("</bdi>");
    shown
}
