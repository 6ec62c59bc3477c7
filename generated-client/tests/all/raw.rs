//! Messages of other crates go out as they are.

use lowcodeapi_awsses::{Client, types::*};
use serde_json::Value;

/// The one raw message that was sent.
fn sent(content: impl Into<EmailContent>) -> String {
    let mock = Client::mock();
    mock.send_email().returns_json(r#"{ "MessageId": "1" }"#);
    let client = mock.client_as::<lowcodeapi_awsses::blocking::Client>();
    client.send_email(SendEmailRequest::new(content)).send().expect("a success");
    let body: Value = mock.requests()[0].body.clone();
    let raw: EmailContent = serde_json::from_value(body["Content"].clone()).expect("content");
    String::from_utf8(raw.raw.expect("a raw message").data.into_bytes().expect("base64")).expect("text")
}

#[test]
fn a_message_of_lettre_is_content() {
    let message = lettre::Message::builder()
        .from("News <news@example.com>".parse().unwrap())
        .to("ann@example.com".parse().unwrap())
        .subject("Hi")
        .body("Hello".to_owned())
        .unwrap();
    let sent = sent(&message);
    assert!(sent.contains("Subject: Hi\r\n") && sent.ends_with("\r\n\r\nHello"), "{sent}");
}

#[test]
fn a_message_of_mail_builder_is_content() {
    let message = mail_builder::MessageBuilder::new()
        .from(("News", "news@example.com"))
        .to("ann@example.com")
        .subject("Hi")
        .text_body("Hello");
    let sent = sent(message);
    assert!(sent.contains("Subject: Hi\r\n") && sent.contains("Hello"), "{sent}");
}
