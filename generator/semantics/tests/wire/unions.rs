//! One of several types: what is read is the alternative it should be, and comes back as it came.

use semantics::unions::types::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Reads a value and sees that it comes back equal.
fn read<T: DeserializeOwned + Serialize>(value: &Value) -> T {
    let read: T = serde_json::from_value(value.clone()).unwrap_or_else(|error| panic!("{value}: {error}"));
    assert_eq!(serde_json::to_value(&read).expect("what was read can be written"), *value);
    read
}

macro_rules! reads {
    ($($value:tt as $pattern:pat),* $(,)?) => {$({
        let (value, read) = (json!($value), read(&json!($value)));
        assert!(matches!(read, $pattern), "{value} was read as {read:?}");
    })*};
}

#[test]
fn constants_of_any_kind_tell_alternatives_apart() {
    reads! {
        {"n": 1, "start": "a"} as Step::N1(_),
        {"n": 2, "finish": "b"} as Step::N2(_),
        {"n": 3, "finish": "b"} as Step::Unknown(_),
        {"on": true, "since": "a"} as Flag::True(_),
        {"on": false, "until": "b"} as Flag::False(_),
    }
}

#[test]
fn constants_count_together() {
    reads! {
        {"op": "add", "on": "file", "path": "a"} as Edit::AddFile(_),
        {"op": "add", "on": "line", "number": 1} as Edit::Line(_),
        {"op": "drop", "on": "file"} as Edit::Drop(_),
        {"op": "copy", "on": "disk", "to": "b"} as Edit::Unknown(_),
    }
}

#[test]
fn listed_numbers_are_one_enum_by_their_titles() {
    reads! {
        1 as Level::Low,
        2 as Level::High,
        3 as Level::Unknown(3),
        20 as Scores::N20,
        2 as Scores::N2,
    }
}

#[test]
fn the_alternative_that_knows_most_of_the_members_is_taken() {
    reads! {
        {"first": "A", "city": "C"} as Account::Person(_),
        {"register": "HRB 1", "city": "C"} as Account::Firm(_),
        {"mail": "a@example.com"} as Strict::WithMail(_),
        {"phone": "1", "name": "n"} as Strict::WithPhone(_),
        {"lot": "x"} as Event::Vehicle(Vehicle::Lot(_)),
        {"walk": 1.5} as Event::Animal(Animal::Walk(_)),
    }
}

#[test]
fn what_two_alternatives_know_between_them_is_kept_as_it_came() {
    reads!({"first": "A", "register": "HRB 1"} as Account::Unknown(_));
}

#[test]
fn what_lies_deeper_counts_as_much() {
    reads! {
        {"target": {"owner": "o", "name": "n"}} as Source::Target(_),
        {"target": {"slug": "s", "name": "n"}} as Source::TargetItem(_),
        {"target": {"owner": "o", "name": "n", "slug": "s"}} as Source::Unknown(_),
        {"entries": [{"form": "paper", "title": "t", "pages": 2}]} as Found::Entries(_),
        {"entries": [{"form": "film", "title": "t", "pages": 2}]} as Found::Entries(_),
        {"entries": [{"form": "film", "score": 1.5}]} as Found::EntriesItem(_),
    }
}

#[test]
fn what_nobody_declares_costs_no_more_than_itself() {
    let sent = json!({"mail": {"daily": true, "weekly": true}, "size": 1});
    let read: Settings = serde_json::from_value(sent).expect("it is read");
    let back = serde_json::to_value(read).expect("it can be written");
    assert_eq!(back, json!({"mail": {"daily": true}, "size": 1}));
}

#[test]
fn an_alternative_that_holds_the_number_is_taken() {
    reads! {
        {"size": 5} as Twins::Left(_),
        {"size": 18_446_744_073_709_551_615_u64} as Twins::Right(_),
    }
}

#[test]
fn a_member_that_must_come_tells_by_coming() {
    reads! {
        [{"id": "1", "note": null, "size": 1}] as Hooks::Variant1ItemList(_),
        [{"id": "1", "size": 1}] as Hooks::Variant2ItemList(_),
    }
}

#[test]
fn a_constant_need_not_be_required_to_tell() {
    reads! {
        {"type": "wallet", "token": "t"} as Payment::Wallet(_),
        {"type": "debit", "holder": "h"} as Payment::Card(_),
        {"token": "t"} as Payment::Wallet(_),
        {"type": "cheque", "token": "t"} as Payment::Unknown(_),
    }
    let sent = serde_json::to_value(Payment::from(Wallet::new("t"))).expect("it can be written");
    assert_eq!(sent, json!({"type": "wallet", "token": "t"}));
}

