//! Reading the members of a struct.

use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::{fmt, mem};

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
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
        T::read(Reader {
            access,
            names: T::names(),
            at: 0,
            expected: 0,
            keeps_others: T::KEEPS_OTHERS,
            other: String::new(),
        })
    }
}

/// The members as they come.
pub struct Reader<A> {
    access: A,
    names: &'static Names,
    /// The member whose value is read next.
    at: usize,
    /// The member that comes next where they come in the order of the table.
    expected: usize,
    /// Whether members are kept that aren't in the table, and the name of the last such member.
    keeps_others: bool,
    other: String,
}

impl<'de, A: MapAccess<'de>> Reader<A> {
    /// The position in the table of the next member; beyond the table where it isn't there.
    pub fn next_member(&mut self) -> Result<Option<usize>, A::Error> {
        let other = self.keeps_others.then_some(&mut self.other);
        let name = Name { names: self.names, expected: self.expected, other };
        let Some(at) = self.access.next_key_seed(name)? else { return Ok(None) };
        (self.at, self.expected) = (at, at + 1);
        Ok(Some(at))
    }

    /// Reads a member that has to come.
    pub fn required<T: Deserialize<'de>>(&mut self, slot: &mut Option<T>) -> Result<(), A::Error> {
        self.once(slot.is_some())?;
        *slot = Some(self.access.next_value()?);
        Ok(())
    }

    /// Reads a member that has to come, and be it as `null`.
    pub fn nullable<T: Deserialize<'de>>(&mut self, slot: &mut Option<Option<T>>) -> Result<(), A::Error> {
        self.required(slot)
    }

    /// Reads a member that may be absent; it is where it is `null`.
    pub fn optional<T: Deserialize<'de>>(&mut self, slot: &mut Option<T>) -> Result<(), A::Error> {
        self.once(slot.is_some())?;
        *slot = self.access.next_value()?;
        Ok(())
    }

    /// Reads a member that may be absent, and of which `null` is a value like any other.
    pub fn present<T: Deserialize<'de>>(&mut self, slot: &mut Option<T>) -> Result<(), A::Error> {
        self.required(slot)
    }

    /// Reads a member that isn't in the table.
    pub fn others<T: Deserialize<'de>>(&mut self, others: &mut BTreeMap<String, T>) -> Result<(), A::Error> {
        let name = mem::take(&mut self.other);
        others.insert(name, self.access.next_value()?);
        Ok(())
    }

    /// Passes over a member that isn't in the table.
    pub fn skip(&mut self) -> Result<(), A::Error> {
        self.access.next_value::<IgnoredAny>()?;
        Ok(())
    }

    /// Reads the next member as one with integers in it.
    pub fn integers(&mut self) -> IntegerReader<'_, A> {
        IntegerReader(self)
    }

    /// What was read, where nothing is left.
    pub fn end(self) -> Found<A::Error> {
        Found { names: self.names, error: PhantomData }
    }

    fn once(&self, came: bool) -> Result<(), A::Error> {
        if came { Err(A::Error::duplicate_field(self.names.at(self.at))) } else { Ok(()) }
    }
}

/// The same for members with integers in them.
pub struct IntegerReader<'a, A>(&'a mut Reader<A>);

impl<'de, A: MapAccess<'de>> IntegerReader<'_, A> {
    /// As [`Reader::required`]; an integer that doesn't fit is the nearest that does.
    pub fn required<T: Integers>(self, slot: &mut Option<T>) -> Result<(), A::Error> {
        self.0.once(slot.is_some())?;
        *slot = Some(self.0.access.next_value::<Read<T>>()?.0);
        Ok(())
    }

    /// As [`Reader::nullable`]; an integer that doesn't fit is `None`.
    pub fn nullable<T: Integers>(self, slot: &mut Option<Option<T>>) -> Result<(), A::Error> {
        self.required(slot)
    }

    /// As [`Reader::optional`]; an integer that doesn't fit is as if it had not come.
    pub fn optional<T: Integers>(self, slot: &mut Option<T>) -> Result<(), A::Error> {
        self.0.once(slot.is_some())?;
        *slot = self.0.access.next_value::<Read<Option<T>>>()?.0;
        Ok(())
    }

    /// As [`Reader::present`]; an integer that doesn't fit is as if it had not come.
    pub fn present<T: Integers>(self, slot: &mut Option<T>) -> Result<(), A::Error> {
        self.0.once(slot.is_some())?;
        *slot = self.0.access.next_value::<Fit<T>>()?.0;
        Ok(())
    }

    /// As [`Reader::others`]; an integer that doesn't fit is the nearest that does.
    pub fn others<T: Integers>(self, others: &mut BTreeMap<String, T>) -> Result<(), A::Error> {
        let name = mem::take(&mut self.0.other);
        others.insert(name, self.0.access.next_value::<Read<T>>()?.0);
        Ok(())
    }
}

/// What each member is when all that came was read.
pub struct Found<E> {
    names: &'static Names,
    error: PhantomData<E>,
}

impl<E: Error> Found<E> {
    /// A member that has to come.
    pub fn required<'de, T: Deserialize<'de>>(&self, at: usize, slot: Option<T>) -> Result<T, E> {
        match slot {
            Some(value) => Ok(value),
            None => T::deserialize(Missing(self.names.at(at), PhantomData)),
        }
    }

    /// A member that has to come, and be it as `null`. No whole answer is lost over it, but of several types one
    /// that misses nothing is meant rather.
    pub fn nullable<T>(&self, _: usize, slot: Option<Option<T>>) -> Result<Option<T>, E> {
        Ok(slot.unwrap_or_else(|| {
            Notes::absent().keep();
            None
        }))
    }

    /// A member that may be absent.
    pub fn optional<T>(&self, _: usize, slot: Option<T>) -> Result<Option<T>, E> {
        Ok(slot)
    }

    /// A member that may be absent, or `null`.
    pub fn present<T>(&self, _: usize, slot: Option<T>) -> Result<Option<T>, E> {
        Ok(slot)
    }
}

/// Reads a name as its position in the table.
struct Name<'a> {
    names: &'static Names,
    expected: usize,
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
        let position = self.names.position(name, self.expected);
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
