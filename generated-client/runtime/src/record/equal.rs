//! Comparing the members of two structs.

use std::collections::BTreeMap;

use super::{Member, Record, Walk};

/// Whether all members are equal.
pub fn equal<T: Record>(one: &T, other: &T) -> bool {
    let mut equal = Equal(true);
    one.walk(other, &mut equal);
    equal.0
}

/// Whether they were equal so far.
struct Equal(bool);

impl Walk for Equal {
    fn required<T: Member>(&mut self, _: &'static str, value: &T, other: &T) {
        self.0 = self.0 && value == other;
    }

    fn optional<T: Member>(&mut self, name: &'static str, value: &Option<T>, other: &Option<T>) {
        self.required(name, value, other);
    }

    fn others<T: Member>(&mut self, values: &BTreeMap<String, T>, others: &BTreeMap<String, T>) {
        self.0 = self.0 && values == others;
    }
}
