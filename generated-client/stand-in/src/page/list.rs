//! The list of mails, the newest first.

use std::fmt::Write as _;

use super::{escape, visible};
use crate::outbox::{Excerpt, Mail};

/// Characters of a subject or a recipient in the list.
const MOST: usize = 120;
/// On one page.
pub(super) const LENGTH: usize = 100;

/// The list, with the mail that is shown marked in it.
pub(super) fn html(excerpt: &Excerpt, page: usize, shown: Option<&str>) -> String {
    let mut html = String::from("<nav aria-label=Mails>\n<ul>\n");
    for mail in &excerpt.mails {
        let _ = writeln!(html, "{}", item(mail, page, shown == Some(&mail.message_id)));
    }
    html.push_str("</ul>\n");
    let pages = excerpt.total.div_ceil(LENGTH);
    if pages > 1 {
        let _ = writeln!(html, "<p class=pages>{}</p>", turning(page, pages));
    }
    html.push_str("</nav>\n");
    html
}

fn item(mail: &Mail, page: usize, shown: bool) -> String {
    let current = if shown { " aria-current=true" } else { "" };
    let to = mail.to.iter().chain(&mail.cc).chain(&mail.bcc).next().map_or("nobody", String::as_str);
    let failed = if mail.failure.is_some() { " <span class=failed>not delivered</span>" } else { "" };
    format!(
        "<li><a href=\"/?mail={}&amp;page={page}\"{current}><strong>{}</strong> <span>{}</span> \
         <span class=kind>{}</span> <span class=kind>{}</span>{failed}</a></li>",
        escape(&mail.message_id),
        visible(&clamped(subject(mail))),
        visible(&clamped(to)),
        mail.kind.name(),
        time(mail),
    )
}

/// A mail's subject, or what is shown where it has none.
pub(super) fn subject(mail: &Mail) -> &str {
    if mail.subject.trim().is_empty() { "(no subject)" } else { &mail.subject }
}

/// When a mail was accepted.
pub(super) fn time(mail: &Mail) -> httpdate::HttpDate {
    mail.received.into()
}

/// The beginning of a text, where all of it would fill the list.
fn clamped(text: &str) -> String {
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn turning(page: usize, pages: usize) -> String {
    let mut html = format!("Page {page} of {pages}");
    if page > 1 {
        let _ = write!(html, " <a href=\"/?page={}\">Newer</a>", page - 1);
    }
    if page < pages {
        let _ = write!(html, " <a href=\"/?page={}\">Older</a>", page + 1);
    }
    html
}
