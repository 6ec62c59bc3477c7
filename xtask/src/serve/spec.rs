//! The spec endpoints: the committed document, at both of its addresses.

use std::path::{Path, PathBuf};

use axum::extract::{Path as Segments, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use miette::Diagnostic;
use thiserror::Error;

use super::calls::Stand;
use super::reply;
use crate::exit::{Exit, ExitCode, Failure};
use crate::workspace::Client;

/// The provider the stand-in stands in for.
pub const PROVIDER: &str = "awsses";

/// Why there is nothing to serve.
#[derive(Debug, Error, Diagnostic)]
pub(crate) enum Error {
    /// The document can't be read.
    #[error("can't read the document `{path}`")]
    #[diagnostic(
        code(serve::document),
        help("name one with `--document FILE`, or run `cargo xtask regen` first")
    )]
    Unreadable {
        /// Which.
        path: String,
        /// Why.
        source: std::io::Error,
    },
}

impl Exit for Error {
    fn exit(&self) -> ExitCode {
        ExitCode::Usage
    }
}

/// Reads a document, or else the committed one.
pub(super) fn load(file: Option<&Path>) -> Result<Vec<u8>, Failure> {
    let path = if let Some(file) = file {
        file.to_owned()
    } else {
        let start = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
        Client::find(&start, None, Some(PROVIDER))?.document()
    };
    let document = std::fs::read(&path)
        .map_err(|source| Error::Unreadable { path: path.display().to_string(), source })?;
    Ok(document)
}

/// `GET /{provider}/openapi` and `GET /{provider}/definition`.
pub(super) async fn document(
    State(stand): State<Stand>,
    Segments(provider): Segments<String>,
    uri: Uri,
) -> Response {
    if uri.path().ends_with("/openapi") && stand.settings.no_openapi {
        return reply::not_found();
    }
    if provider != PROVIDER {
        let message = "Invalid request for OpenAPI specs";
        return reply::service_error(StatusCode::UNPROCESSABLE_ENTITY, message);
    }
    ([(CONTENT_TYPE, "application/json")], stand.document.clone()).into_response()
}
