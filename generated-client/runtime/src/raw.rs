//! The body of an answer, kept as it came.

use std::borrow::Cow;

use bytes::Bytes;
use reqwest::header::HeaderMap;
use serde::de::DeserializeOwned;

use crate::charset::Charset;
use crate::dialect::Dialect;
use crate::secret::Scrubber;

/// The body of an answer, with what tells how it is text.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Raw {
    body: Bytes,
    charset: Charset,
    /// The service's: what is asked for may stand in an envelope.
    dialect: Dialect,
}

impl Raw {
    /// As it came.
    pub(crate) fn of(headers: &HeaderMap, body: &Bytes) -> Self {
        Self { body: body.clone(), charset: Charset::of(headers), dialect: Dialect::Plain }
    }

    /// As it came, but for secrets. Where one is taken out of text in another charset, the text is UTF-8 from then on.
    pub(crate) fn scrubbed(headers: &HeaderMap, body: &Bytes, scrubber: &Scrubber, dialect: Dialect) -> Self {
        let raw = Self { dialect, ..Self::of(headers, body) };
        let Some(text) = raw.charset.decode(&raw.body) else {
            return Self { body: scrubber.scrub_bytes(&raw.body).into(), ..raw };
        };
        let clean = scrubber.scrub(&text);
        if clean == text {
            return raw;
        }
        Self { body: clean.into(), charset: Charset::Utf8, ..raw }
    }

    pub(crate) fn bytes(&self) -> &Bytes {
        &self.body
    }

    pub(crate) fn text(&self) -> Cow<'_, str> {
        self.charset.decode_lossy(&self.body)
    }

    pub(crate) fn decode<T: DeserializeOwned>(&self) -> Option<T> {
        let text = self.charset.decode_json(&self.body)?;
        let inside = self.dialect.inside(&text);
        inside
            .and_then(|inside| serde_json::from_str(inside).ok())
            .or_else(|| serde_json::from_str(self.dialect.open(&text, &[]).text).ok())
            .or_else(|| serde_json::from_str(&text).ok())
    }
}

#[cfg(test)]
mod tests {
    use reqwest::header::CONTENT_TYPE;

    use super::*;

    #[test]
    fn a_secret_is_taken_out_of_a_body_in_any_charset_and_of_one_that_is_no_text() {
        let mut scrubber = Scrubber::default();
        scrubber.hide("at_ü");
        let wide: Vec<u8> = "<at_ü>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (charset, body, expected) in [
            ("utf-8", "<at_ü>".as_bytes(), "<[redacted]>"),
            ("iso-8859-1", b"<at_\xfc>\xe9", "<[redacted]>é"),
            ("utf-16", &wide, "<[redacted]>"),
            ("utf-8", b"\xff<at_\xc3\xbc>\xff", "\u{fffd}<[redacted]>\u{fffd}"),
            ("latin1", b"\xe9", "é"),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(CONTENT_TYPE, format!("text/plain; charset={charset}").parse().unwrap());
            let raw = Raw::scrubbed(&headers, &Bytes::copy_from_slice(body), &scrubber, Dialect::Plain);
            assert_eq!(raw.text(), expected, "{charset}");
        }
    }
}
