//! Scopes: they hand out identifiers, each only once.

use foldhash::{HashMap, HashSet};

use super::kept::is_safe;
use super::{Case, identifier::is_identifier, keyword, letter, letters, words};
use crate::api::Name;

/// A scope that hands out unique identifiers.
#[derive(Debug, Clone)]
pub struct Scope {
    case: Case,
    reserved: HashSet<String>,
    taken: HashSet<String>,
    /// The last number tried for a name, so that a thousand twins don't each begin at two.
    numbers: HashMap<Vec<String>, u64>,
}

/// Why a scope can't hand out a certain identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refused {
    /// Something else has it.
    Taken,
    /// Emitted code needs it for something of its own.
    Reserved,
    /// It is no identifier, or one in another case.
    NoName(Case),
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
        Self { case, reserved, taken: HashSet::default(), numbers: HashMap::default() }
    }

    /// Hands these out no more.
    pub(crate) fn reserve(&mut self, names: &[&str]) {
        self.reserved.extend(names.iter().map(|&name| name.to_owned()));
    }

    /// Hands out exactly this identifier, given without `r#`.
    pub(crate) fn keep(&mut self, name: &str) -> Result<String, Refused> {
        let rust = keyword::escape(name.to_owned());
        if !self.case.fits(name) || keyword::never_raw(name) || !is_identifier(&rust) {
            return Err(Refused::NoName(self.case));
        }
        if self.reserved.contains(name) {
            return Err(Refused::Reserved);
        }
        if self.taken.insert(name.to_owned()) { Ok(rust) } else { Err(Refused::Taken) }
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
        let rust = free.unwrap_or_else(|| self.take_distinct(last));
        Name { wire: wire.to_owned(), rust }
    }

    /// Hands out an identifier for each wire name, so that the order of the names matters as little as possible: a
    /// name that is written as Rust writes it goes before any other (`created_at` before `createdAt`), and one without
    /// punctuation before one with (`created` before `-created`, `type` before `@type`). What differs in capitals alone says
    /// so (`asc_uppercase`).
    pub fn claim_each<S: AsRef<str>>(&mut self, wires: &[S]) -> Vec<Name> {
        let mut order: Vec<usize> = (0..wires.len()).collect();
        order.sort_by_cached_key(|&at| {
            let wire = wires[at].as_ref();
            // Most names have nothing to spell out, and reading them twice would take the most time here.
            let plain = wire.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
            (!is_safe(self.case, wire), !plain && words::words(wire) != words::spelt_words(wire))
        });
        let wish = |at: usize, round: usize| match round {
            0 => Some(wires[at].as_ref().to_owned()),
            1 => letters::told_by(wires[at].as_ref()),
            _ => None,
        };
        let named = wires.iter().zip(self.claim_in_rounds(&order, wish));
        named.map(|(wire, (rust, _))| Name { wire: wire.as_ref().to_owned(), rust }).collect()
    }

    /// Hands out an identifier for each item, and says which of its candidates that was (the last one where it had to
    /// be numbered).
    ///
    /// A first choice goes before any second one: all first choices are handed out, then the second ones to items that
    /// have no name yet, and so on. Of two items with the same choice the earlier one gets it, so the caller puts them in
    /// an order that does not depend on what else the document holds.
    pub fn claim_all(&mut self, items: &[Candidates]) -> Vec<(Name, usize)> {
        let order: Vec<usize> = (0..items.len()).collect();
        let claimed = self.claim_in_rounds(&order, |at, round| items[at].names.get(round).cloned());
        let named = items.iter().zip(claimed);
        named.map(|(item, (rust, round))| (Name { wire: item.wire.clone(), rust }, round)).collect()
    }

    /// As [`Scope::claim_all`], for the items in `order`; `wish` says what an item would like to be called in a round
    /// and isn't asked again once the item has a name. The names are those of the items from the lowest to the highest.
    pub(super) fn claim_in_rounds(
        &mut self,
        order: &[usize],
        mut wish: impl FnMut(usize, usize) -> Option<String>,
    ) -> Vec<(String, usize)> {
        let count = order.iter().max().map_or(0, |last| last + 1);
        let mut claimed: Vec<Option<(String, usize)>> = vec![None; count];
        let mut last: Vec<(String, usize)> = vec![Default::default(); count];
        let mut waiting = order.to_vec();
        for round in 0.. {
            let mut wishes = false;
            waiting.retain(|&at| {
                let Some(name) = wish(at, round) else { return true };
                wishes = true;
                claimed[at] = self.take(&words::words(&name)).map(|rust| (rust, round));
                last[at] = (name, round);
                claimed[at].is_none()
            });
            if !wishes {
                break;
            }
        }
        for at in waiting {
            let (name, round) = &last[at];
            claimed[at] = Some((self.take_distinct(name), *round));
        }
        claimed.into_iter().flatten().collect()
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
    fn take_distinct(&mut self, name: &str) -> String {
        if let Some(rust) = self.take(&words::spelt_words(name)) {
            return rust;
        }
        let plain = words::words(name);
        loop {
            let number = self.numbers.entry(plain.clone()).or_insert(1);
            *number += 1;
            let mut numbered = plain.clone();
            numbered.push(number.to_string());
            if let Some(rust) = self.take(&numbered) {
                return rust;
            }
        }
    }

    /// Words as an identifier in this scope's case, which is no keyword that can't be raw and begins with a letter.
    fn identifier(&self, words: &[String]) -> String {
        let letter_first = words.first().is_none_or(|word| word.starts_with(letter::begins));
        let mut text = if letter_first {
            self.case.join(words)
        } else {
            let first = format!("n{}", words[0]);
            let words: Vec<&str> =
                std::iter::once(first.as_str()).chain(words[1..].iter().map(String::as_str)).collect();
            self.case.join(&words)
        };
        if keyword::never_raw(&text) {
            text.push('_');
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;
    use unicode_normalization::is_nfc;

    use super::{Candidates, Case, Scope};

    fn each(case: Case, wires: &[&str]) -> Vec<String> {
        Scope::new(case, &["new", "Unknown"]).claim_each(wires).into_iter().map(|name| name.rust).collect()
    }

    #[test]
    fn keywords_are_raw_and_what_cannot_be_raw_gets_a_tail() {
        assert_eq!(
            each(Case::Snake, &["type", "gen", "self", "Self", "_"]),
            ["r#type", "r#gen", "self_", "self_capitalized", "underscore"]
        );
        assert_eq!(each(Case::Camel, &["self", "type"]), ["Self_", "Type"]);
    }

    #[test]
    fn enum_values_become_variants() {
        let values = ["10.5", "-created", "created", "", "1", "asc", "ASC", "Unknown", "<=", "true", "-5"];
        let variants = [
            "N10_5",
            "MinusCreated",
            "Created",
            "Empty",
            "N1",
            "Asc",
            "AscUppercase",
            "Unknown_",
            "LessOrEqual",
            "True",
            "Minus5",
        ];
        assert_eq!(each(Case::Camel, &values), variants);
    }

    #[test]
    fn a_name_without_punctuation_goes_before_its_twin() {
        assert_eq!(each(Case::Snake, &["@type", "type", "new"]), ["at_type", "r#type", "new_"]);
        assert_eq!(each(Case::Snake, &["type", "@type", "$type"]), ["r#type", "at_type", "dollar_type"]);
    }

    #[test]
    fn letters_of_any_script_stay_and_never_clash() {
        let wires = ["größe", "gro\u{308}ße", "Größe", "名", "名_2", "取得", "٣", "naïve-café", "u53d6"];
        let names =
            ["größe", "größe_2", "größe_capitalized", "名", "名_2", "取得", "n٣", "naïve_café", "u53d6"];
        assert_eq!(each(Case::Snake, &wires), names);
        assert_eq!(
            each(Case::Camel, &["straße", "ßig", "ssig", "名 前"]),
            ["Straße", "Ssig2", "Ssig", "名前"]
        );
    }

    #[test]
    fn a_name_without_words_takes_the_fallback() {
        let mut scope = Scope::new(Case::Camel, &[]);
        assert_eq!(scope.claim_with_fallback("**", "item").rust, "Item");
        assert_eq!(scope.claim_with_fallback("page", "item").rust, "Page");
        assert_eq!(scope.claim_with_fallback("", "item").rust, "Item2");
    }

    #[test]
    fn a_second_choice_never_takes_a_first_one() {
        let item = |names: &[&str]| Candidates {
            wire: String::new(),
            names: names.iter().map(|&name| name.to_owned()).collect(),
        };
        let items = [item(&["list"]), item(&["list", "list_pages"]), item(&["list_pages"]), item(&["list"])];
        let claimed = Scope::new(Case::Snake, &[]).claim_all(&items);
        let names: Vec<_> = claimed.iter().map(|(name, round)| (name.rust.as_str(), *round)).collect();
        assert_eq!(names, [("list", 0), ("list_pages_2", 1), ("list_pages", 0), ("list_2", 0)]);
    }

    fn wire() -> impl Strategy<Value = String> {
        let keyword = prop::sample::select(vec![
            "self", "Self", "type", "gen", "crate", "_", "", "a_2", "a", "A", "1", "try",
        ]);
        prop_oneof![keyword.prop_map(str::to_owned), "[aA_ \\-\\[\\]1]{0,4}", "\\PC{0,12}", any::<String>()]
    }

    proptest! {
        #[test]
        fn identifiers_are_valid_and_unique(wires in prop::collection::vec(wire(), 0..40), each: bool) {
            for case in [Case::Snake, Case::Camel, Case::Screaming] {
                let mut scope = Scope::new(case, &["new", "Type"]);
                let names = if each {
                    scope.claim_each(&wires)
                } else {
                    wires.iter().map(|wire| scope.claim(wire)).collect()
                };
                let mut seen = HashSet::new();
                for (name, wire) in names.iter().zip(&wires) {
                    prop_assert_eq!(&name.wire, wire);
                    prop_assert!(syn::parse_str::<syn::Ident>(&name.rust).is_ok(), "{:?}", name);
                    prop_assert!(name.rust.chars().count() < 80, "{:?}", name);
                    prop_assert!(is_nfc(&name.rust), "{:?}", name);
                    prop_assert!(name.rust != "new" && name.rust != "Type");
                    prop_assert!(seen.insert(name.rust.clone()), "{:?} twice", name);
                }
            }
        }
    }
}
