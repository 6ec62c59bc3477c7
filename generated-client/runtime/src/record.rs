//! Structs read, written, shown and compared by a table of their members, so that what is emitted for each stays short.

mod equal;
mod names;
mod read;
mod show;
mod write;

use std::collections::BTreeMap;
use std::fmt::Debug;

use serde::ser::Serialize;

pub use equal::equal;
pub use names::Names;
pub use read::{IntegerSource, Source, read};
pub use show::show;
pub use write::write;

/// A struct with a table of its members.
pub trait Record: Sized {
    /// What it is called.
    const NAME: &'static str;
    /// Whether it keeps members that it doesn't name.
    const KEEPS_OTHERS: bool = false;

    /// The names of its members on the wire; those that are only read come last.
    fn names() -> &'static Names;

    /// Reads its members; `None` after a failure, which the source keeps.
    fn read<S: Source>(from: &mut S) -> Option<Self>;

    /// Goes through its members, each beside that of another one.
    fn walk<W: Walk>(&self, other: &Self, walk: &mut W);
}

/// What goes through the members of a struct, one after the other: one walk for all that is done with them, for every
/// further one would have to be checked for each struct.
pub trait Walk {
    /// Takes a member that has to be there.
    fn required<T: Member>(&mut self, name: &'static str, value: &T, other: &T);

    /// Takes a member that has to be there, and be it as `null`.
    fn nullable<T: Member>(&mut self, name: &'static str, value: &Option<T>, other: &Option<T>) {
        self.required(name, value, other);
    }

    /// Takes a member that isn't written where it is unset.
    fn optional<T: Member>(&mut self, name: &'static str, value: &Option<T>, other: &Option<T>);

    /// Takes a member that isn't written where it is unset, and may be `null`.
    fn present<T: Member>(&mut self, name: &'static str, value: &Option<T>, other: &Option<T>) {
        self.optional(name, value, other);
    }

    /// Takes the members that the struct doesn't name.
    fn others<T: Member>(&mut self, values: &BTreeMap<String, T>, others: &BTreeMap<String, T>);
}

/// What a member can be.
pub trait Member: Serialize + Debug + PartialEq {}

impl<T: Serialize + Debug + PartialEq> Member for T {}
