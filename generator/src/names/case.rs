//! The three ways Rust writes words as one identifier.

use super::letter;

/// How an identifier is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// `list_comments`: fields, methods, parameters, modules.
    Snake,
    /// `ListComments`: types and variants.
    Camel,
    /// `LIST_COMMENTS`: statics.
    Screaming,
}

impl Case {
    /// Whether an identifier is written this way, as far as the compiler's own lints ask.
    pub(super) fn fits(self, name: &str) -> bool {
        match self {
            Self::Snake => !name.chars().any(char::is_uppercase),
            Self::Screaming => !name.chars().any(char::is_lowercase),
            Self::Camel => {
                let touching = |at: usize| {
                    let (before, after) = (&name[..at], &name[at + 1..]);
                    before.ends_with(char::is_numeric) && after.starts_with(char::is_numeric)
                };
                let is_last = |at: usize| at > 0 && at + 1 == name.len();
                !name.starts_with(char::is_lowercase)
                    && name.match_indices('_').all(|(at, _)| touching(at) || is_last(at))
            }
        }
    }

    /// Joins lower-case words into one identifier; two digits that would touch are kept apart.
    #[must_use]
    pub fn join<S: AsRef<str>>(self, words: &[S]) -> String {
        let mut joined = String::new();
        for word in words.iter().map(AsRef::as_ref) {
            match self {
                Self::Camel => {
                    let touches = joined.ends_with(char::is_numeric) && word.starts_with(char::is_numeric);
                    joined.extend(touches.then_some('_'));
                    let mut letters = word.chars();
                    joined.extend(letters.next().into_iter().flat_map(letter::capital));
                    joined.push_str(letters.as_str());
                }
                Self::Snake | Self::Screaming => {
                    joined.extend((!joined.is_empty()).then_some('_'));
                    joined.push_str(word);
                }
            }
        }
        if joined.is_ascii() {
            if self == Self::Screaming {
                joined.make_ascii_uppercase();
            }
            return joined;
        }
        letter::composed(&if self == Self::Screaming { joined.to_uppercase() } else { joined })
    }
}

#[cfg(test)]
mod tests {
    use super::Case;

    #[test]
    fn each_case_writes_the_same_words_its_own_way() {
        let words = ["list", "v1", "1", "items"];
        assert_eq!(Case::Snake.join(&words), "list_v1_1_items");
        assert_eq!(Case::Camel.join(&words), "ListV1_1Items");
        assert_eq!(Case::Screaming.join(&words), "LIST_V1_1_ITEMS");
        let words = ["größe", "ßa", "名", "ñ"];
        assert_eq!(Case::Snake.join(&words), "größe_ßa_名_ñ");
        assert_eq!(Case::Camel.join(&words), "GrößeSsa名Ñ");
        assert_eq!(Case::Screaming.join(&words), "GRÖSSE_SSA_名_Ñ");
    }
}
