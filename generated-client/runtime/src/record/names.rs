//! The names of the members of a struct.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// The names of the members of a struct, by position.
pub struct Names {
    all: &'static [&'static str],
    fields: &'static [&'static str],
    /// Made when a member comes that wasn't expected.
    index: OnceLock<Index>,
}

impl Names {
    /// A table of these names on the wire, and of what the fields are called.
    #[must_use]
    pub const fn new(all: &'static [&'static str], fields: &'static [&'static str]) -> Self {
        Self { all, fields, index: OnceLock::new() }
    }

    pub(super) fn all(&self) -> &'static [&'static str] {
        self.all
    }

    pub(super) fn at(&self, position: usize) -> &'static str {
        self.all[position]
    }

    pub(super) fn field(&self, position: usize) -> &'static str {
        self.fields[position]
    }

    /// The position of a name; beyond the last where it is none of them. `before` is the number of the
    /// member before it: its position and one more, or 0.
    #[inline]
    pub(super) fn position(&self, name: &str, before: usize) -> usize {
        let expected = self.index.get().map_or(before, |index| index.after(before));
        if self.all.get(expected).is_some_and(|known| *known == name) {
            expected
        } else {
            self.index.get_or_init(|| Index::of(self.all)).found(self.all, name, before)
        }
    }
}

/// Where names are that don't come in the order of the document.
struct Index {
    /// Positions and one more, by hash of the name and where the next free place was; 0 is free.
    places: Box<[u32]>,
    /// What came last time after each position, and after none: most services keep an order of their own.
    after: Box<[AtomicUsize]>,
}

impl Index {
    /// At least half of the places stay free, so that what is none of the names is soon known to be none.
    fn of(all: &[&str]) -> Self {
        let mut places = vec![0; (2 * all.len()).next_power_of_two()];
        for (name, number) in all.iter().zip(1..) {
            let mut place = hash(name) & (places.len() - 1);
            while places[place] != 0 {
                place = (place + 1) & (places.len() - 1);
            }
            places[place] = number;
        }
        Self { places: places.into(), after: (0..all.len() + 2).map(AtomicUsize::new).collect() }
    }

    fn after(&self, before: usize) -> usize {
        self.after[before].load(Relaxed)
    }

    // By itself, so that what is expected is told without the registers that a search needs.
    #[inline(never)]
    fn found(&self, all: &[&str], name: &str, before: usize) -> usize {
        let places = &*self.places;
        let mut place = hash(name) & (places.len() - 1);
        while let Some(position) = (places[place] as usize).checked_sub(1) {
            if all[position] == name {
                self.after[before].store(position, Relaxed);
                return position;
            }
            place = (place + 1) & (places.len() - 1);
        }
        all.len()
    }
}

/// Its length and three of its letters tell a name from most others of a struct.
fn hash(name: &str) -> usize {
    let letters = name.as_bytes();
    let [Some(first), Some(middle), Some(last)] =
        [letters.first().copied(), letters.get(letters.len() / 2).copied(), letters.last().copied()]
    else {
        return 0;
    };
    let length = letters.len().to_le_bytes()[0];
    let mixed = u32::from_le_bytes([first, middle, last, length]).wrapping_mul(0x9E37_79B1);
    (mixed >> 16) as usize
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn each_name_has_its_position_and_no_other_name_has_one() {
        static ALIKE: Names = Names::new(&["a", "bxb", "", "byb", "bzb", "b\u{e4}b", "bxxb"], &[]);
        for (position, name) in ALIKE.all().iter().enumerate() {
            for before in 0..9 {
                assert_eq!(ALIKE.position(name, before), position, "{name}");
            }
        }
        for other in ["A", "b", "bab", "bxxxb", " "] {
            assert_eq!(ALIKE.position(other, 0), ALIKE.all().len(), "{other}");
        }
        assert_eq!(Names::new(&[], &[]).position("a", 0), 0);
    }

    #[test]
    fn what_came_last_time_is_expected() {
        static NAMES: Names = Names::new(&["a", "b", "c"], &[]);
        let expected = |before: usize| NAMES.index.get().map_or(before, |index| index.after(before));
        for _ in 0..2 {
            assert_eq!((NAMES.position("c", 0), NAMES.position("a", 3), NAMES.position("x", 1)), (2, 0, 3));
        }
        assert_eq!((expected(0), expected(3), expected(1), expected(4)), (2, 0, 1, 4));
    }
}
