//! The headers of a request, but for those that hold secrets.

use std::borrow::Cow;

use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};

use crate::error::Failure;
use crate::outgoing::{JSON, Outgoing, rules};

/// The headers of a call, and those of every call that it doesn't set itself.
pub(super) fn build(
    outgoing: &Outgoing,
    of_client: &[(HeaderName, HeaderValue)],
) -> Result<HeaderMap, Failure> {
    let mut headers = HeaderMap::with_capacity(4);
    if let Some(content_type) = &outgoing.content_type {
        headers.insert(
            CONTENT_TYPE,
            match content_type {
                // The usual one is not copied.
                Cow::Borrowed(JSON) => HeaderValue::from_static(JSON),
                other => rules::value("content-type", other)?,
            },
        );
    }
    // What asks for another type of answer than the usual one is the call's.
    if outgoing.accept != JSON {
        headers.insert(ACCEPT, HeaderValue::from_static(outgoing.accept));
    }
    for (name, text) in &outgoing.headers {
        rules::check_framing(name)?;
        headers.insert(rules::name(name)?, rules::value(name, text)?);
    }
    for (name, value) in of_client {
        headers.entry(name).or_insert_with(|| value.clone());
    }
    headers.entry(ACCEPT).or_insert(HeaderValue::from_static(JSON));
    Ok(headers)
}
