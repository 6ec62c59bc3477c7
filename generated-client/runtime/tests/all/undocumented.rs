//! An answer that the document says nothing of is taken as it comes, and in whatever form the caller asks for.

use crate::support::{Act, Server, client, ok};
use lowcodeapi_runtime::serde::Deserialize;
use lowcodeapi_runtime::{ErrorKind, Value};
use serde_json::json;

fn of(content_type: &'static str, body: &str) -> Act {
    ok(body).header("content-type", content_type)
}

async fn anything(answer: Act) -> Result<Value, crate::support::client::Error> {
    let server = Server::new([answer]);
    client(&server).anything().await
}

#[tokio::test]
async fn text_is_text_and_json_is_json_by_whatever_name() {
    let srt = "1\n00:00:00,000 --> 00:00:01,000\nHello\n";
    for (content_type, body, expected) in [
        ("text/plain; charset=utf-8", "hello text", json!("hello text")),
        ("text/plain", " 7 ", json!(" 7 ")),
        ("text/plain", "\"q\"", json!("\"q\"")),
        ("text/csv", "[a],b\n1,2\n", json!("[a],b\n1,2\n")),
        ("text/csv", "[1]", json!("[1]")),
        ("application/x-subrip", srt, json!(srt)),
        ("application/x-ndjson", "{\"a\":1}", json!("{\"a\":1}")),
        ("text/plain", "{draft} hello", json!("{draft} hello")),
        ("text/html", r#"{"data":{"a":1}}"#, json!({"a": 1})),
        ("application/octet-stream", "[1]", json!([1])),
        ("application/json", "7", json!(7)),
        ("application/problem+json", r#""text""#, json!("text")),
    ] {
        assert_eq!(anything(of(content_type, body)).await.unwrap(), expected, "{content_type} {body}");
    }
}

#[tokio::test]
async fn what_states_no_media_type_is_json_or_text() {
    for (body, expected) in [("7", json!(7)), (r#"{"data":[1]}"#, json!([1])), ("seven", json!("seven"))] {
        let answer = Act::empty(200).body(body);
        assert_eq!(anything(answer).await.unwrap(), expected);
    }
}

#[tokio::test]
async fn json_that_does_not_hold_and_nothing_are_errors_as_before() {
    for answer in [of("application/json", "{oops"), ok(""), of("text/plain", ""), ok("null")] {
        assert_eq!(anything(answer).await.unwrap_err().kind(), ErrorKind::Decode);
    }
}

#[tokio::test]
async fn a_caller_takes_it_as_a_type_of_its_own_or_as_text() {
    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(crate = "lowcodeapi_runtime::serde")]
    struct Own {
        a: u8,
    }

    let server = Server::new([of("text/html", r#"{"data":{"a":1}}"#), of("text/csv", "a,b")]);
    let client = client(&server);
    assert_eq!(client.anything().json::<Own>().await.unwrap(), Own { a: 1 });
    let call = client.anything().query_pair("as", "csv").header("Accept", "text/csv").text();
    assert_eq!(call.await.unwrap(), "a,b");
    assert_eq!(server.seen()[0].header("accept"), Some("application/json"));
    assert_eq!(server.seen()[1].header("accept"), Some("text/csv"));
    assert!(server.seen()[1].target.ends_with("&as=csv"), "{:?}", server.seen()[1]);
    assert_eq!(client.anything().json::<Own>().await.unwrap_err().kind(), ErrorKind::Decode);
}
