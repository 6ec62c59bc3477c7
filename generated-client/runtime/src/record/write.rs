//! Writing the members of a struct.

use std::collections::BTreeMap;

use serde::ser::{SerializeMap, SerializeStruct, Serializer};

use super::{Member, Record, Walk};

/// Writes a struct.
pub fn write<T: Record, S: Serializer>(value: &T, to: S) -> Result<S::Ok, S::Error> {
    let mut count = Count(0);
    value.walk(value, &mut count);
    // As it is read.
    if T::KEEPS_OTHERS || !to.is_human_readable() {
        let mut map = Map { to: to.serialize_map(Some(count.0))?, failed: None };
        value.walk(value, &mut map);
        match map.failed {
            None => map.to.end(),
            Some(error) => Err(error),
        }
    } else {
        let mut members = Struct { to: to.serialize_struct(T::NAME, count.0)?, failed: None };
        value.walk(value, &mut members);
        match members.failed {
            None => members.to.end(),
            Some(error) => Err(error),
        }
    }
}

/// Counts the members that will be written.
struct Count(usize);

impl Walk for Count {
    fn required<T: Member>(&mut self, _: &'static str, _: &T, _: &T) {
        self.0 += 1;
    }

    fn optional<T: Member>(&mut self, _: &'static str, value: &Option<T>, _: &Option<T>) {
        self.0 += usize::from(value.is_some());
    }

    fn others<T: Member>(&mut self, others: &BTreeMap<String, T>, _: &BTreeMap<String, T>) {
        self.0 += others.len();
    }
}

/// Writes them as those of a struct.
struct Struct<S: SerializeStruct> {
    to: S,
    failed: Option<S::Error>,
}

impl<S: SerializeStruct> Walk for Struct<S> {
    fn required<T: Member>(&mut self, name: &'static str, value: &T, _: &T) {
        if self.failed.is_none() {
            self.failed = self.to.serialize_field(name, value).err();
        }
    }

    fn optional<T: Member>(&mut self, name: &'static str, value: &Option<T>, _: &Option<T>) {
        match value {
            Some(value) => self.required(name, value, value),
            None if self.failed.is_none() => self.failed = self.to.skip_field(name).err(),
            None => {}
        }
    }

    fn others<T: Member>(&mut self, _: &BTreeMap<String, T>, _: &BTreeMap<String, T>) {
        unreachable!("a struct that keeps other members is written as a map");
    }
}

/// Writes them as the entries of a map.
struct Map<S: SerializeMap> {
    to: S,
    failed: Option<S::Error>,
}

impl<S: SerializeMap> Walk for Map<S> {
    fn required<T: Member>(&mut self, name: &'static str, value: &T, _: &T) {
        if self.failed.is_none() {
            self.failed = self.to.serialize_entry(name, value).err();
        }
    }

    fn optional<T: Member>(&mut self, name: &'static str, value: &Option<T>, _: &Option<T>) {
        if let Some(value) = value {
            self.required(name, value, value);
        }
    }

    fn others<T: Member>(&mut self, others: &BTreeMap<String, T>, _: &BTreeMap<String, T>) {
        for (name, value) in others {
            if self.failed.is_none() {
                self.failed = self.to.serialize_entry(name, value).err();
            }
        }
    }
}
