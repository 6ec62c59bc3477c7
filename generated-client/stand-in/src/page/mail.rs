//! One mail, as its recipient would see it.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::list::{subject, time};
use super::{escape, visible};
use crate::outbox::{Mail, Pair};

/// The mail: who, what, and what came along.
pub(super) fn html(mail: &Mail) -> String {
    let mut html =
        format!("<article aria-labelledby=subject>\n<h2 id=subject>{}</h2>\n", visible(subject(mail)));
    if let Some(failure) = &mail.failure {
        let _ = writeln!(
            html,
            "<p class=failed role=alert>Accepted, but not delivered: {}</p>",
            visible(failure)
        );
    }
    html.push_str("<dl>\n");
    row(&mut html, "From", std::slice::from_ref(&mail.from));
    row(&mut html, "To", &mail.to);
    row(&mut html, "Cc", &mail.cc);
    row(&mut html, "Bcc", &mail.bcc);
    row(&mut html, "Reply to", &mail.reply_to);
    html.push_str("</dl>\n");
    if let Some(body) = &mail.html {
        // An empty `sandbox` takes everything away: scripts, forms, pop-ups, the page around it and its origin.
        let _ = writeln!(
            html,
            "<section aria-labelledby=html>\n<h3 id=html>HTML</h3>\n\
             <iframe sandbox=\"\" title=\"The mail's HTML\" srcdoc=\"{}\"></iframe>\n</section>",
            escape(&with_pictures(body, mail))
        );
    }
    if let Some(text) = &mail.text {
        let _ = writeln!(
            html,
            "<section aria-labelledby=text>\n<h3 id=text>Text</h3>\n<pre class=text dir=auto>{}</pre>\n</section>",
            escape(text)
        );
    }
    pairs(&mut html, "Headers", &mail.headers);
    pairs(&mut html, "Tags", &mail.tags);
    attachments(&mut html, mail);
    let _ = writeln!(
        html,
        "<p class=foot>{} · {} · <code>{}</code></p>\n</article>",
        mail.kind.name(),
        time(mail),
        escape(&mail.message_id)
    );
    html
}

fn row(html: &mut String, name: &str, values: &[String]) {
    if !values.is_empty() {
        let shown: Vec<_> = values.iter().map(|value| visible(value)).collect();
        let _ = writeln!(html, "<div><dt>{name}</dt><dd>{}</dd></div>", shown.join(", "));
    }
}

fn pairs(html: &mut String, title: &str, pairs: &[Pair]) {
    if pairs.is_empty() {
        return;
    }
    let _ = writeln!(html, "<section>\n<h3>{title}</h3>\n<dl>");
    for Pair { name, value } in pairs {
        let _ = writeln!(html, "<div><dt>{}</dt><dd>{}</dd></div>", visible(name), visible(value));
    }
    html.push_str("</dl>\n</section>\n");
}

fn attachments(html: &mut String, mail: &Mail) {
    if mail.attachments.is_empty() {
        return;
    }
    html.push_str("<section>\n<h3>Attachments</h3>\n<ul class=files>\n");
    for (number, file) in mail.attachments.iter().enumerate() {
        let _ = writeln!(
            html,
            "<li><a href=\"/_outbox/{}/{number}\" target=_blank rel=noopener>{}</a> <span class=kind>{}, {} bytes</span></li>",
            escape(&mail.message_id),
            visible(&file.name),
            visible(&file.media_type),
            file.content.len()
        );
    }
    html.push_str("</ul>\n</section>\n");
}

/// Pictures that came along are shown where the HTML refers to them. Nothing else is fetched from anywhere.
fn with_pictures(body: &str, mail: &Mail) -> String {
    let mut body = body.to_owned();
    for file in &mail.attachments {
        let Some(id) = &file.content_id else { continue };
        let id = id.trim_start_matches('<').trim_end_matches('>');
        if file.media_type.starts_with("image/") && !id.is_empty() {
            let data = format!("data:{};base64,{}", file.media_type, STANDARD.encode(&file.content));
            body = body.replace(&format!("cid:{id}"), &data);
        }
    }
    body
}
