//! Requests of every shape, for `cargo xtask conformance` to hold against Amazon's own model.
//!
//! They need a service at `LOWCODEAPI_BASE_URL`, so they are ignored unless asked for.

use lowcodeapi_awsses::{Client, Delivery, types::*};

fn client() -> Client {
    Client::from_env().expect("LOWCODEAPI_BASE_URL and LOWCODEAPI_API_TOKEN are set")
}

fn destination() -> Destination {
    Destination::to(["Reader <reader@example.com>"]).cc(["cc@example.com"]).bcc(["bcc@example.com"])
}

fn body() -> Body {
    Body::html(Content::new("<p>Grüße</p>").charset("UTF-8")).text("Grüße")
}

fn picture() -> Attachment {
    Attachment::file("dot.gif", b"GIF89a\x01\x00\x01\x00\x00\x00\x00;".to_vec())
        .content_type("image/gif")
        .content_id("dot")
        .content_description("a dot")
        .content_disposition(AttachmentContentDisposition::Inline)
        .content_transfer_encoding(AttachmentContentTransferEncoding::Base64)
}

fn raw_message() -> Vec<u8> {
    b"From: news@example.com\r\nTo: reader@example.com\r\nSubject: Raw conformance\r\n\
      MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHello\r\n"
        .to_vec()
}

async fn sent(request: SendEmailRequest) {
    let response = client().send_email(request).await.unwrap_or_else(|error| panic!("{error}"));
    assert!(response.message_id.is_some_and(|id| !id.is_empty()), "a mail that was accepted has an id");
}

async fn bulk_sent(request: SendBulkEmailRequest) {
    let response = client().send_bulk_email(request).await.unwrap_or_else(|error| panic!("{error}"));
    for result in response.bulk_email_entry_results {
        assert_eq!(result.status, Some(BulkEmailStatus::Success), "{:?}", result.error);
    }
}

#[tokio::test]
#[ignore = "needs a service: run `cargo xtask conformance`"]
async fn an_unverified_sender_is_refused() {
    let request = SendEmailRequest::new(EmailContent::simple("Conformance", body()))
        .from_email_address("nobody@unverified.example")
        .destination(destination());
    let error = client().send_email(request).await.expect_err("the sender is not verified");
    assert_eq!(error.code().map(ToString::to_string).as_deref(), Some("MessageRejected"), "{error}");
    assert_eq!(error.delivery(), Delivery::Refused);
}

#[tokio::test]
#[ignore = "needs a service: run `cargo xtask conformance`"]
async fn a_simple_mail_is_accepted() {
    let request = SendEmailRequest::new(EmailContent::simple("Simple conformance", body()))
        .from_email_address("news@example.com")
        .destination(destination());
    sent(request).await;
}

#[tokio::test]
#[ignore = "needs a service: run `cargo xtask conformance`"]
async fn a_raw_mail_is_accepted() {
    let request = SendEmailRequest::new(EmailContent::raw(raw_message()))
        .from_email_address("news@example.com")
        .destination(Destination::to(["reader@example.com"]));
    sent(request).await;
}

#[tokio::test]
#[ignore = "needs a service: run `cargo xtask conformance`"]
async fn a_raw_mail_may_carry_sender_and_recipients_itself() {
    sent(SendEmailRequest::new(EmailContent::raw(raw_message()))).await;
}

#[tokio::test]
#[ignore = "needs a service: run `cargo xtask conformance`"]
async fn a_mail_may_use_every_member() {
    let message = Message::new(Content::new("Every member").charset("UTF-8"), body())
        .headers([MessageHeader::new("X-Campaign", "autumn")])
        .attachments([picture()]);
    let arn = "arn:aws:ses:us-east-1:123456789012:identity/example.com";
    let tracking = TrackingConfigurationOverrides::new()
        .open_tracking_enabled(FeatureStatus::Disabled)
        .click_tracking_enabled(FeatureStatus::Enabled);
    let request = SendEmailRequest::new(message)
        .from_email_address("News <news@example.com>")
        .from_email_address_identity_arn(arn)
        .destination(destination())
        .reply_to_addresses(["editors@example.com"])
        .feedback_forwarding_email_address("bounces@example.com")
        .feedback_forwarding_email_address_identity_arn(arn)
        .email_tags([MessageTag::new("Campaign", "autumn")])
        .configuration_set_name("tracked")
        .endpoint_id("abcdef12.g3h")
        .tenant_name("tenant")
        .list_management_options(ListManagementOptions::new("readers").topic_name("news"))
        .configuration_overrides(ConfigurationOverrides::new().tracking(tracking));
    sent(request).await;
}

#[tokio::test]
#[ignore = "needs a service: run `cargo xtask conformance`"]
async fn a_stored_template_is_filled_in() {
    let template = Template::new()
        .template_name("WelcomeTemplate")
        .template_data(r#"{"name":"Ann"}"#)
        .headers([MessageHeader::new("X-Campaign", "autumn")])
        .attachments([picture()]);
    let request =
        SendEmailRequest::new(template).from_email_address("news@example.com").destination(destination());
    sent(request).await;
}

#[tokio::test]
#[ignore = "needs a service: run `cargo xtask conformance`"]
async fn a_template_may_travel_in_the_request() {
    let content = EmailTemplateContent::new()
        .subject("Hello {{name}}")
        .text("Hello {{name}}")
        .html("<p>Hello {{name}}</p>");
    let template = Template::new().template_content(content).template_data(r#"{"name":"Ann"}"#);
    let request =
        SendEmailRequest::new(template).from_email_address("news@example.com").destination(destination());
    sent(request).await;
}

#[tokio::test]
#[ignore = "needs a service: run `cargo xtask conformance`"]
async fn bulk_mail_may_use_every_member() {
    let entry = BulkEmailEntry::new(destination())
        .template_data(r#"{"name":"Ann"}"#)
        .replacement_tags([MessageTag::new("Campaign", "winter")])
        .replacement_headers([MessageHeader::new("X-Campaign", "winter")]);
    let template = Template::new()
        .template_name("WelcomeTemplate")
        .template_data(r#"{"name":"friend"}"#)
        .headers([MessageHeader::new("X-Campaign", "autumn")]);
    let plain = BulkEmailEntry::new(Destination::to(["second@example.com"]));
    let request = SendBulkEmailRequest::new(BulkEmailContent::new().template(template), [entry, plain])
        .from_email_address("news@example.com")
        .reply_to_addresses(["editors@example.com"])
        .feedback_forwarding_email_address("bounces@example.com")
        .default_email_tags([MessageTag::new("Campaign", "autumn")])
        .configuration_set_name("tracked")
        .tenant_name("tenant");
    bulk_sent(request).await;
}

#[tokio::test]
#[ignore = "needs a service: run `cargo xtask conformance`"]
async fn a_mailing_is_sent_in_chunks() {
    let entries = (0..120).map(|at| BulkEmailEntry::new(Destination::to([format!("r{at}@example.com")])));
    let mailing = client().bulk(BulkEmailContent::stored("WelcomeTemplate", r#"{"name":"friend"}"#));
    let report = mailing.with(|request| request.from_email_address("news@example.com")).send(entries).await;
    assert_eq!(report.sent(), 120, "{:?}", report.failures().next());
}
