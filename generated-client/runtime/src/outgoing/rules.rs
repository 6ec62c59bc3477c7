//! Which headers and pairs of the query nobody sets but the client itself: one list for builder, calls and layers.

use reqwest::header::{HeaderName, HeaderValue};

use crate::access;
use crate::error::Failure;
use crate::scheme::Place;
use crate::service::Auth;

/// What decides where a request goes and where it ends: never an operation's parameter, which the generator leaves out,
/// nor what a caller adds.
const RESERVED: [&str; 10] = [
    "connection",
    "content-length",
    "host",
    "keep-alive",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Refuses a header that decides where a request goes or ends.
pub(crate) fn check_framing(name: &str) -> Result<(), Failure> {
    if RESERVED.iter().any(|reserved| name.eq_ignore_ascii_case(reserved)) {
        return Err(Failure::config(format!(
            "the header `{name}` can't be set: it decides where a request goes or ends"
        )));
    }
    Ok(())
}

/// Refuses a header that carries a credential.
pub(crate) fn check_header(name: &str, auth: Auth) -> Result<(), Failure> {
    let is = |other: &str| name.eq_ignore_ascii_case(other);
    let is_secret = |place| match place {
        Place::Header(secret) => is(secret),
        Place::Cookie(_) => is("cookie"),
        _ => false,
    };
    if is("authorization") || access::places(auth).any(is_secret) {
        return Err(credential("header", name));
    }
    Ok(())
}

/// Refuses a pair of the query that carries a credential.
pub(crate) fn check_pair(name: &str, auth: Auth) -> Result<(), Failure> {
    let base = base(name);
    let is_secret = |place| matches!(place, Place::Query(secret) if base.eq_ignore_ascii_case(secret));
    if access::places(auth).any(is_secret) {
        return Err(credential("query parameter", name));
    }
    Ok(())
}

/// What services take a parameter for: they read `name[]` and `name[0]` as more values of `name`.
pub(crate) fn base(name: &str) -> &str {
    name.split('[').next().unwrap_or(name)
}

/// The name of a header.
pub(crate) fn name(text: &str) -> Result<HeaderName, Failure> {
    HeaderName::try_from(text).map_err(|_| Failure::config(format!("`{text}` is no name of a header")))
}

/// The value of a header.
pub(crate) fn value(name: &str, text: &str) -> Result<HeaderValue, Failure> {
    HeaderValue::try_from(text).map_err(|_| {
        Failure::config(format!("the value of the header `{name}` has characters a header can't carry"))
    })
}

fn credential(what: &str, name: &str) -> Failure {
    Failure::config(format!(
        "the {what} `{name}` can't be added: it carries a credential, which is given to the builder of the client"
    ))
}
