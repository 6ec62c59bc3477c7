//! An example shows what may come: it neither overrules what is stated nor costs an answer what it lacks.

use semantics::examples::Client;
use semantics::examples::types::{GetDriverResponse, Ride, Stop};
use serde_json::{Value, json};

use crate::{Answer, Server, value};

fn client(answer: &Value) -> (Server, Client) {
    let server = Server::answering([Answer::answer(200, answer.to_string())]);
    let client = Client::builder().base_url(server.url()).build().unwrap();
    (server, client)
}

#[tokio::test]
async fn what_is_stated_beside_a_page_is_what_its_items_are() {
    let (_server, rides) = client(&json!({"rows": [{"fare": 50.5, "tip": 1}, {"fare": 50}]}));
    let rows = rides.list_rides().await.unwrap().rows.unwrap();
    assert_eq!(rows, value::<[Ride; 2]>(json!([{"fare": 50.5, "tip": 1}, {"fare": 50}])));
    let (_server, stops) = client(&json!({"rows": [{"name": "Wien"}]}));
    assert_eq!(stops.list_stops().await.unwrap().rows.unwrap(), [value::<Stop>(json!({"name": "Wien"}))]);
}

#[tokio::test]
async fn members_that_the_example_lacks_are_kept() {
    let answer = json!({"name": "Bob", "age": 40, "car": {"seats": 2, "doors": {"left": 1}}});
    let (_server, client) = client(&answer);
    let driver: GetDriverResponse = client.get_driver().await.unwrap();
    assert_eq!(driver.name.as_deref(), Some("Bob"));
    assert_eq!(driver.additional_properties["age"], 40);
    assert_eq!(serde_json::to_value(&driver).unwrap(), answer);
}

#[tokio::test]
async fn what_states_nothing_takes_what_its_example_is_not() {
    for answer in [json!({"path": "*"}), json!([1]), json!("none")] {
        let (_server, client) = client(&answer);
        assert_eq!(client.get_rule().await.unwrap(), answer);
    }
}
