//! The outbox as a web page: plain, self-contained, without a script.

mod escape;
mod list;
mod mail;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, header::HOST};
use axum::response::{IntoResponse as _, Response};

use crate::calls::Stand;
use escape::escape;

/// A mail is shown inside a sandboxed frame, which inherits this policy: nothing runs, nothing is fetched, nothing is
/// sent. Mails carry their styles inline, so styles are the one thing allowed.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'none'; base-uri 'none'; \
                      form-action 'none'; frame-ancestors 'none'";
const STYLE: &str = include_str!("page/style.css");

/// Which part of the outbox is looked at.
#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct View {
    /// A mail's id.
    mail: Option<String>,
    /// Counted from 1.
    page: Option<usize>,
}

/// `GET /`.
pub(crate) async fn show(
    State(stand): State<Stand>,
    headers: HeaderMap,
    view: Result<Query<View>, QueryRejection>,
) -> Response {
    let View { mail, page } = view.map(|Query(view)| view).unwrap_or_default();
    let page = page.unwrap_or(1).max(1);
    let excerpt = stand.outbox.excerpt((page - 1).saturating_mul(list::LENGTH), list::LENGTH);
    let shown = match &mail {
        Some(id) => stand.outbox.find(id),
        None => excerpt.mails.first().cloned(),
    };
    let main = match &shown {
        Some(mail) => mail::html(mail),
        None if mail.is_some() => "<p class=empty>This mail is no longer in the outbox.</p>".to_owned(),
        None => welcome(&headers),
    };
    let list = list::html(&excerpt, page, shown.as_ref().map(|mail| mail.message_id.as_str()));
    let count = match excerpt.total {
        1 => "1 mail".to_owned(),
        count => format!("{count} mails"),
    };
    let html = format!(
        "<!doctype html>\n<html lang=en>\n<head>\n<meta charset=utf-8>\n\
         <meta name=viewport content=\"width=device-width, initial-scale=1\">\n\
         <title>Outbox</title>\n<link rel=icon href=\"data:,\">\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <a class=skip href=\"#mail\">Skip to the mail</a>\n\
         <header class=top><h1>Outbox</h1><p>{count}</p><p><a href=\"/\">Newest</a> <a href=\"/_outbox\">JSON</a></p></header>\n\
         <div class=panes>\n{list}<main id=mail tabindex=-1>\n{main}</main>\n</div>\n</body>\n</html>\n"
    );
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "no-referrer"),
        (CACHE_CONTROL, "no-store"),
    ];
    (headers, html).into_response()
}

fn welcome(headers: &HeaderMap) -> String {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or("127.0.0.1");
    format!(
        "<div class=empty>\n<p>Nothing was sent yet. Point a program here:</p>\n\
         <pre>LOWCODEAPI_BASE_URL=http://{}\nLOWCODEAPI_API_TOKEN=at_anything</pre>\n</div>\n",
        escape(host)
    )
}
