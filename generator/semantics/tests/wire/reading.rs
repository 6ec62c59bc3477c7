//! What is written without quotes, and what references lead to, is what travels.

use semantics::reading::types::{Drawer, Pack22id22, Word};
use semantics::reading::{Client, servers};
use serde_json::json;

use crate::{Answer, Server};

fn client(answer: &str) -> (Server, Client) {
    let server = Server::answering([Answer::answer(200, answer)]);
    let client = Client::builder().base_url(server.url()).build().unwrap();
    (server, client)
}

#[tokio::test]
async fn words_without_quotes_are_sent_as_they_are_written() {
    for (word, sent) in [
        (Word::True, "True"),
        (Word::N1e3, "1e3"),
        (Word::N0x1f, "0x1F"),
        (Word::N0o17, "0o17"),
        (Word::Plus1, "%2B1"),
        (Word::N5, ".5"),
        (Word::N0644, "0644"),
        (Word::No, "NO"),
        (Word::N2024_01_31, "2024-01-31"),
        (Word::N1_000, "1_000"),
    ] {
        let text = word.as_str().to_owned();
        let (server, client) = client(&json!(text).to_string());
        assert_eq!(client.words().word(word.clone()).await.unwrap(), Some(word));
        assert_eq!(server.last().target, format!("/words?word={sent}"));
    }
}

#[tokio::test]
async fn integers_go_beyond_64_bits_where_their_bounds_do() {
    let (server, client) = client("null");
    client.words().seed(18_446_744_073_709_551_615).await.unwrap();
    assert_eq!(server.last().target, "/words?seed=18446744073709551615");
}

#[test]
fn a_server_is_called_by_the_variable_as_it_is_written() {
    assert_eq!(String::from(servers::ApiExampleComVersion::new()), "https://api.example.com/2.0");
}

#[tokio::test]
async fn a_component_that_may_be_null_is_null_wherever_it_stands() {
    let (_server, none) = client("null");
    assert_eq!(none.third().await.unwrap(), None);
    let (server, client) = client(r#"[null, {"id": "a"}]"#);
    assert_eq!(client.put_drawer(None).await.unwrap(), [None, Some(Drawer::new("a"))]);
    assert_eq!(server.last().json(), json!(null));
    client.put_drawer(Drawer::new("b")).await.unwrap();
    assert_eq!(server.last().json(), json!({"id": "b"}));
}

#[tokio::test]
async fn a_path_is_called_that_refers_to_one_that_refers_on() {
    let (server, client) = client(r#"{"id": "a"}"#);
    assert_eq!(client.third().await.unwrap(), Some(Drawer::new("a")));
    assert_eq!(server.last().target, "/first");
    client.get_second().await.unwrap();
    assert_eq!(server.last().target, "/second");
}

#[tokio::test]
async fn references_are_relative_to_the_schema_with_an_id_that_they_stand_in() {
    let answer = json!({
        "line": {"sku": "s"}, "owner": {"id": "o"}, "host": "192.0.2.1", "net": "2001:db8::1", "weight": 50.5, "pieces": 2,
    });
    let (_server, client) = client(&answer.to_string());
    let parcel: Pack22id22 = client.parcel().await.unwrap();
    assert_eq!(parcel.line.as_ref().unwrap().sku.as_deref(), Some("s"));
    assert_eq!(parcel.owner.as_ref().unwrap().id.as_deref(), Some("o"));
    assert_eq!((parcel.host.as_deref(), parcel.net.as_deref()), (Some("192.0.2.1"), Some("2001:db8::1")));
    assert_eq!((parcel.weight, parcel.pieces), (Some(50.5), Some(2)));
    assert_eq!(serde_json::to_value(parcel).unwrap(), answer);
}
