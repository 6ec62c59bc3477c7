//! RFC 6901 JSON pointers as text.

use std::borrow::Cow;

/// The pointer of the member or item `name` of what stands at `parent`.
#[must_use]
pub fn child(parent: &str, name: &str) -> String {
    let mut pointer = String::with_capacity(parent.len() + name.len() + 1);
    pointer.push_str(parent);
    push(&mut pointer, name);
    pointer
}

/// Appends one segment, escaped.
pub fn push(pointer: &mut String, name: &str) {
    pointer.push('/');
    if !name.contains(['~', '/']) {
        pointer.push_str(name);
        return;
    }
    for character in name.chars() {
        match character {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}

/// The segments of a pointer, unescaped. A leading `#` is ignored.
pub fn segments(pointer: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let pointer = pointer.strip_prefix('#').unwrap_or(pointer);
    pointer.split('/').skip(1).map(unescape)
}

/// A segment as it is meant.
pub(crate) fn unescape(segment: &str) -> Cow<'_, str> {
    if segment.contains('~') {
        // `~01` stands for `~1`: the order of the two replacements matters.
        Cow::Owned(segment.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(segment)
    }
}

/// Undoes the percent-encoding of a pointer in a reference; text that is none stays as it is.
pub(crate) fn percent_decode(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let digit = |offset: usize| bytes.get(at + offset).and_then(|byte| char::from(*byte).to_digit(16));
        match (bytes[at], digit(1), digit(2)) {
            (b'%', Some(high), Some(low)) => {
                decoded.extend(u8::try_from(high * 16 + low));
                at += 3;
            }
            (byte, ..) => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// The reference to what stands at a pointer of the same document. Only the one character is encoded that reading it
/// back would take for something else.
pub(crate) fn reference(pointer: &str) -> String {
    format!("#{}", pointer.replace('%', "%25"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_encoding_is_undone_where_it_is_one() {
        assert_eq!(percent_decode("/paths/~1%7Bid%7D"), "/paths/~1{id}");
        assert_eq!(percent_decode("/100%/%zz/%ff"), "/100%/%zz/%ff");
        assert_eq!(percent_decode(&reference("/100%25/%7B")), "#/100%25/%7B");
    }

    #[test]
    fn a_segment_survives_escaping() {
        let pointer = child("/paths", "/a~1/{b}");
        assert_eq!(pointer, "/paths/~1a~01~1{b}");
        assert_eq!(segments(&pointer).collect::<Vec<_>>(), ["paths", "/a~1/{b}"]);
    }
}
