//! `SendEmail`: one mail, simple, raw or from a template.

use std::time::Instant;

use serde_json::{Value, json};

use super::draft::{empty, fill};
use super::request::{Destination, EmailContent, Message, SendEmail, Template};
use super::{Refusal, raw, read, rules, template};
use crate::calls::Shared;
use crate::outbox::{Mail, MailKind};

/// Accepts one mail, or says why not.
pub(crate) fn send_email(stand: &Shared, body: Value) -> Result<Value, Refusal> {
    let request: SendEmail = read(body)?;
    let EmailContent { simple, raw, template } = request.content;
    let mut mail = match (simple, raw, template) {
        (Some(message), None, None) => simple_mail(message)?,
        (None, Some(message), None) => raw::mail(&message.data)?,
        (None, None, Some(template)) => template_mail(template, stand)?,
        _ => return Err(Refusal::bad_request("Content is one of Simple, Raw and Template")),
    };
    if let Some(from) = request.from_email_address {
        mail.from = from;
    }
    if mail.from.is_empty() {
        return Err(Refusal::bad_request("Missing required header 'From'."));
    }
    rules::sender(&mail.from, &stand.settings)?;
    // The recipients of the request count; those in a raw message's header only if there are no others.
    if let Some(Destination { to_addresses, cc_addresses, bcc_addresses }) = request.destination {
        (mail.to, mail.cc, mail.bcc) = (to_addresses, cc_addresses, bcc_addresses);
    }
    let recipients = rules::recipients(&[&mail.to, &mail.cc, &mail.bcc])?;
    rules::reply_to(&request.reply_to_addresses)?;
    if !request.reply_to_addresses.is_empty() {
        mail.reply_to = request.reply_to_addresses;
    }
    mail.tags = rules::tags(&request.email_tags)?;
    stand.limits.take(recipients, Instant::now())?;
    mail.message_id = stand.ids.message();
    let result = json!({ "MessageId": mail.message_id });
    stand.outbox.put(mail);
    Ok(result)
}

fn simple_mail(message: Message) -> Result<Mail, Refusal> {
    let Message { subject, body, headers, attachments } = message;
    if body.text.is_none() && body.html.is_none() {
        return Err(Refusal::bad_request("Body has neither Text nor Html"));
    }
    Ok(Mail {
        subject: subject.data,
        text: body.text.map(|content| content.data),
        html: body.html.map(|content| content.data),
        headers: rules::headers(&headers)?,
        attachments: rules::attachments(attachments)?,
        ..empty(MailKind::Simple)
    })
}

fn template_mail(template: Template, stand: &Shared) -> Result<Mail, Refusal> {
    let content = template::find(&template, &stand.settings)?;
    let data = template::data(template.template_data.as_deref())?;
    let mut mail = empty(MailKind::Template);
    mail.headers = rules::headers(&template.headers)?;
    mail.attachments = rules::attachments(template.attachments)?;
    fill(&mut mail, &content, &data);
    Ok(mail)
}
