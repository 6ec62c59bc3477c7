//! The headers of a request.

use std::borrow::Cow;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, COOKIE, HeaderMap, HeaderName, HeaderValue};

use crate::core::Shared;
use crate::encode;
use crate::error::Failure;
use crate::outgoing::Outgoing;
use crate::service::Auth;

const JSON: &str = "application/json";

/// What decides where a request goes and where it ends: never an operation's parameter.
const RESERVED: [&str; 6] =
    ["host", "content-length", "transfer-encoding", "connection", "upgrade", "proxy-authorization"];

/// The headers, and the pair of the query that holds the token; either may hold it.
pub(super) fn build<'a>(shared: &'a Shared, outgoing: &Outgoing) -> Result<(HeaderMap, &'a str), Failure> {
    let mut headers = HeaderMap::with_capacity(4);
    headers.insert(ACCEPT, HeaderValue::from_static(outgoing.accept));
    if let Some(content_type) = &outgoing.content_type {
        headers.insert(
            CONTENT_TYPE,
            match content_type {
                // The usual one is not copied.
                Cow::Borrowed(JSON) => HeaderValue::from_static(JSON),
                other => value("content-type", other)?,
            },
        );
    }
    for (name, text) in &outgoing.headers {
        if RESERVED.iter().any(|reserved| name.eq_ignore_ascii_case(reserved)) {
            return Err(Failure::config(format!("the header `{name}` can't be set by a parameter")));
        }
        let key = HeaderName::try_from(*name)
            .map_err(|_| Failure::config(format!("`{name}` is no name of a header")))?;
        headers.insert(key, value(name, text)?);
    }
    let secret = match shared.service.auth {
        Auth::Query(_) => return Ok((headers, &shared.secret_pair)),
        Auth::None => return Ok((headers, "")),
        Auth::Header(name) => (HeaderName::try_from(name), shared.token.expose().to_owned()),
        Auth::Cookie(name) => (Ok(COOKIE), with_cookie(&headers, name, shared.token.expose())),
        Auth::Bearer => (Ok(AUTHORIZATION), format!("Bearer {}", shared.token.expose())),
        Auth::Basic => (Ok(AUTHORIZATION), basic(shared.token.expose())),
    };
    let name =
        secret.0.map_err(|_| Failure::config("the service's header for the token has no valid name"))?;
    let mut secret = value("token", &secret.1)?;
    secret.set_sensitive(true);
    headers.insert(name, secret);
    Ok((headers, ""))
}

/// The secret's cookie behind those an operation's parameters set.
fn with_cookie(headers: &HeaderMap, name: &str, secret: &str) -> String {
    let secret = format!("{name}={}", encode::component(secret));
    match headers.get(COOKIE).and_then(|others| others.to_str().ok()) {
        Some(others) => format!("{others}; {secret}"),
        None => secret,
    }
}

/// User and password as RFC 7617 has them.
fn basic(secret: &str) -> String {
    format!("Basic {}", BASE64_STANDARD.encode(secret))
}

fn value(name: &str, text: &str) -> Result<HeaderValue, Failure> {
    HeaderValue::try_from(text).map_err(|_| {
        Failure::config(format!("the value of the header `{name}` has characters a header can't carry"))
    })
}
