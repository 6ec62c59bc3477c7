//! The shapes of the SES model that a mail is made of. What they lack is not looked at.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Deserializer};

/// `SendEmailRequest`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct SendEmail {
    pub(super) from_email_address: Option<String>,
    pub(super) destination: Option<Destination>,
    #[serde(default)]
    pub(super) reply_to_addresses: Vec<String>,
    pub(super) content: EmailContent,
    #[serde(default)]
    pub(super) email_tags: Vec<Pair>,
}

/// `SendBulkEmailRequest`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct SendBulkEmail {
    pub(super) from_email_address: Option<String>,
    #[serde(default)]
    pub(super) reply_to_addresses: Vec<String>,
    #[serde(default)]
    pub(super) default_email_tags: Vec<Pair>,
    pub(super) default_content: BulkEmailContent,
    pub(super) bulk_email_entries: Vec<BulkEmailEntry>,
}

#[derive(Debug, Default, Clone, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
#[expect(clippy::struct_field_names, reason = "the names of the model")]
pub(super) struct Destination {
    pub(super) to_addresses: Vec<String>,
    pub(super) cc_addresses: Vec<String>,
    pub(super) bcc_addresses: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct EmailContent {
    pub(super) simple: Option<Message>,
    pub(super) raw: Option<RawMessage>,
    pub(super) template: Option<Template>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct BulkEmailContent {
    pub(super) template: Option<Template>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Message {
    pub(super) subject: Content,
    pub(super) body: Body,
    #[serde(default)]
    pub(super) headers: Vec<Pair>,
    #[serde(default)]
    pub(super) attachments: Vec<Attachment>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Body {
    pub(super) text: Option<Content>,
    pub(super) html: Option<Content>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Content {
    pub(super) data: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct RawMessage {
    #[serde(deserialize_with = "blob")]
    pub(super) data: Vec<u8>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[expect(clippy::struct_field_names, reason = "the names of the model")]
pub(super) struct Template {
    pub(super) template_name: Option<String>,
    pub(super) template_arn: Option<String>,
    pub(super) template_content: Option<TemplateContent>,
    pub(super) template_data: Option<String>,
    #[serde(default)]
    pub(super) headers: Vec<Pair>,
    #[serde(default)]
    pub(super) attachments: Vec<Attachment>,
}

#[derive(Debug, Default, Clone, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub(super) struct TemplateContent {
    pub(super) subject: Option<String>,
    pub(super) text: Option<String>,
    pub(super) html: Option<String>,
}

/// `MessageHeader` and `MessageTag`.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Pair {
    pub(super) name: String,
    pub(super) value: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Attachment {
    #[serde(deserialize_with = "blob")]
    pub(super) raw_content: Vec<u8>,
    pub(super) file_name: String,
    pub(super) content_type: Option<String>,
    pub(super) content_id: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct BulkEmailEntry {
    pub(super) destination: Destination,
    #[serde(default)]
    pub(super) replacement_tags: Vec<Pair>,
    pub(super) replacement_email_content: Option<ReplacementEmailContent>,
    #[serde(default)]
    pub(super) replacement_headers: Vec<Pair>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct ReplacementEmailContent {
    pub(super) replacement_template: Option<ReplacementTemplate>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct ReplacementTemplate {
    pub(super) replacement_template_data: Option<String>,
}

/// Bytes are base64 in JSON.
fn blob<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    let text = String::deserialize(deserializer)?;
    STANDARD.decode(text).map_err(|_| serde::de::Error::custom("a blob that is not base64"))
}
