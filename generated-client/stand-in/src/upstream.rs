//! Passing calls on to a service that speaks SES's own protocol.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{Request, StatusCode};
use axum::response::Response;
use http_body_util::{BodyExt as _, Full};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::{Map, Value};
use url::Url;

use crate::reply;
use crate::settings::Envelope;
use crate::spec::PROVIDER;

/// Has the form of a signature, so that a front end can tell region and service. Nobody checks it.
const SIGNATURE: &str = "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/us-east-1/ses/aws4_request, \
                         SignedHeaders=host;x-amz-date, Signature=0000000000000000000000000000000000000000000000000000000000000000";
const PATIENCE: Duration = Duration::from_secs(30);

/// The service behind, on plain HTTP: whoever stands in for SES is near.
#[derive(Debug)]
pub(crate) struct Upstream {
    base: Url,
    client: Client<HttpConnector, Full<Bytes>>,
}

impl Upstream {
    pub(crate) fn new(base: Url) -> Self {
        Self { base, client: Client::builder(TokioExecutor::new()).build_http() }
    }

    /// Passes a body on, and the answer back in the service's envelope. The token stays here.
    pub(crate) async fn pass_on(&self, path: &str, body: &Value, envelope: Envelope) -> Response {
        let answer = tokio::time::timeout(PATIENCE, self.answer(path, body)).await;
        let (status, headers, text) = match answer {
            Ok(Ok(answer)) => answer,
            Ok(Err(error)) => return reply::unreachable(PROVIDER, &cause(&*error)),
            Err(elapsed) => return reply::unreachable(PROVIDER, &elapsed.to_string()),
        };
        let value = serde_json::from_slice(&text).unwrap_or_else(|_| String::from_utf8_lossy(&text).into());
        if status.is_success() {
            reply::result(PROVIDER, envelope, &value, &headers)
        } else {
            reply::provider_error(PROVIDER, status, &value, &headers)
        }
    }

    async fn answer(
        &self,
        path: &str,
        body: &Value,
    ) -> Result<(StatusCode, Map<String, Value>, Bytes), axum::BoxError> {
        let request = Request::post(format!("{}{path}", self.base.as_str().trim_end_matches('/')))
            .header(AUTHORIZATION, SIGNATURE)
            .header(CONTENT_TYPE, "application/json")
            .body(Full::from(body.to_string()))?;
        let (head, body) = self.client.request(request).await?.into_parts();
        let headers = head
            .headers
            .iter()
            .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into()));
        Ok((head.status, headers.collect(), Body::new(body).collect().await?.to_bytes()))
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
