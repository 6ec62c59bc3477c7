//! What makes a mail easy to write, and what is told before it is sent.

use std::path::Path;

use lowcodeapi_awsses::{BulkFailure, Client, Delivery, ErrorKind, types::*};
use serde_json::{Value, json};

/// What is sent of a mail, or why it isn't.
fn sent(mail: SendEmailRequest) -> Result<Value, String> {
    let mock = Client::mock();
    mock.send_email().returns_json(r#"{ "MessageId": "1" }"#);
    let client = mock.client_as::<lowcodeapi_awsses::blocking::Client>();
    match client.send_email(mail).send() {
        Ok(_) => Ok(mock.requests()[0].body.clone()),
        Err(error) => {
            assert_eq!((error.kind(), error.delivery()), (ErrorKind::Config, Delivery::NotSent), "{error}");
            assert!(mock.requests().is_empty(), "nothing was sent");
            Err(error.to_string())
        }
    }
}

fn with(message: Message) -> SendEmailRequest {
    SendEmailRequest::new(message)
}

fn message() -> Message {
    Message::new("Hi", Body::plain("Hello"))
}

fn recipients(count: usize) -> Destination {
    let address = |number| format!("r{number}@example.com");
    Destination::to((0..count / 2).map(address)).bcc((count / 2..count).map(address))
}

fn headers(count: usize) -> impl Iterator<Item = MessageHeader> {
    (0..count).map(|number| MessageHeader::new(format!("X-{number}"), "x"))
}

#[test]
fn what_ses_takes_at_most_is_told_before_it_is_sent() {
    assert!(sent(with(message()).destination(recipients(50))).is_ok());
    let error = sent(with(message()).destination(recipients(51))).unwrap_err();
    assert!(error.contains("at most 50 recipients, copies included, this one 51"), "{error}");

    assert!(sent(with(message().headers(headers(15)))).is_ok());
    let error = sent(with(message().headers(headers(16)))).unwrap_err();
    assert!(error.contains("at most 15 headers, this one 16"), "{error}");
    let template = Template::stored("Welcome").headers(headers(16));
    assert!(sent(SendEmailRequest::new(template)).is_err());

    // Three bytes are four as base64.
    let file = |bytes: usize| Attachment::file("a.bin", vec![0; bytes]);
    assert!(sent(with(message().attachments([file(15 << 20), file((15 << 20) - 64)]))).is_ok());
    let error = sent(with(message().attachments([file(15 << 20), file((15 << 20) + 64)]))).unwrap_err();
    assert!(error.contains("at most 40 MB"), "{error}");
    assert!(sent(SendEmailRequest::new(EmailContent::raw(vec![b'a'; 31 << 20]))).is_err());
}

#[test]
fn a_header_can_smuggle_no_other() {
    for (name, value) in
        [("X-A", "a\r\nBcc: all@example.com"), ("X-A: a\r\nBcc", "b"), ("", "a"), ("X-A", ""), ("X-A", "ä")]
    {
        let error = sent(with(message().headers([MessageHeader::new(name, value)]))).unwrap_err();
        assert!(error.contains("header"), "{error}");
    }
}

#[test]
fn an_entry_ses_would_not_take_is_told_by_itself() {
    let mock = Client::mock();
    mock.send_bulk_email().returns_json(r#"{ "BulkEmailEntryResults": [{ "Status": "SUCCESS" }] }"#);
    let client = mock.client_as::<lowcodeapi_awsses::blocking::Client>();
    let entries = [BulkEmailEntry::new(recipients(51)), BulkEmailEntry::new(recipients(1))];
    let report = client.bulk(BulkEmailContent::stored("Promotion", "{}")).send(entries);
    assert_eq!(report.sent(), 1);
    let (outcome, failure) = report.failures().next().unwrap();
    assert_eq!((outcome.position, failure.delivery()), (0, Delivery::NotSent));
    assert!(matches!(failure, BulkFailure::Invalid(problem) if problem.contains("at most 50")), "{failure}");

    let error = client
        .send_bulk_email(SendBulkEmailRequest::new(
            BulkEmailContent::stored("Promotion", "{}"),
            [BulkEmailEntry::new(recipients(1)), BulkEmailEntry::new(recipients(51))],
        ))
        .send()
        .unwrap_err();
    assert!(error.to_string().contains("entry 1: a mail has at most 50"), "{error}");
}

#[test]
fn one_click_unsubscribe_is_two_headers() {
    let expected = json!([
        { "Name": "X-0", "Value": "x" },
        { "Name": "List-Unsubscribe", "Value": "<https://shop.example/u/2>" },
        { "Name": "List-Unsubscribe-Post", "Value": "List-Unsubscribe=One-Click" },
    ]);
    let message = message().headers(headers(1)).one_click_unsubscribe("https://shop.example/u/1");
    let body = sent(with(message.one_click_unsubscribe("https://shop.example/u/2"))).unwrap();
    assert_eq!(body["Content"]["Simple"]["Headers"], expected);
    let entry = BulkEmailEntry::new(recipients(1)).replacement_headers(headers(1));
    let entry = entry.one_click_unsubscribe("https://shop.example/u/2");
    assert_eq!(serde_json::to_value(entry).unwrap()["ReplacementHeaders"], expected);
    let error = sent(with(self::message().one_click_unsubscribe("https://a\r\nBcc: b"))).unwrap_err();
    assert!(error.contains("List-Unsubscribe"), "{error}");
}

#[test]
fn template_values_are_whatever_is_an_object() {
    #[derive(serde::Serialize)]
    struct Reader<'a> {
        name: &'a str,
        points: u32,
    }
    let entry = |values: &dyn Fn(
        BulkEmailEntry,
    ) -> Result<BulkEmailEntry, lowcodeapi_awsses::TemplateValuesError>| {
        values(BulkEmailEntry::new(recipients(1)))
    };
    let ann = entry(&|entry| entry.template_values(&Reader { name: "Ann \"A\"", points: 7 })).unwrap();
    let ann = serde_json::to_value(ann).unwrap();
    let text = &ann["ReplacementEmailContent"]["ReplacementTemplate"]["ReplacementTemplateData"];
    let values: Value = serde_json::from_str(text.as_str().unwrap()).unwrap();
    assert_eq!(values, json!({ "name": "Ann \"A\"", "points": 7 }));

    let refused = |error: Result<_, lowcodeapi_awsses::TemplateValuesError>| error.unwrap_err().to_string();
    assert!(refused(entry(&|entry| entry.template_values(&["Ann"]))).contains("not a list"));
    assert!(refused(entry(&|entry| entry.template_values(&"{\"name\":\"Ann\"}"))).contains("not a text"));
    let long = json!({ "name": "x".repeat(262_144) });
    assert!(refused(entry(&|entry| entry.template_values(&long))).contains("SES takes 262144"));
    assert!(Template::stored("Welcome").template_values(&Reader { name: "Ann", points: 0 }).is_ok());
}

#[test]
fn a_file_goes_along_or_is_shown_within() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let file = Attachment::from_path(here.join("Cargo.toml")).unwrap();
    assert_eq!(file.file_name, "Cargo.toml");
    assert!(file.raw_content.bytes().unwrap().starts_with(b"[package]"));
    let error = Attachment::from_path(here.join("missing.pdf")).unwrap_err();
    assert!(error.to_string().contains("missing.pdf`: "), "{error}");
    assert!(Attachment::from_path("/").is_err());

    let logo =
        serde_json::to_value(Attachment::inline("logo", Attachment::file("logo.png", vec![1]))).unwrap();
    assert_eq!(
        logo,
        json!({ "RawContent": "AQ==", "FileName": "logo.png", "ContentDisposition": "INLINE", "ContentId": "logo" })
    );
}
