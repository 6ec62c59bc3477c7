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
