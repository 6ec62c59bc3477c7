//! Reading a request's body: bounded in size and in patience.

use std::time::Duration;

use axum::body::Body;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, EXPECT};
use axum::http::request::Parts;
use axum::http::{HeaderName, StatusCode};
use axum::response::Response;
use http_body_util::BodyExt as _;
use serde_json::Value;
use tokio::time::{Instant, timeout, timeout_at};

use crate::reply;

/// As much as SES takes in a message.
const LIMIT: usize = 40 << 20;
/// What is read beyond the limit only to throw it away: a client in the middle of writing would not see the answer.
const PATIENCE: usize = 512 << 20;
/// A body that comes in drops may take this many times the silence that is allowed.
const DROPS: u32 = 12;

/// A body that was understood.
#[derive(Debug)]
pub(crate) struct Json {
    pub(crate) value: Value,
    pub(crate) bytes: usize,
}

/// Reads a body as the service's parser does: JSON if it is called that, and otherwise as good as none.
pub(crate) async fn read(parts: &Parts, body: Body, silence: Duration) -> Result<Json, Response> {
    let bytes = collect(parts, body, silence).await?;
    let is_json = header(parts, &CONTENT_TYPE).is_some_and(|value| {
        let media_type = value.split(';').next().unwrap_or_default().trim();
        media_type.eq_ignore_ascii_case("application/json")
    });
    if !is_json || bytes.is_empty() {
        return Ok(Json { value: Value::Object(serde_json::Map::new()), bytes: 0 });
    }
    match serde_json::from_slice::<Value>(&bytes) {
        Ok(value) if value.is_object() || value.is_array() => Ok(Json { value, bytes: bytes.len() }),
        _ => Err(reply::service_error(StatusCode::BAD_REQUEST, "Unexpected end of JSON input")),
    }
}

async fn collect(parts: &Parts, mut body: Body, silence: Duration) -> Result<Vec<u8>, Response> {
    let too_large = || reply::last_words(StatusCode::PAYLOAD_TOO_LARGE, "request entity too large");
    let announced = header(parts, &CONTENT_LENGTH).and_then(|value| value.parse::<usize>().ok());
    if announced
        .is_some_and(|length| length > PATIENCE || (length > LIMIT && header(parts, &EXPECT).is_some()))
    {
        return Err(too_large());
    }
    let deadline = Instant::now() + silence * DROPS;
    let mut bytes = Vec::new();
    let mut length = 0;
    loop {
        let frame = match timeout_at(deadline, timeout(silence, body.frame())).await {
            Ok(Ok(Some(Ok(frame)))) => frame,
            Ok(Ok(None)) => break,
            Ok(Ok(Some(Err(_)))) => {
                return Err(reply::last_words(StatusCode::BAD_REQUEST, "request aborted"));
            }
            Ok(Err(_)) | Err(_) => {
                return Err(reply::last_words(StatusCode::REQUEST_TIMEOUT, "request timed out"));
            }
        };
        let Ok(data) = frame.into_data() else { continue };
        length += data.len();
        if length <= LIMIT {
            bytes.extend_from_slice(&data);
        } else if length <= PATIENCE {
            bytes = Vec::new();
        } else {
            return Err(too_large());
        }
    }
    if length > LIMIT { Err(too_large()) } else { Ok(bytes) }
}

fn header<'a>(parts: &'a Parts, name: &HeaderName) -> Option<&'a str> {
    parts.headers.get(name)?.to_str().ok()
}
