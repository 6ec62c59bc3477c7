//! Showing the members of a struct to whoever debugs.

use std::collections::BTreeMap;
use std::fmt::{self, Debug, DebugStruct, Formatter};

use super::{Member, Names, Record, Walk};

/// Shows a struct as its derived `Debug` would.
pub fn show<T: Record>(value: &T, f: &mut Formatter<'_>) -> fmt::Result {
    let mut shown = Shown { to: f.debug_struct(T::NAME), names: T::names(), at: 0 };
    value.walk(value, &mut shown);
    shown.to.finish()
}

struct Shown<'a, 'b> {
    to: DebugStruct<'a, 'b>,
    names: &'static Names,
    /// The member that comes next.
    at: usize,
}

impl Shown<'_, '_> {
    fn next(&mut self, value: &dyn Debug) {
        self.to.field(self.names.field(self.at), value);
        self.at += 1;
    }
}

impl Walk for Shown<'_, '_> {
    fn required<T: Member>(&mut self, _: &'static str, value: &T, _: &T) {
        self.next(value);
    }

    fn optional<T: Member>(&mut self, _: &'static str, value: &Option<T>, _: &Option<T>) {
        self.next(value);
    }

    fn others<T: Member>(&mut self, values: &BTreeMap<String, T>, _: &BTreeMap<String, T>) {
        self.next(values);
    }
}
