//! What reading a value had to make do with, noted for whoever tries several ways of reading it.

use std::cell::Cell;

/// Counts of what was met while a value was read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Notes {
    /// Members that the type has no place for.
    pub(crate) lost: usize,
    /// Values of open enums, and of unions, that have no variant.
    pub(crate) unknown: usize,
    /// Values other than the only one a document has at that place.
    pub(crate) constants: usize,
    /// Integers that their types can't hold.
    pub(crate) misfits: usize,
    /// Members that did not come although they must, and be it as `null`.
    pub(crate) absent: usize,
}

thread_local! {
    static NOTES: Cell<Notes> = const { Cell::new(Notes { lost: 0, unknown: 0, constants: 0, misfits: 0, absent: 0 }) };
}

impl Notes {
    /// One value without a variant.
    pub(crate) fn unknown() -> Self {
        Self { unknown: 1, ..Self::default() }
    }

    /// One value that an enum of so many variants doesn't have.
    pub(crate) fn unlisted(variants: usize) -> Self {
        if variants == 1 { Self { constants: 1, ..Self::default() } } else { Self::unknown() }
    }

    /// One integer that its type can't hold.
    pub(crate) fn misfit() -> Self {
        Self { misfits: 1, ..Self::default() }
    }

    /// One member that did not come.
    pub(crate) fn absent() -> Self {
        Self { absent: 1, ..Self::default() }
    }

    /// Some more members that have no place.
    pub(crate) fn and_lost(self, more: usize) -> Self {
        Self { lost: self.lost + more, ..self }
    }

    /// Notes it for whoever reads around this value.
    pub(crate) fn keep(self) {
        NOTES.with(|notes| {
            let so_far = notes.get();
            notes.set(Self {
                lost: so_far.lost.wrapping_add(self.lost),
                unknown: so_far.unknown.wrapping_add(self.unknown),
                constants: so_far.constants.wrapping_add(self.constants),
                misfits: so_far.misfits.wrapping_add(self.misfits),
                absent: so_far.absent.wrapping_add(self.absent),
            });
        });
    }

    /// Reads something, with what was noted meanwhile and nothing else.
    pub(crate) fn taken<T>(read: impl FnOnce() -> T) -> (T, Self) {
        let before = NOTES.replace(Self::default());
        let read = read();
        (read, NOTES.replace(before))
    }
}
