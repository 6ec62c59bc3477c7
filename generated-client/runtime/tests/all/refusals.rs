//! What a provider says when it refuses: its code, its message, what it asks to wait.

use std::time::{Duration, SystemTime};

use crate::errors::sent;
use crate::support::client::ErrorCode;
use crate::support::{Act, ok};
use lowcodeapi_runtime::serde::Deserialize;
use lowcodeapi_runtime::{Delivery, ErrorKind, Value};

#[tokio::test]
async fn codes_are_read_from_wherever_they_stand() {
    let unknown = |code: &str| ErrorCode::Unknown(code.into());
    for (body, header, expected) in [
        (r#"{"provider":"a","error":{"__type":"MessageRejected"}}"#, None, ErrorCode::MessageRejected),
        (r#"{"provider":"a","error":{"code":"MessageRejected"}}"#, None, ErrorCode::MessageRejected),
        (
            r#"{"provider":"a","error":{"__type":"com.amazonaws.sesv2#MessageRejected:http://x/y"}}"#,
            None,
            ErrorCode::MessageRejected,
        ),
        (
            r#"{"provider":"a","error":"no","headers":{"X-Amzn-ErrorType":"MessageRejected:http://x"}}"#,
            None,
            ErrorCode::MessageRejected,
        ),
        ("no json", Some("MessageRejected:http://x"), ErrorCode::MessageRejected),
        (
            r#"{"provider":"a","error":{"__type":"MessageRejectedException"}}"#,
            None,
            ErrorCode::MessageRejected,
        ),
        (
            r#"{"provider":"a","error":{"__type":"TooManyRequests"}}"#,
            None,
            ErrorCode::TooManyRequestsException,
        ),
        (r#"{"provider":"a","error":{"code":"Brandnew"}}"#, None, unknown("Brandnew")),
        (r#"{"provider":"a","error":{"code":21211}}"#, None, unknown("21211")),
        (r#"{"provider":"a","error":{"error":{"code":"inner","message":"m"}}}"#, None, unknown("inner")),
        (
            r#"{"provider":"a","error":{"error":{"code":404,"message":"m","status":"NOT_FOUND"}}}"#,
            None,
            unknown("NOT_FOUND"),
        ),
        (
            r#"{"provider":"a","error":{"status":"error","message":"m","category":"VALIDATION_ERROR"}}"#,
            None,
            unknown("VALIDATION_ERROR"),
        ),
        (r#"{"provider":"a","error":{"code":7,"status":"FAILED","category":""}}"#, None, unknown("7")),
        (r#"{"provider":"a","error":{"errors":[{"status":"404","code":"gone"}]}}"#, None, unknown("gone")),
        (r#"{"provider":"a","error":[{"code":"first"},{"code":"second"}]}"#, None, unknown("first")),
        (r#"{"__type":"Bare","message":"m"}"#, None, unknown("Bare")),
    ] {
        let mut answer = Act::answer(400, body);
        if let Some(header) = header {
            answer = answer.header("x-amzn-errortype", header);
        }
        assert_eq!(sent(answer).await.code(), Some(&expected), "{body}");
    }
}

#[tokio::test]
async fn messages_are_read_from_wherever_they_stand() {
    for (body, expected) in [
        (r#"{"message":"outer","provider":"a","error":{"Message":"inner"}}"#, "inner"),
        (r#"{"message":"outer","provider":"a","error":{"message":"inner"}}"#, "inner"),
        (r#"{"message":"outer","provider":"a","error":"inner"}"#, "inner"),
        (r#"{"message":"outer","provider":"a","error":{"error":{"message":"inner"}}}"#, "inner"),
        (r#"{"message":"outer","provider":"a","error":{"error":"inner"}}"#, "inner"),
        (r#"{"message":"outer","provider":"a","error":{}}"#, "outer"),
        (r#"{"message":"outer","provider":"a","error":{"errors":[]}}"#, "outer"),
        (
            r#"{"message":"outer","provider":"a","error":{"errors":[{"message":"inner","field":"to"}]}}"#,
            "inner",
        ),
        (r#"{"message":"outer","provider":"a","error":{"errors":["inner"]}}"#, "inner"),
        (
            r#"{"message":"outer","provider":"a","error":{"errors":[{"title":"t","detail":"inner"}]}}"#,
            "inner",
        ),
        (r#"{"message":"outer","provider":"a","error":[{"message":"inner"}]}"#, "inner"),
        (r#"{"message":"outer","provider":"a"}"#, "outer"),
        (r#"{"message":"Unexpected end of JSON input"}"#, "Unexpected end of JSON input"),
    ] {
        assert_eq!(sent(Act::answer(400, body)).await.message(), expected, "{body}");
    }
}

#[tokio::test]
async fn a_page_of_html_is_no_message() {
    let page =
        "<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head>\n<body>nginx</body></html>";
    let inside = serde_json::json!({"message": "Error", "provider": "a", "error": page}).to_string();
    for (status, body) in [(502, page), (502, &inside), (401, &inside)] {
        assert_eq!(
            sent(Act::answer(status, body)).await.message(),
            "an HTML page: 502 Bad Gateway",
            "{body}"
        );
    }
    let error = sent(Act::answer(502, page)).await;
    assert_eq!((&*error.text(), error.excerpt()), (page, Some(page)));
    // What stands in a 401 may be the request, secrets and all.
    assert_eq!(sent(Act::answer(401, page)).await.message(), "");
}

#[tokio::test]
async fn what_a_provider_said_is_read_as_a_type_through_the_envelope() {
    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(crate = "lowcodeapi_runtime::serde")]
    struct Own {
        errors: Option<Vec<Detail>>,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(crate = "lowcodeapi_runtime::serde")]
    struct Detail {
        field: String,
    }

    let body = r#"{"message":"Error","provider":"a","error":{"errors":[{"message":"m","field":"to"}]}}"#;
    let error = sent(Act::answer(400, body)).await;
    assert_eq!(error.decode(), Some(Own { errors: Some(vec![Detail { field: "to".into() }]) }));
    assert_eq!(error.decode::<Value>().unwrap()["errors"][0]["field"], "to");
    assert_eq!((error.body(), error.decode::<u8>()), (body.as_bytes(), None));
    let error = sent(Act::answer(400, r#"{"message":"m","provider":"a","error":"no"}"#)).await;
    assert_eq!(error.decode::<String>().as_deref(), Some("no"));
    // One that no envelope is around, and a success that is no such answer.
    let error = sent(Act::answer(400, r#"{"errors":[{"field":"to"}]}"#)).await;
    assert_eq!(error.decode::<Own>().unwrap().errors.unwrap()[0].field, "to");
    let error = sent(ok(r#"{"provider":"a","result":{"MessageId":7}}"#)).await;
    assert_eq!(
        (error.kind(), error.decode::<Value>().unwrap()["MessageId"].as_u64()),
        (ErrorKind::Decode, Some(7))
    );
}

#[tokio::test]
async fn throttled_with_the_wait_inside_the_body() {
    let body = r#"{"message":"Error","provider":"awsses","error":{"__type":"TooManyRequestsException"},"headers":{"retry-after":"7"}}"#;
    let error = sent(Act::answer(429, body)).await;
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Throttled, Delivery::Refused));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
    assert_eq!(error.code(), Some(&ErrorCode::TooManyRequestsException));
}

#[tokio::test]
async fn the_wait_is_read_from_header_or_body_as_seconds_or_date() {
    let in_an_hour = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(3600));
    for (answer, least, most) in [
        (Act::answer(429, "").header("retry-after", "3"), 3, 3),
        (Act::answer(503, "").header("retry-after", in_an_hour), 3590, 3600),
        (Act::answer(429, "").header("retry-after", "Sun, 06 Nov 1994 08:49:37 GMT"), 0, 0),
        (Act::answer(429, r#"{"provider":"a","headers":{"Retry-After":5}}"#), 5, 5),
        (Act::answer(429, r#"{"provider":"a","headers":{"retry-after":["6"]}}"#), 6, 6),
    ] {
        let wait = sent(answer.clone()).await.retry_after().unwrap().as_secs();
        assert!((least..=most).contains(&wait), "{answer:?}: {wait}");
    }
    for nonsense in ["soon", "-1", "NaN", "1e400"] {
        assert_eq!(sent(Act::answer(429, "").header("retry-after", nonsense)).await.retry_after(), None);
    }
}
