//! A sample that can be drawn again.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::num::NonZeroUsize;

use crate::corpus::Document;
use tool::lock::digest;

/// Seeds nobody chose have few digits: they are read off a screen.
const SEEDS: u64 = 1_000_000;

/// How much, and which.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sample {
    /// How many documents; all where there are fewer.
    pub(super) size: NonZeroUsize,
    /// What decides which.
    pub(super) seed: u64,
}

impl Sample {
    /// One that nobody chose.
    pub(super) fn any(size: NonZeroUsize) -> Self {
        Self { size, seed: RandomState::new().build_hasher().finish() % SEEDS }
    }

    /// Draws it, and keeps the order. A name's place in the draw follows from seed and name alone, so that documents
    /// which come and go with a version leave the others where they are.
    pub(super) fn draw(self, mut documents: Vec<Document>) -> Vec<Document> {
        let seed = self.seed.to_string();
        documents.sort_by_cached_key(|document| digest([seed.as_str(), "\0", document.name.as_str()]));
        documents.truncate(self.size.get());
        documents.sort_by(|a, b| a.path.cmp(&b.path));
        documents
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn documents(range: std::ops::Range<usize>) -> Vec<Document> {
        let document = |number: usize| {
            let name = format!("{number:03}.json");
            let (path, package, provider) = (name.clone().into(), name.clone(), name.clone());
            Document { path, name, package, provider, candidates: None }
        };
        range.map(document).collect()
    }

    fn drawn(size: usize, seed: u64, from: Vec<Document>) -> Vec<String> {
        let sample = Sample { size: NonZeroUsize::new(size).unwrap(), seed };
        sample.draw(from).into_iter().map(|document| document.name).collect()
    }

    #[test]
    fn the_same_seed_draws_the_same_sample_whatever_the_order() {
        let mut backwards = documents(0..100);
        backwards.reverse();
        let sample = drawn(10, 7, documents(0..100));
        assert_eq!(sample, drawn(10, 7, backwards));
        assert_eq!(sample.len(), 10);
        assert!(sample.is_sorted());
        assert_ne!(sample, drawn(10, 8, documents(0..100)));
    }

    #[test]
    fn seeds_together_cover_everything() {
        let seen: BTreeSet<String> = (0..100).flat_map(|seed| drawn(10, seed, documents(0..100))).collect();
        assert_eq!(seen.len(), 100);
    }

    #[test]
    fn a_sample_of_more_than_there_are_is_all() {
        assert_eq!(drawn(1000, u64::MAX, documents(0..100)).len(), 100);
    }

    #[test]
    fn one_document_more_displaces_one_at_most() {
        let before: BTreeSet<String> = drawn(10, 7, documents(0..100)).into_iter().collect();
        let after: BTreeSet<String> = drawn(10, 7, documents(0..101)).into_iter().collect();
        assert!(before.difference(&after).count() <= 1);
    }
}
