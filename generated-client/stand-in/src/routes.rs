//! Which request goes where.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use serde_json::json;

use crate::calls::{self, Operation, Stand};
use crate::{page, provider, reply, spec};

/// All routes. Both URL formats of the two operations are equal: neither has a parameter in its path.
pub(crate) fn router(stand: Stand) -> Router {
    let call = |operation: Operation| {
        post(move |State(stand): State<Stand>, request| calls::call(stand, operation, request))
    };
    if !stand.settings.routes.is_empty() {
        return of_provider(stand);
    }
    Router::new()
        .route("/", get(page::show))
        .route("/_outbox", get(outbox).delete(clear))
        .route("/_outbox/clear", post(page::clear))
        .route("/_outbox/live.js", get(page::script))
        .route("/_outbox/state", get(state))
        .route("/_outbox/{mail}/{attachment}", get(page::attachment))
        .route("/_requests", get(requests))
        .route("/{provider}", get(website))
        .route("/{provider}/openapi", get(spec::document))
        .route("/{provider}/definition", get(spec::document))
        .route(Operation::Send.route(), call(Operation::Send))
        .route(Operation::Bulk.route(), call(Operation::Bulk))
        .fallback(async || reply::not_found())
        .method_not_allowed_fallback(async || reply::not_found())
        .with_state(stand)
}

/// The routes of any other provider: what its operations are, only it knows.
fn of_provider(stand: Stand) -> Router {
    let router = Router::new().route("/_requests", get(requests));
    let router = if stand.settings.is_direct {
        router
    } else {
        router
            .route("/{provider}", get(website))
            .route("/{provider}/openapi", get(spec::document))
            .route("/{provider}/definition", get(spec::document))
    };
    router
        .fallback(async |State(stand): State<Stand>, request| provider::call(stand, request).await)
        .with_state(stand)
}

async fn outbox(State(stand): State<Stand>) -> Response {
    reply::json(StatusCode::OK, &json!(stand.outbox.mails()))
}

async fn clear(State(stand): State<Stand>) -> StatusCode {
    stand.outbox.clear();
    StatusCode::NO_CONTENT
}

async fn state(State(stand): State<Stand>) -> String {
    stand.outbox.state().to_string()
}

async fn requests(State(stand): State<Stand>) -> Response {
    reply::json(StatusCode::OK, &json!(stand.journal.requests()))
}

/// A provider's name alone leads to its web page.
async fn website(Path(provider): Path<String>) -> Response {
    let name: String = provider.chars().filter(|c| c.is_ascii_alphanumeric() || "-_.".contains(*c)).collect();
    (StatusCode::FOUND, [(LOCATION, format!("https://lowcodeapi.com/{name}"))]).into_response()
}
