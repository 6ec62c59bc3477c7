//! Every form of error the service sends, and what each says.

use std::time::Duration;

use crate::support::client::{Client, ErrorCode, SendEmailRequest};
use crate::support::{Act, Server, builder, closed_port, ok};
use lowcodeapi_runtime::{Delivery, ErrorKind, RetryPolicy, Value};

type Error = crate::support::client::Error;

pub(crate) async fn sent(answer: Act) -> Error {
    let server = Server::new([answer]);
    let client = builder(&server.url()).retry(RetryPolicy::none()).build().unwrap();
    let error = client.send_email(SendEmailRequest::default()).await.unwrap_err();
    assert_eq!(server.seen().len(), 1);
    error
}

pub(crate) fn says(error: &Error) -> (ErrorKind, Delivery, Option<u16>, &str) {
    (error.kind(), error.delivery(), error.status(), error.message())
}

#[tokio::test]
async fn no_token_or_a_malformed_one() {
    let body = format!(
        r#"{{"message":"A valid API token is required","provider":"awsses","error":{{"code":401,"logging":{{"headers":{{"host":"h"}},"query":{{"api_token":"{}"}}}}}}}}"#,
        crate::support::TOKEN
    );
    let error = sent(Act::answer(401, &body)).await;
    assert_eq!(
        says(&error),
        (ErrorKind::Unauthorized, Delivery::Refused, Some(401), "A valid API token is required")
    );
    assert_eq!(error.code(), None);
    assert!(!format!("{error:?}").contains("logging"));
}

#[tokio::test]
async fn an_unknown_token() {
    let error =
        sent(Act::answer(403, r#"{"message":"Invalid api_token","provider":"awsses","error":{"code":403}}"#))
            .await;
    assert_eq!(says(&error), (ErrorKind::Unauthorized, Delivery::Refused, Some(403), "Invalid api_token"));
}

#[tokio::test]
async fn a_token_without_credentials_for_the_provider() {
    let body = r#"{"message":"No access token is associated with this api_token","provider":"awsses"}"#;
    let error = sent(Act::answer(403, body)).await;
    assert_eq!(error.message(), "No access token is associated with this api_token");
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Unauthorized, Delivery::Refused));
}

#[tokio::test]
async fn the_provider_refuses_the_sender() {
    let body = r#"{"message":"Error received from the awsses API","provider":"awsses",
        "error":{"__type":"MessageRejected","Message":"Email address not verified"},
        "headers":{"x-amzn-errortype":"MessageRejected","x-amzn-requestid":"r-1"}}"#;
    let error = sent(Act::answer(400, body)).await;
    assert_eq!(
        says(&error),
        (ErrorKind::Refused, Delivery::Refused, Some(400), "Email address not verified")
    );
    assert_eq!(error.code(), Some(&ErrorCode::MessageRejected));
    assert_eq!(error.request_id(), Some("r-1"));
    assert_eq!(error.to_string(), "SendEmail was refused (400, MessageRejected): Email address not verified");
}

#[tokio::test]
async fn the_two_kinds_of_not_found() {
    let error = sent(Act::answer(404, r#"{"message":"Not Found"}"#)).await;
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::RouteMiss, Delivery::NotSent));
    let error = sent(Act::answer(
        404,
        r#"{"message":"Not Found","provider":"awsses","error":{"__type":"NotFoundException"}}"#,
    ))
    .await;
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Refused, Delivery::Refused));
}

#[tokio::test]
async fn malformed_json() {
    let error = sent(Act::answer(400, r#"{"message":"Unexpected end of JSON input"}"#)).await;
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Refused, Delivery::Refused));
}

#[tokio::test]
async fn the_provider_is_unreachable() {
    let error = sent(Act::answer(
        500,
        r#"{"message":"connect ECONNREFUSED 1.2.3.4:443","provider":"awsses","error":{}}"#,
    ))
    .await;
    assert_eq!(
        says(&error),
        (ErrorKind::Server, Delivery::Unknown, Some(500), "connect ECONNREFUSED 1.2.3.4:443")
    );
}

#[tokio::test]
async fn a_redirect_is_an_error_and_is_not_followed() {
    let other = Server::new([ok("{}")]);
    let error = sent(Act::answer(302, "").header("location", other.url())).await;
    assert_eq!((error.kind(), error.status()), (ErrorKind::Redirect, Some(302)));
    assert_eq!(error.location(), Some(other.url().as_str()));
    assert_eq!(other.connections(), 0);
}

