//! Wire names taken apart into lower-case words.

use super::{letter, spelling};

/// The longest an identifier gets, in characters, before its number: what still fits a line of code.
pub(super) const LONGEST: usize = 64;

/// The words of a wire name: lower-case letters and digits, at least one word, at most 64 characters in all.
///
/// Letters beyond ASCII stay as they are, composed (NFKC), where Rust takes them without a warning; any other character
/// that carries meaning becomes `u` and its code point. Punctuation parts words; it is spelt out only where it is all
/// there is, or is the sign in front of everything else (`-created`, `+1`).
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
        if letter::is_kept(character) && (start < at || !letter::is_mark(character)) {
            continue;
        }
        split_run(&text[start..at], &mut parts);
        start = at + character.len_utf8();
        if !character.is_ascii() && letter::carries_meaning(character) {
            parts.push(format!("u{:04x}", u32::from(character)));
        }
    }
    split_run(&text[start..], &mut parts);
    for at in (1..parts.len()).rev() {
        // A hyphen that most have dropped, and the name of nothing else.
        if parts[at - 1] == "e" && matches!(parts[at].as_str(), "mail" | "mails") {
            let mail = parts.remove(at);
            parts[at - 1].push_str(&mail);
        }
    }
    parts
}

/// Splits letters and digits where the case says that a word begins.
fn split_run(run: &str, parts: &mut Vec<String>) {
    // Most are a word as it stands.
    if run.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
        parts.extend((!run.is_empty()).then(|| run.to_owned()));
        return;
    }
    let first = parts.len();
    let mut start = 0;
    let mut before = None;
    for (at, here) in run.char_indices() {
        if before.is_some_and(|before| begins_word(&run[start..], before, here, &run[at..])) {
            parts.push(lower(&run[start..at]));
            start = at;
        }
        before = Some(here);
    }
    if start < run.len() {
        parts.push(lower(&run[start..]));
    }
    for at in (first + 1..parts.len()).rev() {
        if is_one_word(&parts[at - 1], &parts[at]) {
            let second = parts.remove(at);
            parts[at - 1].push_str(&second);
        }
    }
}

/// A word in lower case.
fn lower(word: &str) -> String {
    if word.is_ascii() { word.to_ascii_lowercase() } else { letter::composed(&word.to_lowercase()) }
}

/// `OAuth2` and `IPv4` are one word each, whatever their capitals say.
fn is_one_word(first: &str, second: &str) -> bool {
    let known = ["oauth", "oauth2", "ipv4", "ipv42", "ipv6", "ipv62"];
    known.iter().any(|known| known.strip_prefix(first) == Some(second))
}

/// Whether a word begins with `here`, where `rest` begins; the word so far begins `word` and ends with `before`.
fn begins_word(word: &str, before: char, here: char, rest: &str) -> bool {
    if !here.is_uppercase() {
        return false;
    }
    if before.is_lowercase() || (before.is_alphabetic() && !before.is_uppercase()) {
        // Letters of a script without case are no capitals.
        return true;
    }
    let mut after = rest.chars().skip(1);
    let next = after.next();
    let next_is_lower = next.is_some_and(char::is_lowercase);
    if before.is_numeric() {
        // `mp4URL` ends a word at its digit, `3DSecure` begins with one.
        return word.starts_with(char::is_alphabetic) || next_is_lower;
    }
    // The last capital of a run belongs to the word it opens (`ISBNCode`), except before a plural `s` (`userIDs`).
    let plural = next == Some('s') && !after.next().is_some_and(char::is_lowercase);
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
    characters.next().filter(|next| next.is_alphanumeric()).map(|_| sign)
}

/// Leaves out what matters least of a long name: the words in front of the last two, which say what it is. Where not
/// even one word fits, its beginning is kept.
fn bounded(mut parts: Vec<String>) -> Vec<String> {
    let length = |parts: &[String]| parts.iter().map(|part| part.chars().count() + 1).sum::<usize>();
    if length(&parts) <= LONGEST + 1 {
        return parts;
    }
    let mut role = parts.split_off(parts.len().saturating_sub(2).max(1));
    if length(&role) > LONGEST / 2 {
        parts.append(&mut role);
    }
    let mut left = LONGEST + 1 - length(&role);
    let fitting = parts.iter().take_while(|part| {
        let needed = part.chars().count() + 1;
        let fits = needed <= left;
        left = left.saturating_sub(needed);
        fits
    });
    let kept = fitting.count().max(1);
    parts.truncate(kept);
    if let Some(first) = parts.first_mut()
        && let Some((end, _)) = first.char_indices().nth(LONGEST - length(&role))
    {
        first.truncate(end);
    }
    parts.extend(role);
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
            ("E-Mail Activity", "email activity"),
            ("eMails", "emails"),
            ("the mail", "the mail"),
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
            ("é", "é"),
            ("e\u{301}te\u{301}", "été"),
            ("größeInCm", "größe in cm"),
            ("ÜBERSchrift", "über schrift"),
            ("ÄnderungsID", "änderungs id"),
            ("ТипТовара", "тип товара"),
            ("中文", "中文"),
            ("取得ItemIDs", "取得 item ids"),
            ("हिन्दी", "हिन्दी"),
            ("ｐａｇｅ²", "page2"),
            ("\u{301}", "u0301"),
            ("ᾲ", "u1fb2"),
            ("Ꮳ", "u13e3"),
            ("🚀 launch", "u1f680 launch"),
            ("a — b", "a b"),
        ];
        for (wire, expected) in table {
            assert_eq!(words(wire).join(" "), expected, "{wire:?}");
        }
    }

    #[test]
    fn long_names_lose_words_in_front_of_what_they_are() {
        let body = "enterprise-admin/set-information-for-provisioned-enterprise-user request";
        assert_eq!(words(body).join(" "), "enterprise admin set information for provisioned user request");
        assert_eq!(words(&"a".repeat(10_000)).concat().len(), 64);
        assert_eq!(words(&"word_".repeat(2_000)).join("_").len(), 64);
        assert_eq!(words(&format!("{} item", "a".repeat(10_000))).join("_").len(), 64);
        assert_eq!(words(&format!("a b {}", "c".repeat(10_000))).join("_"), "a_b");
    }

    #[test]
    fn signs_are_spelt_out_where_that_tells_names_apart() {
        assert_eq!(spelt_words("@type").join(" "), "at type");
        assert_eq!(spelt_words("content-type").join(" "), "content dash type");
        assert_eq!(spelt_words("page_size").join(" "), "page size");
    }
}
