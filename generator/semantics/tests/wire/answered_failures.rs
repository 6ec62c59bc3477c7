//! Failures that a provider answers with a status of success, where an overlay says how they are told.

use lowcodeapi_runtime::{Delivery, ErrorKind, RetryPolicy, Value};
use semantics::shelf::{Client, types};
use serde_json::json;

use crate::{Answer, Server};

fn answering(answer: &str) -> (Server, Client) {
    let server = Server::answering([0; 4].map(|_| Answer::answer(200, answer)));
    let client = Client::builder().token("at_secret").base_url(server.url());
    let client = client.retry(RetryPolicy::at_least_once()).build().unwrap();
    (server, client)
}

#[tokio::test]
async fn an_answer_that_says_it_failed_is_an_error_and_nobody_repeats_it() {
    let (server, client) = answering(
        r#"{"data": {"ok": false, "error": "no_shelf", "detail": {"text": "There is none at_secret"}}}"#,
    );
    let error = client.get_about().await.unwrap_err();
    assert_eq!((error.kind(), error.status()), (ErrorKind::Refused, Some(200)));
    assert_eq!(error.code().map(lowcodeapi_runtime::ErrorCode::as_str), Some("no_shelf"));
    assert_eq!(error.message(), "There is none [redacted]");
    assert_eq!((error.delivery(), error.attempts()), (Delivery::Unknown, 1));
    assert_eq!(error.decode::<Value>().unwrap()["error"], "no_shelf");
    let error = client.place_book(1, types::PlaceBookRequest::new()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Refused);
    assert_eq!(server.all().len(), 2, "each was sent once, in one URL format");
}

#[tokio::test]
async fn any_other_answer_is_a_success() {
    for answer in [r#"{"data": {"ok": true}}"#, r#"{"data": {"ok": 0}}"#, r#"{"data": {"fine": false}}"#] {
        let (_server, client) = answering(answer);
        assert!(client.get_about().await.is_ok(), "{answer}");
    }
    let (_server, client) = answering(r#"{"ok": false}"#);
    assert!(client.get_about().await.unwrap_err().code().is_none());
    let () = client.lock_shelf(1).await.expect("the overlay says that it has no such failure");
    assert_eq!(client.lock_shelf(1).json::<Value>().await.unwrap(), json!({"ok": false}));
}
