//! Percent-encoding, the same everywhere: all but RFC 3986's unreserved characters.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// One value, name or path parameter, encoded.
pub(crate) fn component(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// A part of an address, encoded but for these characters.
pub(crate) fn within(text: &str, kept: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for piece in text.split_inclusive(|c| kept.contains(c)) {
        let end = piece.len() - usize::from(piece.ends_with(|c| kept.contains(c)));
        encoded.extend(utf8_percent_encode(&piece[..end], RESERVED));
        encoded.push_str(&piece[end..]);
    }
    encoded
}

/// What `allowReserved` leaves alone: all of RFC 3986's reserved characters but those that end the value or are read
/// as something else (`&`, `#`, `+`).
const UNRESERVED_IN_QUERY: &AsciiSet = &RESERVED
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'[')
    .remove(b']')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// One value of the query, reserved characters and percent-encoded triplets as they are (RFC 6570, section 3.2.3).
pub(crate) fn reserved(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        encoded.extend(utf8_percent_encode(&rest[..at], UNRESERVED_IN_QUERY));
        let after = &rest[at..];
        let (sign, length) = match after.as_bytes() {
            [_, high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => (&after[..3], 3),
            _ => ("%25", 1),
        };
        encoded.push_str(sign);
        rest = &after[length..];
    }
    encoded.extend(utf8_percent_encode(rest, UNRESERVED_IN_QUERY));
    encoded
}

/// What no cookie can hold as it is (RFC 6265, section 4.1.1), and what begins an escape.
const NOT_IN_COOKIES: &AsciiSet =
    &percent_encoding::CONTROLS.add(b' ').add(b'"').add(b'%').add(b',').add(b';').add(b'\\');

/// A cookie's value with as little encoded as can be.
pub(crate) fn in_cookie(text: &str) -> String {
    utf8_percent_encode(text, NOT_IN_COOKIES).to_string()
}

/// Appends `name=value` to a query.
pub(crate) fn pair(query: &mut String, name: &str, value: &str) {
    if !query.is_empty() {
        query.push('&');
    }
    query.extend(utf8_percent_encode(name, RESERVED));
    query.push('=');
    query.extend(utf8_percent_encode(value, RESERVED));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reserved_expansion_leaves_triplets_alone() {
        for (text, expected) in [
            ("a/b c", "a/b%20c"),
            ("%20", "%20"),
            ("a%2Fb%c3%A9é", "a%2Fb%c3%A9%C3%A9"),
            ("50%", "50%25"),
            ("%%20%2", "%25%20%252"),
            ("%é", "%25%C3%A9"),
            ("%zz", "%25zz"),
        ] {
            assert_eq!(reserved(text), expected, "{text}");
        }
    }
}
