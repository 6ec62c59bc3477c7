//! What is tried again, and how often the service is asked.

use std::time::{Duration, Instant};

use crate::support::client::SendEmailRequest;
use crate::support::{Act, Server, builder, client, closed_port, ok, quick};
use lowcodeapi_runtime::{Delivery, ErrorKind, RetryPolicy, UrlFormat};

const MESSAGE: &str = r#"{"data":{"MessageId":"1"}}"#;
const PAGE: &str = r#"{"data":{"id":"a"}}"#;

#[tokio::test]
async fn a_throttled_send_is_tried_again() {
    let server = Server::new([Act::answer(429, ""), Act::answer(429, ""), ok(MESSAGE)]);
    let detailed = client(&server).send_email(SendEmailRequest::from("a@b")).detailed().await.unwrap();
    assert_eq!(detailed.attempts, 3);
    let seen = server.seen();
    assert!(seen.iter().all(|seen| seen.text() == r#"{"FromEmailAddress":"a@b"}"#));
}

#[tokio::test]
async fn tries_end_at_the_bound() {
    let server = Server::new([Act::answer(429, "")]);
    let error = client(&server).send_email(SendEmailRequest::default()).await.unwrap_err();
    assert_eq!((error.attempts(), server.seen().len()), (3, 3));
    server.script([Act::answer(429, "")]);
    let call = client(&server).send_email(SendEmailRequest::default()).retry(RetryPolicy::none());
    assert_eq!(call.await.unwrap_err().attempts(), 1);
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn a_wait_that_does_not_fit_ends_the_call_at_once() {
    let server = Server::new([Act::answer(429, "").header("retry-after", "60"), ok(MESSAGE)]);
    let started = Instant::now();
    let error = client(&server).send_email(SendEmailRequest::default()).await.unwrap_err();
    assert!(started.elapsed() < Duration::from_secs(2));
    assert_eq!((error.kind(), error.retry_after()), (ErrorKind::Throttled, Some(Duration::from_secs(60))));
}

#[tokio::test]
async fn a_wait_that_fits_is_waited_for() {
    let server =
        Server::new([Act::answer(429, r#"{"provider":"a","headers":{"retry-after":"1"}}"#), ok(MESSAGE)]);
    let started = Instant::now();
    client(&server).send_email(SendEmailRequest::default()).await.unwrap();
    assert!(started.elapsed() >= Duration::from_secs(1));
}

#[tokio::test]
async fn idempotent_methods_are_tried_again_after_errors_of_the_server_and_resets() {
    for first in [
        Act::answer(500, ""),
        Act::answer(503, r#"{"provider":"a","error":{}}"#),
        Act::answer(200, PAGE).truncated(),
    ] {
        let server = Server::new([first, ok(PAGE)]);
        let call = client(&server).retrieve_page("a").url_format(UrlFormat::New);
        assert_eq!(call.detailed().await.unwrap().attempts, 2);
    }
}

#[tokio::test]
async fn a_post_is_sent_twice_only_by_the_policy_that_says_so() {
    let server = Server::new([Act::answer(503, ""), ok(MESSAGE)]);
    let error = client(&server).send_email(SendEmailRequest::default()).await.unwrap_err();
    assert_eq!((error.delivery(), server.seen().len()), (Delivery::Unknown, 1));

    let policy = RetryPolicy::at_least_once().base_delay(Duration::from_millis(1));
    server.script([Act::answer(503, ""), Act::ResetAfterReading, ok(MESSAGE)]);
    client(&server).send_email(SendEmailRequest::default()).retry(policy.clone()).await.unwrap();
    assert_eq!(server.seen().len(), 3);

    server.script([Act::ResetAfterReading, Act::answer(400, "")]);
    let error = client(&server).send_email(SendEmailRequest::default()).retry(policy).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.delivery()),
        (ErrorKind::Refused, Delivery::Unknown),
        "the first may have been accepted"
    );
}

#[tokio::test]
async fn the_time_of_the_call_covers_all_tries() {
    let client = builder(&closed_port())
        .timeout(Duration::from_millis(300))
        .retry(quick().attempts(1_000_000))
        .build()
        .unwrap();
    let started = Instant::now();
    let error = client.send_email(SendEmailRequest::default()).await.unwrap_err();
    assert!(started.elapsed() < Duration::from_secs(2));
    assert_eq!(error.delivery(), Delivery::NotSent);
    assert!(error.attempts() > 3);
}

#[tokio::test]
async fn a_connection_the_server_closed_in_the_meantime_is_replaced() {
    let server = Server::new([ok(MESSAGE)]);
    let client = client(&server);
    for _ in 0..3 {
        client.send_email(SendEmailRequest::default()).await.unwrap();
    }
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn statuses_and_a_classifier_of_the_callers_decide_what_is_safe_anyway() {
    let locked = || Act::answer(423, "");
    let classified = quick().classify(|failed| (failed.status() == Some(423)).then_some(true));
    for (policy, attempts) in [(quick(), 1), (quick().statuses([423]), 2), (classified, 2)] {
        let server = Server::new([locked(), ok(MESSAGE)]);
        let client = builder(&server.url()).retry(policy).build().unwrap();
        let _ = client.send_email(SendEmailRequest::default()).await;
        assert_eq!(server.seen().len(), attempts);
    }
    // What may have been accepted isn't sent again, whatever they say.
    let server = Server::new([Act::answer(503, ""), ok(MESSAGE)]);
    let eager = quick().statuses([503]).classify(|_| Some(true));
    let client = builder(&server.url()).retry(eager).build().unwrap();
    let error = client.send_email(SendEmailRequest::default()).await.unwrap_err();
    assert_eq!((error.delivery(), server.seen().len()), (Delivery::Unknown, 1));
    let server = Server::new([Act::answer(429, ""), ok(MESSAGE)]);
    let client = builder(&server.url()).retry(quick().classify(|_| Some(false))).build().unwrap();
    client.send_email(SendEmailRequest::default()).await.unwrap_err();
    assert_eq!(server.seen().len(), 1);
}
