//! Reads an answer that is no success: the service's forms of errors, and those of the providers inside.

use reqwest::header::HeaderMap;
use serde_json::{Map, Value};

use super::{Answer, html};
use crate::charset::Charset;
use crate::dialect::Dialect;
use crate::error::{Delivery, ErrorKind, Failure};
use crate::headers;
use crate::secret::Scrubber;

type Object = Map<String, Value>;

/// What a status and a body say.
pub(super) fn read(answer: &Answer, scrubber: &Scrubber, dialect: Dialect) -> Failure {
    // Read as a tree on purpose: only what is asked for is kept, and `error.logging`, which holds the token, is not.
    let text = Charset::of(&answer.headers).decode_json(&answer.body);
    let body = text.as_deref().and_then(|text| serde_json::from_str::<Value>(text).ok());
    let body = body.as_ref().and_then(Value::as_object);
    let (kind, delivery) = classify(answer.status, dialect.is_unrouted(answer.status, body));
    let said = body.map(layers).unwrap_or_default();
    let inner = body.and_then(|body| dialect.headers_in(body));

    let unsaid =
        if answer.status == 304 { "nothing has changed since what the request knows of" } else { "" };
    let message = match said.iter().find_map(|layer| message(layer)) {
        Some(message) => html::summary(message).unwrap_or_else(|| message.to_owned()),
        // A 401 repeats the request's headers: none of it is shown.
        None if answer.status == 401 => String::new(),
        None => html::summary(text.as_deref().unwrap_or_default()).unwrap_or_else(|| unsaid.to_owned()),
    };
    let mut failure = Failure::new(kind, delivery, scrubber.scrub(&message)).status(answer.status);
    let report = &mut failure.0;
    report.routed = body.is_some_and(|body| body.contains_key("provider"));
    report.code = header(inner, &answer.headers, "x-amzn-errortype")
        .or_else(|| said.iter().find_map(|layer| code(layer, answer.status)))
        .map(|code| scrubber.scrub(bare_code(&code)));
    report.request_id = request_id(inner, &answer.headers).map(|id| scrubber.scrub(&id));
    report.retry_after = header(inner, &answer.headers, "retry-after").as_deref().and_then(headers::wait);
    if body.is_none() && answer.status != 401 {
        report.excerpt = answer.excerpt(scrubber);
    }
    failure
}

/// What a status means.
fn classify(status: u16, is_unrouted: bool) -> (ErrorKind, Delivery) {
    match status {
        _ if is_unrouted => (ErrorKind::RouteMiss, Delivery::NotSent),
        401 | 403 => (ErrorKind::Unauthorized, Delivery::Refused),
        429 => (ErrorKind::Throttled, Delivery::Refused),
        400..=499 => (ErrorKind::Refused, Delivery::Refused),
        300..=399 => (ErrorKind::Redirect, Delivery::Unknown),
        _ => (ErrorKind::Server, Delivery::Unknown),
    }
}

/// Where an error may be described, the most specific first: the provider's own `error` inside the service's, the
/// service's, and the body itself.
fn layers(body: &Object) -> Vec<Layer<'_>> {
    let mut layers = vec![Layer::Object(body)];
    let mut object = Some(body);
    // Two levels: the service's member and the provider's of the same name.
    for _ in 0..2 {
        match object.and_then(|object| object.get("error")) {
            Some(Value::Object(inner)) => {
                layers.push(Layer::Object(inner));
                object = Some(inner);
            }
            Some(Value::Array(items)) => {
                layers.extend(items.first().and_then(Value::as_object).map(Layer::Object));
                object = None;
            }
            Some(Value::String(text)) => {
                layers.push(Layer::Text(text));
                object = None;
            }
            _ => object = None,
        }
    }
    layers.reverse();
    layers
}

enum Layer<'a> {
    Object(&'a Object),
    Text(&'a str),
}

fn message<'a>(layer: &Layer<'a>) -> Option<&'a str> {
    match layer {
        Layer::Text(text) => Some(text),
        Layer::Object(object) => {
            let own = ["Message", "message", "error_description", "description", "detail", "title"]
                .iter()
                .find_map(|key| object.get(*key)?.as_str())
                .filter(|text| !text.is_empty());
            own.or_else(|| match first(object)? {
                Value::String(text) => Some(text).filter(|text| !text.is_empty()).map(String::as_str),
                Value::Object(one) => message(&Layer::Object(one)),
                _ => None,
            })
        }
    }
}

/// The first of several errors.
fn first(object: &Object) -> Option<&Value> {
    object.get("errors")?.as_array()?.first()
}

fn code(layer: &Layer<'_>, status: u16) -> Option<String> {
    let Layer::Object(object) = layer else { return None };
    let text = |key: &&str| object.get(*key)?.as_str().filter(|code| !code.is_empty());
    let stated = ["__type", "code", "Code", "category"].iter().find_map(text);
    let stated = stated.or_else(|| text(&"status").filter(|status| is_code(status)));
    let number = || match object.get("code")? {
        // The service repeats the status here, which is no code of anybody's.
        Value::Number(code) if code.as_u64() != Some(u64::from(status)) => Some(code.to_string()),
        _ => None,
    };
    let of_first = || code(&Layer::Object(first(object)?.as_object()?), status);
    stated.map(str::to_owned).or_else(number).or_else(of_first)
}

/// Whether a status says more than that something failed: `NOT_FOUND`, but not `error`, `ERROR` or `404`.
fn is_code(status: &str) -> bool {
    status.starts_with(|c: char| c.is_ascii_uppercase())
        && status.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
        && !["ERROR", "FAIL", "FAILED", "FAILURE"].contains(&status)
}

/// `com.amazonaws.sesv2#MessageRejected:http://…` is `MessageRejected`.
fn bare_code(code: &str) -> &str {
    let code = code.split_once(':').map_or(code, |(code, _)| code);
    code.rsplit_once('#').map_or(code, |(_, code)| code).trim()
}

/// A header: of the provider, else of the service.
fn header(inner: Option<&Object>, outer: &HeaderMap, name: &str) -> Option<String> {
    let inner = inner.and_then(|headers| headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)));
    match inner {
        Some((_, Value::String(text))) => Some(text.clone()),
        Some((_, Value::Number(number))) => Some(number.to_string()),
        Some((_, Value::Array(values))) => values.first().and_then(Value::as_str).map(str::to_owned),
        _ => outer.get(name)?.to_str().ok().map(str::to_owned),
    }
    .filter(|text| !text.is_empty())
}

pub(super) fn request_id(inner: Option<&Object>, outer: &HeaderMap) -> Option<String> {
    headers::REQUEST_ID.iter().find_map(|name| header(inner, outer, name))
}
