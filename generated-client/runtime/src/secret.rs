//! Keeps secrets out of whatever is shown.

use std::fmt;

use crate::encode;

/// What stands where a secret stood.
pub(crate) const MASK: &str = "[redacted]";

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

/// Removes secrets from text that is kept, in every spelling they may have come back in.
#[derive(Clone, Default)]
pub(crate) struct Scrubber(Vec<String>);

impl Scrubber {
    /// Adds a secret.
    pub(crate) fn hide(&mut self, secret: &str) {
        if secret.is_empty() {
            return;
        }
        let encoded = encode::component(secret);
        let json = serde_json::Value::from(secret).to_string();
        let json = json[1..json.len() - 1].to_owned();
        let slashed = json.replace('/', "\\/");
        for spelling in [secret.to_owned(), encoded.to_lowercase(), encoded, json, slashed] {
            if !self.0.contains(&spelling) {
                self.0.push(spelling);
            }
        }
        // The longest spelling first, so that none leaves a tail of another.
        self.0.sort_by_key(|spelling| std::cmp::Reverse(spelling.len()));
    }

    /// The text without the secrets.
    pub(crate) fn scrub(&self, text: &str) -> String {
        self.0.iter().fold(text.to_owned(), |text, secret| {
            if text.contains(secret.as_str()) { text.replace(secret.as_str(), MASK) } else { text }
        })
    }
}

impl fmt::Debug for Scrubber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Scrubber")
    }
}
