//! Reading the members of a struct.
//!
//! What is emitted for a struct is checked once for each of them, so it says as little as it can: the source of members has
//! no lifetime and no type of error that a compiler would have to work out at each member. What fails is kept aside.

use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::{fmt, mem};

use serde::de::{
    Deserialize, DeserializeOwned, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use super::{Names, Record};
use crate::integers::{Fit, Integers, Read};
use crate::notes::Notes;

/// Reads a struct.
pub fn read<'de, T: Record, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    let visitor = Whole(PhantomData);
    // Formats that aren't for people write a struct without names, but then can't leave a member out.
    if T::KEEPS_OTHERS || !from.is_human_readable() {
        from.deserialize_map(visitor)
    } else {
        from.deserialize_struct(T::NAME, T::names().all(), visitor)
    }
}

struct Whole<T>(PhantomData<T>);

impl<'de, T: Record> Visitor<'de> for Whole<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "struct {}", T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<T, A::Error> {
        let mut members = Members {
            access,
            names: T::names(),
            at: 0,
            before: 0,
            keeps_others: T::KEEPS_OTHERS,
            other: String::new(),
            failed: None,
        };
        let read = T::read(&mut members);
        match members.failed {
            Some(error) => Err(error),
            None => Ok(read.expect("what isn't there leaves an error")),
        }
    }
}

/// Where the members of a struct come from. After a failure there are none left.
pub trait Source: Sized {
    /// The position in the table of the next member; beyond the table where it isn't there.
    fn next_member(&mut self) -> Option<usize>;

    /// Reads a member that has to come.
    fn required<T: DeserializeOwned>(&mut self, slot: &mut Option<T>);

    /// Reads a member that has to come, and be it as `null`.
    fn nullable<T: DeserializeOwned>(&mut self, slot: &mut Option<Option<T>>) {
        self.required(slot);
    }

    /// Reads a member that may be absent; it is where it is `null`.
    fn optional<T: DeserializeOwned>(&mut self, slot: &mut Option<T>);

    /// Reads a member that may be absent, and of which `null` is a value like any other.
    fn present<T: DeserializeOwned>(&mut self, slot: &mut Option<T>) {
        self.required(slot);
    }

    /// Reads a member that isn't in the table.
    fn others<T: DeserializeOwned>(&mut self, others: &mut BTreeMap<String, T>);

    /// Passes over a member that isn't in the table.
    fn skip(&mut self);

    /// Reads the next member as one with integers in it.
    fn integers(&mut self) -> IntegerSource<'_, Self> {
        IntegerSource(self)
    }

    /// Reads a value with integers in it, for a slot that is empty so far.
    #[doc(hidden)]
    fn once<T, U: DeserializeOwned>(&mut self, slot: &mut Option<T>, value: fn(U) -> Option<T>);

    /// What came of a member that had to; `None` where it didn't, which is a failure.
    fn came<T: DeserializeOwned>(&mut self, at: usize, slot: Option<T>) -> Option<T>;

    /// What came of a member that had to, and be it as `null`. No whole answer is lost over it, but of several types one
    /// that misses nothing is meant rather.
    fn came_nullable<T>(&mut self, slot: Option<Option<T>>) -> Option<T>;
}

/// The same for members with integers in them.
pub struct IntegerSource<'a, S>(&'a mut S);

impl<S: Source> IntegerSource<'_, S> {
    /// As [`Source::required`]; an integer that doesn't fit is the nearest that does.
    pub fn required<T: Integers>(self, slot: &mut Option<T>) {
        self.0.once(slot, |value: Read<T>| Some(value.0));
    }

    /// As [`Source::nullable`]; an integer that doesn't fit is `None`.
    pub fn nullable<T: Integers>(self, slot: &mut Option<Option<T>>) {
        self.required(slot);
    }

    /// As [`Source::optional`]; an integer that doesn't fit is as if it had not come.
    pub fn optional<T: Integers>(self, slot: &mut Option<T>) {
        self.0.once(slot, |value: Read<Option<T>>| value.0);
    }

    /// As [`Source::present`]; an integer that doesn't fit is as if it had not come.
    pub fn present<T: Integers>(self, slot: &mut Option<T>) {
        self.0.once(slot, |value: Fit<T>| value.0);
    }

    /// As [`Source::others`]; an integer that doesn't fit is the nearest that does.
    pub fn others<T: Integers>(self, others: &mut BTreeMap<String, T>) {
        let mut read: BTreeMap<String, Read<T>> = BTreeMap::new();
        self.0.others(&mut read);
        others.extend(read.into_iter().map(|(name, value)| (name, value.0)));
    }
}

