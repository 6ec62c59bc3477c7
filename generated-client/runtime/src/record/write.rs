//! Writing the members of a struct.

use std::collections::BTreeMap;

use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

use super::Record;

/// Writes a struct.
pub fn write<T: Record, S: Serializer>(value: &T, to: S) -> Result<S::Ok, S::Error> {
    let mut count = Count(0);
    value.write(&mut count);
    // As it is read.
    if T::KEEPS_OTHERS || !to.is_human_readable() {
        let mut map = Map { to: to.serialize_map(Some(count.0))?, failed: None };
        value.write(&mut map);
        match map.failed {
            None => map.to.end(),
            Some(error) => Err(error),
        }
    } else {
        let mut members = Struct { to: to.serialize_struct(T::NAME, count.0)?, failed: None };
        value.write(&mut members);
        match members.failed {
            None => members.to.end(),
            Some(error) => Err(error),
        }
    }
}

/// What takes the members of a struct, one after the other.
pub trait Writer {
    /// Takes a member that has to be there.
    fn required<T: Serialize>(&mut self, name: &'static str, value: &T);

    /// Takes a member that has to be there, and be it as `null`.
    fn nullable<T: Serialize>(&mut self, name: &'static str, value: &Option<T>) {
        self.required(name, value);
    }

    /// Takes a member that isn't written where it is unset.
    fn optional<T: Serialize>(&mut self, name: &'static str, value: &Option<T>);

    /// Takes a member that isn't written where it is unset, and may be `null`.
    fn present<T: Serialize>(&mut self, name: &'static str, value: &Option<T>) {
        self.optional(name, value);
    }

    /// Takes the members that the struct doesn't name.
    fn others<T: Serialize>(&mut self, others: &BTreeMap<String, T>);
}

/// Counts the members that will be written.
struct Count(usize);

impl Writer for Count {
    fn required<T: Serialize>(&mut self, _: &'static str, _: &T) {
        self.0 += 1;
    }

    fn optional<T: Serialize>(&mut self, _: &'static str, value: &Option<T>) {
        self.0 += usize::from(value.is_some());
    }

    fn others<T: Serialize>(&mut self, others: &BTreeMap<String, T>) {
        self.0 += others.len();
    }
}

/// Writes them as those of a struct.
struct Struct<S: SerializeStruct> {
    to: S,
    failed: Option<S::Error>,
}

impl<S: SerializeStruct> Writer for Struct<S> {
    fn required<T: Serialize>(&mut self, name: &'static str, value: &T) {
        if self.failed.is_none() {
            self.failed = self.to.serialize_field(name, value).err();
        }
    }

    fn optional<T: Serialize>(&mut self, name: &'static str, value: &Option<T>) {
        match value {
            Some(value) => self.required(name, value),
            None if self.failed.is_none() => self.failed = self.to.skip_field(name).err(),
            None => {}
        }
    }

    fn others<T: Serialize>(&mut self, _: &BTreeMap<String, T>) {
        unreachable!("a struct that keeps other members is written as a map");
    }
}

/// Writes them as the entries of a map.
struct Map<S: SerializeMap> {
    to: S,
    failed: Option<S::Error>,
}

impl<S: SerializeMap> Writer for Map<S> {
    fn required<T: Serialize>(&mut self, name: &'static str, value: &T) {
        if self.failed.is_none() {
            self.failed = self.to.serialize_entry(name, value).err();
        }
    }

    fn optional<T: Serialize>(&mut self, name: &'static str, value: &Option<T>) {
        if let Some(value) = value {
            self.required(name, value);
        }
    }

    fn others<T: Serialize>(&mut self, others: &BTreeMap<String, T>) {
        for (name, value) in others {
            if self.failed.is_none() {
                self.failed = self.to.serialize_entry(name, value).err();
            }
        }
    }
}
