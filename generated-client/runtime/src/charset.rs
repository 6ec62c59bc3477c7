//! How the bytes of an answer are text.
//!
//! Nearly all text is UTF-8. What services still send beside it is read here, in a few lines: a crate that knows the
//! rest brings tables of hundreds of kilobytes. Text in another charset stays at hand as bytes.

use std::borrow::Cow;

use reqwest::header::{CONTENT_TYPE, HeaderMap};

use crate::media_type;

/// What windows-1252 has where Latin-1 has control characters, from 0x80 on (WHATWG Encoding, index-windows-1252).
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// How text is encoded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Charset {
    #[default]
    Utf8,
    /// Also what calls itself Latin-1 or ASCII: it is a part of it, or meant it (WHATWG Encoding, section 4.2).
    Windows1252,
    /// In the byte order its mark or its first character tells.
    Utf16,
    Utf16Be,
    Utf16Le,
    /// One that isn't known here.
    Other,
}

impl Charset {
    /// The one that the header `Content-Type` states; UTF-8 where it states none.
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let stated = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let Some(name) = stated.and_then(|stated| media_type::parameter(stated, "charset")) else {
            return Self::Utf8;
        };
        match name.to_ascii_lowercase().as_str() {
            "utf-8" | "utf8" => Self::Utf8,
            "iso-8859-1" | "iso8859-1" | "iso_8859-1" | "latin1" | "us-ascii" | "ascii" | "windows-1252"
            | "cp1252" => Self::Windows1252,
            "utf-16" => Self::Utf16,
            "utf-16be" => Self::Utf16Be,
            "utf-16le" => Self::Utf16Le,
            _ => Self::Other,
        }
    }

    /// The text without its byte order mark, which tells the charset whatever else is said; `None` where the bytes are
    /// none of it.
    pub(crate) fn decode(self, bytes: &[u8]) -> Option<Cow<'_, str>> {
        if let Some(text) = bytes.strip_prefix(b"\xef\xbb\xbf") {
            return std::str::from_utf8(text).ok().map(Cow::Borrowed);
        }
        match self {
            _ if bytes.starts_with(b"\xff\xfe") => utf16(&bytes[2..], u16::from_le_bytes),
            _ if bytes.starts_with(b"\xfe\xff") => utf16(&bytes[2..], u16::from_be_bytes),
            Self::Utf8 => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
            Self::Windows1252 => Some(windows1252(bytes)),
            // The first character seldom is beyond Latin-1.
            Self::Utf16 if bytes.first() == Some(&0) => utf16(bytes, u16::from_be_bytes),
            Self::Utf16Be => utf16(bytes, u16::from_be_bytes),
            Self::Utf16 | Self::Utf16Le => utf16(bytes, u16::from_le_bytes),
            Self::Other => std::str::from_utf8(bytes).ok().filter(|text| text.is_ascii()).map(Cow::Borrowed),
        }
    }

    /// The text, with U+FFFD in place of what is none.
    pub(crate) fn decode_lossy(self, bytes: &[u8]) -> Cow<'_, str> {
        self.decode(bytes).unwrap_or_else(|| String::from_utf8_lossy(bytes))
    }

    /// JSON text, which is UTF-8 whatever the header says (RFC 8259, section 8.1), unless it can't be.
    pub(crate) fn decode_json(self, bytes: &[u8]) -> Option<Cow<'_, str>> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        // No JSON text begins with a NUL, or with one character and a NUL: that is UTF-16.
        let wide = matches!(bytes, [0, _, ..] | [_, 0, ..]);
        match std::str::from_utf8(bytes) {
            Ok(text) if !wide => Some(text.into()),
            _ if wide => Self::Utf16.decode(bytes),
            _ => self.decode(bytes),
        }
    }
}

fn windows1252(bytes: &[u8]) -> Cow<'_, str> {
    if bytes.is_ascii() {
        return String::from_utf8_lossy(bytes);
    }
    let decoded = bytes.iter().map(|byte| match byte {
        0x80..=0x9f => WINDOWS[usize::from(byte - 0x80)],
        byte => char::from(*byte),
    });
    decoded.collect::<String>().into()
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<Cow<'_, str>> {
    let pairs = bytes.chunks_exact(2);
    if !pairs.remainder().is_empty() {
        return None;
    }
    let text: Result<String, _> = char::decode_utf16(pairs.map(|pair| unit([pair[0], pair[1]]))).collect();
    text.ok().map(Cow::Owned)
}

#[cfg(test)]
mod tests {
    use reqwest::header::{CONTENT_TYPE, HeaderMap};

    use super::Charset;

    fn charset(content_type: &'static str) -> Charset {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, content_type.parse().unwrap());
        Charset::of(&headers)
    }

    #[test]
    fn the_charset_is_the_one_the_header_states() {
        assert_eq!(Charset::of(&HeaderMap::new()), Charset::Utf8);
        assert_eq!(charset("text/plain"), Charset::Utf8);
        assert_eq!(charset("text/plain; Charset=\"ISO-8859-1\""), Charset::Windows1252);
        assert_eq!(charset("text/csv;header=present;charset=utf-16"), Charset::Utf16);
        assert_eq!(charset("text/plain; charset=shift_jis"), Charset::Other);
    }

    #[test]
    fn text_is_read_in_its_charset_and_a_mark_tells_more_than_the_header() {
        for (charset, bytes, expected) in [
            (Charset::Utf8, "é€".as_bytes(), Some("é€")),
            (Charset::Utf8, b"\xef\xbb\xbfa", Some("a")),
            (Charset::Utf8, b"\xff\xfea\0", Some("a")),
            (Charset::Windows1252, b"\xe9\x80", Some("é€")),
            (Charset::Windows1252, b"\xef\xbb\xbf\xc3\xa9", Some("é")),
            (Charset::Utf16, b"a\0\xe9\0", Some("aé")),
            (Charset::Utf16, b"\xfe\xff\0a", Some("a")),
            (Charset::Utf16, b"\0a", Some("a")),
            (Charset::Utf16, b"a\0b", None),
            (Charset::Utf16, b"a\0\0\xd8", None),
            (Charset::Utf16Be, b"\x65\xe5", Some("日")),
            (Charset::Utf16Le, b"\0\x01", Some("Ā")),
            (Charset::Utf8, b"\xe9", None),
            (Charset::Other, b"a", Some("a")),
            (Charset::Other, "é".as_bytes(), None),
        ] {
            assert_eq!(charset.decode(bytes).as_deref(), expected, "{charset:?} {bytes:?}");
        }
    }

    #[test]
    fn json_is_utf_8_unless_it_can_not_be() {
        for bytes in [
            r#""é""#.as_bytes(),
            b"\xef\xbb\xbf\"\xc3\xa9\"",
            b"\"\xe9\"",
            b"\"\0\xe9\0\"\0",
            b"\0\"\0\xe9\0\"",
            b"\xff\xfe\"\0\xe9\0\"\0",
        ] {
            let json = Charset::Windows1252.decode_json(bytes);
            assert_eq!(json.as_deref(), Some(r#""é""#), "{bytes:?}");
        }
        assert_eq!(Charset::Utf8.decode_json(b"\"\xe9\""), None);
    }
}
