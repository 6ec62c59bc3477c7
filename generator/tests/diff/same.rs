//! What means the same is no change, however it is written.

use std::fmt::Write as _;

use serde::Deserialize;
use serde_json::Value;

use super::cases::Part;
use super::sides::compare;

/// Two parts of documents that mean the same.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Same {
    what: String,
    #[serde(rename = "in")]
    part: Part,
    one: Value,
    other: Value,
}

#[test]
fn what_means_the_same_is_no_change() {
    let all: Vec<Same> =
        serde_yaml::from_str(include_str!("cases/same.yaml")).expect("the cases are well-formed");
    let mut told = String::new();
    for same in &all {
        let (one, other) = (same.part.document(&same.one), same.part.document(&same.other));
        for (old, new, way) in [(&one, &other, "forward"), (&other, &one, "back")] {
            for change in compare(old, new).changes {
                let _ = writeln!(told, "{}, {way}: {} {}", same.what, change.name, change.message);
            }
        }
    }
    assert!(told.is_empty(), "{told}");
}
