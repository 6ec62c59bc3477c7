//! Text of a document in places that give some characters a meaning: it may come from anyone.

use std::fmt::Write as _;

/// Text on one line: no control characters, no change of direction, and not too long.
pub(super) fn line(text: &str, most: usize) -> String {
    let mut flat = String::with_capacity(text.len());
    for (at, letter) in text.chars().enumerate() {
        if at == most {
            flat.push('…');
            break;
        }
        flat.push(if letter.is_control() || is_invisible(letter) { ' ' } else { letter });
    }
    flat
}

/// Characters that reorder or hide others.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// A sentence on one line, in which backticks come in pairs around code.
fn sentence(text: &str, most: usize) -> String {
    let flat = line(text, most);
    // Backticks that don't pair one by one come from the document, and could open what nothing closes.
    let paired = !flat.contains("``") && flat.matches('`').count().is_multiple_of(2);
    if paired { flat } else { flat.replace('`', "'") }
}

/// A sentence with code in backticks, as a cell of a Markdown table or a line of a list.
pub(super) fn markdown(text: &str, most: usize) -> String {
    let flat = sentence(text, most);
    let mut text = String::with_capacity(flat.len());
    for (at, part) in flat.split('`').enumerate() {
        if at % 2 == 0 {
            plain(&mut text, part);
        } else if part.contains(['|', '\\']) || part.trim() != part {
            // A pipe ends a cell even inside backticks.
            text.push_str("<code>");
            plain(&mut text, part);
            text.push_str("</code>");
        } else {
            text.push('`');
            text.push_str(part);
            text.push('`');
        }
    }
    text
}

fn plain(text: &mut String, part: &str) {
    for letter in part.chars() {
        if "&<>|\\`*_~#@[]!".contains(letter) {
            // Writing to a string can't fail.
            let _ = write!(text, "&#{};", u32::from(letter));
        } else {
            text.push(letter);
        }
    }
}

/// Text of a document as code in Markdown.
pub(super) fn code(text: &str, most: usize) -> String {
    let flat = line(text, most).replace('`', "'");
    if flat.trim().is_empty() { "–".to_owned() } else { markdown(&format!("`{flat}`"), most + 3) }
}

/// Text of a document in HTML, in an element or a quoted attribute.
pub(super) fn html(text: &str, most: usize) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in line(text, most).chars() {
        if "&<>\"'".contains(letter) {
            let _ = write!(escaped, "&#{};", u32::from(letter));
        } else {
            escaped.push(letter);
        }
    }
    escaped
}

/// A sentence with code in backticks, in HTML.
pub(super) fn html_sentence(text: &str, most: usize) -> String {
    let flat = sentence(text, most);
    let parts = flat.split('`').enumerate().map(|(at, part)| {
        let part = html(part, most);
        if at % 2 == 0 { part } else { format!("<code>{part}</code>") }
    });
    parts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hostile_name_stays_in_its_cell() {
        assert_eq!(
            markdown("`a|b` was removed\n\n# <script>", 99),
            "<code>a&#124;b</code> was removed  &#35; &#60;script&#62;"
        );
        assert_eq!(markdown("`x` is `Vec<String>` now", 99), "`x` is `Vec<String>` now");
        assert_eq!(markdown("```` @everyone [x](y)", 99), "'''' &#64;everyone &#91;x&#93;(y)");
        assert_eq!(markdown("`a`b` was removed", 99), "'a'b' was removed");
    }

    #[test]
    fn a_hostile_name_stays_text_in_html() {
        assert_eq!(
            html_sentence("`</code><script>` was \"it's\" & went", 99),
            "<code>&#60;/code&#62;&#60;script&#62;</code> was &#34;it&#39;s&#34; &#38; went"
        );
        assert_eq!(html_sentence("`a`b` was removed", 99), "&#39;a&#39;b&#39; was removed");
    }

    #[test]
    fn code_is_cut_and_never_empty() {
        assert_eq!(code("abcdef", 3), "`abc…`");
        assert_eq!(code(" \u{202E}", 9), "–");
    }
}
