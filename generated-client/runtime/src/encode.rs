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

/// One value of the query, reserved characters as they are.
pub(crate) fn reserved(text: &str) -> String {
    utf8_percent_encode(text, UNRESERVED_IN_QUERY).to_string()
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
