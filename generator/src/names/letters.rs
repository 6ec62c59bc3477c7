//! Names that differ from others in nothing but capitals or a `_` before them.

/// A name with a word for what tells it from the one that is written as Rust writes it; none where that is something else.
pub(super) fn told_by(name: &str) -> Option<String> {
    if !name.chars().all(|letter| letter.is_alphanumeric() || letter == '_') {
        return None;
    }
    if name.starts_with('_') {
        return Some(format!("underscore{name}"));
    }
    let mut letters = name.chars().filter(|letter| letter.is_alphabetic());
    let begins_large = letters.next()?.is_uppercase();
    let (mut large, mut small) = (false, false);
    for letter in letters {
        large |= letter.is_uppercase();
        small |= letter.is_lowercase();
    }
    match (begins_large, large, small) {
        (true, true, false) => Some(format!("{name}_uppercase")),
        (true, false, true) => Some(format!("{name}_capitalized")),
        // As Rust writes it, a single letter, or capitals inside.
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::told_by;

    #[test]
    fn capitals_and_underscores_tell_names_apart() {
        let expected = [
            ("ASC", Some("ASC_uppercase")),
            ("Asc", Some("Asc_capitalized")),
            ("_id", Some("underscore_id")),
            ("asc", None),
            ("aSc", None),
            ("A", None),
            ("1", None),
            ("@Type", None),
        ];
        for (name, told) in expected {
            assert_eq!(told_by(name).as_deref(), told, "{name}");
        }
    }
}
