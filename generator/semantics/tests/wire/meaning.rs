//! What schemas mean beyond their plain types travels both ways.

use std::collections::BTreeMap;

use semantics::meaning::{Client, types};
use serde_json::{Value, json};

use crate::{Answer, Server};

/// Reads a value into the type of a member of `Thing` and writes it.
fn back(thing: &Value) -> Value {
    let read: types::Thing =
        serde_json::from_value(thing.clone()).unwrap_or_else(|error| panic!("{thing} is read: {error}"));
    serde_json::to_value(read).expect("what was read can be written")
}

#[test]
fn what_a_schema_allows_comes_back_equal() {
    for thing in [
        json!({"account": {"kind": "company", "number": 7, "owner": null}}),
        json!({"account": {"kind": "person", "name": "Ann", "vat": "1", "country": "AT", "owner": {"id": 1}}}),
        json!({"position": [48.2, 16.4, "Vienna"]}),
        json!({"patterns": {"id": "a", "x-one": 1, "other": "text", "more": [null]}}),
        json!({"labels": {"one": 1, "two": 2}}),
        json!({"tabby": {"kind": "cat", "lives": 9, "stripes": 3}}),
        json!({"note": null, "word": null}),
        json!({"note": "a", "word": "b"}),
        json!({"row": []}),
        json!({"row": ["a", 1, {"more": true}]}),
        json!({"short": ["a"]}),
        json!({"short": ["a", 1]}),
        json!({"whole": 2}),
        json!({"reserved": {"$ref": "#/no/reference", "type": "none", "properties": 1}}),
    ] {
        assert_eq!(back(&thing), thing);
    }
}

#[tokio::test]
async fn members_that_conditions_declare_and_lists_require_can_be_sent() {
    let server = Server::answering([Answer::answer(200, "{}")]);
    let client = Client::builder().base_url(server.url()).build().unwrap();
    let account = types::Account::new("company", json!({"id": 1})).number(7).country("AT");
    let thing = types::Thing::default()
        .account(account)
        .position((48.2, 16.4, "Vienna".to_owned()))
        .labels(BTreeMap::from([("one".to_owned(), 1)]))
        .row(vec![json!("a"), json!(2)]);
    client.put_thing(thing).await.unwrap();
    assert_eq!(
        server.last().json(),
        json!({
            "account": {"kind": "company", "owner": {"id": 1}, "number": 7, "country": "AT"},
            "position": [48.2, 16.4, "Vienna"],
            "labels": {"one": 1},
            "row": ["a", 2],
        })
    );
}
