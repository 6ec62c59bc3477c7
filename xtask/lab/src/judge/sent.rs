//! Compares a request with the values it was made from, by what OpenAPI says of each place.

use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::places::RequestPart;
use super::proxy::Exchange;
use super::samples::Sample;
use super::written::{essence, is_json};

/// How a value went out.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Sent {
    /// As it was meant.
    AsMeant,
    /// As something else: this.
    Other(String),
    /// In a way that nothing here reads.
    Unread,
}

/// How a value went out in a request.
pub(super) fn sent(sample: &Sample, exchange: &Exchange) -> Sent {
    match &sample.part {
        RequestPart::Body(media_type) => body(&essence(media_type), &sample.value, exchange),
        RequestPart::Parameter { is_json: true, .. } => Sent::Unread,
        RequestPart::Parameter { name, location, style, explode, .. } => {
            parameter(name, location, style.as_deref(), *explode, &sample.value, exchange)
        }
    }
}

fn body(media_type: &str, value: &Value, exchange: &Exchange) -> Sent {
    let text = String::from_utf8_lossy(&exchange.body);
    let found = if is_json(media_type) {
        serde_json::from_slice(&exchange.body).unwrap_or(Value::String(text.into_owned()))
    } else if media_type == "application/x-www-form-urlencoded" {
        return form(value, &pairs(&text));
    } else if media_type.starts_with("multipart/") {
        let boundary = exchange.headers.get("content-type").and_then(|value| value.to_str().ok());
        let boundary = boundary
            .and_then(|value| value.split_once("boundary="))
            .map(|(_, boundary)| boundary.trim_matches('"'));
        return boundary.map_or(Sent::Unread, |boundary| form(value, &parts(&text, boundary)));
    } else {
        Value::String(text.into_owned())
    };
    if equal(&found, value) { Sent::AsMeant } else { Sent::Other(found.to_string()) }
}

/// Members of a form: lone values, JSON text, and lists of them. How others are written is not compared.
fn form(value: &Value, found: &[(String, String)]) -> Sent {
    let members = match value {
        Value::Object(members) => members,
        // A form of which no members are known, and so of one part.
        Value::String(whole) if matches!(found, [(_, text)] if text == whole) => return Sent::AsMeant,
        _ => return Sent::Unread,
    };
    let mut all = Sent::AsMeant;
    for (name, value) in members {
        let sent: Vec<&str> =
            found.iter().filter(|(key, _)| key == name).map(|(_, text)| text.as_str()).collect();
        let is_meant = match texts(value) {
            Some(texts) => sent == texts,
            None if sent.is_empty() => {
                all = Sent::Unread;
                true
            }
            None => are_json(&sent, value),
        };
        if !is_meant {
            return Sent::Other(format!("{name}: {}", sent.join(", ")));
        }
    }
    all
}

/// Whether texts are a value, or the items of a list, as JSON.
fn are_json(texts: &[&str], value: &Value) -> bool {
    let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    let is_json = |(text, value): (&&str, &Value)| match value {
        Value::String(meant) => text == meant,
        value => serde_json::from_str(text).is_ok_and(|found| equal(&found, value)),
    };
    texts.len() == values.len() && texts.iter().zip(values).all(is_json)
}

fn parameter(
    name: &str,
    location: &str,
    style: Option<&str>,
    explode: Option<bool>,
    value: &Value,
    exchange: &Exchange,
) -> Sent {
    let Some(texts) = texts(value) else { return Sent::Unread };
    let (path, query) = exchange.target.split_once('?').unwrap_or((&exchange.target, ""));
    let header = |name: &str| {
        exchange.headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
    };
    let compared = |sent: Vec<String>, meant: Vec<String>| {
        if sent == meant { Sent::AsMeant } else { Sent::Other(sent.join(", ")) }
    };
    match (location, style) {
        ("query", None | Some("form")) => {
            let pairs = pairs(query);
            let sent = pairs.into_iter().filter(|(key, _)| key == name).map(|(_, text)| text).collect();
            let meant =
                if explode == Some(false) && value.is_array() { vec![texts.join(",")] } else { texts };
            compared(sent, meant)
        }
        ("header", None | Some("simple")) => {
            compared(header(name).into_iter().collect(), vec![texts.join(",")])
        }
        ("path", None | Some("simple")) => {
            let meant = texts.join(",");
            let decoded = percent_decode_str(path).decode_utf8_lossy();
            if decoded.contains(&meant) { Sent::AsMeant } else { Sent::Other(path.to_owned()) }
        }
        ("cookie", None | Some("form")) if !value.is_array() => {
            let cookies = header("cookie").unwrap_or_default();
            let mut cookies = cookies.split("; ").filter_map(|pair| pair.split_once('='));
            let sent = cookies
                .find(|(key, _)| *key == name)
                .map(|(_, text)| percent_decode_str(text).decode_utf8_lossy().into_owned());
            compared(sent.into_iter().collect(), texts)
        }
        _ => Sent::Unread,
    }
}

