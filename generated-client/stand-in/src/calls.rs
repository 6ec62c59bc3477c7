//! A call from its request to its answer: body, token, faults, then SES or what stands upstream.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Map, Value, json};

use crate::faults::{FaultKind, Faults};
use crate::journal::{Journal, Request as Noted};
use crate::limits::Limits;
use crate::outbox::Outbox;
use crate::settings::Settings;
use crate::spec::PROVIDER;
use crate::upstream::Upstream;
use crate::{body, reply, ses, tokens};

/// Everything the stand-in knows.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) settings: Settings,
    pub(crate) document: Vec<u8>,
    pub(crate) faults: Faults,
    pub(crate) limits: Limits,
    pub(crate) outbox: Outbox,
    pub(crate) journal: Journal,
    pub(crate) ids: ses::Ids,
    pub(crate) upstream: Option<Upstream>,
}

/// The stand-in, as each request sees it.
pub(crate) type Stand = Arc<Shared>;

/// What can be called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operation {
    /// One mail.
    Send,
    /// Up to fifty.
    Bulk,
}

impl Operation {
    /// Its name in the SES model.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Send => "SendEmail",
            Self::Bulk => "SendBulkEmail",
        }
    }

    /// Its path here.
    pub(crate) fn route(self) -> &'static str {
        match self {
            Self::Send => "/awsses/v2/email/outbound-emails",
            Self::Bulk => "/awsses/v2/email/outbound-bulk-emails",
        }
    }

    /// Its path at SES.
    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::Send => "/v2/email/outbound-emails",
            Self::Bulk => "/v2/email/outbound-bulk-emails",
        }
    }
}

/// Answers a call, after as long as was asked for: what was accepted is, even if nobody waits for the answer.
pub(crate) async fn call(stand: Stand, operation: Operation, request: Request) -> Response {
    let response = answer(&stand, operation, request).await;
    in_time(&stand, response).await
}

/// A response, after as long as was asked for.
pub(crate) async fn in_time(stand: &Shared, response: Response) -> Response {
    if let Some(delay) = stand.settings.delay {
        tokio::time::sleep(delay).await;
    }
    response
}

async fn answer(stand: &Shared, operation: Operation, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    // The body comes first, as in the service: it is parsed before any route is looked at.
    let body = match body::read(&parts, body, stand.settings.read_timeout).await {
        Ok(body) => body,
        Err(response) => return response,
    };
    if let Err(response) = tokens::check(&parts, &stand.settings) {
        return response;
    }
    stand.journal.note(Noted {
        operation: operation.name().into(),
        path: operation.path().into(),
        query: Vec::new(),
        body: body.value.clone(),
        bytes: body.bytes,
    });
    if let Some(kind) = stand.faults.next() {
        return fault(kind, &stand.settings).await;
    }
    if let Some(upstream) = &stand.upstream {
        return upstream.pass_on(operation.path(), &body.value, stand.settings.envelope).await;
    }
    let answer = match operation {
        Operation::Send => ses::send_email(stand, body.value),
        Operation::Bulk => ses::send_bulk_email(stand, body.value),
    };
    match answer {
        Ok(result) => reply::result(PROVIDER, stand.settings.envelope, &result, &stand.ids.headers()),
        Err(refusal) => {
            let mut headers = stand.ids.headers();
            headers.insert("x-amzn-errortype".to_owned(), refusal.kind.into());
            if refusal.status == StatusCode::TOO_MANY_REQUESTS {
                headers.insert("retry-after".to_owned(), stand.settings.retry_after.to_string().into());
            }
            let error = json!({ "__type": refusal.kind, "Message": refusal.message });
            reply::provider_error(PROVIDER, refusal.status, &error, &headers)
        }
    }
}

/// Goes wrong as was asked for.
pub(crate) async fn fault(kind: FaultKind, settings: &Settings) -> Response {
    let status = match kind {
        FaultKind::Close => return reply::hangup(),
        FaultKind::Stall => loop {
            tokio::time::sleep(Duration::from_secs(3600)).await;
        },
        FaultKind::Status(status) => {
            StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
        }
    };
    match status {
        StatusCode::NOT_FOUND => reply::not_found(),
        StatusCode::TOO_MANY_REQUESTS => {
            provider_fault(status, "TooManyRequestsException", "Too many requests", settings)
        }
        status if status.is_client_error() => {
            provider_fault(status, "BadRequestException", "A fault that was asked for", settings)
        }
        StatusCode::INTERNAL_SERVER_ERROR => {
            reply::unreachable(&settings.provider, "connect ECONNREFUSED 127.0.0.1:443")
        }
        status => {
            provider_fault(status, "InternalServiceErrorException", "A fault that was asked for", settings)
        }
    }
}

fn provider_fault(status: StatusCode, kind: &str, message: &str, settings: &Settings) -> Response {
    let mut headers = Map::from_iter([("x-amzn-errortype".to_owned(), Value::from(kind))]);
    if status == StatusCode::TOO_MANY_REQUESTS || status == StatusCode::SERVICE_UNAVAILABLE {
        headers.insert("retry-after".to_owned(), settings.retry_after.to_string().into());
    }
    reply::provider_error(
        &settings.provider,
        status,
        &json!({ "__type": kind, "Message": message }),
        &headers,
    )
}
