//! Whether a path has segments that are resolved (RFC 3986, section 5.2.4) rather than read.

use std::borrow::Cow;

/// Whether a text has `.` or `..` as a whole segment, however often it is percent-encoded. Servers and proxies decode
/// a path once or more, and some take a backslash for a slash.
pub(super) fn climbs(text: &str) -> bool {
    let bytes = if text.contains('%') { Cow::Owned(decoded(text)) } else { Cow::Borrowed(text.as_bytes()) };
    bytes.split(|byte| matches!(byte, b'/' | b'\\')).any(|segment| matches!(segment, b"." | b".."))
}

/// A text without any percent-encoding, in one pass: what is decoded may complete another triplet (`%252e`).
fn decoded(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    for byte in text.bytes() {
        bytes.push(byte);
        while let [rest @ .., b'%', high, low] = &bytes[..]
            && let (Some(high), Some(low)) = (digit(*high), digit(*low))
        {
            let start = rest.len();
            bytes.truncate(start);
            bytes.push(high << 4 | low);
        }
    }
    bytes
}

fn digit(byte: u8) -> Option<u8> {
    let digit = char::from(byte).to_digit(16)?;
    u8::try_from(digit).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_that_are_resolved_are_found_under_every_encoding() {
        for text in [
            ".",
            "..",
            "a/..",
            "../a",
            "a/./b",
            "a\\..\\b",
            "/..",
            "%2e",
            "%2E%2e",
            "a%2f..",
            "..%5Ca",
            "a%252F%252e%252E%252Fb",
            "%25252e",
            "%%32e.",
            "%2%35%32%65",
        ] {
            assert!(climbs(text), "{text}");
        }
    }

    #[test]
    fn dots_among_other_characters_are_no_such_segments() {
        for text in [
            "",
            "a/b",
            "a.b",
            "..a",
            "a..",
            "...",
            "%2e%2e%2e",
            "v1..v2",
            "a/.b/c.",
            "50%",
            "%2",
            "%zz",
            "é.",
        ] {
            assert!(!climbs(text), "{text}");
        }
    }
}
