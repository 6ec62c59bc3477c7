//! What is there only for those who ask for it.

use std::collections::BTreeSet;

/// What more features than this have need of is there without any of them: a list of them all says little, and most of it is
/// wanted anyway.
const MOST_FEATURES: usize = 3;

/// The Cargo features of which any one has something compiled; none where it always is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Gate(Vec<String>);

impl Gate {
    /// Of what is used by whatever is there for these features; by what always is, where one is empty.
    ///
    /// What it uses in turn has at least the same users, and so is there wherever it is.
    #[must_use]
    pub fn of<'f>(features: impl IntoIterator<Item = &'f str>) -> Self {
        let features: BTreeSet<&str> = features.into_iter().collect();
        if features.contains("") || features.len() > MOST_FEATURES {
            return Self::default();
        }
        Self(features.into_iter().map(str::to_owned).collect())
    }

    /// The features, in the order of their names.
    #[must_use]
    pub fn features(&self) -> &[String] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::Gate;

    #[test]
    fn what_many_use_and_what_is_used_by_what_always_is_have_no_gate() {
        assert_eq!(Gate::of(["pulls", "issues", "pulls"]).features(), ["issues", "pulls"]);
        assert_eq!(Gate::of(["pulls", ""]), Gate::default());
        assert_eq!(Gate::of(["a", "b", "c", "d"]), Gate::default());
    }
}
