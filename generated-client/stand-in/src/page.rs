//! The outbox as a web page: plain, self-contained, with a script that only shows what arrives.

mod attachment;
mod escape;
mod list;
mod mail;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};

pub(crate) use attachment::open as attachment;

use crate::calls::Stand;
use escape::{escape, visible};

/// A mail is shown inside a sandboxed frame, in which nothing runs and no form is sent. It inherits this policy: nothing
/// is fetched from anywhere else. Mails carry their styles inline, so styles are allowed; the page itself has one script.
const POLICY: &str = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'unsafe-inline'; \
                      img-src data:; frame-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
/// What all pages of this project look alike by.
pub const LOOK: &str = include_str!("page/look.css");
const STYLE: &str = include_str!("page/style.css");
const SCRIPT: &str = include_str!("page/live.js");

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
        "<!doctype html>\n<html lang=en data-state={}>\n<head>\n<meta charset=utf-8>\n\
         <meta name=viewport content=\"width=device-width, initial-scale=1\">\n\
         <title>Outbox</title>\n<link rel=icon href=\"data:,\">\n<style>\n{LOOK}{STYLE}</style>\n\
         <script src=\"/_outbox/live.js\" defer></script>\n</head>\n<body>\n\
         <a class=skip href=\"#mail\">Skip to the mail</a>\n\
         <header class=top><h1>Outbox</h1><p>{count}</p><p><a href=\"/\">Newest</a> <a href=\"/_outbox\">JSON</a></p>\
         <form action=\"/_outbox/clear\" method=post><button>Clear</button></form></header>\n\
         <div class=panes>\n{list}<main id=mail tabindex=-1 data-mail=\"{}\">\n{main}</main>\n</div>\n</body>\n</html>\n",
        excerpt.state,
        shown.as_ref().map_or_else(String::new, |mail| escape(&mail.message_id)),
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

/// `GET /_outbox/live.js`.
pub(crate) async fn script() -> Response {
    let headers = [
        (CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (CACHE_CONTROL, "no-store"),
    ];
    (headers, SCRIPT).into_response()
}

/// `POST /_outbox/clear`: throws all mails away, where the page itself asks for it and not one that happens to be open too.
pub(crate) async fn clear(State(stand): State<Stand>, headers: HeaderMap) -> Response {
    let stated = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let own = stated(HOST).map(|host| format!("http://{host}"));
    if stated(ORIGIN).is_some_and(|origin| Some(origin) != own.as_deref()) {
        return StatusCode::FORBIDDEN.into_response();
    }
    stand.outbox.clear();
    Redirect::to("/").into_response()
}

fn welcome(headers: &HeaderMap) -> String {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or("127.0.0.1");
    format!(
        "<div class=empty>\n<p>Nothing was sent yet. Point a program here:</p>\n\
         <pre>LOWCODEAPI_BASE_URL=http://{}\nLOWCODEAPI_API_TOKEN=at_anything</pre>\n</div>\n",
        escape(host)
    )
}
