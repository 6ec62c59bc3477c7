//! `SendBulkEmail`: a template to many, with an outcome for each.

use std::time::Instant;

use serde_json::{Map, Value, json};

use super::draft::{empty, fill};
use super::request::{BulkEmailEntry, Destination, SendBulkEmail, Template, TemplateContent};
use super::{Refusal, read, rules, template};
use crate::calls::Shared;
use crate::limits::Exceeded;
use crate::outbox::{self, MailKind};

/// In one request.
const MOST_ENTRIES: usize = 50;

/// What all entries have in common.
struct Common<'a> {
    stand: &'a Shared,
    from: String,
    reply_to: Vec<String>,
    tags: Vec<outbox::Pair>,
    headers: Vec<outbox::Pair>,
    attachments: Vec<outbox::File>,
    content: &'a TemplateContent,
    data: Map<String, Value>,
}

/// Accepts what can be sent of many mails, or says why none can.
pub(crate) fn send_bulk_email(stand: &Shared, body: Value) -> Result<Value, Refusal> {
    let request: SendBulkEmail = read(body)?;
    let entries = request.bulk_email_entries;
    if entries.is_empty() || entries.len() > MOST_ENTRIES {
        let count = entries.len();
        return Err(Refusal::bad_request(format!(
            "Bulk email entries must number 1 to {MOST_ENTRIES}, not {count}"
        )));
    }
    let from = request.from_email_address.unwrap_or_default();
    rules::sender(&from, &stand.settings)?;
    rules::reply_to(&request.reply_to_addresses)?;
    let template = request.default_content.template.ok_or_else(|| {
        Refusal::bad_request("DefaultContent has no Template: bulk mail is sent from a template")
    })?;
    let content = template::find(&template, &stand.settings);
    if let Err(refusal) = &content
        && refusal.kind != "NotFoundException"
    {
        return Err(refusal.clone());
    }
    let data = template::data(template.template_data.as_deref())?;
    let Template { headers, attachments, .. } = template;
    let headers = rules::headers(&headers)?;
    let attachments = rules::attachments(attachments)?;
    let tags = rules::tags(&request.default_email_tags)?;

    let results: Vec<Value> = match &content {
        Err(refusal) => entries.iter().map(|_| outcome("TEMPLATE_NOT_FOUND", &refusal.message)).collect(),
        Ok(content) => {
            let reply_to = request.reply_to_addresses;
            let common = Common { stand, from, reply_to, tags, headers, attachments, content, data };
            entries.into_iter().map(|entry| common.send(entry)).collect()
        }
    };
    Ok(json!({ "BulkEmailEntryResults": results }))
}

impl Common<'_> {
    /// The outcome of one entry.
    fn send(&self, entry: BulkEmailEntry) -> Value {
        self.accept(entry).unwrap_or_else(|refused| refused)
    }

    fn accept(&self, entry: BulkEmailEntry) -> Result<Value, Value> {
        let invalid = |refusal: Refusal| outcome("INVALID_PARAMETER", &refusal.message);
        let Destination { to_addresses, cc_addresses, bcc_addresses } = entry.destination;
        let recipients =
            rules::recipients(&[&to_addresses, &cc_addresses, &bcc_addresses]).map_err(invalid)?;
        let own_headers = rules::headers(&entry.replacement_headers).map_err(invalid)?;
        let own_tags = rules::tags(&entry.replacement_tags).map_err(invalid)?;
        let own_data = entry
            .replacement_email_content
            .and_then(|content| content.replacement_template)
            .and_then(|template| template.replacement_template_data);
        let own_data = template::data(own_data.as_deref()).map_err(invalid)?;
        self.stand.limits.take(recipients, Instant::now()).map_err(|exceeded| {
            let status = match exceeded {
                Exceeded::Quota => "ACCOUNT_DAILY_QUOTA_EXCEEDED",
                Exceeded::Rate => "ACCOUNT_THROTTLED",
            };
            outcome(status, &Refusal::from(exceeded).message)
        })?;

        let mut mail = empty(MailKind::Bulk);
        mail.from.clone_from(&self.from);
        (mail.to, mail.cc, mail.bcc) = (to_addresses, cc_addresses, bcc_addresses);
        mail.reply_to.clone_from(&self.reply_to);
        mail.headers.clone_from(&self.headers);
        rules::replace(&mut mail.headers, own_headers);
        mail.tags.clone_from(&self.tags);
        rules::replace(&mut mail.tags, own_tags);
        mail.attachments.clone_from(&self.attachments);
        let mut data = self.data.clone();
        data.extend(own_data);
        fill(&mut mail, self.content, &data);
        mail.message_id = self.stand.ids.message();
        let result = json!({ "Status": "SUCCESS", "MessageId": mail.message_id });
        self.stand.outbox.put(mail);
        Ok(result)
    }
}

fn outcome(status: &str, error: &str) -> Value {
    json!({ "Status": status, "Error": error })
}
