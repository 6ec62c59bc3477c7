//! Bytes that are base64 on the wire; encoding them is the type's work, not the caller's.

use std::borrow::Cow;
use std::fmt;

use base64::Engine as _;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use bytes::Bytes;
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use crate::support;

/// Padded when sent, and read with or without padding.
const ENGINE: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Bytes, base64 on the wire.
///
/// They are made from bytes or text and written in the standard alphabet, with padding. Either alphabet (RFC 4648,
/// sections 4 and 5) is read, with or without padding and line breaks. What is no base64 is kept as the text it came as,
/// so that one odd value never costs a whole answer; [`bytes`](Self::bytes) says where that is so.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Base64(pub(crate) Content);

/// Bytes, or what came in their place.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Content {
    Bytes(Vec<u8>),
    /// Came as text that is no base64.
    Text(String),
}

impl Base64 {
    /// The bytes.
    ///
    /// # Errors
    /// Where the text that came is no base64.
    pub fn bytes(&self) -> Result<&[u8], NotBase64> {
        match &self.0 {
            Content::Bytes(bytes) => Ok(bytes),
            Content::Text(text) => Err(NotBase64::of(text)),
        }
    }

    /// The bytes, taken out.
    ///
    /// # Errors
    /// Where the text that came is no base64.
    pub fn into_bytes(self) -> Result<Vec<u8>, NotBase64> {
        match self.0 {
            Content::Bytes(bytes) => Ok(bytes),
            Content::Text(text) => Err(NotBase64::of(&text)),
        }
    }

    /// The text that is written: base64, or what came in its place.
    #[must_use]
    pub fn to_text(&self) -> Cow<'_, str> {
        match &self.0 {
            Content::Bytes(bytes) => ENGINE.encode(bytes).into(),
            Content::Text(text) => text.into(),
        }
    }

    /// What came as text.
    fn read(text: &str) -> Self {
        Self(match decode(text) {
            Ok(bytes) => Content::Bytes(bytes),
            Err(_) => Content::Text(text.to_owned()),
        })
    }
}

/// Reads either alphabet, but no text that mixes the two.
fn decode(text: &str) -> Result<Vec<u8>, base64::DecodeError> {
    ENGINE.decode(text).or_else(|error| {
        let plain: String = text.chars().filter(|c| !c.is_ascii_whitespace()).collect();
        if plain.contains(['-', '_']) {
            if plain.contains(['+', '/']) {
                return Err(error);
            }
            return ENGINE.decode(plain.replace('-', "+").replace('_', "/")).map_err(|_| error);
        }
        ENGINE.decode(plain).map_err(|_| error)
    })
}

/// What came is no base64.
#[derive(Clone, PartialEq, Eq)]
pub struct NotBase64(base64::DecodeError);

impl NotBase64 {
    fn of(text: &str) -> Self {
        Self(decode(text).err().unwrap_or(base64::DecodeError::InvalidPadding))
    }
}

impl fmt::Debug for NotBase64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NotBase64({})", self.0)
    }
}

impl fmt::Display for NotBase64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the text is no base64: {}", self.0)
    }
}

impl std::error::Error for NotBase64 {}

impl fmt::Debug for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Content::Bytes(bytes) => write!(f, "Base64({} bytes)", bytes.len()),
            Content::Text(text) => write!(f, "Base64(no base64, {} bytes of text)", text.len()),
        }
    }
}

impl Default for Base64 {
    fn default() -> Self {
        Self(Content::Bytes(Vec::new()))
    }
}

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Content::Bytes(bytes))
    }
}

impl From<Bytes> for Base64 {
    fn from(bytes: Bytes) -> Self {
        Vec::from(bytes).into()
    }
}

impl From<&[u8]> for Base64 {
    fn from(bytes: &[u8]) -> Self {
        bytes.to_vec().into()
    }
}

impl<const N: usize> From<&[u8; N]> for Base64 {
    fn from(bytes: &[u8; N]) -> Self {
        bytes.to_vec().into()
    }
}

impl From<String> for Base64 {
    fn from(text: String) -> Self {
        text.into_bytes().into()
    }
}

impl From<&str> for Base64 {
    fn from(text: &str) -> Self {
        text.as_bytes().into()
    }
}

impl Serialize for Base64 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Content::Bytes(bytes) => {
                serializer.collect_str(&base64::display::Base64Display::new(bytes, &ENGINE))
            }
            Content::Text(text) => serializer.serialize_str(text),
        }
    }
}

impl<'de> Deserialize<'de> for Base64 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        support::text(deserializer, Self::read)
    }
}

#[cfg(test)]
mod tests {
    use super::Base64;

    fn read(json: &str) -> Base64 {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn bytes_travel_as_base64() {
        let sent = serde_json::to_string(&Base64::from(b"From: a\r\n")).unwrap();
        assert_eq!(sent, r#""RnJvbTogYQ0K""#);
        assert_eq!(read(&sent).bytes().unwrap(), b"From: a\r\n");
    }

    #[test]
    fn either_alphabet_is_read_with_or_without_padding_and_line_breaks() {
        for text in [r#""++//YQ==""#, r#""--__YQ==""#, r#""--__YQ""#, r#""++//YQ""#, r#"" ++/\n/YQ\r\n==""#] {
            let base64 = read(text);
            assert_eq!(base64.bytes().unwrap(), [0xfb, 0xef, 0xff, b'a'], "{text}");
            assert_eq!(serde_json::to_string(&base64).unwrap(), r#""++//YQ==""#, "{text}");
        }
        assert_eq!(read(r#""""#), Base64::default());
    }

    #[test]
    fn what_is_no_base64_is_kept_as_it_came() {
        for text in [r#""https://a/b""#, r#""a""#, r#""+_+_""#, r#""YR==""#, r#""é\n""#] {
            let odd = read(text);
            assert_eq!(serde_json::to_string(&odd).unwrap(), text);
            let error = odd.clone().into_bytes().unwrap_err();
            assert!(error.to_string().starts_with("the text is no base64: "), "{error}");
            assert_eq!(serde_json::to_string(&odd.to_text()).unwrap(), text);
        }
    }

    #[test]
    fn debug_shows_the_length_only() {
        assert_eq!(format!("{:?}", Base64::from("secret")), "Base64(6 bytes)");
        assert_eq!(format!("{:?}", read(r#""secret?""#)), "Base64(no base64, 7 bytes of text)");
    }
}
