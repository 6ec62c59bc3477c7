//! What the differ calls compatible is held against instances, which another validator judges: an instance that the
//! narrower schema takes and the wider one refuses disproves that it is a subset.

mod instances;
mod schemas;

use lowcodeapi_generator::diff::subset::{Answer, Place, Travel, subset};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::{Value, json};

use instances::counterexample;

fn answer(narrow: &Value, wide: &Value, way: Travel) -> Answer {
    let place = |document| Place { document, pointer: "" };
    subset(place(narrow), place(wide), way)
}

fn way() -> impl Strategy<Value = Travel> {
    prop_oneof![Just(Travel::Sent), Just(Travel::Received)]
}

/// Always the same pairs, so that a failure can be repeated; `SUBSET_CASES` asks for more, `SUBSET_SEED` for others.
fn config() -> ProptestConfig {
    let number = |name: &str| std::env::var(name).ok().and_then(|number| number.parse::<u64>().ok());
    let cases = number("SUBSET_CASES").and_then(|cases| u32::try_from(cases).ok());
    let rng_seed = RngSeed::Fixed(number("SUBSET_SEED").unwrap_or(7));
    ProptestConfig {
        cases: cases.unwrap_or(400),
        rng_seed,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    /// No counterexample disproves a yes.
    #[test]
    fn what_is_called_a_subset_has_no_counterexample(narrow in schemas::schema(), wide in schemas::schema(), way in way()) {
        if answer(&narrow, &wide, way) == Answer::Yes {
            prop_assert_eq!(counterexample(&narrow, &wide, way), None, "{} is no subset of {}, {:?}", narrow, wide, way);
        }
    }

    /// The same for schemas that differ in one place, as two versions of a document do.
    #[test]
    fn a_schema_and_what_becomes_of_it_have_no_counterexample((narrow, wide) in schemas::versions(), way in way()) {
        for (narrow, wide) in [(&narrow, &wide), (&wide, &narrow)] {
            if answer(narrow, wide, way) == Answer::Yes {
                prop_assert_eq!(counterexample(narrow, wide, way), None, "{} is no subset of {}, {:?}", narrow, wide, way);
            }
        }
    }

    /// Every schema is a subset of itself, in any order of its keys.
    #[test]
    fn a_schema_is_a_subset_of_itself(schema in schemas::schema(), way in way()) {
        prop_assert_eq!(answer(&schema, &schemas::reversed(&schema), way), Answer::Yes, "{}, {:?}", schema, way);
    }
}

/// A no is mostly one that an instance shows, and most pairs can be decided: otherwise reviewers are alarmed for nothing.
#[test]
fn most_pairs_are_decided_and_most_refusals_shown() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config(), rng);
    let (mut counts, mut shown) = ([0_u32; 3], 0_u32);
    for _ in 0..config().cases {
        let (old, new) = schemas::versions().new_tree(&mut runner).expect("a pair is drawn").current();
        for (narrow, wide, way) in [(&old, &new, Travel::Sent), (&new, &old, Travel::Received)] {
            let answer = answer(narrow, wide, way);
            counts[answer as usize] += 1;
            if answer == Answer::No {
                let is_shown = counterexample(narrow, wide, way).is_some();
                shown += u32::from(is_shown);
                if !is_shown && std::env::var_os("SUBSET_SHOW").is_some() {
                    println!("no instance shows that {narrow} is no subset of {wide}");
                }
            }
            if answer == Answer::Undecidable && std::env::var_os("SUBSET_SHOW").is_some() {
                println!("undecided: {narrow} in {wide}");
            }
        }
    }
    let [yes, undecidable, no] = counts;
    println!("yes {yes}, undecidable {undecidable}, no {no}, of which {shown} are shown by an instance");
    assert!(undecidable * 5 < yes + no, "too many pairs are undecided: {counts:?}");
    assert!(shown * 10 > no * 8, "{shown} of {no} refusals are shown by an instance");
}

#[test]
fn a_subset_is_told_where_people_expect_it() {
    let text = json!({"type": "string"});
    let cases = [
        (text.clone(), json!({"oneOf": [text, {"type": "boolean"}]}), Answer::Yes),
        (json!({"type": "integer"}), json!({"oneOf": [{"type": "integer"}, {"type": "number"}]}), Answer::No),
        (
            json!({"type": "string", "pattern": "^a"}),
            json!({"type": "string", "pattern": "^b"}),
            Answer::Undecidable,
        ),
        (json!({"type": "string"}), json!({"type": "string", "pattern": "^b"}), Answer::No),
        (json!({"type": "string"}), json!({"type": "string", "pattern": ".*"}), Answer::Yes),
        (
            json!({"type": "integer", "format": "int32"}),
            json!({"type": "integer", "minimum": -2_147_483_648_i64}),
            Answer::Yes,
        ),
        (json!({"items": false, "type": "array"}), json!({"items": true, "type": "array"}), Answer::Yes),
        (json!({"items": true, "type": "array"}), json!({"items": false, "type": "array"}), Answer::No),
        (
            json!({"type": "string", "nullable": true, "enum": ["a"]}),
            json!({"type": "string", "nullable": true, "enum": ["a", null]}),
            Answer::Yes,
        ),
        (
            json!({"type": "object"}),
            json!({"type": "object", "if": {"required": ["a"]}, "then": {"required": ["b"]}}),
            Answer::Undecidable,
        ),
    ];
    for (narrow, wide, expected) in cases {
        assert_eq!(answer(&narrow, &wide, Travel::Sent), expected, "{narrow} in {wide}");
    }
}
