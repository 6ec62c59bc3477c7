//! The value is found by looking at the answer, whatever wraps it.

use crate::support::client::SendEmailRequest;
use crate::support::{Act, Server, client, ok};
use lowcodeapi_runtime::{Delivery, ErrorKind, Value};

const MESSAGE: &str = r#"{"MessageId":"1"}"#;

async fn message_id(answer: Act) -> Option<String> {
    let server = Server::new([answer]);
    client(&server).send_email(SendEmailRequest::default()).await.expect("a success").message_id
}

async fn anything(body: &str) -> Value {
    let server = Server::new([ok(body)]);
    client(&server).anything().await.expect("a success")
}

#[tokio::test]
async fn every_envelope_is_opened() {
    for body in [
        MESSAGE.to_owned(),
        format!(r#"{{"data":{MESSAGE}}}"#),
        format!(r#"{{"res":{MESSAGE}}}"#),
        format!(
            r#" {{"message":"ok","provider":"awsses","result":{MESSAGE},"response_headers":{{"a":"b"}}}} "#
        ),
        format!(r#"{{"result":{MESSAGE},"headers":{{}}}}"#),
    ] {
        assert_eq!(message_id(ok(&body)).await.as_deref(), Some("1"), "{body}");
    }
}

#[tokio::test]
async fn json_is_json_under_any_content_type() {
    for content_type in ["text/html", "application/octet-stream", "application/x-amz-json-1.1; charset=utf-8"]
    {
        let answer = ok(MESSAGE).header("content-type", content_type);
        assert_eq!(message_id(answer).await.as_deref(), Some("1"));
    }
}

#[tokio::test]
async fn a_body_with_members_of_its_own_is_no_envelope() {
    for body in [
        r#"{"ok":true,"result":{"id":1}}"#,
        r#"{"object":"list","data":[1],"has_more":false}"#,
        r#"{"data":1,"result":2}"#,
        r#"{"message":"hello","provider":"me"}"#,
        "[1,2]",
        "7",
        r#""text""#,
        "{}",
    ] {
        assert_eq!(anything(body).await, serde_json::from_str::<Value>(body).unwrap());
    }
}

#[tokio::test]
async fn converted_xml_is_read_from_its_json() {
    let body =
        r#"{"message":"","provider":"x","result":{"xml":"<a>1</a>","json":{"a":[1]}},"response_headers":{}}"#;
    assert_eq!(anything(body).await, serde_json::json!({ "a": [1] }));
    let not_converted = r#"{"result":{"xml":"<a/>","json":1,"more":2}}"#;
    assert_eq!(anything(not_converted).await["more"], 2);
}

#[tokio::test]
async fn an_answer_that_confirms_nothing_is_no_success() {
    for body in [
        "null",
        r#"{"data":null}"#,
        r#"{"message":"","provider":"awsses","result":null,"response_headers":{}}"#,
        "{}",
        r#"{"data":{}}"#,
        r#"{"data":{"messageid":"wrong case"}}"#,
        r#"{"message":"Not today","provider":"awsses"}"#,
        r#"{"error":"no"}"#,
        "",
        "  ",
        "[]",
        "<html><body>Welcome</body></html>",
        r#"{"MessageId":7}"#,
        r#"{"MessageId":"1"} trailing"#,
        r#"{"data":{"MessageId":"1"}"#,
    ] {
        let server = Server::new([ok(body)]);
        let error = client(&server).send_email(SendEmailRequest::default()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}: {error}");
        assert_eq!(error.delivery(), Delivery::Unknown);
        assert_eq!(error.status(), Some(200));
        assert_eq!(server.seen().len(), 1, "{body}");
    }
}

#[tokio::test]
async fn a_decode_error_names_the_place_and_shows_the_beginning() {
    let body = format!(r#"{{"data":{{"id":"a","parts":[{{"size":1}},{{"size":"{}"}}]}}}}"#, "x".repeat(500));
    let server = Server::new([ok(&body)]);
    let error = client(&server).retrieve_page("a").await.unwrap_err();
    assert_eq!(error.path(), Some("parts[1].size"));
    assert!(error.message().contains("invalid type: string"), "{error}");
    let excerpt = error.excerpt().unwrap();
    assert!(excerpt.starts_with(r#"{"data":{"id":"a""#) && excerpt.chars().count() == 201, "{excerpt}");
}

#[tokio::test]
async fn text_bytes_and_nothing_are_read_as_they_are() {
    let server = Server::new([Act::answer(200, "a,b\n1,2\n").header("content-type", "text/csv")]);
    assert_eq!(client(&server).export().await.unwrap(), "a,b\n1,2\n");
    assert_eq!(server.seen()[0].header("accept"), Some("text/csv"));
    server.script([ok(r#"{"message":"","provider":"x","result":"a,b","response_headers":{}}"#)]);
    assert_eq!(client(&server).export().await.unwrap(), "a,b");
    server.script([ok("\u{0}bytes")]);
    assert_eq!(client(&server).download().await.unwrap().as_ref(), b"\0bytes");
    server.script([ok("")]);
    client(&server).ping().await.unwrap();
}

#[tokio::test]
async fn what_is_known_about_an_answer_comes_with_the_value() {
    let body = r#"{"message":"","provider":"awsses","result":{"MessageId":"1"},"response_headers":{"x-amzn-RequestId":"r-1"}}"#;
    let answer = ok(body).header("x-served-by", "a").header("set-cookie", "connect.sid=s3cret");
    let server = Server::new([answer]);
    let detailed = client(&server).send_email(SendEmailRequest::default()).detailed().await.unwrap();
    assert_eq!((detailed.status, detailed.attempts), (200, 1));
    assert_eq!(detailed.request_id(), Some("r-1"));
    assert_eq!(detailed.headers.get("X-Served-By"), Some("a"));
    assert_eq!(detailed.value.message_id.as_deref(), Some("1"));
    assert_eq!(detailed.headers.get("set-cookie"), Some("connect.sid=s3cret"));
    let shown = format!("{detailed:?} {:?}", detailed.headers);
    assert!(shown.contains("\"set-cookie\": \"[redacted]\"") && !shown.contains("s3cret"), "{shown}");
    // The envelope is part of what came.
    assert_eq!(detailed.text(), body);
    assert_eq!(detailed.decode::<Value>().unwrap()["provider"], "awsses");
}

#[tokio::test]
async fn a_byte_order_mark_is_no_part_of_the_answer() {
    let server = Server::new([ok("\u{feff}{\"data\":{\"MessageId\":\"1\"}}")]);
    let sent = client(&server).send_email(SendEmailRequest::default()).await.unwrap();
    assert_eq!(sent.message_id.as_deref(), Some("1"));
    server.script([ok(
        "\u{feff}{\"message\":\"\",\"provider\":\"x\",\"result\":\"a,b\",\"response_headers\":{}}",
    )]);
    assert_eq!(client(&server).export().await.unwrap(), "a,b");
    server.script([Act::answer(400, "\u{feff}{\"message\":\"no\",\"provider\":\"x\"}")]);
    assert_eq!(client(&server).export().await.unwrap_err().message(), "no");
}
