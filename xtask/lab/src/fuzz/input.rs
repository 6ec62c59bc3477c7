//! Chance, and what it makes of an input.

use std::time::{SystemTime, UNIX_EPOCH};

/// `SplitMix64` (Steele, Lea, Flood 2014): the same numbers for the same seed, everywhere.
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, which must not be 0.
    pub(super) fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).expect("a usize fits");
        usize::try_from(self.next() % end).expect("it is below a usize")
    }

    /// One of several.
    pub(super) fn choose<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    fn byte(&mut self) -> u8 {
        self.next().to_le_bytes()[0]
    }
}

/// Where chance begins unless it is said.
pub(super) fn seed() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    now.as_secs().wrapping_mul(1_000_003) ^ u64::from(now.subsec_nanos())
}

/// Longer inputs are cut.
const LONGEST: usize = 16 * 1024;

/// One of the inputs, damaged in a few places.
pub(super) fn damaged(inputs: &[Vec<u8>], words: &[&str], random: &mut Random) -> Vec<u8> {
    let mut input = random.choose(inputs).clone();
    for _ in 0..=random.below(5) {
        let at = random.below(input.len() + 1);
        let to = at + random.below((input.len() - at).min(32) + 1);
        match random.below(8) {
            0 => drop(input.drain(at..to)),
            1 => input.insert(at, random.byte()),
            2 if at < input.len() => input[at] = random.byte(),
            3 if at < input.len() => input[at] ^= 1 << random.below(8),
            4 => {
                let again = input[at..to].to_vec();
                drop(input.splice(at..at, again));
            }
            5 => {
                let other = random.choose(inputs);
                let from = random.below(other.len() + 1);
                let until = from + random.below((other.len() - from).min(64) + 1);
                drop(input.splice(at..to, other[from..until].iter().copied()));
            }
            6 => input.truncate(at),
            _ => drop(input.splice(at..to, random.choose(words).bytes())),
        }
    }
    input.truncate(LONGEST);
    input
}
