//! Answers are understood as the document describes them, by status and media type.

use lowcodeapi_runtime::{Delivery, ErrorKind, RetryPolicy};
use semantics::responses::types::Job;
use semantics::responses::{Client, DifferAnswer, FailsFailure, Failure};
use serde_json::json;

use crate::{Answer, Server, value};

fn answering(answers: impl IntoIterator<Item = Answer>) -> (Server, Client) {
    let server = Server::answering(answers);
    let client = Client::builder().base_url(server.url()).retry(RetryPolicy::none()).build().unwrap();
    (server, client)
}

const REX: &str = r#"{"name":"Rex"}"#;

#[tokio::test]
async fn successes_that_differ_are_told_apart_by_their_status() {
    let (_server, client) = answering([
        Answer::answer(200, REX),
        Answer::answer(202, r#"{"job":7}"#),
        Answer::empty(204),
        Answer::new(207, "text/plain", "partly"),
    ]);
    assert_eq!(client.differ().await.unwrap(), DifferAnswer::Ok(value(json!({"name": "Rex"}))));
    assert_eq!(client.differ().await.unwrap(), DifferAnswer::Accepted(value(json!({"job": 7}))));
    assert_eq!(client.differ().await.unwrap(), DifferAnswer::NoContent);
    assert_eq!(client.differ().await.unwrap(), DifferAnswer::Success("partly".into()));
}

#[tokio::test]
async fn successes_that_are_the_same_are_one_type_and_an_empty_one_is_none() {
    let (_server, client) = answering([
        Answer::answer(201, REX),
        Answer::answer(200, REX),
        Answer::empty(204),
        Answer::empty(204),
    ]);
    assert_eq!(client.same().await.unwrap(), value(json!({"name": "Rex"})));
    assert_eq!(client.maybe().await.unwrap(), Some(value(json!({"name": "Rex"}))));
    assert_eq!(client.maybe().await.unwrap(), None);
    let () = client.nothing().await.unwrap();
}

#[tokio::test]
async fn an_empty_answer_where_one_is_promised_is_an_error() {
    let (_server, client) = answering([Answer::answer(200, "")]);
    assert_eq!(client.same().await.unwrap_err().kind(), ErrorKind::Decode);
}

#[tokio::test]
async fn headers_are_there_on_request() {
    let (server, client) = answering([Answer::empty(200).header("x-size", "12")]);
    let detailed = client.head().detailed().await.unwrap();
    assert_eq!((detailed.status, detailed.headers.get("X-Size")), (200, Some("12")));
    assert_eq!(server.last().method, "HEAD");
}

#[tokio::test]
async fn text_and_bytes_come_as_they_are_and_are_asked_for_by_their_media_type() {
    let (server, client) =
        answering([Answer::new(200, "text/csv", "a,b\n"), Answer::new(200, "image/png", [0, 255])]);
    assert_eq!(client.text().await.unwrap(), "a,b\n");
    assert_eq!(server.last().header("accept"), "text/csv");
    assert_eq!(client.image().await.unwrap(), &[0, 255][..]);
    assert_eq!(server.last().header("accept"), "image/*");
    assert_eq!(client.anything().await.unwrap(), &[0, 255][..]);
    assert_eq!(server.last().header("accept"), "*/*");
}

#[tokio::test]
async fn json_of_a_name_of_its_own_is_asked_for_by_that_name() {
    let (server, client) = answering([Answer::new(200, "application/vnd.pet+json", REX)]);
    assert_eq!(client.vendor().await.unwrap().name, "Rex");
    assert_eq!(server.last().header("accept"), "application/vnd.pet+json");
}

#[tokio::test]
async fn a_member_called_like_an_envelope_is_a_member() {
    let (_server, client) = answering([Answer::answer(200, r#"{"data":"x"}"#)]);
    assert_eq!(client.data().await.unwrap().data, "x");
}

#[tokio::test]
async fn a_download_comes_piece_by_piece() {
    let body = vec![7; 300_000];
    let (_server, client) = answering([Answer::new(200, "image/png", body.clone())]);
    let mut download = client.image().stream().await.unwrap();
    assert_eq!((download.status(), download.headers().get("content-type")), (200, Some("image/png")));
    let mut read = Vec::new();
    while let Some(piece) = download.chunk().await.unwrap() {
        read.extend_from_slice(&piece);
    }
    assert!(read == body, "{} bytes", read.len());
    assert_eq!(download.chunk().await.unwrap(), None);
}

#[tokio::test]
async fn a_refused_download_is_an_error_as_any_other() {
    let (_server, client) = answering([Answer::answer(403, r#"{"message":"not yours"}"#)]);
    let error = client.image().stream().await.unwrap_err();
    assert_eq!((error.kind(), error.message()), (ErrorKind::Unauthorized, "not yours"));
}

#[tokio::test]
async fn events_come_one_by_one() {
    let body = "event: tick\ndata: {\"job\":1}\n\ndata: two\ndata: lines\n\n";
    let (server, client) = answering([Answer::new(200, "text/event-stream", body)]);
    let mut events = client.events().events().await.unwrap();
    assert_eq!(server.last().header("accept"), "text/event-stream");
    let first = events.next().await.unwrap().unwrap();
    assert_eq!((first.event.as_str(), first.json::<Job>().unwrap()), ("tick", value(json!({"job": 1}))));
    assert_eq!(events.next().await.unwrap().unwrap().data, "two\nlines");
    assert_eq!(events.next().await.unwrap(), None);
}

#[tokio::test]
async fn failures_are_typed_by_status_by_range_and_by_default() {
    let (_server, client) = answering([
        Answer::answer(404, r#"{"missing":"Rex"}"#),
        Answer::answer(422, r#"{"title":"no"}"#),
        Answer::answer(500, r#"{"job":3}"#),
        Answer::answer(422, "[]"),
    ]);
    let missing = client.fails().await.unwrap_err();
    assert_eq!(FailsFailure::of(&missing), Some(FailsFailure::NotFound(value(json!({"missing": "Rex"})))));
    // Nothing but a document of LowCodeAPI's knows routes that don't exist.
    assert_eq!((missing.kind(), missing.delivery()), (ErrorKind::Refused, Delivery::Refused));
    let wrong = client.fails().await.unwrap_err();
    assert_eq!(FailsFailure::of(&wrong), Some(FailsFailure::ClientError(value(json!({"title": "no"})))));
    let broken = client.fails().await.unwrap_err();
    assert_eq!(FailsFailure::of(&broken), Some(FailsFailure::Default(value(json!({"job": 3})))));
    let other = client.fails().await.unwrap_err();
    assert_eq!(FailsFailure::of(&other), None);
    assert_eq!(other.decode::<Vec<u8>>(), Some(vec![]));
}

#[tokio::test]
async fn operations_that_fail_alike_share_a_type() {
    let (_server, client) = answering([
        Answer::answer(404, r#"{"missing":"Rex"}"#),
        Answer::answer(404, r#"{"missing":"Ada"}"#),
        Answer::answer(409, r#"{"missing":"Ada"}"#),
    ]);
    let lost = client.lost().await.unwrap_err();
    assert_eq!(Failure::of(&lost), Some(Failure::NotFound(value(json!({"missing": "Rex"})))));
    let sought = client.sought().await.unwrap_err();
    assert_eq!(Failure::of(&sought), Some(Failure::NotFound(value(json!({"missing": "Ada"})))));
    let other = client.sought().await.unwrap_err();
    assert_eq!(Failure::of(&other), None);
}
