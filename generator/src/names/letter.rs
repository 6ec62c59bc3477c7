//! Letters and digits of any script, as far as identifiers may hold them.

use unicode_normalization::UnicodeNormalization;
use unicode_security::GeneralSecurityProfile;

/// Whether a character stays as it is in an identifier: rustc has nothing to say about it, whichever case it is in.
pub(super) fn is_kept(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric();
    }
    let is_usual = |character: char| character.is_ascii() || character.identifier_allowed();
    unicode_ident::is_xid_continue(character)
        && is_usual(character)
        && character.to_uppercase().all(is_usual)
        && character.to_lowercase().all(is_usual)
}

/// Whether a character only adds to the one before it.
pub(super) fn is_mark(character: char) -> bool {
    !begins(character) && !character.is_numeric()
}

/// Whether an identifier may begin with a character.
pub(super) fn begins(character: char) -> bool {
    unicode_ident::is_xid_start(character)
}

/// Whether a character carries meaning (a letter, an emoji), rather than parting words (a dash, a wide space).
pub(super) fn carries_meaning(character: char) -> bool {
    character.is_alphanumeric()
        || !(character.is_whitespace()
            || matches!(character, '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{3003}'))
}

/// A text in the composed form rustc compares identifiers in, with one spelling for letters that are the same (NFKC).
pub(super) fn composed(text: &str) -> String {
    text.nfkc().collect()
}

/// A character in upper case as a title has it: no more than the first of several letters is a capital.
pub(super) fn capital(character: char) -> impl Iterator<Item = char> {
    let mut upper = character.to_uppercase();
    upper.next().into_iter().chain(upper.flat_map(char::to_lowercase))
}

#[cfg(test)]
mod tests {
    use unicode_normalization::is_nfc;
    use unicode_security::GeneralSecurityProfile;

    use super::is_kept;
    use crate::names::{Case, words};

    #[test]
    fn whatever_is_kept_makes_identifiers_that_rustc_takes_without_a_warning() {
        let letters = ('\u{80}'..=char::MAX).filter(|&letter| is_kept(letter));
        let mut count = 0;
        for letter in letters {
            count += 1;
            for wire in [format!("{letter}"), format!("a{letter}B")] {
                let words = words(&wire);
                for case in [Case::Snake, Case::Camel, Case::Screaming] {
                    let text = case.join(&words);
                    assert!(is_nfc(&text), "{text:?}");
                    assert!(
                        text.chars().all(|one| one.is_ascii() || one.identifier_allowed()),
                        "{text:?} of {wire:?}"
                    );
                    let warned = match case {
                        Case::Snake => text.contains(char::is_uppercase),
                        Case::Camel => text.starts_with(char::is_lowercase),
                        Case::Screaming => text.contains(char::is_lowercase),
                    };
                    assert!(!warned, "{text:?} of {wire:?}");
                }
            }
        }
        assert!(count > 30_000, "only {count} letters are kept");
    }
}
