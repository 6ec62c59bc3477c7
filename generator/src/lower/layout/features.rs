//! The Cargo features of groups.

use foldhash::HashSet;

use super::modules::spelt;
use crate::api::Group;
use crate::names::reserved;

/// Names the feature of each group after the methods that lead to it, in ASCII, as the registry wants it. What is taken for
/// something else says what it is of.
pub(super) fn name(groups: &mut [Group], paths: &[Vec<String>]) {
    let mut taken: HashSet<String> = reserved::features().map(str::to_owned).collect();
    for (group, methods) in groups.iter_mut().zip(paths) {
        let words: Vec<String> = methods
            .iter()
            .map(|method| spelt(method.trim_start_matches("r#")).trim_matches('_').replace('_', "-"))
            .collect();
        let mut name = words.join("-");
        while !taken.insert(name.clone()) {
            name.push_str("-operations");
        }
        group.feature = name;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::{Docs, Name};

    #[test]
    fn features_are_called_like_groups_and_never_like_those_of_the_runtime() {
        let group = |rust: &str| Group {
            name: Name { wire: rust.to_owned(), rust: rust.to_owned() },
            parent: None,
            type_name: String::new(),
            module: String::new(),
            feature: String::new(),
            docs: Docs::default(),
            origin: None,
        };
        let mut groups = ["pulls", "code_scanning", "r#type", "mock", "größe", "serde"].map(group);
        let paths = groups.each_ref().map(|group| vec![group.name.rust.clone()]);
        name(&mut groups, &paths);
        let names = groups.map(|group| group.feature);
        assert_eq!(
            names,
            ["pulls", "code-scanning", "type", "mock-operations", "gru00f6u00dfe", "serde-operations"]
        );
    }
}
