//! What is sent and received, as JSON.

use lowcodeapi_awsses::types::*;
use serde_json::{Value, from_value, json, to_value};

fn sent(value: &impl serde::Serialize) -> Value {
    to_value(value).expect("it can be serialised")
}

#[test]
fn members_that_are_not_set_are_not_sent() {
    let request = SendEmailRequest::new(EmailContent::simple("Hi", Body::plain("Hello")));
    assert_eq!(
        sent(&request),
        json!({ "Content": { "Simple": { "Subject": { "Data": "Hi" }, "Body": { "Text": { "Data": "Hello" } } } } })
    );
}

#[test]
fn every_member_goes_under_its_wire_name() {
    let request =
        SendEmailRequest::new(EmailContent::template("Welcome", r#"{"name":"Ann"}"#))
            .from_email_address("a@example.com")
            .from_email_address_identity_arn("arn:from")
            .destination(Destination::to(["b@example.com"]))
            .reply_to_addresses(["c@example.com"])
            .feedback_forwarding_email_address("d@example.com")
            .feedback_forwarding_email_address_identity_arn("arn:feedback")
            .email_tags([MessageTag::new("k", "v")])
            .configuration_set_name("set")
            .endpoint_id("endpoint")
            .tenant_name("tenant")
            .list_management_options(ListManagementOptions::new("list").topic_name("topic"))
            .configuration_overrides(ConfigurationOverrides::new().tracking(
                TrackingConfigurationOverrides::new().open_tracking_enabled(FeatureStatus::Disabled),
            ));
    let expected = json!({
        "FromEmailAddress": "a@example.com",
        "FromEmailAddressIdentityArn": "arn:from",
        "Destination": { "ToAddresses": ["b@example.com"] },
        "ReplyToAddresses": ["c@example.com"],
        "FeedbackForwardingEmailAddress": "d@example.com",
        "FeedbackForwardingEmailAddressIdentityArn": "arn:feedback",
        "Content": { "Template": { "TemplateName": "Welcome", "TemplateData": r#"{"name":"Ann"}"# } },
        "EmailTags": [{ "Name": "k", "Value": "v" }],
        "ConfigurationSetName": "set",
        "EndpointId": "endpoint",
        "TenantName": "tenant",
        "ListManagementOptions": { "ContactListName": "list", "TopicName": "topic" },
        "ConfigurationOverrides": { "Tracking": { "OpenTrackingEnabled": "DISABLED" } },
    });
    assert_eq!(sent(&request), expected);
    assert_eq!(from_value::<SendEmailRequest>(expected).expect("what was sent can be read"), request);
}

#[test]
fn attachments_and_raw_messages_are_encoded_by_the_type() {
    let message = Message::new("Invoice", Body::plain("Attached")).attachments([Attachment::file(
        "invoice.pdf",
        b"%PDF-1.7\xff".to_vec(),
    )
    .content_type("application/pdf")]);
    let request = sent(&SendEmailRequest::new(message));
    assert_eq!(
        request["Content"]["Simple"]["Attachments"],
        json!([{ "RawContent": "JVBERi0xLjf/", "FileName": "invoice.pdf", "ContentType": "application/pdf" }])
    );

    let raw = SendEmailRequest::new(EmailContent::raw("From: a@example.com\r\n\r\nHello"));
    let wire = json!({ "Content": { "Raw": { "Data": "RnJvbTogYUBleGFtcGxlLmNvbQ0KDQpIZWxsbw==" } } });
    assert_eq!(sent(&raw), wire);
    let read: SendEmailRequest = from_value(wire).expect("it can be read");
    assert_eq!(
        read.content.raw.expect("a raw message").data.bytes().unwrap(),
        b"From: a@example.com\r\n\r\nHello"
    );
}

#[test]
fn unknown_enum_values_survive_a_round_trip() {
    let wire = json!({ "Status": "ACCOUNT_ON_THE_MOON", "Error": "too far" });
    let result: BulkEmailEntryResult = from_value(wire.clone()).expect("an open enum takes any value");
    assert_eq!(result.status, Some(BulkEmailStatus::Unknown("ACCOUNT_ON_THE_MOON".into())));
    assert_eq!(sent(&result), wire);
}

#[test]
fn all_fourteen_statuses_of_a_bulk_entry_have_a_name() {
    for status in [
        "SUCCESS",
        "MESSAGE_REJECTED",
        "MAIL_FROM_DOMAIN_NOT_VERIFIED",
        "CONFIGURATION_SET_NOT_FOUND",
        "TEMPLATE_NOT_FOUND",
        "ACCOUNT_SUSPENDED",
        "ACCOUNT_THROTTLED",
        "ACCOUNT_DAILY_QUOTA_EXCEEDED",
        "INVALID_SENDING_POOL_NAME",
        "ACCOUNT_SENDING_PAUSED",
        "CONFIGURATION_SET_SENDING_PAUSED",
        "INVALID_PARAMETER",
        "TRANSIENT_FAILURE",
        "FAILED",
    ] {
        let read: BulkEmailStatus = from_value(json!(status)).expect("a status");
        assert!(!matches!(read, BulkEmailStatus::Unknown(_)), "{status}");
        assert_eq!((read.as_str(), sent(&read)), (status, json!(status)));
    }
}

#[test]
fn bulk_results_are_read_under_either_key() {
    let results = json!([{ "Status": "SUCCESS", "MessageId": "1" }]);
    for key in ["BulkEmailEntryResults", "BulkEmailEntries"] {
        let mut answer = serde_json::Map::new();
        answer.insert(key.to_owned(), results.clone());
        let answer: SendBulkEmailResponse = from_value(answer.into()).expect(key);
        let [result] = &answer.bulk_email_entry_results[..] else { panic!("{answer:?}") };
        assert_eq!(result.status, Some(BulkEmailStatus::Success));
        assert_eq!(result.message_id.as_deref(), Some("1"));
    }
}

#[test]
fn members_the_client_does_not_know_are_no_reason_to_fail() {
    let answer: SendEmailResponse =
        from_value(json!({ "MessageId": "1", "Moon": { "phase": "full" } })).expect("an answer");
    assert_eq!(answer.message_id.as_deref(), Some("1"));
}

#[test]
fn failures_are_the_entries_that_were_not_accepted_by_position() {
    let answer: SendBulkEmailResponse = from_value(json!({ "BulkEmailEntryResults": [
        { "Status": "SUCCESS", "MessageId": "1" },
        { "Status": "TRANSIENT_FAILURE" },
        { "MessageId": "3" },
        { "Status": "NEWLY_INVENTED", "MessageId": "4" },
        { "Status": "SUCCESS", "Error": "but" },
        {},
    ] }))
    .expect("results");
    let failures: Vec<_> = answer.failures().map(|(position, _)| position).collect();
    assert_eq!(failures, [1, 3, 4, 5]);
    let (_, first) = answer.failures().next().expect("a failure");
    assert_eq!(first.status, Some(BulkEmailStatus::TransientFailure));
}
