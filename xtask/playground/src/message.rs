//! JSON with bytes behind it: four bytes with the length of the JSON (little-endian), the JSON, the bytes.

use serde::Serialize;
use serde::de::{DeserializeOwned, Error as _};

/// A message under construction: the bytes come first, and the JSON says where in them everything is.
#[derive(Debug, Default)]
pub struct Message {
    json: Vec<u8>,
    bytes: Vec<u8>,
}

/// A stretch of the bytes behind the JSON: start and length.
pub(crate) type Stretch = (usize, usize);

impl Message {
    /// Puts a text behind the JSON.
    pub(crate) fn add(&mut self, text: &str) -> Stretch {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(text.as_bytes());
        (start, text.len())
    }

    /// Sets the JSON.
    ///
    /// # Panics
    ///
    /// Never: what a page gets is texts, numbers and lists.
    #[must_use]
    pub(crate) fn with(mut self, json: &impl Serialize) -> Self {
        self.json = serde_json::to_vec(json).expect("texts, numbers and lists are JSON");
        self
    }

    /// All of it in a row.
    ///
    /// # Panics
    ///
    /// Where its JSON is longer than four bytes can tell, which no browser has the memory for.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        let length = u32::try_from(self.json.len()).expect("a message fits into a browser's memory");
        [&length.to_le_bytes(), &*self.json, &self.bytes].concat()
    }
}

/// The JSON of a message, and the bytes behind it.
pub(crate) fn parse<T: DeserializeOwned>(message: &[u8]) -> Result<(T, &[u8]), serde_json::Error> {
    let cut = || serde_json::Error::custom("the message is cut off");
    let (length, rest) = message.split_first_chunk().ok_or_else(cut)?;
    let length = usize::try_from(u32::from_le_bytes(*length)).map_err(serde_json::Error::custom)?;
    let (json, bytes) = rest.split_at_checked(length).ok_or_else(cut)?;
    Ok((serde_json::from_slice(json)?, bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_comes_apart_as_it_was_put_together() {
        let mut message = Message::default();
        let stretches = [message.add("pub"), message.add("ä")];
        assert_eq!(stretches, [(0, 3), (3, 2)]);
        let bytes = message.with(&stretches).into_bytes();
        let (json, rest): (Vec<Stretch>, _) = parse(&bytes).unwrap();
        assert_eq!((json, rest), (stretches.to_vec(), "pubä".as_bytes()));
        for cut in [0, 3, 6] {
            assert!(parse::<Vec<Stretch>>(&bytes[..cut]).is_err());
        }
    }
}
