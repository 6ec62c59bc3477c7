//! What chance makes of an input.

use test_support::Random;

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
