//! The spec endpoints: the committed document, at both of its addresses.

use axum::extract::{Path as Segments, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};

use crate::calls::Stand;
use crate::reply;

/// The provider the stand-in stands in for unless told otherwise.
pub const PROVIDER: &str = "awsses";

/// `GET /{provider}/openapi` and `GET /{provider}/definition`.
pub(crate) async fn document(
    State(stand): State<Stand>,
    Segments(provider): Segments<String>,
    uri: Uri,
) -> Response {
    if uri.path().ends_with("/openapi") && stand.settings.no_openapi {
        return reply::not_found();
    }
    if provider != stand.settings.provider {
        let message = "Invalid request for OpenAPI specs";
        return reply::service_error(StatusCode::UNPROCESSABLE_ENTITY, message);
    }
    ([(CONTENT_TYPE, "application/json")], stand.document.clone()).into_response()
}
