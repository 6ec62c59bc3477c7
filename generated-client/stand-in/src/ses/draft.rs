//! A mail in the making.

use std::time::SystemTime;

use serde_json::{Map, Value};

use super::request::TemplateContent;
use super::template::{Form, render};
use crate::outbox::{Mail, MailKind};

/// A mail that says nothing yet.
pub(super) fn empty(kind: MailKind) -> Mail {
    Mail {
        message_id: String::new(),
        kind,
        received: SystemTime::now(),
        from: String::new(),
        to: Vec::new(),
        cc: Vec::new(),
        bcc: Vec::new(),
        reply_to: Vec::new(),
        subject: String::new(),
        text: None,
        html: None,
        headers: Vec::new(),
        tags: Vec::new(),
        attachments: Vec::new(),
        failure: None,
    }
}

/// Writes a mail from a template. Like SES, it accepts what can't be rendered, and then sends nothing.
pub(super) fn fill(mail: &mut Mail, content: &TemplateContent, data: &Map<String, Value>) {
    let mut part = |text: &Option<String>, form| {
        let rendered = render(text.as_deref()?, data, form);
        rendered.map_err(|cause| mail.failure = Some(cause)).ok()
    };
    let subject = part(&content.subject, Form::Plain);
    let text = part(&content.text, Form::Plain);
    let html = part(&content.html, Form::Html);
    (mail.subject, mail.text, mail.html) = (subject.unwrap_or_default(), text, html);
}
