//! Passing calls on to a service that speaks SES's own protocol.

use std::time::Duration;

use axum::http::StatusCode;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::response::Response;
use reqwest::{Client, Url};
use serde_json::{Map, Value};

use crate::reply;
use crate::settings::Envelope;
use crate::spec::PROVIDER;

/// Has the form of a signature, so that a front end can tell region and service. Nobody checks it.
const SIGNATURE: &str = "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/us-east-1/ses/aws4_request, \
                         SignedHeaders=host;x-amz-date, Signature=0000000000000000000000000000000000000000000000000000000000000000";
const PATIENCE: Duration = Duration::from_secs(30);

/// The service behind.
#[derive(Debug)]
pub(crate) struct Upstream {
    base: Url,
    client: Client,
}

impl Upstream {
    pub(crate) fn new(base: Url) -> reqwest::Result<Self> {
        let client = Client::builder().no_proxy().timeout(PATIENCE).build()?;
        Ok(Self { base, client })
    }

    /// Passes a body on, and the answer back in the service's envelope. The token stays here.
    pub(crate) async fn pass_on(&self, path: &str, body: &Value, envelope: Envelope) -> Response {
        let url = format!("{}{path}", self.base.as_str().trim_end_matches('/'));
        let request = self.client.post(url).header(AUTHORIZATION, SIGNATURE);
        let request = request.header(CONTENT_TYPE, "application/json").body(body.to_string());
        let response = match request.send().await {
            Ok(response) => response,
            Err(error) => return reply::unreachable(PROVIDER, &cause(&error)),
        };
        let status = response.status();
        let headers: Map<String, Value> = response
            .headers()
            .iter()
            .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into()))
            .collect();
        let text = match response.bytes().await {
            Ok(bytes) => bytes,
            Err(error) => return reply::unreachable(PROVIDER, &cause(&error)),
        };
        let value = serde_json::from_slice(&text).unwrap_or_else(|_| String::from_utf8_lossy(&text).into());
        if status.is_success() {
            reply::result(PROVIDER, envelope, &value, &headers)
        } else {
            let status = StatusCode::from_u16(status.as_u16()).unwrap_or(StatusCode::BAD_GATEWAY);
            reply::provider_error(PROVIDER, status, &value, &headers)
        }
    }
}

fn cause(error: &dyn std::error::Error) -> String {
    let mut innermost = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        innermost = error.to_string();
        source = error.source();
    }
    innermost
}
