//! An attachment, opened so that it can do no harm to the page: nothing runs, and what isn't known to be harmless is saved.

use axum::extract::{Path, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS,
};
use axum::response::{IntoResponse as _, Response};

use crate::calls::Stand;
use crate::outbox::File;
use crate::reply;

/// What a browser shows without running anything of it, each with the type it is sent as.
const SHOWN: [(&str, &str); 6] = [
    ("image/gif", "image/gif"),
    ("image/jpeg", "image/jpeg"),
    ("image/png", "image/png"),
    ("image/webp", "image/webp"),
    ("text/csv", "text/plain; charset=utf-8"),
    ("text/plain", "text/plain; charset=utf-8"),
];

/// A page of its own without an origin, in which nothing is allowed.
const POLICY: &str = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox";

/// `GET /_outbox/{mail}/{attachment}`, attachments counted from 0.
pub(crate) async fn open(
    State(stand): State<Stand>,
    Path((mail, number)): Path<(String, usize)>,
) -> Response {
    let file = stand.outbox.find(&mail).and_then(|mail| mail.attachments.into_iter().nth(number));
    let Some(File { name, media_type, content, .. }) = file else { return reply::not_found() };
    let plain = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let shown = SHOWN.iter().find(|(known, _)| *known == plain).map(|(_, sent)| *sent);
    let disposition = match shown {
        Some(_) => "inline".to_owned(),
        None => format!("attachment; filename=\"{}\"", file_name(&name)),
    };
    let headers = [
        (CONTENT_TYPE, shown.unwrap_or("application/octet-stream").to_owned()),
        (CONTENT_DISPOSITION, disposition),
        (CONTENT_SECURITY_POLICY, POLICY.to_owned()),
        (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, content).into_response()
}

/// A name that is one of a file and nothing else, wherever it is saved.
fn file_name(name: &str) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() || "-_. ".contains(c) { c } else { '_' };
    let name: String = name.chars().map(safe).take(100).collect();
    match name.trim_matches(['.', ' ']) {
        "" => "attachment".to_owned(),
        name => name.to_owned(),
    }
}
