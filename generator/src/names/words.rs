//! Wire names taken apart into lower-case ASCII words.

use super::spelling;

/// The longest an identifier gets, in characters, before its number: what still fits a line of code.
const LONGEST: usize = 64;

/// The words of a wire name: lower-case ASCII letters and digits, at least one word, at most 64 characters in all.
///
/// Letters beyond ASCII become `u` and their code point: Rust would accept many of them, but warns about look-alikes
/// and mixed scripts, and a method that can't be typed on every keyboard helps nobody. Punctuation parts words; it is
/// spelt out only where it is all there is, or is the sign in front of everything else (`-created`, `+1`).
#[must_use]
pub fn words(wire: &str) -> Vec<String> {
    let visible = spelling::visible(wire);
    let visible = visible.trim();
    let mut parts = split(visible);
    if parts.is_empty() {
        parts = spelt(visible);
    } else if let Some(sign) = leading_sign(visible) {
        parts.insert(0, sign.to_owned());
    }
    if parts.is_empty() {
        parts.push("empty".to_owned());
    }
    bounded(parts)
}

/// The words of a wire name with its punctuation spelt out, for a name whose plain words are taken.
pub(super) fn spelt_words(wire: &str) -> Vec<String> {
    if has_words(wire) { bounded(spelt(&wire.replace('_', " "))) } else { words(wire) }
}

/// The words of a text, as far as anybody reads on; a possessive `'s` is none.
pub(super) fn all(text: &str) -> Vec<String> {
    let beginning: String = text.chars().take(400).collect();
    split(&beginning.replace("'s ", " ").replace("’s ", " "))
}

/// Whether a wire name has words of its own, rather than nothing or punctuation.
pub(super) fn has_words(wire: &str) -> bool {
    wire.chars().any(char::is_alphanumeric)
}

/// Splits at everything that is no letter or digit, and inside `camelCase`, `ISBNCode` and `v2Token`.
fn split(text: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, character) in text.char_indices() {
        if character.is_ascii_alphanumeric() {
            continue;
        }
        split_run(&text[start..at], &mut parts);
        start = at + character.len_utf8();
        if character.is_alphanumeric() || (!character.is_ascii() && is_symbol(character)) {
            parts.push(format!("u{:04x}", u32::from(character)));
        }
    }
    split_run(&text[start..], &mut parts);
    parts
}

/// Whether a character beyond ASCII carries meaning (an emoji), rather than parting words (a dash, a wide space).
fn is_symbol(character: char) -> bool {
    !character.is_whitespace() && !matches!(character, '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{3003}')
}

/// Splits ASCII letters and digits where the case says that a word begins.
fn split_run(run: &str, parts: &mut Vec<String>) {
    let first = parts.len();
    let mut start = 0;
    for at in 1..run.len() {
        if begins_word(run.as_bytes(), start, at) {
            parts.push(run[start..at].to_ascii_lowercase());
            start = at;
        }
    }
    if start < run.len() {
        parts.push(run[start..].to_ascii_lowercase());
    }
    for at in (first + 1..parts.len()).rev() {
        if is_one_word(&parts[at - 1], &parts[at]) {
            let second = parts.remove(at);
            parts[at - 1].push_str(&second);
        }
    }
}

/// `OAuth2` and `IPv4` are one word each, whatever their capitals say.
fn is_one_word(first: &str, second: &str) -> bool {
    let known = ["oauth", "oauth2", "ipv4", "ipv42", "ipv6", "ipv62"];
    known.iter().any(|known| known.strip_prefix(first) == Some(second))
}

/// Whether a word begins at `at`, the word before it having begun at `start`.
fn begins_word(run: &[u8], start: usize, at: usize) -> bool {
    let (before, here) = (run[at - 1], run[at]);
    if !here.is_ascii_uppercase() {
        return false;
    }
    if before.is_ascii_lowercase() {
        return true;
    }
    let next_is_lower = run.get(at + 1).is_some_and(u8::is_ascii_lowercase);
    if before.is_ascii_digit() {
        // `mp4URL` ends a word at its digit, `3DSecure` begins with one.
        return run[start].is_ascii_alphabetic() || next_is_lower;
    }
    // The last capital of a run belongs to the word it opens (`ISBNCode`), except before a plural `s` (`userIDs`).
    let plural = run.get(at + 1) == Some(&b's') && !run.get(at + 2).is_some_and(u8::is_ascii_lowercase);
    next_is_lower && !plural
}

/// Spells every sign out, and splits what stands between them.
fn spelt(text: &str) -> Vec<String> {
    if let Some(whole) = spelling::operator(text) {
        return whole.split('_').map(str::to_owned).collect();
    }
    let mut parts = Vec::new();
    let mut plain = String::new();
    for character in text.chars() {
        match spelling::sign(character) {
            Some(sign) => {
                parts.extend(split(&std::mem::take(&mut plain)));
                parts.push(if sign == "minus" && !parts.is_empty() { "dash" } else { sign }.to_owned());
            }
            None => plain.push(character),
        }
    }
    parts.extend(split(&plain));
    parts
}

/// The sign a name leads with where it changes what the name means.
fn leading_sign(text: &str) -> Option<&'static str> {
    let mut characters = text.chars();
    let sign = match characters.next()? {
        '-' => "minus",
        '+' => "plus",
        _ => return None,
    };
    characters.next().filter(char::is_ascii_alphanumeric).map(|_| sign)
}

/// Keeps as many words as fit, and the beginning of the first where not even that does.
fn bounded(mut parts: Vec<String>) -> Vec<String> {
    let mut length = 0;
    let fitting = parts.iter().take_while(|part| {
        length += part.len() + 1;
        length <= LONGEST + 1
    });
    let kept = fitting.count().max(1);
    parts.truncate(kept);
    if let Some(first) = parts.first_mut() {
        first.truncate(LONGEST);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::{spelt_words, words};

    #[test]
    fn api_names_part_where_a_reader_parts_them() {
        let table = [
            ("ISBNCode", "isbn code"),
            ("api_v2Token", "api v2 token"),
            ("OAuth2Token", "oauth2 token"),
            ("IPv4Address", "ipv4 address"),
            ("userIDs", "user ids"),
            ("mp4URL", "mp4 url"),
            ("3DSecure", "3d secure"),
            ("@type", "type"),
            ("$filter", "filter"),
            ("filter[custom]", "filter custom"),
            ("metrics[]", "metrics"),
            ("{}guid", "guid"),
            ("+1", "plus 1"),
            ("-1", "minus 1"),
            ("-created", "minus created"),
            ("10.5", "10 5"),
            ("*", "star"),
            ("<=", "less or equal"),
            (">", "greater"),
            ("", "empty"),
            ("\u{200b}\u{202e}", "empty"),
            ("pa\u{200b}ge", "page"),
            ("é", "u00e9"),
            ("中文", "u4e2d u6587"),
            ("🚀 launch", "u1f680 launch"),
            ("a — b", "a b"),
        ];
        for (wire, expected) in table {
            assert_eq!(words(wire).join(" "), expected, "{wire:?}");
        }
    }

    #[test]
    fn long_names_are_cut_between_words() {
        assert_eq!(words(&"a".repeat(10_000)).concat().len(), 64);
        assert_eq!(words(&"word_".repeat(2_000)).join("_").len(), 64);
    }

    #[test]
    fn signs_are_spelt_out_where_that_tells_names_apart() {
        assert_eq!(spelt_words("@type").join(" "), "at type");
        assert_eq!(spelt_words("content-type").join(" "), "content dash type");
        assert_eq!(spelt_words("page_size").join(" "), "page size");
    }
}
