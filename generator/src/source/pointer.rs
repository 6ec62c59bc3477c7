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

fn unescape(segment: &str) -> Cow<'_, str> {
    if segment.contains('~') {
        // `~01` stands for `~1`: the order of the two replacements matters.
        Cow::Owned(segment.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(segment)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_survives_escaping() {
        let pointer = child("/paths", "/a~1/{b}");
        assert_eq!(pointer, "/paths/~1a~01~1{b}");
        assert_eq!(segments(&pointer).collect::<Vec<_>>(), ["paths", "/a~1/{b}"]);
    }
}