#[tokio::test]
async fn headers_and_body_of_what_failed_are_kept_and_shown_only_when_asked_for() {
    let body = r#"{"message":"m","provider":"a","headers":{"X-Left":3},"forgotten":{"until":"noon"}}"#;
    let answer =
        Act::answer(429, body).header("x-ratelimit-reset", "17").header("set-cookie", "session=cookie");
    let error = sent(answer).await;
    let header = |name| error.headers().get(name);
    assert_eq!((header("X-RateLimit-Reset"), header("x-left")), (Some("17"), Some("3")));
    assert_eq!(header("set-cookie"), Some("[redacted]"));
    assert_eq!((error.body(), &*error.text()), (body.as_bytes(), body));
    assert_eq!(error.decode::<Value>().unwrap()["forgotten"]["until"], "noon");
    assert_eq!(error.decode::<u8>(), None);
    for shown in [format!("{error}"), format!("{error:?}")] {
        assert!(!shown.contains("noon") && !shown.contains("17"), "{shown}");
    }
}

#[tokio::test]
async fn an_answer_that_could_not_be_read_is_kept() {
    let error = sent(ok("not JSON").header("x-batch", "7")).await;
    assert_eq!((error.kind(), error.status()), (ErrorKind::Decode, Some(200)));
    assert_eq!((error.headers().get("x-batch"), &*error.text()), (Some("7"), "not JSON"));
}

#[tokio::test]
async fn a_failure_without_an_answer_has_neither_headers_nor_body() {
    let error = sent(Act::ResetAfterReading).await;
    assert_eq!((error.headers().iter().count(), error.body(), error.location()), (0, &b""[..], None));
}

#[tokio::test]
async fn a_crash_while_serving() {
    let error = sent(Act::ResetAfterReading).await;
    assert_eq!(
        (error.kind(), error.delivery(), error.status()),
        (ErrorKind::Interrupted, Delivery::Unknown, None)
    );
}

#[tokio::test]
async fn an_answer_that_hangs_ends_with_the_time_of_the_call() {
    let server = Server::new([Act::StallBeforeAnswer]);
    let call = builder(&server.url()).build().unwrap().send_email(SendEmailRequest::default());
    let error = call.timeout(Duration::from_millis(100)).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Timeout, Delivery::Unknown));
}

#[tokio::test]
async fn an_answer_larger_than_the_limit_is_not_read_to_its_end() {
    let large = format!(r#"{{"MessageId":"{}"}}"#, "x".repeat(100_000));
    let server = Server::new([ok(&large)]);
    let client = builder(&server.url()).max_response_bytes(50_000).build().unwrap();
    let error = client.send_email(SendEmailRequest::default()).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::TooLarge, Delivery::Unknown));
    assert_eq!((error.headers().get("content-type"), error.body()), (Some("application/json"), &b""[..]));
}

#[tokio::test]
async fn nothing_listens_and_no_such_name() {
    for url in [closed_port(), "https://lowcodeapi.invalid".to_owned()] {
        let client = builder(&url).build().unwrap();
        let error = client.send_email(SendEmailRequest::default()).await.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Connect, Delivery::NotSent), "{error:?}");
        assert_eq!(error.attempts(), 3);
    }
}

#[tokio::test]
async fn settings_that_can_not_work_say_what_to_do() {
    let config = |builder: crate::support::client::ClientBuilder| {
        let error = builder.build().unwrap_err();
        assert_eq!(
            (error.kind(), error.delivery(), error.attempts()),
            (ErrorKind::Config, Delivery::NotSent, 0)
        );
        error.to_string()
    };
    assert!(config(Client::builder().token(" ")).contains("LOWCODEAPI_API_TOKEN"));
    assert!(config(Client::builder().token("at_x\n")).contains("line break"));
    assert!(config(builder("http://example.com")).contains("https"));
    assert!(config(builder("https://example.com").proxy("http://")).contains("proxy"));
    assert!(config(builder("https://example.com").user_agent("a\nb")).contains("user agent"));
}

#[test]
fn a_call_awaited_outside_of_tokio_is_an_error_and_no_panic() {
    let server = Server::new([ok("{}")]);
    let call = crate::support::client(&server).send_email(SendEmailRequest::default());
    let mut future = std::pin::pin!(call.into_future());
    let waker = std::task::Waker::noop();
    let std::task::Poll::Ready(result) = future.as_mut().poll(&mut std::task::Context::from_waker(waker))
    else {
        panic!("there is nothing to wait for");
    };
    assert_eq!(result.unwrap_err().kind(), ErrorKind::Config);
}
