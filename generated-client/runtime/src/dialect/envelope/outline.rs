//! The top level of a JSON object, read no further than it takes to tell what the object is.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::HEADERS;

/// The members that may stand beside the one that carries the value.
const COMPANIONS: [&str; 4] = ["message", "provider", "headers", "response_headers"];

/// What was seen of an object.
#[allow(clippy::struct_excessive_bools)] // Independent findings, not states.
#[derive(Default)]
pub(super) struct Outline<'a> {
    /// `data`, `result` or `res`.
    carried: Option<&'a RawValue>,
    carriers: usize,
    xml: bool,
    json: Option<&'a RawValue>,
    /// `headers` or `response_headers`.
    headers: Option<&'a RawValue>,
    /// There is a member no envelope has.
    stranger: bool,
    /// There is a member that is neither `xml` nor `json`.
    unconverted: bool,
    /// There is a member the type declares.
    declared: bool,
    complete: bool,
}

impl<'a> Outline<'a> {
    /// Looks at a text. What is no object, or no JSON, has an empty outline: whoever decodes it will say so.
    pub(super) fn of(text: &'a str, declares: &[&str]) -> Self {
        let mut outline = Self::default();
        if text.starts_with('{') {
            // The walk ends in an error where it stops early; what was seen until then is the point.
            let walk = Walk { outline: &mut outline, declares };
            let complete = serde_json::Deserializer::from_str(text).deserialize_map(walk).is_ok();
            outline.complete = complete;
        }
        outline
    }

    /// What the object carries, where it is an envelope: exactly one carrier, and nothing but companions.
    pub(super) fn carried(&self) -> Option<&'a RawValue> {
        self.carried.filter(|_| self.complete && self.carriers == 1 && !self.stranger)
    }

    /// What a provider's XML was converted to, where the object is `{xml, json}` and nothing else.
    pub(super) fn converted(&self) -> Option<&'a RawValue> {
        self.json.filter(|_| self.complete && self.xml && !self.unconverted)
    }

    /// The provider's headers, where the object is an envelope.
    pub(super) fn headers(&self) -> Option<&'a RawValue> {
        self.headers.filter(|_| self.carried().is_some())
    }

    /// Whether any member is one the type declares.
    pub(super) fn declared(&self) -> bool {
        self.declared
    }

    fn see(&mut self, key: &str, declares: &[&str]) -> Member {
        self.declared |= declares.contains(&key);
        let member = match key {
            "data" | "result" | "res" => Member::Carrier,
            "xml" => Member::Xml,
            "json" => Member::Json,
            key if HEADERS.contains(&key) => Member::Headers,
            _ => Member::Other,
        };
        self.carriers += usize::from(matches!(member, Member::Carrier));
        self.xml |= matches!(member, Member::Xml);
        self.unconverted |= !matches!(member, Member::Xml | Member::Json);
        self.stranger |= !matches!(member, Member::Carrier) && !COMPANIONS.contains(&key);
        member
    }

    /// Whether the rest can't change what the object is.
    fn is_settled(&self, declares: &[&str]) -> bool {
        self.stranger && (self.unconverted || self.declared) && (self.declared || declares.is_empty())
    }
}

enum Member {
    Carrier,
    Xml,
    Json,
    Headers,
    Other,
}

struct Walk<'o, 'a, 'd> {
    outline: &'o mut Outline<'a>,
    declares: &'d [&'d str],
}

impl<'de> Visitor<'de> for Walk<'_, 'de, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<(), A::Error> {
        while let Some(member) = members.next_key_seed(&mut self)? {
            if self.outline.is_settled(self.declares) {
                return Err(A::Error::custom("seen enough"));
            }
            match member {
                Member::Carrier => self.outline.carried = Some(members.next_value()?),
                Member::Json => self.outline.json = Some(members.next_value()?),
                Member::Headers => self.outline.headers = Some(members.next_value()?),
                Member::Xml | Member::Other => drop(members.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}

/// A key is looked at where it lies; it is never copied.
impl<'de> DeserializeSeed<'de> for &mut Walk<'_, '_, '_> {
    type Value = Member;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Member, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for &mut Walk<'_, '_, '_> {
    type Value = Member;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Member, E> {
        Ok(self.outline.see(key, self.declares))
    }
}
