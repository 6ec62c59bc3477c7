//! How often a value is read to find what fits best: unions inside unions would be tried in every combination.

use std::cell::Cell;

/// So many readings of alternatives are made within one value; after that the first that reads is taken.
const MOST: u32 = 10_000;

thread_local! {
    /// How deep in unions the reading is, and how many alternatives were read since the outermost began.
    static STATE: Cell<(u32, u32)> = const { Cell::new((0, 0)) };
}

/// The readings of the alternatives of one union.
pub(super) struct Tries;

impl Tries {
    pub(super) fn begin() -> Self {
        STATE.with(|state| {
            let (depth, tries) = state.get();
            state.set((depth + 1, if depth == 0 { 0 } else { tries }));
        });
        Self
    }

    /// Counts one, and says whether there were enough.
    pub(super) fn are_spent() -> bool {
        STATE.with(|state| {
            let (depth, tries) = state.get();
            state.set((depth, tries.saturating_add(1)));
            tries >= MOST
        })
    }
}

impl Drop for Tries {
    fn drop(&mut self) {
        STATE.with(|state| {
            let (depth, tries) = state.get();
            state.set((depth.saturating_sub(1), tries));
        });
    }
}
