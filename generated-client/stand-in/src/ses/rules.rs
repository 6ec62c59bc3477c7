//! The rules that hold for every mail: sender, recipients, headers and tags.

use super::request::{Attachment, Pair};
use super::{Refusal, address};
use crate::outbox;
use crate::settings::Settings;

/// In one mail.
const MOST_RECIPIENTS: usize = 50;
const MOST_HEADERS: usize = 15;
const MOST_TAGS: usize = 50;

/// Checks that a sender is one, and verified.
pub(super) fn sender(from: &str, settings: &Settings) -> Result<(), Refusal> {
    let email = address::email(from)?;
    let domain = email.rsplit_once('@').map_or("", |(_, domain)| domain);
    let is = |known: &String| known.eq_ignore_ascii_case(email) || known.eq_ignore_ascii_case(domain);
    let verified = if settings.verified.is_empty() {
        !domain.eq_ignore_ascii_case("unverified.example")
    } else {
        settings.verified.iter().any(is)
    };
    if verified { Ok(()) } else { Err(Refusal::unverified(email)) }
}

/// Checks the recipients and counts them.
pub(super) fn recipients(lists: &[&Vec<String>]) -> Result<usize, Refusal> {
    let mut count = 0;
    for recipient in lists.iter().copied().flatten() {
        address::email(recipient)?;
        count += 1;
    }
    match count {
        0 => Err(Refusal::bad_request("No recipients: Destination names no address")),
        1..=MOST_RECIPIENTS => Ok(count),
        _ => Err(Refusal::bad_request(format!("Recipient count exceeds {MOST_RECIPIENTS}."))),
    }
}

/// Checks where answers go.
pub(super) fn reply_to(addresses: &[String]) -> Result<(), Refusal> {
    addresses.iter().try_for_each(|text| address::email(text).map(drop))
}

/// Checks headers against the model's pattern.
pub(super) fn headers(headers: &[Pair]) -> Result<Vec<outbox::Pair>, Refusal> {
    if headers.len() > MOST_HEADERS {
        return Err(Refusal::bad_request(format!("More than {MOST_HEADERS} headers")));
    }
    for Pair { name, value } in headers {
        let sound_name =
            (1..=126).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_graphic() && b != b':');
        let sound_value =
            (1..=995).contains(&value.len()) && value.bytes().all(|b| (b' '..=b'~').contains(&b));
        if !sound_name || !sound_value {
            return Err(Refusal::bad_request(format!("Header {name:?} has an illegal name or value")));
        }
    }
    Ok(pairs(headers))
}

/// Checks tags.
pub(super) fn tags(tags: &[Pair]) -> Result<Vec<outbox::Pair>, Refusal> {
    let sound = |text: &str| {
        (1..=256).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-.@".contains(&b))
    };
    if tags.len() > MOST_TAGS {
        return Err(Refusal::bad_request(format!("More than {MOST_TAGS} tags")));
    }
    match tags.iter().find(|tag| !sound(&tag.name) || !sound(&tag.value)) {
        Some(tag) => Err(Refusal::bad_request(format!(
            "Invalid tag {:?}: only letters, digits, `_`, `-`, `.` and `@`, at most 256 of them",
            tag.name
        ))),
        None => Ok(pairs(tags)),
    }
}

/// Checks the files that come along.
pub(super) fn attachments(attachments: Vec<Attachment>) -> Result<Vec<outbox::File>, Refusal> {
    attachments
        .into_iter()
        .map(|attachment| {
            let Attachment { raw_content, file_name, content_type, content_id } = attachment;
            if file_name.is_empty() || file_name.len() > 255 {
                return Err(Refusal::bad_request("An attachment's FileName has 1 to 255 characters"));
            }
            let media_type = content_type.unwrap_or_else(|| "application/octet-stream".to_owned());
            Ok(outbox::File { name: file_name, media_type, content_id, content: raw_content })
        })
        .collect()
}

/// Puts one list of pairs over another: same name, other value.
pub(super) fn replace(pairs: &mut Vec<outbox::Pair>, replacements: Vec<outbox::Pair>) {
    for replacement in replacements {
        match pairs.iter_mut().find(|pair| pair.name == replacement.name) {
            Some(pair) => *pair = replacement,
            None => pairs.push(replacement),
        }
    }
}

fn pairs(pairs: &[Pair]) -> Vec<outbox::Pair> {
    pairs
        .iter()
        .map(|Pair { name, value }| outbox::Pair { name: name.clone(), value: value.clone() })
        .collect()
}