/// The members as they come.
struct Members<'de, A: MapAccess<'de>> {
    access: A,
    names: &'static Names,
    /// The member whose value is read next.
    at: usize,
    /// Its number, as [`Names::position`] takes it for the next one.
    before: usize,
    /// Whether members are kept that aren't in the table, and the name of the last such member.
    keeps_others: bool,
    other: String,
    /// The first failure.
    failed: Option<A::Error>,
}

impl<'de, A: MapAccess<'de>> Members<'de, A> {
    fn value<T: Deserialize<'de>>(&mut self) -> Option<T> {
        let value = self.access.next_value();
        self.kept(value)
    }

    /// What a member is that didn't come.
    #[cold]
    fn missing<T: DeserializeOwned>(&mut self, at: usize) -> Option<T> {
        if self.failed.is_some() {
            return None;
        }
        let nothing = T::deserialize(Missing(self.names.at(at), PhantomData));
        self.kept(nothing)
    }

    fn kept<T>(&mut self, read: Result<T, A::Error>) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(error) => {
                self.failed = Some(error);
                None
            }
        }
    }
}

impl<'de, A: MapAccess<'de>> Source for Members<'de, A> {
    fn next_member(&mut self) -> Option<usize> {
        if self.failed.is_some() {
            return None;
        }
        let other = self.keeps_others.then_some(&mut self.other);
        let name = Name { names: self.names, before: self.before, other };
        let next = self.access.next_key_seed(name);
        let at = self.kept(next)??;
        (self.at, self.before) = (at, at + 1);
        Some(at)
    }

    fn required<T: DeserializeOwned>(&mut self, slot: &mut Option<T>) {
        self.once(slot, Some);
    }

    fn optional<T: DeserializeOwned>(&mut self, slot: &mut Option<T>) {
        self.once(slot, |value: Option<T>| value);
    }

    fn others<T: DeserializeOwned>(&mut self, others: &mut BTreeMap<String, T>) {
        let name = mem::take(&mut self.other);
        if let Some(value) = self.value() {
            others.insert(name, value);
        }
    }

    fn skip(&mut self) {
        self.value::<IgnoredAny>();
    }

    fn once<T, U: DeserializeOwned>(&mut self, slot: &mut Option<T>, value: fn(U) -> Option<T>) {
        if slot.is_some() {
            self.failed = Some(A::Error::duplicate_field(self.names.at(self.at)));
        } else {
            let value = self.value().and_then(value);
            // The slot is empty: there is nothing to drop, and none of the code that would.
            mem::forget(mem::replace(slot, value));
        }
    }

    #[inline]
    fn came<T: DeserializeOwned>(&mut self, at: usize, slot: Option<T>) -> Option<T> {
        if slot.is_some() { slot } else { self.missing(at) }
    }

    fn came_nullable<T>(&mut self, slot: Option<Option<T>>) -> Option<T> {
        slot.unwrap_or_else(|| {
            if self.failed.is_none() {
                Notes::absent().keep();
            }
            None
        })
    }
}

/// Reads a name as its position in the table.
struct Name<'a> {
    names: &'static Names,
    before: usize,
    other: Option<&'a mut String>,
}

impl<'de> DeserializeSeed<'de> for Name<'_> {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<usize, D::Error> {
        if from.is_human_readable() { from.deserialize_identifier(self) } else { from.deserialize_str(self) }
    }
}

impl Visitor<'_> for Name<'_> {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<usize, E> {
        let position = self.names.position(name, self.before);
        if let Some(other) = self.other
            && position == self.names.all().len()
        {
            name.clone_into(other);
        }
        Ok(position)
    }
}

/// What is read where a member is missing: types that stand for nothing are read from nothing.
struct Missing<E>(&'static str, PhantomData<E>);

impl<'de, E: Error> Deserializer<'de> for Missing<E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, E> {
        Err(E::missing_field(self.0))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_none()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
