//! Who may call: tokens travel in the query and nowhere else.

use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde_json::{Map, Value, json};
use url::Url;

use crate::reply;
use crate::settings::Settings;

/// Lets a call pass, or answers as the service does.
pub(crate) fn check(parts: &Parts, settings: &Settings) -> Result<(), Response> {
    let token = token(parts);
    let Some(known) = token.as_deref().filter(|token| token.starts_with("at_")) else {
        return Err(unauthorised(parts, token.as_deref(), settings));
    };
    if !settings.token.is_empty() && !settings.token.iter().any(|token| token == known) {
        return Err(forbidden("Invalid api_token", settings));
    }
    if settings.no_credentials {
        return Err(forbidden(
            "No access token is associated with this api_token. Please connect the provider first.",
            settings,
        ));
    }
    Ok(())
}

/// The first one, where there are several.
fn token(parts: &Parts) -> Option<String> {
    let query = parts.uri.query()?;
    let url = Url::parse(&format!("http://localhost/?{query}")).ok()?;
    url.query_pairs().find(|(name, _)| name == "api_token").map(|(_, value)| value.into_owned())
}

/// The service echoes the request's headers and the token; a client has to cope.
fn unauthorised(parts: &Parts, token: Option<&str>, settings: &Settings) -> Response {
    let body = json!({
        "message": "A valid API token is required. Please pass it as the `api_token` query parameter.",
        "provider": settings.provider,
        "error": {
            "code": 401,
            "logging": { "headers": echo(&parts.headers), "query": { "api_token": token } },
        },
    });
    reply::json(StatusCode::UNAUTHORIZED, &body)
}

fn forbidden(message: &str, settings: &Settings) -> Response {
    let body = json!({ "message": message, "provider": settings.provider, "error": { "code": 403 } });
    reply::json(StatusCode::FORBIDDEN, &body)
}

fn echo(headers: &HeaderMap) -> Map<String, Value> {
    let text = |bytes: &[u8]| Value::from(String::from_utf8_lossy(bytes));
    headers.iter().map(|(name, value)| (name.to_string(), text(value.as_bytes()))).collect()
}
