//! Structs are read and written by tables of their members.

#![allow(clippy::option_option, reason = "absent, null and a value are three things to some members")]

use std::collections::BTreeMap;

use lowcodeapi_runtime::{Value, record, serde};
use serde_json::{from_str, from_value, json, to_string, to_value};

#[derive(Default, Clone)]
struct Pet {
    id: i64,
    owner: Option<String>,
    name: Option<String>,
    chip: Option<Option<u32>>,
    extra: Option<Value>,
}

record! {
    Pet {
        0 = "id" => id: required integers,
        1 = "owner" => owner: nullable,
        2 | 5 | 6 = "petName" | "name" | "pet_name" => name: optional,
        3 = "chip" => chip: present integers,
        4 = "extra" => extra: present,
    }
}

struct Tally {
    total: Option<u32>,
    first: Option<u32>,
    others: BTreeMap<String, u64>,
}

record! {
    Tally {
        0 = "total" => total: optional integers,
        1 = "first" => first: nullable integers,
        _ => others: others integers,
    }
}

struct Node {
    value: Value,
    next: Option<Box<Node>>,
    r#type: Alias,
    rest: BTreeMap<String, Node>,
}

type Alias = Option<bool>;

record! {
    Node {
        0 = "value" => value: required,
        1 = "next" => next: optional,
        2 = "type" => r#type: required,
        _ => rest: others,
    }
}

struct Nothing {}

record! {
    Nothing {}
}

fn pet(text: &str) -> Pet {
    from_str(text).unwrap()
}

fn refused<T: serde::de::DeserializeOwned + std::fmt::Debug>(text: &str) -> String {
    from_str::<T>(text).unwrap_err().to_string()
}

#[test]
fn they_are_shown_by_their_fields_and_equal_where_all_members_are() {
    let pet = Pet { id: 1, chip: Some(None), ..Pet::default() };
    assert_eq!(format!("{pet:?}"), "Pet { id: 1, owner: None, name: None, chip: Some(None), extra: None }");
    assert_ne!(pet, Pet { chip: None, ..pet.clone() });
    assert_ne!(pet, Pet { extra: Some(Value::Null), ..pet.clone() });
    let tally = |others: &[(&str, u64)]| Tally {
        total: None,
        first: None,
        others: others.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect(),
    };
    assert_eq!(format!("{:?}", tally(&[("a", 1)])), "Tally { total: None, first: None, others: {\"a\": 1} }");
    assert_eq!(tally(&[("a", 1)]), tally(&[("a", 1)]));
    assert_ne!(tally(&[("a", 1)]), tally(&[]));
    assert_eq!((format!("{:?}", Nothing {}), Nothing {}), ("Nothing".to_owned(), Nothing {}));
}