#[test]
fn objects_that_may_hold_at_once_are_one_object() {
    let badge: Badge = read(&json!({"colour": "red", "text": "t"}));
    assert_eq!((badge.colour.as_deref(), badge.text.as_deref()), (Some("red"), Some("t")));
}

#[test]
fn a_discriminator_has_every_value_the_schemas_allow() {
    reads! {
        {"kind": "ellipse", "radius": 1.5} as Shape::Round(_),
        {"kind": "star", "side": 2.5} as Shape::Edged(_),
        {"kind": "blob"} as Shape::Unknown(_),
        {"major": 1, "notes": "n"} as Release::First(_),
        {"major": 2, "changes": "c"} as Release::Second(_),
        {"type": "some", "a": "x"} as Maybe::Some(_),
        {"type": "other", "b": "x"} as Maybe::Other(_),
        {"type": null, "b": "x"} as Maybe::Other(_),
        {"b": "x"} as Maybe::Other(_),
        {"type": "message", "text": "t"} as Input::Message(_),
        {"type": "thought", "idea": "i"} as Input::Item(Item::Thought(_)),
        {"type": "pointer", "id": "1"} as Input::Pointer(_),
        {"id": "1"} as Input::Pointer(_),
    }
}

#[test]
fn unions_of_the_same_tag_read_what_is_theirs() {
    reads! {
        {"kind": "Noon", "heat": 30.5} as Outer::Early(Early::Noon(_)),
        {"kind": "Night", "stars": 7} as Outer::Late(Late::Night(_)),
        {"kind": "Teatime"} as Outer::Unknown(_),
    }
}

#[test]
fn other_names_for_one_type_are_alternatives_of_their_own() {
    reads! {
        {"kind": "sale", "price": 1} as Deal::Sale(_),
        {"kind": "gift"} as Deal::Gift(_),
        {"kind": "loan"} as Deal::Loan(_),
    }
}

#[test]
fn a_mapping_tells_apart_what_knows_nothing_of_it() {
    reads! {
        {"entryType": "note", "text": "t"} as Entry::Note(_),
        {"entryType": "photo", "width": 1} as Entry::Photo(_),
        {"text": "t"} as Entry::Unknown(_),
    }
    let sent = serde_json::to_value(Entry::from(Photo::new().width(1))).expect("it can be written");
    assert_eq!(sent, json!({"entryType": "photo", "width": 1}));
}

#[test]
fn a_tag_around_alternatives_is_none_of_their_members_and_keeps_its_value() {
    reads! {
        {"form": "crate", "weight": 1.5, "width": 1} as Parcel::Crate(_),
        {"form": "carton", "weight": 1.5, "width": 1} as Parcel::Carton(_),
        {"form": "tube", "weight": 1.5, "length": 1} as Parcel::Tube(_),
        {"form": "bag", "weight": 1.5} as Parcel::Unknown(_),
    }
    let sent = serde_json::to_value(Parcel::Carton(ParcelCuboid::new(2.5))).expect("it can be written");
    assert_eq!(sent, json!({"form": "carton", "weight": 2.5}));
}

#[test]
fn what_stands_around_alternatives_is_part_of_each() {
    reads! {
        {"kind": "soft", "weight": 1} as Rule::Soft(_),
        {"kind": "hard", "limit": "l"} as Rule::Hard(_),
    }
    let sent = serde_json::to_value(RuleSoft::new(1)).expect("it can be written");
    assert_eq!(sent, json!({"kind": "soft", "weight": 1}));
    read::<Setup>(&json!({"detail": {"own": "o", "first": "f"}}));
    read::<Setup>(&json!({"detail": {"own": "o", "second": "s"}}));
    read::<Gear>(&json!({"kind": "k", "detail": {"own": "o", "more": "m"}}));
}

#[test]
fn the_kind_of_json_tells_alternatives_apart() {
    reads! {
        ["x"] as Names::StringList(_),
        "x" as Names::String(_),
        {"id": "x"} as Names::Named(_),
        {} as Json::StringMap(_),
        {"a": "b"} as Json::StringMap(_),
        "a" as Json::Scalar(Scalar::String(_)),
        true as Json::Scalar(Scalar::Boolean(_)),
        ["large"] as Lists::Variant2ItemList(_),
        ["blue"] as Lists::Variant1ItemList(_),
        ["green"] as Lists::Variant1ItemList(_),
    }
    assert_eq!(Names::from("x"), Names::String("x".to_owned()));
}

#[test]
fn a_member_with_one_value_is_filled_in() {
    let sent = serde_json::to_value(Seal::new("here")).expect("it can be written");
    assert_eq!(sent, json!({"form": "wax", "deep": 3, "at": "here"}));
}
