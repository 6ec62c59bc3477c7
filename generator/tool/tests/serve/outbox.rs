//! The outbox as JSON: mails as their recipients would see them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::stand::{BULK, SEND, Stand, bulk, simple, with};

#[test]
fn a_simple_mail_is_there_as_it_was_sent() {
    let stand = Stand::start(&[]);
    let mut request = with(simple(), "/Destination/BccAddresses", json!(["boss@example.com"]));
    request["EmailTags"] = json!([{ "Name": "Campaign", "Value": "autumn" }]);
    request["Content"]["Simple"]["Headers"] = json!([{ "Name": "X-A", "Value": "a" }]);
    request["Content"]["Simple"]["Attachments"] =
        json!([{ "FileName": "a.txt", "RawContent": STANDARD.encode("abc"), "ContentType": "text/plain" }]);
    let id = stand.call(SEND, &request).is(200)["data"]["MessageId"].clone();
    let mut mails = stand.mails();
    let received = mails[0].as_object_mut().unwrap().remove("received").unwrap();
    assert!(received.as_str().unwrap().ends_with(" GMT"), "{received}");
    assert_eq!(
        mails,
        [json!({
            "message_id": id, "kind": "simple", "from": "News <news@example.com>", "to": ["ann@example.com"], "cc": [],
            "bcc": ["boss@example.com"], "reply_to": [], "subject": "Hello", "text": "Hello Ann",
            "html": "<p>Hello <b>Ann</b></p>", "headers": [{ "name": "X-A", "value": "a" }],
            "tags": [{ "name": "Campaign", "value": "autumn" }],
            "attachments": [{ "name": "a.txt", "type": "text/plain", "bytes": 3 }],
        })]
    );
}

#[test]
fn a_raw_mail_is_taken_apart() {
    let message = "From: Ann <ann@example.com>\r\nTo: bob@example.com\r\nCc: eve@example.com\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n\
                   X-Campaign: autumn\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n\
                   --b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Hi</p>\r\n\
                   --b\r\nContent-Type: text/csv\r\nContent-Disposition: attachment; filename=a.csv\r\n\r\n1,2\r\n--b--\r\n";
    let stand = Stand::start(&[]);
    stand.call(SEND, &json!({ "Content": { "Raw": { "Data": STANDARD.encode(message) } } })).is(200);
    let mail = &stand.mails()[0];
    assert_eq!(mail["kind"], "raw");
    assert_eq!((&mail["from"], &mail["to"]), (&json!("Ann <ann@example.com>"), &json!(["bob@example.com"])));
    assert_eq!((&mail["cc"], &mail["subject"]), (&json!(["eve@example.com"]), &json!("Grüße")));
    assert_eq!((&mail["html"], &mail["text"]), (&json!("<p>Hi</p>"), &Value::Null));
    assert_eq!(mail["headers"], json!([{ "name": "X-Campaign", "value": "autumn" }]));
    assert_eq!(
        (&mail["attachments"][0]["name"], &mail["attachments"][0]["type"]),
        (&json!("a.csv"), &json!("text/csv"))
    );
    // Without a sender or a recipient, in the message or beside it, there is nothing to send.
    for incomplete in ["Subject: x\r\n\r\nx", "From: a@example.com\r\n\r\nx"] {
        let request = json!({ "Content": { "Raw": { "Data": STANDARD.encode(incomplete) } } });
        stand.call(SEND, &request).refused(400, "BadRequestException");
    }
}

#[test]
fn templates_are_filled_in_for_each_recipient() {
    let stand = Stand::start(&[]);
    let mut request = bulk(&["ann@example.com", "bob@example.com"]);
    request["DefaultEmailTags"] = json!([{ "Name": "Campaign", "Value": "autumn" }]);
    request["BulkEmailEntries"][0]["ReplacementTags"] = json!([{ "Name": "Campaign", "Value": "winter" }]);
    request["BulkEmailEntries"][0]["ReplacementEmailContent"] =
        json!({ "ReplacementTemplate": { "ReplacementTemplateData": "{\"name\":\"<Ann>\"}" } });
    stand.call(BULK, &request).is(200);
    let mails = stand.mails();
    assert_eq!((&mails[0]["kind"], &mails[0]["subject"]), (&json!("bulk"), &json!("Welcome, <Ann>")));
    assert!(mails[0]["html"].as_str().unwrap().contains("&lt;Ann&gt;"), "{}", mails[0]);
    assert_eq!(
        (&mails[0]["tags"][0]["value"], &mails[1]["tags"][0]["value"]),
        (&json!("winter"), &json!("autumn"))
    );
    assert_eq!(mails[1]["subject"], "Welcome, friend");
}

#[test]
fn what_cannot_be_rendered_is_accepted_and_not_delivered() {
    let stand = Stand::start(&[]);
    let template =
        json!({ "Template": { "TemplateContent": { "Subject": "Hi {{nobody}}" }, "TemplateData": "{}" } });
    stand.call(SEND, &with(simple(), "/Content", template)).is(200);
    let mail = &stand.mails()[0];
    assert_eq!(mail["kind"], "template");
    assert!(mail["failure"].as_str().unwrap().contains("'nobody'"), "{mail}");
}

#[test]
fn the_outbox_can_be_emptied() {
    let stand = Stand::start(&[]);
    stand.call(SEND, &simple()).is(200);
    let client = tool::http().no_proxy().build().unwrap();
    assert_eq!(client.delete(format!("{}/_outbox", stand.url())).send().unwrap().status(), 204);
    assert!(stand.mails().is_empty());
}

#[test]
fn requests_are_kept_as_they_came_and_without_the_token() {
    let stand = Stand::start(&[]);
    stand.call(SEND, &simple());
    let text = stand.get("/_requests").text().unwrap();
    let requests: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(requests[0]["operation"], "SendEmail");
    assert_eq!(requests[0]["body"], simple());
    assert!(!text.contains("at_test"));
}
