//! The client whose calls block.

use crate::support::answering;
use lowcodeapi_awsses::types::*;
use lowcodeapi_awsses::{BulkReport, Client as AsyncClient, Delivery, ErrorKind, blocking::Client};
use serde_json::json;
use test_support::Server;

fn mail() -> SendEmailRequest {
    SendEmailRequest::new(EmailContent::simple("Hi", Body::plain("Hello")))
}

fn client(service: &Server) -> Client {
    Client::builder().token("at_test").base_url(service.url()).build().expect("a client")
}

#[test]
fn it_sends_without_an_async_runtime() {
    let service = answering([(200, json!({ "data": { "MessageId": "1" } }))]);
    let sent = client(&service).send_email(mail()).send().expect("a success");
    assert_eq!(sent.message_id.as_deref(), Some("1"));
    let seen = service.only();
    assert_eq!(
        (seen.method.as_str(), seen.path(), seen.query(), seen.header("content-type")),
        ("POST", "/awsses/v2/email/outbound-emails", "api_token=at_test", Some("application/json"))
    );
    assert_eq!(seen.json()["Content"]["Simple"]["Subject"]["Data"], "Hi");
}

#[test]
fn it_fails_like_the_other_one() {
    let service =
        answering([(400, json!({ "provider": "awsses", "error": { "__type": "BadRequestException" } }))]);
    let error = client(&service).send_email(mail()).send().expect_err("a failure");
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Refused, Delivery::Refused));
    assert_eq!(error.code(), Some(&ErrorCode::BadRequestException));
}

#[test]
fn threads_share_it() {
    let service = answering([(200, json!({ "data": { "MessageId": "1" } }))]);
    let client = client(&service);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| client.send_email(mail()).send().expect("a success"));
        }
    });
    assert_eq!(service.seen().len(), 4);
}

#[tokio::test]
async fn inside_an_async_runtime_it_is_a_clear_error_and_no_panic() {
    let service = answering([(200, json!({}))]);
    let error = client(&service).send_email(mail()).send().expect_err("it would block the runtime");
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Config, Delivery::NotSent));
    assert!(error.to_string().contains("use the async client"), "{error}");
    assert!(service.seen().is_empty());
}

#[test]
fn it_sends_a_mailing() {
    let results = json!([{ "Status": "SUCCESS", "MessageId": "1" }, { "Status": "MESSAGE_REJECTED" }]);
    let service = answering([(200, json!({ "data": { "BulkEmailEntryResults": results } }))]);
    let report = mailing(&service);
    assert_eq!((report.sent(), report.outcomes().len()), (1, 2));
    assert_eq!(service.only().json()["DefaultContent"]["Template"]["TemplateName"], "Promotion");
}

#[tokio::test]
async fn a_mailing_inside_an_async_runtime_is_a_clear_error_for_each_entry() {
    let service = answering([(200, json!({}))]);
    let report = mailing(&service);
    assert_eq!(report.failures().count(), 2);
    for (_, failure) in report.failures() {
        assert_eq!(failure.delivery(), Delivery::NotSent);
        assert!(failure.to_string().contains("use the async client"), "{failure}");
    }
    assert!(service.seen().is_empty());
}

fn mailing(service: &Server) -> BulkReport {
    let entries = ["ann@example.com", "bob@example.com"];
    let mailing = client(service).bulk(BulkEmailContent::stored("Promotion", "{}")).max_rate(1_000);
    mailing.send(entries.map(|to| BulkEmailEntry::new(Destination::to([to]))))
}

#[test]
fn it_can_be_mocked() {
    let mock = AsyncClient::mock();
    mock.send_email().returns_json(r#"{ "MessageId": "1" }"#);
    let sent = mock.client_as::<Client>().send_email(mail()).send().expect("a success");
    assert_eq!(sent.message_id.as_deref(), Some("1"));
}
