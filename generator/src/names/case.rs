//! The three ways Rust writes words as one identifier.

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
    /// Joins lower-case words into one identifier; two digits that would touch are kept apart.
    #[must_use]
    pub fn join<S: AsRef<str>>(self, words: &[S]) -> String {
        let mut joined = String::new();
        for word in words.iter().map(AsRef::as_ref) {
            if self != Self::Camel {
                joined.extend((!joined.is_empty()).then_some('_'));
                joined.push_str(&if self == Self::Snake {
                    word.to_owned()
                } else {
                    word.to_ascii_uppercase()
                });
                continue;
            }
            let touches = joined.ends_with(|last: char| last.is_ascii_digit())
                && word.starts_with(|first: char| first.is_ascii_digit());
            joined.extend(touches.then_some('_'));
            let mut letters = word.chars();
            joined.extend(letters.next().map(|first| first.to_ascii_uppercase()));
            joined.push_str(letters.as_str());
        }
        joined
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
    }
}
