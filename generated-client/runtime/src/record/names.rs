//! The names of the members of a struct.

use std::sync::OnceLock;

/// The names of the members of a struct, by position.
pub struct Names {
    all: &'static [&'static str],
    fields: &'static [&'static str],
    /// Positions and one more, by hash of the name and where the next free place was; 0 is free.
    places: OnceLock<Box<[u32]>>,
}

impl Names {
    /// A table of these names on the wire, and of what the fields are called.
    #[must_use]
    pub const fn new(all: &'static [&'static str], fields: &'static [&'static str]) -> Self {
        Self { all, fields, places: OnceLock::new() }
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

    /// The position of a name; beyond the last where it is none of them. Members mostly come in the order of the
    /// document, so one is expected.
    pub(super) fn position(&self, name: &str, expected: usize) -> usize {
        if self.all.get(expected).is_some_and(|known| *known == name) {
            return expected;
        }
        let places = self.places.get_or_init(|| self.placed());
        let mut place = hash(name) & (places.len() - 1);
        while let Some(position) = (places[place] as usize).checked_sub(1) {
            if self.all[position] == name {
                return position;
            }
            place = (place + 1) & (places.len() - 1);
        }
        self.all.len()
    }

    /// At least half of the places stay free, so that what is none of the names is soon known to be none.
    fn placed(&self) -> Box<[u32]> {
        let mut places = vec![0; (2 * self.all.len()).next_power_of_two()];
        for (name, number) in self.all.iter().zip(1..) {
            let mut place = hash(name) & (places.len() - 1);
            while places[place] != 0 {
                place = (place + 1) & (places.len() - 1);
            }
            places[place] = number;
        }
        places.into()
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
            for expected in 0..9 {
                assert_eq!(ALIKE.position(name, expected), position, "{name}");
            }
        }
        for other in ["A", "b", "bab", "bxxxb", " "] {
            assert_eq!(ALIKE.position(other, 0), ALIKE.all().len(), "{other}");
        }
        assert_eq!(Names::new(&[], &[]).position("a", 0), 0);
    }
}
