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
    let visible: String = wire.chars().filter(|&character| !spelling::is_invisible(character)).collect();
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
    let parts = spelt(wire);
    if parts.is_empty() { words(wire) } else { bounded(parts) }
}

/// Whether a wire name has words of its own, rather than nothing or punctuation.
pub(super) fn has_words(wire: &str) -> bool {
    wire.chars().any(|character| character.is_alphanumeric())
}

/// The singular of an English noun in lower case, by rule, with the exceptions API names need.
#[must_use]
pub fn singular(word: &str) -> String {
    const SAME: &[&str] = &[
        "address",
        "alias",
        "analysis",
        "analytics",
        "access",
        "basis",
        "business",
        "bus",
        "campus",
        "canvas",
        "chaos",
        "class",
        "cors",
        "credentials",
        "dns",
        "focus",
        "gas",
        "gps",
        "https",
        "ios",
        "kudos",
        "lens",
        "news",
        "os",
        "pos",
        "process",
        "progress",
        "radius",
        "rss",
        "saas",
        "series",
        "settings",
        "sms",
        "species",
        "sos",
        "status",
        "tls",
        "virus",
        "vps",
        "wireless",
        "aws",
        "has",
        "is",
        "as",
        "this",
        "plus",
        "us",
        "previous",
        "various",
        "always",
        "perhaps",
        "css",
        "js",
        "graphics",
        "metrics",
        "axis",
        "census",
        "corpus",
        "consensus",
        "bonus",
        "chorus",
        "campaigns_stats",
        "sales",
        "goods",
        "means",
        "details",
        "permissions",
        "preferences",
        "statistics",
        "stats",
        "options",
    ];
    const ODD: &[(&str, &str)] = &[
        ("people", "person"),
        ("children", "child"),
        ("indices", "index"),
        ("vertices", "vertex"),
        ("matrices", "matrix"),
        ("criteria", "criterion"),
        ("movies", "movie"),
        ("cookies", "cookie"),
        ("pies", "pie"),
        ("ties", "tie"),
        ("caches", "cache"),
        ("niches", "niche"),
        ("men", "man"),
        ("women", "woman"),
        ("quizzes", "quiz"),
        ("buses", "bus"),
        ("lives", "life"),
        ("shelves", "shelf"),
        ("halves", "half"),
        ("databases", "database"),
        ("aliases", "alias"),
        ("statuses", "status"),
        ("viruses", "virus"),
        ("bonuses", "bonus"),
        ("canvases", "canvas"),
        ("axes", "axis"),
        ("phases", "phase"),
        ("leases", "lease"),
    ];
    if let Some((_, odd)) = ODD.iter().find(|(plural, _)| *plural == word) {
        return (*odd).to_owned();
    }
    if SAME.contains(&word) || word.len() < 3 || !word.ends_with('s') || word.ends_with("ss") {
        return word.to_owned();
    }
    let stem = |cut: usize| &word[..word.len() - cut];
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    if word.ends_with("yses") || word.ends_with("eses") {
        return format!("{}is", stem(2));
    }
    if ["sses", "shes", "ches", "xes", "zzes"].iter().any(|suffix| word.ends_with(suffix)) {
        return stem(2).to_owned();
    }
    if word.ends_with("us") || word.ends_with("is") {
        return word.to_owned();
    }
    stem(1).to_owned()
}

/// Splits at everything that is no letter or digit, and inside `camelCase`, `ISBNCode` and `v2Token`.
fn split(text: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut run: Vec<char> = Vec::new();
    for character in text.chars() {
        if character.is_ascii_alphanumeric() {
            run.push(character);
            continue;
        }
        split_run(&std::mem::take(&mut run), &mut parts);
        if character.is_alphanumeric() || (!character.is_ascii() && is_symbol(character)) {
            parts.push(format!("u{:04x}", u32::from(character)));
        }
    }
    split_run(&run, &mut parts);
    parts
}

/// Whether a character beyond ASCII carries meaning (an emoji), rather than parting words (a dash, a wide space).
fn is_symbol(character: char) -> bool {
    !character.is_whitespace() && !matches!(character, '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{3003}')
}

/// Splits ASCII letters and digits where the case says that a word begins.
fn split_run(run: &[char], parts: &mut Vec<String>) {
    let first = parts.len();
    let mut start = 0;
    for at in 1..run.len() {
        if begins_word(run, start, at) {
            parts.push(lower(&run[start..at]));
            start = at;
        }
    }
    if start < run.len() {
        parts.push(lower(&run[start..]));
    }
    // `OAuth2` and `IPv4` are one word each, whatever their capitals say.
    for at in (first + 1..parts.len()).rev() {
        let whole = format!("{}{}", parts[at - 1], parts[at]);
        if ["oauth", "ipv4", "ipv6"].iter().any(|known| whole == *known || whole == format!("{known}2")) {
            parts.splice(at - 1..=at, [whole]);
        }
    }
}

/// Whether a word begins at `at`, the word before it having begun at `start`.
fn begins_word(run: &[char], start: usize, at: usize) -> bool {
    let (before, here) = (run[at - 1], run[at]);
    if !here.is_ascii_uppercase() {
        return false;
    }
    if before.is_ascii_lowercase() {
        return true;
    }
    let next_is_lower = run.get(at + 1).is_some_and(char::is_ascii_lowercase);
    if before.is_ascii_digit() {
        // `mp4URL` ends a word at its digit, `3DSecure` begins with one.
        return run[start].is_ascii_alphabetic() || next_is_lower;
    }
    // The last capital of a run belongs to the word it opens (`ISBNCode`), except before a plural `s` (`userIDs`).
    let plural = run.get(at + 1) == Some(&'s') && !run.get(at + 2).is_some_and(char::is_ascii_lowercase);
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
                parts.push(sign.to_owned());
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

fn lower(run: &[char]) -> String {
    run.iter().map(char::to_ascii_lowercase).collect()
}
