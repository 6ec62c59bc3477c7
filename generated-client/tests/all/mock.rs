//! Code that sends mail, tested without a network.

use std::time::Duration;

use lowcodeapi_awsses::types::*;
use lowcodeapi_awsses::{Client, Delivery, ErrorKind, RetryPolicy};
use serde_json::json;

fn mail() -> SendEmailRequest {
    SendEmailRequest::new(EmailContent::simple("Hi", Body::plain("Hello")))
        .from_email_address("a@example.com")
}

#[tokio::test]
async fn what_was_sent_can_be_read_back_with_its_type() {
    let mock = Client::mock();
    mock.send_email().returns_json(r#"{ "MessageId": "1" }"#);
    let sent = mock.client().send_email(mail()).await.expect("a success");
    assert_eq!(sent.message_id.as_deref(), Some("1"));
    let requests = mock.requests();
    assert_eq!(
        (requests[0].operation, requests[0].path.as_str()),
        ("SendEmail", "/v2/email/outbound-emails")
    );
    assert_eq!(requests[0].body["FromEmailAddress"], json!("a@example.com"));
    assert_eq!(requests[0].body_as::<SendEmailRequest>(), mail());
}

#[tokio::test]
async fn an_answer_may_be_any_of_the_services_failures() {
    for (status, kind, delivery) in [
        (400, ErrorKind::Refused, Delivery::Refused),
        (401, ErrorKind::Unauthorized, Delivery::Refused),
        (403, ErrorKind::Unauthorized, Delivery::Refused),
        (500, ErrorKind::Server, Delivery::Unknown),
    ] {
        let mock = Client::mock();
        mock.send_email().fails(status);
        let error = mock.client().send_email(mail()).await.expect_err("a failure");
        assert_eq!((error.kind(), error.delivery(), error.status()), (kind, delivery, Some(status)));
    }
}

#[tokio::test]
async fn codes_are_known_with_and_without_their_suffix() {
    use ErrorCode::*;
    for (wire, code) in [
        ("MessageRejected", MessageRejected),
        ("MailFromDomainNotVerified", MailFromDomainNotVerifiedException),
        ("MailFromDomainNotVerifiedException", MailFromDomainNotVerifiedException),
        ("DailyQuotaExceededException", DailyQuotaExceeded),
        ("MaxSendingRateExceeded", MaxSendingRateExceeded),
        ("Surprise", Unknown("Surprise".into())),
    ] {
        let mock = Client::mock();
        mock.send_email().fails_with(400, wire, "no");
        let error = mock.client().send_email(mail()).await.expect_err("a failure");
        assert_eq!((error.code(), error.message()), (Some(&code), "no"));
    }
}

#[tokio::test]
async fn answers_come_in_sequence_and_a_throttled_call_is_tried_again() {
    let mock = Client::mock();
    mock.send_email().fails(429).returns_json(r#"{ "MessageId": "1" }"#);
    let policy = RetryPolicy::default().base_delay(Duration::from_millis(1));
    let sent = mock.client().send_email(mail()).retry(policy).detailed().await.expect("a success");
    assert_eq!((sent.attempts, sent.value.message_id.as_deref()), (2, Some("1")));
}

#[tokio::test]
async fn a_service_that_hangs_runs_into_the_timeout() {
    let mock = Client::mock();
    mock.send_email().hangs();
    let call = mock.client().send_email(mail()).timeout(Duration::from_millis(20));
    let error = call.await.expect_err("a failure");
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Timeout, Delivery::Unknown));
}

#[tokio::test]
async fn bulk_results_of_a_mock_are_typed_too() {
    let mock = Client::mock();
    let results = json!({ "BulkEmailEntryResults": [{ "Status": "TEMPLATE_NOT_FOUND" }] });
    mock.send_bulk_email().returns_json(results);
    let entries = [BulkEmailEntry::new(Destination::to(["a@example.com"])).template_data("{}")];
    let request = SendBulkEmailRequest::new(BulkEmailContent::stored("T", "{}"), entries);
    let answer = mock.client().send_bulk_email(request).await.expect("a success");
    assert_eq!(answer.failures().count(), 1);
}