#[test]
fn the_first_failure_is_told_though_members_are_missing_too() {
    assert!(
        refused::<Pet>(r#"{"petName":5}"#).starts_with("invalid type: integer `5`"),
        "{}",
        refused::<Pet>(r#"{"petName":5}"#)
    );
}

#[test]
fn absent_null_and_a_value_are_told_apart() {
    assert_eq!(pet(r#"{"id":1}"#), Pet { id: 1, ..Pet::default() });
    let nulls = pet(r#"{"id":1,"owner":null,"petName":null,"chip":null,"extra":null}"#);
    assert_eq!(nulls, Pet { id: 1, chip: Some(None), extra: Some(Value::Null), ..Pet::default() });
    let full = pet(r#"{"id":1,"owner":"Ann","petName":"Rex","chip":7,"extra":[1]}"#);
    let (owner, name) = (Some("Ann".to_owned()), Some("Rex".to_owned()));
    assert_eq!(full, Pet { id: 1, owner, name, chip: Some(Some(7)), extra: Some(json!([1])) });
    assert_eq!(to_string(&Pet::default()).unwrap(), r#"{"id":0,"owner":null}"#);
    assert_eq!(to_string(&nulls).unwrap(), r#"{"id":1,"owner":null,"chip":null,"extra":null}"#);
    assert_eq!(to_string(&full).unwrap(), r#"{"id":1,"owner":"Ann","petName":"Rex","chip":7,"extra":[1]}"#);
}

#[test]
fn members_are_found_in_any_order_by_any_of_their_names() {
    let expected = pet(r#"{"id":1,"owner":"Ann","petName":"Rex"}"#);
    for text in [
        r#"{"petName":"Rex","owner":"Ann","id":1}"#,
        r#"{"owner":"Ann","pet_name":"Rex","id":1}"#,
        r#"{"more":{"a":[1]},"name":"Rex","Id":2,"":0,"id":1,"owner":"Ann","id ":3}"#,
        r#"{"\u0069d":1,"name":"Rex","owner":"Ann"}"#,
    ] {
        assert_eq!(pet(text), expected, "{text}");
    }
}

#[test]
fn integers_are_read_however_they_are_written_and_cost_no_whole_answer() {
    assert_eq!(pet(r#"{"id":1e3,"chip":2.0}"#), Pet { id: 1000, chip: Some(Some(2)), ..Pet::default() });
    assert_eq!(pet(r#"{"id":1e300,"chip":-1}"#), Pet { id: i64::MAX, ..Pet::default() });
    let tally: Tally = from_str(r#"{"total":-1,"first":-1,"a":-1,"b":2.0}"#).unwrap();
    let others = [("a".to_owned(), 0), ("b".to_owned(), 2)].into();
    assert_eq!(tally, Tally { total: None, first: None, others });
}

#[test]
fn other_members_are_kept_and_sent_back() {
    let text = r#"{"value":1,"next":{"value":null,"type":null},"type":true,"a":{"value":{},"type":false}}"#;
    let node: Node = from_str(text).unwrap();
    assert_eq!(node.rest["a"].value, json!({}));
    assert_eq!(to_string(&node).unwrap(), text);
    assert_eq!(from_value::<Node>(to_value(&node).unwrap()).unwrap(), node);
}

#[test]
fn what_cannot_be_read_is_named() {
    assert_eq!(refused::<Pet>(r#"{"owner":"Ann"}"#), "missing field `id` at line 1 column 15");
    assert_eq!(refused::<Pet>(r#"{"id":1,"id":2}"#), "duplicate field `id` at line 1 column 12");
    assert_eq!(
        refused::<Pet>(r#"{"id":1,"name":"a","petName":"b"}"#),
        "duplicate field `petName` at line 1 column 28"
    );
    assert_eq!(refused::<Pet>("[1]"), "invalid type: sequence, expected struct Pet at line 1 column 1");
    assert_eq!(refused::<Node>(r#"{"type":true}"#), "missing field `value` at line 1 column 13");
    // A type that may be nothing is, where its member is missing.
    assert_eq!(from_str::<Node>(r#"{"value":1}"#).unwrap().r#type, None);

    let mut json =
        serde_json::Deserializer::from_str(r#"{"value":1,"a":{"value":1,"next":{"value":1,"type":3}}}"#);
    let error = serde_path_to_error::deserialize::<_, Node>(&mut json).unwrap_err();
    assert_eq!(error.path().to_string(), "a.next.type");
}

#[test]
fn a_struct_without_members_is_an_object() {
    assert_eq!(from_str::<Nothing>(r#"{"a":1}"#).unwrap(), Nothing {});
    assert_eq!(to_string(&Nothing {}).unwrap(), "{}");
}

#[test]
fn formats_that_are_not_for_people_keep_every_member() {
    for pet in [
        Pet { id: 1, ..Pet::default() },
        Pet { id: 1, chip: Some(Some(3)), ..Pet::default() },
        Pet { id: 1, owner: Some("Ann".into()), name: Some("Rex".into()), ..Pet::default() },
    ] {
        let bytes = rmp_serde::to_vec(&pet).unwrap();
        assert_eq!(rmp_serde::from_slice::<Pet>(&bytes).unwrap(), pet);
    }
    let tally = Tally { total: Some(1), first: None, others: [("a".to_owned(), 2)].into() };
    let bytes = rmp_serde::to_vec(&tally).unwrap();
    assert_eq!(rmp_serde::from_slice::<Tally>(&bytes).unwrap(), tally);
}
