//! Answers that are a stream: server-sent events, lines of JSON and records of JSON.

use axum::http::header::{ACCEPT, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use serde_json::Value;

/// What an operation answers whoever asks for a stream.
#[derive(Debug, Clone)]
pub struct Events {
    /// The media type that is asked for.
    pub media_type: String,
    /// The data of each event, or each line or record.
    pub items: Vec<Value>,
    /// Whether items are whole events: objects of `event`, `data` and the like.
    pub are_whole: bool,
}

impl Events {
    /// Whether a request asks for them.
    pub(crate) fn are_asked_for(&self, headers: &HeaderMap) -> bool {
        let accepted = headers.get(ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
        let essence = |text: &str| text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        accepted.split(',').any(|one| essence(one) == essence(&self.media_type))
    }

    /// The stream, all of it.
    pub(crate) fn response(&self, status: StatusCode) -> Response {
        let text: String = self.items.iter().map(|item| self.item(item)).collect();
        (status, [(CONTENT_TYPE, self.media_type.clone())], text).into_response()
    }

    fn item(&self, item: &Value) -> String {
        match (self.media_type.as_str(), item) {
            (kind, Value::Object(members)) if self.are_whole && kind.starts_with(SERVER_SENT) => {
                let line = |(name, value): (&String, &Value)| format!("{name}: {}\n", plain(value));
                members.iter().map(line).chain(["\n".to_owned()]).collect()
            }
            (kind, _) if kind.starts_with(SERVER_SENT) => format!("data: {}\n\n", plain(item)),
            // RFC 7464, section 2.2.
            (kind, _) if kind.contains("json-seq") => format!("\u{1e}{item}\n"),
            _ => format!("{item}\n"),
        }
    }
}

const SERVER_SENT: &str = "text/event-stream";

/// Text as it is, anything else as JSON: a line either way.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), |text| text.replace('\n', " "))
}
