//! What a change names of Rust is what a client has.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use lowcodeapi_generator::diff::diff;
use lowcodeapi_generator::surface::Surface;

use super::cases::cases;
use super::sides::{made, side};

#[test]
fn a_change_names_items_that_the_client_has_before_or_after() {
    let mut unknown = String::new();
    for case in cases() {
        let settings = case.settings();
        let (old, new) = (made(&case.before(), &settings), made(&case.after(), &settings));
        let items = |made: &lowcodeapi_generator::Generated| -> BTreeSet<String> {
            Surface::of(&made.api).items().map(|item| item.path()).collect()
        };
        let known = &items(&old) | &items(&new);
        for change in diff(&side("old", &old), &side("new", &new)).changes {
            for item in change.rust_items.iter().filter(|item| !known.contains(*item)) {
                let _ = writeln!(unknown, "{} ({}): {item}", case.name(), change.name);
            }
        }
    }
    assert!(unknown.is_empty(), "{unknown}");
}
