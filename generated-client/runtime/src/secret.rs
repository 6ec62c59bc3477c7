//! Keeps secrets out of whatever is shown.

mod spelling;

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use spelling::{in_base64, spelled};

/// What stands where a secret stood.
pub(crate) const MASK: &str = "[redacted]";

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
    lasting: Vec<Secret>,
    /// Those that change while the client lives; all copies share them.
    passing: Arc<RwLock<VecDeque<Secret>>>,
}

/// A secret as it is, and as it shows within something that is base64.
#[derive(Clone)]
struct Secret {
    plain: String,
    encoded: Vec<String>,
    /// Both in lower case.
    lowered: Vec<String>,
}

impl Secret {
    fn new(plain: &str) -> Self {
        let encoded = in_base64(plain);
        let lowered =
            std::iter::once(plain).chain(encoded.iter().map(String::as_str)).map(str::to_ascii_lowercase);
        Self { plain: plain.to_owned(), lowered: lowered.collect(), encoded }
    }

    fn spellings(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.plain).chain(&self.encoded).map(String::as_str)
    }
}

impl Scrubber {
    /// Adds a secret.
    pub(crate) fn hide(&mut self, secret: &str) {
        if !secret.is_empty() {
            self.lasting.push(Secret::new(secret));
        }
    }

    /// Adds a secret that others follow: the latest are known, the oldest forgotten.
    pub(crate) fn hide_for_now(&self, secret: &str) {
        let mut passing = self.passing.write().unwrap_or_else(PoisonError::into_inner);
        if secret.is_empty() || passing.iter().any(|known| known.plain == secret) {
            return;
        }
        passing.truncate(REMEMBERED - 1);
        passing.push_front(Secret::new(secret));
    }

    /// The text without the secrets.
    pub(crate) fn scrub(&self, text: &str) -> String {
        let passing = self.passing.read().unwrap_or_else(PoisonError::into_inner);
        let secrets: Vec<&str> =
            self.lasting.iter().chain(passing.iter()).flat_map(Secret::spellings).collect();
        without(&secrets, text)
    }

    /// The name of a header without the secrets: HTTP writes names in lower case, whatever came.
    pub(crate) fn scrub_name(&self, name: &str) -> String {
        let passing = self.passing.read().unwrap_or_else(PoisonError::into_inner);
        let secrets = self.lasting.iter().chain(passing.iter()).flat_map(|secret| &secret.lowered);
        let secrets: Vec<&str> = secrets.map(String::as_str).collect();
        let lowered = name.to_ascii_lowercase();
        let clean = without(&secrets, &lowered);
        if clean == lowered { name.to_owned() } else { clean }
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

/// A text without secrets.
fn without(secrets: &[&str], text: &str) -> String {
    // Bodies are searched whole: where no secret can begin, nothing is tried.
    let first = secrets.iter().filter_map(|secret| secret.chars().next()).chain(['%', '\\']);
    let ascii = first.filter(char::is_ascii).fold(0_u128, |set, c| set | 1 << u32::from(c));
    let begins = |c: char| !c.is_ascii() || ascii >> u32::from(c) & 1 == 1;
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

impl fmt::Debug for Scrubber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Scrubber")
    }
}

#[cfg(test)]
mod tests {
    use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD, Engine as _};

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
    fn secrets_are_found_in_what_is_base64_wherever_they_stand_in_it() {
        let mut scrubber = Scrubber::default();
        let secret = "at_?>secret~ü";
        scrubber.hide(secret);
        for before in ["", "a", "ab", "abc"] {
            for after in ["", ":", "bc"] {
                let text = format!("{before}{secret}{after}");
                for encoded in [BASE64_STANDARD.encode(&text), BASE64_URL_SAFE_NO_PAD.encode(&text)] {
                    let clean = scrubber.scrub(&format!("x {encoded} y"));
                    let shown: Vec<_> = clean.split("[redacted]").collect();
                    assert_eq!(shown.len(), 2, "{encoded}: {clean}");
                    // What is left tells no character of the secret but the first and the last.
                    assert!(
                        clean.len() <= "x [redacted] y".len() + before.len() * 2 + 8,
                        "{encoded}: {clean}"
                    );
                }
            }
        }
        assert_eq!(scrubber.scrub("YXRf YXRfP x"), "YXRf YXRfP x");
    }

    #[test]
    fn a_secret_too_short_to_be_known_again_in_base64_is_found_as_it_is() {
        let mut scrubber = Scrubber::default();
        scrubber.hide("at_x");
        assert_eq!(scrubber.scrub("YXRfeA== at_x"), "YXRfeA== [redacted]");
    }

    #[test]
    fn in_the_name_of_a_header_the_case_of_letters_hides_nothing() {
        let mut scrubber = Scrubber::default();
        scrubber.hide("at_Secret");
        for name in ["X-at_Secret", "x-at_secret", "X-AT_SECRET", "x-at%5fsecret"] {
            assert!(scrubber.scrub_name(name).eq_ignore_ascii_case("x-[redacted]"), "{name}");
        }
        let encoded = BASE64_URL_SAFE_NO_PAD.encode("at_Secret").to_ascii_lowercase();
        assert!(scrubber.scrub_name(&encoded).contains("[redacted]"), "{encoded}");
        assert_eq!(scrubber.scrub_name("X-Rate"), "X-Rate");
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
