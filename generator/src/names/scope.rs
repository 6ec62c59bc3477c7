//! Scopes: they hand out identifiers, each only once.

use std::collections::HashSet;

use super::{Case, keyword, words};
use crate::api::Name;

/// A scope that hands out unique identifiers.
#[derive(Debug, Clone)]
pub struct Scope {
    case: Case,
    reserved: HashSet<String>,
    taken: HashSet<String>,
}

/// What one item would like to be called: its wire name, and names from short to long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidates {
    /// As the document spells it.
    pub wire: String,
    /// Names in order of preference, in any spelling.
    pub names: Vec<String>,
}

impl Scope {
    /// An empty scope; what stands in `reserved` is never handed out.
    #[must_use]
    pub fn new(case: Case, reserved: &[&str]) -> Self {
        let reserved = reserved.iter().map(|&name| name.trim_start_matches("r#").to_owned()).collect();
        Self { case, reserved, taken: HashSet::new() }
    }

    /// Hands out the identifier for a wire name.
    pub fn claim(&mut self, wire: &str) -> Name {
        self.claim_first(wire, &[wire])
    }

    /// Hands out the identifier for a wire name, or for `fallback` where the wire name has no word in it.
    pub fn claim_with_fallback(&mut self, wire: &str, fallback: &str) -> Name {
        self.claim_first(wire, &[if words::has_words(wire) { wire } else { fallback }])
    }

    /// Hands out the first of several names that is free; where none is, the last with its punctuation spelt out or a
    /// number.
    pub fn claim_first<S: AsRef<str>>(&mut self, wire: &str, names: &[S]) -> Name {
        let free = names.iter().find_map(|name| self.take(&words::words(name.as_ref())));
        let last = names.last().map_or(wire, AsRef::as_ref);
        let rust = free.unwrap_or_else(|| self.insist(last));
        Name { wire: wire.to_owned(), rust }
    }

    /// Hands out an identifier for each wire name, so that the order of the names matters as little as possible: a
    /// name without punctuation goes before one with (`created` before `-created`, `type` before `@type`).
    pub fn claim_each<S: AsRef<str>>(&mut self, wires: &[S]) -> Vec<Name> {
        let items: Vec<_> = wires
            .iter()
            .map(|wire| Candidates { wire: wire.as_ref().to_owned(), names: vec![wire.as_ref().to_owned()] })
            .collect();
        let mut order: Vec<usize> = (0..items.len()).collect();
        order.sort_by_key(|&at| words::words(&items[at].wire) != words::spelt_words(&items[at].wire));
        self.claim_in(&items, &order).into_iter().map(|(name, _)| name).collect()
    }

    /// Hands out an identifier for each item, and says which of its candidates that was (the last one where it had to
    /// be numbered).
    ///
    /// Nobody's second choice takes somebody's first: the first choices are handed out, then the second ones to those
    /// who went away empty, and so on. Among equals the earlier item wins, so the caller puts them in an order that
    /// does not depend on what else the document holds.
    pub fn claim_all(&mut self, items: &[Candidates]) -> Vec<(Name, usize)> {
        let order: Vec<usize> = (0..items.len()).collect();
        self.claim_in(items, &order)
    }

    fn claim_in(&mut self, items: &[Candidates], order: &[usize]) -> Vec<(Name, usize)> {
        let mut claimed: Vec<Option<(String, usize)>> = vec![None; items.len()];
        let rounds = items.iter().map(|item| item.names.len()).max().unwrap_or_default();
        for round in 0..rounds {
            for &at in order {
                if claimed[at].is_none()
                    && let Some(name) = items[at].names.get(round)
                {
                    claimed[at] = self.take(&words::words(name)).map(|rust| (rust, round));
                }
            }
        }
        for &at in order {
            if claimed[at].is_none() {
                let last = items[at].names.last().unwrap_or(&items[at].wire);
                claimed[at] = Some((self.insist(last), items[at].names.len().saturating_sub(1)));
            }
        }
        let names = items.iter().zip(claimed);
        names
            .map(|(item, claim)| {
                let (rust, round) = claim.expect("the last loop leaves no item without a name");
                (Name { wire: item.wire.clone(), rust }, round)
            })
            .collect()
    }

    /// Takes the identifier these words make, if it is free.
    fn take(&mut self, words: &[String]) -> Option<String> {
        let mut text = self.identifier(words);
        if self.reserved.contains(&text) {
            text.push('_');
        }
        self.taken.insert(text.clone()).then(|| keyword::escape(text))
    }

    /// Takes an identifier for a name that is not free as it stands: spelt out, then numbered.
    fn insist(&mut self, name: &str) -> String {
        if let Some(rust) = self.take(&words::spelt_words(name)) {
            return rust;
        }
        let mut words = words::words(name);
        words.push(String::new());
        (2_u64..)
            .find_map(|number| {
                if let Some(last) = words.last_mut() {
                    *last = number.to_string();
                }
                self.take(&words)
            })
            .expect("a scope never holds as many names as there are numbers")
    }

    /// Words as an identifier in this scope's case, which is no keyword that can't be raw and has no digit in front.
    fn identifier(&self, words: &[String]) -> String {
        let digit_first =
            words.first().is_some_and(|word| word.starts_with(|first: char| first.is_ascii_digit()));
        let mut text = if digit_first {
            let first = format!("n{}", words[0]);
            let words: Vec<&str> =
                std::iter::once(first.as_str()).chain(words[1..].iter().map(String::as_str)).collect();
            self.case.join(&words)
        } else {
            self.case.join(words)
        };
        if keyword::never_raw(&text) {
            text.push('_');
        }
        text
    }
}
