//! Structs read and written by a table of their members, so that what is emitted for each stays short.

mod names;
mod read;
mod write;

pub use names::Names;
pub use read::{IntegerSource, Source, read};
pub use write::{Writer, write};

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

    /// Writes its members.
    fn write<W: Writer>(&self, to: &mut W);
}
