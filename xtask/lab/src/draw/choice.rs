//! The number of a draw, taken apart choice by choice.

/// What is left of the number of a draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Choice(usize);

impl Choice {
    /// All choices of the so-many-th draw.
    pub(super) fn of(number: usize) -> Self {
        Self(number)
    }

    /// One of so many ways; the next choice changes when this one has gone through all of them.
    pub(super) fn take(&mut self, ways: usize) -> usize {
        let ways = ways.max(1);
        let taken = self.0 % ways;
        self.0 /= ways;
        taken
    }

    /// What is left.
    pub(super) fn rest(self) -> usize {
        self.0
    }
}
