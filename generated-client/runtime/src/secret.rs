//! Keeps secrets out of whatever is shown.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

/// What stands where a secret stood.
pub(crate) const MASK: &str = "[redacted]";

/// So many characters of a secret, cut off, begin to tell something.
const TELLING: usize = 4;

/// So many secrets that change are known at a time: more than calls under way can hold.
const REMEMBERED: usize = 64;

/// The token that authenticates every call. It can be handed over, never shown.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    /// Takes the token as it was issued (`at_…`).
    pub fn new(token: impl Into<String>) -> Self {
        Self(token.into())
    }

    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Token({MASK})")
    }
}

impl From<String> for Token {
    fn from(token: String) -> Self {
        Self(token)
    }
}

impl From<&str> for Token {
    fn from(token: &str) -> Self {
        Self(token.to_owned())
    }
}

/// Removes secrets from text that is kept, in whatever spelling they come back.
#[derive(Clone, Default)]
pub(crate) struct Scrubber {
    lasting: Vec<String>,
    /// Those that change while the client lives; all copies share them.
    passing: Arc<RwLock<VecDeque<String>>>,
}

impl Scrubber {
    /// Adds a secret.
    pub(crate) fn hide(&mut self, secret: &str) {
        if !secret.is_empty() {
            self.lasting.push(secret.to_owned());
        }
    }

    /// Adds a secret that others follow: the latest are known, the oldest forgotten.
    pub(crate) fn hide_for_now(&self, secret: &str) {
        let mut passing = self.passing.write().unwrap_or_else(PoisonError::into_inner);
        if secret.is_empty() || passing.iter().any(|known| known == secret) {
            return;
        }
        passing.truncate(REMEMBERED - 1);
        passing.push_front(secret.to_owned());
    }

    /// The text without the secrets.
    pub(crate) fn scrub(&self, text: &str) -> String {
        let passing = self.passing.read().unwrap_or_else(PoisonError::into_inner);
        let secrets: Vec<&str> = self.lasting.iter().chain(passing.iter()).map(String::as_str).collect();
        // Bodies are searched whole: where no secret can begin, nothing is tried.
        let begins = |c| matches!(c, '%' | '\\') || secrets.iter().any(|secret| secret.starts_with(c));
        let mut scrubbed = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find(begins) {
            scrubbed.push_str(&rest[..at]);
            rest = &rest[at..];
            let hidden = secrets.iter().filter_map(|secret| spelled(rest, secret)).max();
            let length = hidden.unwrap_or_else(|| rest.chars().next().map_or(0, char::len_utf8));
            scrubbed.push_str(if hidden.is_some() { MASK } else { &rest[..length] });
            rest = &rest[length..];
        }
        scrubbed.push_str(rest);
        scrubbed
    }

    /// The bytes without the secrets, where not all of them are text.
    pub(crate) fn scrub_bytes(&self, bytes: &[u8]) -> Vec<u8> {
        let mut scrubbed = Vec::with_capacity(bytes.len());
        for chunk in bytes.utf8_chunks() {
            scrubbed.extend_from_slice(self.scrub(chunk.valid()).as_bytes());
            scrubbed.extend_from_slice(chunk.invalid());
        }
        scrubbed
    }
}

/// How much of the text's beginning spells the secret. Each character may be itself, percent-encoded or escaped as in
/// JSON: nobody knows which of them the other side encodes, and in which case.
fn spelled(text: &str, secret: &str) -> Option<usize> {
    let mut rest = text;
    for (index, c) in secret.chars().enumerate() {
        if index >= TELLING && is_cut_off(rest) {
            return Some(text.len());
        }
        rest = plain(rest, c).or_else(|| percent_encoded(rest, c)).or_else(|| escaped(rest, c))?;
    }
    Some(text.len() - rest.len())
}

/// A text that was cut off may end amid the secret, and amid the encoding of a character.
fn is_cut_off(rest: &str) -> bool {
    rest.is_empty() || (rest.len() < 3 && rest.starts_with('%')) || (rest.len() < 6 && rest.starts_with('\\'))
}

fn plain(text: &str, c: char) -> Option<&str> {
    text.strip_prefix(c)
}

fn percent_encoded(text: &str, c: char) -> Option<&str> {
    let mut rest = text;
    for byte in c.encode_utf8(&mut [0; 4]).bytes() {
        rest = hexadecimal(rest.strip_prefix('%')?, 2, u32::from(byte))?;
    }
    Some(rest)
}

fn escaped(text: &str, c: char) -> Option<&str> {
    let rest = text.strip_prefix('\\')?;
    plain(rest, c).or_else(|| hexadecimal(rest.strip_prefix('u')?, 4, u32::from(c)))
}

fn hexadecimal(text: &str, digits: usize, expected: u32) -> Option<&str> {
    let (number, rest) = text.split_at_checked(digits)?;
    (u32::from_str_radix(number, 16) == Ok(expected)).then_some(rest)
}

impl fmt::Debug for Scrubber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Scrubber")
    }
}

#[cfg(test)]
mod tests {
    use super::Scrubber;

    #[test]
    fn secrets_are_found_in_every_spelling() {
        let mut scrubber = Scrubber::default();
        scrubber.hide("at_ü/+x");
        for spelling in [
            "at_ü/+x",
            "at_%C3%BC%2F%2Bx",
            "at_%c3%bc%2f%2bx",
            "at_ü/%2Bx",
            r"at_ü\/+x",
            r"at_\u00fc\u002F+x",
            "%61t_ü/+x",
        ] {
            assert_eq!(scrubber.scrub(&format!("a {spelling}b ü")), "a [redacted]b ü", "{spelling}");
        }
    }

    #[test]
    fn the_beginning_of_a_secret_at_the_end_of_the_text_is_found_too() {
        let mut scrubber = Scrubber::default();
        scrubber.hide("at_secret");
        for cut in ["at_s", "at_secre", "at_s%", "at_s%6", "at_sec\\u00"] {
            assert_eq!(scrubber.scrub(&format!("a {cut}")), "a [redacted]", "{cut}");
        }
    }

    #[test]
    fn everything_else_stays() {
        let mut scrubber = Scrubber::default();
        scrubber.hide("at_x");
        for text in ["", "at_", "at_%", "at_\\", "at_\\u00", "%", "äöü at-x"] {
            assert_eq!(scrubber.scrub(text), text);
        }
    }
}
