//! Documents that are written in another way and mean the same: nothing changes on the wire, and for Rust callers only
//! what the listings of both sides differ by.

mod spelling;

use std::fmt::Write as _;

use lowcodeapi_generator::diff::{FlagKind, Rust, Wire};
use serde_json::Value;
use test_support::Random;

use super::properties::documents;
use super::sides::{compare, made, settings};

/// How many orders of each document are tried.
const SHUFFLES: u64 = 3;

/// Holds all documents against what a transformation makes of them, in both directions.
fn holds(mut transformation: impl FnMut(&Value) -> Value) {
    let mut wrong = String::new();
    let mut transformed = 0;
    for (name, document) in documents() {
        // What repair mends the document doesn't say.
        let document = made(&document, &settings()).source.value;
        let other = transformation(&document);
        // Values are the same in any order of their keys.
        let [before, after] = [&document, &other].map(Value::to_string);
        transformed += usize::from(before != after);
        for (old, new, way) in [(&document, &other, "there"), (&other, &document, "back")] {
            let report = compare(old, new);
            let is_wrong = |wire: Wire, rust: Rust| {
                wire != Wire::Compatible || (rust == Rust::Breaking && report.rust_api.is_empty())
            };
            for change in report.changes.iter().filter(|change| is_wrong(change.wire, change.rust)) {
                let _ = writeln!(
                    wrong,
                    "{name} {way}: {:?} {:?} {} {} ({})",
                    change.wire, change.rust, change.name, change.message, change.pointer
                );
            }
            let unexplained = report.flags.iter().filter(|flag| flag.kind == FlagKind::UnexplainedApiChange);
            for flag in unexplained {
                let _ = writeln!(wrong, "{name} {way}: {}", flag.message);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(transformed > 0, "the transformation does something");
}

#[test]
fn the_order_of_keys_and_of_lists_that_have_none_is_no_change() {
    holds(|document| spelling::reordered(document, &mut |many| (0..many).rev().collect()));
}

#[test]
fn any_order_of_keys_and_of_lists_that_have_none_is_no_change() {
    for seed in 1..=SHUFFLES {
        let mut random = Random::new(seed);
        holds(|document| spelling::reordered(document, &mut |many| random.order(many)));
    }
}

#[test]
fn stating_defaults_is_no_change() {
    holds(spelling::with_defaults);
}

#[test]
fn inlining_references_is_no_change() {
    holds(spelling::inlined);
}

#[test]
fn extracting_schemas_is_no_change() {
    holds(spelling::extracted);
}

#[test]
fn raising_a_document_to_3_1_is_no_change() {
    holds(spelling::raised);
}
