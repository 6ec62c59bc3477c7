//! Values drawn from a schema are read and come back equal, and what comes back is valid to a JSON Schema validator.

mod draw;

use jsonschema::Validator;
use semantics::schemas::types;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use draw::Draw;

/// So many values are drawn of each schema.
const DRAWN: u32 = 400;

fn document() -> Value {
    serde_json::from_str(include_str!("../../documents/schemas.json")).expect("the document is JSON")
}

fn validator(document: &Value, name: &str) -> Validator {
    // A reference within the document stays one: its components stand at the same place of the schema.
    let schema =
        json!({"$ref": format!("#/components/schemas/{name}"), "components": document["components"]});
    jsonschema::draft202012::new(&schema).expect("the schema is one")
}

fn round_trips<T: DeserializeOwned + Serialize>(name: &str) {
    let document = document();
    let validator = validator(&document, name);
    for seed in 0..DRAWN {
        let drawn = Draw::new(&document, seed).of(name);
        assert!(validator.is_valid(&drawn), "what is drawn is valid: {name} {drawn}");
        let read: T = serde_json::from_value(drawn.clone())
            .unwrap_or_else(|error| panic!("{name} {drawn} is read: {error}"));
        let written = serde_json::to_value(&read).expect("what was read can be written");
        assert_eq!(written, drawn, "{name}");
        assert!(validator.is_valid(&written), "{name} {written}");
    }
}

macro_rules! round_trips {
    ($($test:ident: $($name:ident)*;)*) => {$(
        #[test]
        fn $test() {
            $(round_trips::<types::$name>(stringify!($name));)*
        }
    )*};
}

round_trips! {
    numbers_of_every_width_come_back_equal: Numbers;
    absent_null_and_a_value_are_three_things: Presence;
    formats_are_kept_as_they_are: Formats;
    members_the_document_does_not_name_are_kept: Extended Open Closed;
    everything_all_of_lists_is_one_type: Merged;
    alternatives_are_told_apart_by_member_or_by_shape: Tagged Untagged;
    lists_hold_lists_and_holes: Lists;
    listed_values_come_back_equal: Values;
    types_that_contain_themselves_come_back_equal: Tree;
    anything_comes_back_equal: Anything;
    a_default_is_not_sent_unless_it_is_set: Defaults;
    one_way_members_are_kept: OneWay;
    names_that_are_none_in_rust_are_what_they_are_on_the_wire: Awkward;
}

#[test]
fn maps_and_tuples_come_back_equal() {
    round_trips::<std::collections::BTreeMap<String, types::Base>>("Dictionary");
    round_trips::<(String, i64, types::Base)>("Pair");
}

#[test]
fn alternatives_are_the_variants_they_should_be() {
    let tagged = |value: Value| serde_json::from_value::<types::Tagged>(value).expect("it is one of them");
    assert!(matches!(tagged(json!({"kind": "cat", "lives": 9})), types::Tagged::Cat(_)));
    assert!(matches!(tagged(json!({"kind": "dog"})), types::Tagged::Dog(_)));
    assert!(matches!(tagged(json!({"kind": "cow"})), types::Tagged::Unknown(_)));
    let untagged = |value: Value| serde_json::from_value::<types::Untagged>(value).expect("anything is read");
    assert!(matches!(untagged(json!("a")), types::Untagged::String(_)));
    assert!(matches!(untagged(json!(1)), types::Untagged::Integer(_)));
    assert!(matches!(untagged(json!({"id": 1})), types::Untagged::Base(_)));
    assert!(matches!(untagged(json!(1.5)), types::Untagged::Unknown(_)));
}

#[test]
fn absent_null_and_a_value_can_be_written() {
    let presence = types::Presence::new("a", None);
    let written = |presence: &types::Presence| serde_json::to_value(presence).expect("it can be written");
    assert_eq!(written(&presence), json!({"always": "a", "mayBeNull": null}));
    assert_eq!(written(&presence.clone().may_be_both(None))["mayBeBoth"], Value::Null);
    assert_eq!(written(&presence.may_be_both(7))["mayBeBoth"], 7);
}
