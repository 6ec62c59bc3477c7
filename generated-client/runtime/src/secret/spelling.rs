//! How a secret may be spelled where it comes back.

use base64::prelude::{BASE64_STANDARD_NO_PAD, BASE64_URL_SAFE_NO_PAD, Engine as _};

/// So many characters of a secret, cut off, begin to tell something.
const TELLING: usize = 4;

/// So many characters of base64 are no chance.
const CERTAIN: usize = 8;

/// What of it shows in every text in base64 that has the secret in it: which of its bits share a character depends on where
/// it stands, and of the characters at both ends a part is its neighbours'. Nothing where that is too little to be certain.
pub(super) fn in_base64(secret: &str) -> Vec<String> {
    let mut spellings = Vec::new();
    for before in 0..3 {
        let text = [&[0; 2][..before], secret.as_bytes()].concat();
        let (shared, whole) = ([0, 2, 3][before], text.len() * 8 / 6);
        for engine in [BASE64_STANDARD_NO_PAD, BASE64_URL_SAFE_NO_PAD] {
            let encoded = engine.encode(&text);
            let spelling = encoded[..whole].get(shared..).unwrap_or_default();
            if spelling.len() >= CERTAIN && !spellings.iter().any(|known| known == spelling) {
                spellings.push(spelling.to_owned());
            }
        }
    }
    spellings
}

/// How much of the text's beginning spells the secret. Each character may be itself, percent-encoded or escaped as in
/// JSON: nobody knows which of them the other side encodes, and in which case.
pub(super) fn spelled(text: &str, secret: &str) -> Option<usize> {
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
