//! What SES takes in one request, looked at before it is sent.

use lowcodeapi_runtime::{Base64, Check};

use crate::MAX_ENTRIES;
use crate::types::{
    Attachment, BulkEmailEntry, Destination, EmailContent, MessageHeader, SendBulkEmailRequest,
    SendEmailRequest,
};

/// The most recipients of a mail, those of copies included
/// ([quotas of SES](https://docs.aws.amazon.com/ses/latest/dg/quotas.html)).
const MAX_RECIPIENTS: usize = 50;
/// The most headers a mail may be given ([`Message`](https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Message.html)).
const MAX_HEADERS: usize = 15;
/// The largest mail, attachments included, as base64.
const MAX_BYTES: usize = 40 << 20;
/// The longest name and value of a header
/// ([`MessageHeader`](https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_MessageHeader.html)).
const LONGEST_NAME: usize = 126;
const LONGEST_VALUE: usize = 995;

impl Check for SendEmailRequest {
    fn check(&self) -> Result<(), String> {
        recipients(self.destination.as_ref())?;
        let EmailContent { simple, raw, template, .. } = &self.content;
        let mut bytes = raw.as_ref().map_or(0, |raw| encoded(&raw.data));
        if let Some(message) = simple {
            headers(message.headers.as_deref())?;
            let parts = [&message.body.html, &message.body.text];
            bytes += parts.into_iter().flatten().map(|content| content.data.len()).sum::<usize>();
            bytes += attachments(message.attachments.as_deref());
        }
        if let Some(template) = template {
            headers(template.headers.as_deref())?;
            bytes += attachments(template.attachments.as_deref());
        }
        size(bytes)
    }

    /// SES counts recipients.
    fn weight(&self) -> u32 {
        weight(self.destination.iter())
    }
}

impl Check for SendBulkEmailRequest {
    fn check(&self) -> Result<(), String> {
        let entries = self.bulk_email_entries.len();
        if entries > MAX_ENTRIES {
            return Err(format!(
                "a request has at most {MAX_ENTRIES} entries, this one {entries}: use `bulk`"
            ));
        }
        if let Some(template) = &self.default_content.template {
            headers(template.headers.as_deref())?;
            size(attachments(template.attachments.as_deref()))?;
        }
        let mut entries = self.bulk_email_entries.iter().enumerate();
        entries.try_for_each(|(at, entry)| entry.check().map_err(|problem| format!("entry {at}: {problem}")))
    }

    /// SES counts recipients.
    fn weight(&self) -> u32 {
        weight(self.bulk_email_entries.iter().map(|entry| &entry.destination))
    }
}

impl Check for BulkEmailEntry {
    fn check(&self) -> Result<(), String> {
        recipients(Some(&self.destination))?;
        headers(self.replacement_headers.as_deref())
    }
}

/// All recipients; at least one, who may be in the mail itself.
fn weight<'a>(destinations: impl Iterator<Item = &'a Destination>) -> u32 {
    let recipients = destinations.flat_map(Destination::addresses).count();
    u32::try_from(recipients).unwrap_or(u32::MAX).max(1)
}

fn recipients(destination: Option<&Destination>) -> Result<(), String> {
    match destination.map_or(0, |destination| destination.addresses().count()) {
        ..=MAX_RECIPIENTS => Ok(()),
        count => Err(format!(
            "a mail has at most {MAX_RECIPIENTS} recipients, copies included, this one {count}: send several"
        )),
    }
}

fn headers(headers: Option<&[MessageHeader]>) -> Result<(), String> {
    let headers = headers.unwrap_or_default();
    if headers.len() > MAX_HEADERS {
        return Err(format!("a mail is given at most {MAX_HEADERS} headers, this one {}", headers.len()));
    }
    headers.iter().try_for_each(header)
}

fn header(MessageHeader { name, value, .. }: &MessageHeader) -> Result<(), String> {
    let name_is_sound =
        (1..=LONGEST_NAME).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_graphic() && b != b':');
    if !name_is_sound {
        return Err(format!(
            "{name:?} is no name of a header: it has 1 to {LONGEST_NAME} ASCII characters, without spaces and colons"
        ));
    }
    let value_is_sound =
        (1..=LONGEST_VALUE).contains(&value.len()) && value.bytes().all(|b| (b' '..=b'~').contains(&b));
    if !value_is_sound {
        return Err(format!(
            "the header `{name}` has a value SES doesn't take: it has 1 to {LONGEST_VALUE} ASCII characters, without line breaks"
        ));
    }
    Ok(())
}

/// The bytes of attachments, as base64.
fn attachments(attachments: Option<&[Attachment]>) -> usize {
    attachments.unwrap_or_default().iter().map(|attachment| encoded(&attachment.raw_content)).sum()
}

fn encoded(content: &Base64) -> usize {
    content.bytes().map_or_else(|_| content.to_text().len(), |bytes| bytes.len().div_ceil(3) * 4)
}

fn size(bytes: usize) -> Result<(), String> {
    if bytes <= MAX_BYTES {
        return Ok(());
    }
    Err(format!(
        "a mail has at most {} MB, attachments as base64, this one {}: send links in place of files",
        MAX_BYTES >> 20,
        bytes.div_ceil(1 << 20)
    ))
}
