//! The name that was probably meant.

/// The name that differs least, if it differs little: by case, or in up to a third of the characters.
pub(super) fn most_similar<'n>(wanted: &str, names: impl Iterator<Item = &'n String>) -> Option<String> {
    let limit = wanted.chars().count() / 3;
    let distances = names.map(|name| (distance(&wanted.to_lowercase(), &name.to_lowercase()), name));
    distances
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name.clone())
}

/// The Levenshtein distance.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (line, from) in left.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = line + 1;
        for (column, to) in right.iter().enumerate() {
            let changed = diagonal + usize::from(from != *to);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typing_error_finds_the_name_that_was_meant() {
        let names = ["Pet".to_owned(), "Customer".to_owned()];
        assert_eq!(most_similar("Custmer", names.iter()), Some("Customer".to_owned()));
        assert_eq!(most_similar("Order", names.iter()), None);
    }
}
