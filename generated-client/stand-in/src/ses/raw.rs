//! Raw messages: what a mail program would show of a MIME message.

use mail_parser::{Address, Message, MessageParser, MessagePart, MimeHeaders as _, PartType};

use super::Refusal;
use super::draft::empty;
use crate::outbox::{File, Mail, MailKind, Pair};

/// Headers that are shown in places of their own, or say how the message is packed.
const KNOWN: [&str; 11] = [
    "from",
    "to",
    "cc",
    "bcc",
    "reply-to",
    "subject",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
    "content-disposition",
    "date",
];

/// Reads a raw message.
pub(super) fn mail(data: &[u8]) -> Result<Mail, Refusal> {
    let message = MessageParser::default()
        .parse(data)
        .ok_or_else(|| Refusal::bad_request("Raw message data is no MIME message"))?;
    let body = |ids: &[u32], wanted: fn(&PartType<'_>) -> Option<String>| {
        ids.iter().find_map(|id| wanted(&message.part(*id)?.body))
    };
    Ok(Mail {
        from: addresses(message.from()).into_iter().next().unwrap_or_default(),
        to: addresses(message.to()),
        cc: addresses(message.cc()),
        bcc: addresses(message.bcc()),
        reply_to: addresses(message.reply_to()),
        subject: message.subject().unwrap_or_default().to_owned(),
        text: body(&message.text_body, plain),
        html: body(&message.html_body, markup),
        headers: headers(&message),
        attachments: message.attachments().map(file).collect(),
        ..empty(MailKind::Raw)
    })
}

fn plain(part: &PartType<'_>) -> Option<String> {
    if let PartType::Text(text) = part { Some(text.to_string()) } else { None }
}

fn markup(part: &PartType<'_>) -> Option<String> {
    if let PartType::Html(html) = part { Some(html.to_string()) } else { None }
}

fn addresses(header: Option<&Address<'_>>) -> Vec<String> {
    let Some(header) = header else { return Vec::new() };
    header
        .iter()
        .filter_map(|entry| {
            let address = entry.address.as_deref()?;
            Some(match entry.name.as_deref() {
                Some(name) => format!("{name} <{address}>"),
                None => address.to_owned(),
            })
        })
        .collect()
}

fn headers(message: &Message<'_>) -> Vec<Pair> {
    message
        .headers_raw()
        .filter(|(name, _)| !KNOWN.contains(&name.to_ascii_lowercase().as_str()))
        .map(|(name, value)| Pair { name: name.to_owned(), value: value.trim().to_owned() })
        .collect()
}

fn file(part: &MessagePart<'_>) -> File {
    let media_type = part.content_type().map_or_else(
        || "application/octet-stream".to_owned(),
        |kind| format!("{}/{}", kind.c_type, kind.c_subtype.as_deref().unwrap_or("octet-stream")),
    );
    File {
        name: part.attachment_name().unwrap_or("unnamed").to_owned(),
        media_type,
        content_id: part.content_id().map(str::to_owned),
        content: part.contents().to_vec(),
    }
}
