//! The headers of a request.

use std::borrow::Cow;

use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};

use crate::access::Secrets;
use crate::error::Failure;
use crate::outgoing::Outgoing;

const JSON: &str = "application/json";

/// What decides where a request goes and where it ends: never an operation's parameter, which the
/// generator leaves out, nor what a caller adds.
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

/// The headers, those that hold secrets included.
pub(super) fn build(secrets: &Secrets, outgoing: &Outgoing) -> Result<HeaderMap, Failure> {
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
            return Err(Failure::config(format!(
                "the header `{name}` can't be set by a call: it decides where a request goes or ends"
            )));
        }
        let key = HeaderName::try_from(name.as_ref())
            .map_err(|_| Failure::config(format!("`{name}` is no name of a header")))?;
        headers.insert(key, value(name, text)?);
    }
    secrets.write(&mut headers)?;
    Ok(headers)
}

fn value(name: &str, text: &str) -> Result<HeaderValue, Failure> {
    HeaderValue::try_from(text).map_err(|_| {
        Failure::config(format!("the value of the header `{name}` has characters a header can't carry"))
    })
}
