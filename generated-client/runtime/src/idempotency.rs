//! The key by which a service knows a call that it has seen.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use bytes::Bytes;
use http::Request;
use percent_encoding::percent_decode_str;
use serde_json::value::RawValue;

/// How many characters a UUID has.
const UUID: usize = 36;

/// Where an operation takes an idempotency key
/// ([draft-ietf-httpapi-idempotency-key-header](https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/)),
/// by which the service knows a request that it has seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IdempotencyKey {
    pub(crate) place: Place,
    pub(crate) name: &'static str,
    length: usize,
    /// The service is known to get the key.
    pub(crate) is_honoured: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Header,
    Query,
    /// A member of the body, where that is a JSON object.
    Member,
}

/// By what the service knows a call again.
#[derive(Debug, Default)]
pub(crate) struct Identity {
    /// The idempotency key, where the call has one.
    pub(crate) key: Option<String>,
    pub(crate) is_known_again: bool,
}

impl IdempotencyKey {
    /// In a header of this name.
    #[must_use]
    pub const fn header(name: &'static str) -> Self {
        Self { place: Place::Header, name, length: UUID, is_honoured: true }
    }

    /// In a parameter of the query.
    #[must_use]
    pub const fn query(name: &'static str) -> Self {
        Self { place: Place::Query, ..Self::header(name) }
    }

    /// In a member of a JSON body.
    #[must_use]
    pub const fn member(name: &'static str) -> Self {
        Self { place: Place::Member, ..Self::header(name) }
    }

    /// Keys may have so many characters at most.
    #[must_use]
    pub const fn at_most(mut self, length: usize) -> Self {
        self.length = length;
        self
    }

    /// Nobody knows whether the key reaches the service: it is sent, and no call is repeated on its account.
    #[must_use]
    pub const fn unproven(mut self) -> Self {
        self.is_honoured = false;
        self
    }

    /// A key that no other call has: a UUID of version 4 (RFC 9562), or as many of its digits as there is room for.
    pub(crate) fn fresh(&self) -> String {
        // Keyed by the operating system's random numbers, which the generator of waits is not.
        let random = RandomState::new();
        let bits = u128::from(random.hash_one(0)) << 64 | u128::from(random.hash_one(1));
        let bits = bits & !(0xF << 76) & !(0x3 << 62) | 0x4 << 76 | 0x2 << 62;
        let digits = format!("{bits:032x}");
        if self.length < UUID {
            return digits[..self.length.min(digits.len())].to_owned();
        }
        [0..8, 8..12, 12..16, 16..20, 20..32].map(|part| &digits[part]).join("-")
    }

    /// The key among the pairs of an encoded query.
    pub(crate) fn in_query<'q>(&self, query: &'q str) -> Option<Cow<'q, str>> {
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        let (_, value) = pairs.find(|(name, _)| percent_decode_str(name).decode_utf8_lossy() == self.name)?;
        Some(percent_decode_str(value).decode_utf8_lossy())
    }

    /// The key among the members of a JSON object.
    pub(crate) fn in_body(&self, body: &[u8]) -> Option<String> {
        let members = serde_json::from_slice::<HashMap<String, &RawValue>>(body).ok()?;
        serde_json::from_str(members.get(self.name)?.get()).ok()
    }

    /// The key a request has.
    pub(crate) fn of(&self, request: &Request<Bytes>) -> Option<String> {
        match self.place {
            Place::Header => {
                let values = request.headers().get_all(self.name).iter();
                let texts = values.map(|value| String::from_utf8_lossy(value.as_bytes()));
                texts.reduce(|one, other| one + ", " + other).map(Cow::into_owned)
            }
            Place::Query => self.in_query(request.uri().query()?).map(Cow::into_owned),
            Place::Member => self.in_body(request.body()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::IdempotencyKey;

    #[test]
    fn keys_are_uuids_and_no_two_are_alike() {
        let place = IdempotencyKey::header("Idempotency-Key");
        let keys: HashSet<String> = (0..1000).map(|_| place.fresh()).collect();
        assert_eq!(keys.len(), 1000);
        for key in keys {
            let parts: Vec<usize> = key.split('-').map(str::len).collect();
            assert_eq!(parts, [8, 4, 4, 4, 12], "{key}");
            assert!(key.as_bytes()[14] == b'4' && b"89ab".contains(&key.as_bytes()[19]), "{key}");
        }
    }

    #[test]
    fn keys_are_as_short_as_they_have_to_be() {
        let short = |length| IdempotencyKey::query("key").at_most(length).fresh();
        assert_eq!([short(20), short(32), short(35), short(36)].map(|key| key.len()), [20, 32, 32, 36]);
        assert_eq!(IdempotencyKey::query("a b").in_query("x=1&a%20b=c%20d").as_deref(), Some("c d"));
        let member = |body: &str| IdempotencyKey::member("a").in_body(body.as_bytes());
        assert_eq!(member(r#"{"b": [1], "a": "c\u0064"}"#).as_deref(), Some("cd"));
        for none in [r#"{"a": 1}"#, r#"{"b": {"a": "c"}}"#, r#"["a"]"#, "a", ""] {
            assert_eq!(member(none), None, "{none}");
        }
    }
}
