//! Answers as the service words them: envelopes, its own errors, and those of the provider behind it.

use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use serde_json::{Map, Value, json};

use crate::settings::Envelope;

/// Marks an answer that is never written: the connection ends instead.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hangup;

/// JSON with a status.
pub(crate) fn json(status: StatusCode, body: &Value) -> Response {
    (status, [(CONTENT_TYPE, "application/json; charset=utf-8")], body.to_string()).into_response()
}

/// A result in its envelope. The provider may have answered with any 2xx; the service says 200.
pub(crate) fn result(
    provider: &str,
    envelope: Envelope,
    result: &Value,
    headers: &Map<String, Value>,
) -> Response {
    let body = match envelope {
        Envelope::Data => json!({ "data": result }),
        Envelope::Open => json!({
            "message": format!("Response received from the {provider} API"),
            "provider": provider,
            "result": result,
            "response_headers": headers,
        }),
    };
    json(StatusCode::OK, &body)
}

/// An error of the provider, with its headers in the body and nowhere else.
pub(crate) fn provider_error(
    provider: &str,
    status: StatusCode,
    error: &Value,
    headers: &Map<String, Value>,
) -> Response {
    let body = json!({
        "message": format!("Error received from the {provider} API"),
        "provider": provider,
        "error": error,
        "headers": headers,
    });
    json(status, &body)
}

/// The provider can't be reached.
pub(crate) fn unreachable(provider: &str, cause: &str) -> Response {
    let body = json!({ "message": cause, "provider": provider, "error": { "code": 500 } });
    json(StatusCode::INTERNAL_SERVER_ERROR, &body)
}

/// An error of the service itself: it names no provider.
pub(crate) fn service_error(status: StatusCode, message: &str) -> Response {
    json(status, &json!({ "message": message }))
}

/// No route took the request.
pub(crate) fn not_found() -> Response {
    service_error(StatusCode::NOT_FOUND, "Not Found")
}

/// An answer after which the connection ends: the rest of the request is not worth reading.
pub(crate) fn last_words(status: StatusCode, message: &str) -> Response {
    let mut response = service_error(status, message);
    response.headers_mut().insert(axum::http::header::CONNECTION, HeaderValue::from_static("close"));
    response
}

/// The end of the connection, without an answer.
pub(crate) fn hangup() -> Response {
    let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
    response.extensions_mut().insert(Hangup);
    response
}
