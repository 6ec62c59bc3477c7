//! Chance that can be repeated: `BULK_SEED` sets the seed, which every run prints.

use std::time::{SystemTime, UNIX_EPOCH};

/// Xorshift, after Marsaglia.
pub(crate) struct Random(u64);

impl Random {
    /// Takes the seed from the environment, or else from the clock.
    pub(crate) fn seeded() -> Self {
        let given = std::env::var("BULK_SEED").ok().map(|seed| seed.parse().expect("BULK_SEED is a number"));
        let clock = || SystemTime::now().duration_since(UNIX_EPOCH).unwrap().subsec_nanos().into();
        let seed: u64 = given.unwrap_or_else(clock);
        println!("BULK_SEED={seed}");
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below a bound.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 16) % bound as u64).unwrap()
    }
}