/// The texts a value is written as, where it is a lone value or a list of them.
fn texts(value: &Value) -> Option<Vec<String>> {
    let one = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        // A whole number has no fraction.
        Value::Number(number) => Some(number.to_string().trim_end_matches(".0").to_owned()),
        Value::Bool(is) => Some(is.to_string()),
        _ => None,
    };
    match value {
        Value::Array(items) => items.iter().map(one).collect(),
        value => Some(vec![one(value)?]),
    }
}

fn pairs(query: &str) -> Vec<(String, String)> {
    let decoded = |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(key, text)| (decoded(key), decoded(text)))
        .collect()
}

/// The parts of a multipart body, by name.
fn parts(body: &str, boundary: &str) -> Vec<(String, String)> {
    let boundary = format!("--{boundary}");
    let parts = body.split(&boundary).filter_map(|part| part.split_once("\r\n\r\n"));
    let named = |(head, content): (&str, &str)| {
        let (_, name) = head.split_once("name=\"")?;
        let (name, _) = name.split_once('"')?;
        Some((name.to_owned(), content.strip_suffix("\r\n").unwrap_or(content).to_owned()))
    };
    parts.filter_map(named).collect()
}

/// Whether two values are the same; numbers by what they are worth.
pub(super) fn equal(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => {
            a == b || ((a.is_f64() || b.is_f64()) && a.as_f64() == b.as_f64())
        }
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equal(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(name, a)| b.get(name).is_some_and(|b| equal(a, b)))
        }
        _ => a == b,
    }
}

#[cfg(test)]
mod tests {
    use hyper::body::Bytes;
    use hyper::header::HeaderMap;
    use serde_json::json;

    use super::*;

    fn exchange(target: &str, content_type: &'static str, body: &str) -> Exchange {
        let mut headers = HeaderMap::new();
        headers.insert("content-type", content_type.parse().expect("a header"));
        Exchange {
            method: "POST".to_owned(),
            server: "s".to_owned(),
            target: target.to_owned(),
            headers,
            body: Bytes::from(body.to_owned()),
            answer: Err(String::new()),
        }
    }

    fn in_query(value: &Value, explode: Option<bool>, target: &str) -> Sent {
        parameter("q", "query", None, explode, value, &exchange(target, "text/plain", ""))
    }

    #[test]
    fn values_in_a_query_are_found_again() {
        assert_eq!(in_query(&json!(["a b", 1.0]), None, "/x?q=a%20b&q=1"), Sent::AsMeant);
        assert_eq!(in_query(&json!(["a", "b"]), Some(false), "/x?q=a,b"), Sent::AsMeant);
        assert_eq!(in_query(&json!("a"), None, "/x?q=b"), Sent::Other("b".to_owned()));
        assert_eq!(in_query(&json!({"a": 1}), None, "/x?a=1"), Sent::Unread);
    }

    #[test]
    fn bodies_are_read_by_their_media_type() {
        let sent = |media_type: &str, value: Value, content_type, text: &str| {
            body(media_type, &value, &exchange("/", content_type, text))
        };
        let json = "application/json";
        assert_eq!(sent(json, json!({"a": 1}), json, r#"{"a":1.0}"#), Sent::AsMeant);
        assert_eq!(
            sent(json, json!({"a": 1, "b": 2}), json, r#"{"a":1}"#),
            Sent::Other(r#"{"a":1}"#.to_owned())
        );
        let urlencoded = "application/x-www-form-urlencoded";
        assert_eq!(sent(urlencoded, json!({"a": ["x", "y z"]}), urlencoded, "a=x&a=y+z"), Sent::AsMeant);
        let nested = json!({"a": {"b": 1}, "c": [{"d": "e"}, "f"]});
        let text = "a=%7B%22b%22%3A1%7D&c=%7B%22d%22%3A%22e%22%7D&c=f";
        assert_eq!(sent(urlencoded, nested.clone(), urlencoded, text), Sent::AsMeant);
        assert_eq!(sent(urlencoded, nested.clone(), urlencoded, "a%5Bb%5D=1"), Sent::Unread);
        assert_eq!(sent(urlencoded, nested, urlencoded, "a=b,1"), Sent::Other("a: b,1".to_owned()));
        let multipart = "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--B--\r\n";
        assert_eq!(
            sent("multipart/form-data", json!({"a": "x"}), "multipart/form-data; boundary=B", multipart),
            Sent::AsMeant
        );
        assert_eq!(
            sent("multipart/form-data", json!("x"), "multipart/form-data; boundary=B", multipart),
            Sent::AsMeant
        );
    }
}
