//! A service in the same process.
#![cfg(feature = "mock")]

use std::time::Duration;

use crate::support::client::{Client, ErrorCode, Page, SendEmailRequest, SendEmailResponse};
use lowcodeapi_runtime::{Delivery, ErrorKind};

fn message(id: &str) -> SendEmailResponse {
    SendEmailResponse { message_id: Some(id.into()) }
}

#[tokio::test]
async fn a_mock_answers_and_records() {
    let mock = Client::mock();
    mock.send_email().returns(message("1"));
    let sent = mock.client().send_email(SendEmailRequest::from("a@b")).await.unwrap();
    assert_eq!(sent, message("1"));
    let requests = mock.requests();
    assert_eq!((requests.len(), requests[0].operation, requests[0].method), (1, "SendEmail", "POST"));
    assert_eq!(requests[0].path, "/v2/email/outbound-emails");
    assert_eq!(requests[0].body["FromEmailAddress"], "a@b");
    assert_eq!(requests[0].body_as::<SendEmailRequest>(), SendEmailRequest::from("a@b"));
    assert_eq!(requests[0].header("content-type"), Some("application/json"));
}

#[tokio::test]
async fn answers_come_in_order_and_the_last_one_stays() {
    let mock = Client::mock();
    mock.send_email().returns(message("1")).fails_with(400, "MessageRejected", "no").returns(message("3"));
    let client = mock.client();
    let mut ids = Vec::new();
    for _ in 0..4 {
        ids.push(client.send_email(SendEmailRequest::default()).await.map(|sent| sent.message_id.unwrap()));
    }
    assert_eq!(ids[0].as_deref().unwrap(), "1");
    let error = ids[1].as_ref().unwrap_err();
    assert_eq!((error.code(), error.message()), (Some(&ErrorCode::MessageRejected), "no"));
    assert_eq!((ids[2].as_deref().unwrap(), ids[3].as_deref().unwrap()), ("3", "3"));
}

#[tokio::test]
async fn a_mocked_failure_is_tried_again_as_in_earnest() {
    let mock = Client::mock();
    mock.send_email().fails(429).returns(message("1"));
    let detailed = mock
        .client()
        .send_email(SendEmailRequest::default())
        .retry(crate::support::quick())
        .detailed()
        .await
        .unwrap();
    assert_eq!((detailed.attempts, mock.requests().len()), (2, 2));
}

#[tokio::test]
async fn every_failure_can_be_played() {
    let mock = Client::mock();
    mock.send_email().fails(500).refuses_connection().breaks().throttles(60).hangs();
    let client = mock.client();
    let mut kinds = Vec::new();
    for _ in 0..5 {
        let call =
            client.send_email(SendEmailRequest::default()).retry(lowcodeapi_runtime::RetryPolicy::none());
        let error = call.timeout(Duration::from_millis(50)).await.unwrap_err();
        kinds.push((error.kind(), error.delivery()));
    }
    assert_eq!(
        kinds,
        [
            (ErrorKind::Server, Delivery::Unknown),
            (ErrorKind::Connect, Delivery::NotSent),
            (ErrorKind::Interrupted, Delivery::Unknown),
            (ErrorKind::Throttled, Delivery::Refused),
            (ErrorKind::Timeout, Delivery::Unknown),
        ]
    );
}

#[tokio::test]
async fn an_answer_can_be_late() {
    let mock = Client::mock();
    mock.send_email().delays(Duration::from_secs(60)).returns(message("1"));
    let call = mock.client().send_email(SendEmailRequest::default()).timeout(Duration::from_millis(20));
    assert_eq!(call.await.unwrap_err().kind(), ErrorKind::Timeout);
}

#[tokio::test]
async fn a_call_nobody_expects_says_so() {
    let error = Client::mock().client().send_email(SendEmailRequest::default()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(error.message().contains("expects no call of SendEmail"), "{error}");
}

#[tokio::test]
async fn path_and_query_are_recorded_without_the_token() {
    let mock = Client::mock();
    mock.retrieve_page().returns(Page { id: "a".into(), parts: vec![] });
    mock.client().retrieve_page("a b").expand(["x"]).await.unwrap();
    let requests = mock.requests();
    assert_eq!(requests[0].path, "/v1/pages/a%20b");
    assert_eq!(requests[0].query, [("filter[expand]".to_owned(), "x".to_owned())]);
    assert!(!format!("{requests:?}").contains("at_mock"));
}

#[cfg(feature = "blocking")]
#[test]
fn a_blocking_client_can_be_mocked_too() {
    let mock = Client::mock();
    mock.send_email().returns(message("1"));
    let client: crate::support::client::blocking::Client = mock.client_as();
    assert_eq!(client.send_email(SendEmailRequest::default()).send().unwrap(), message("1"));
}
