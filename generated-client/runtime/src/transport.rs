//! What carries a request: HTTP, or a mock in the same process.

mod http;
mod progress;
mod tls;

use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;
use reqwest::header::HeaderMap;

use crate::answer::Answer;
#[cfg(feature = "mock")]
use crate::dialect::Dialect;
use crate::endpoint::Method;
use crate::error::Failure;
pub(crate) use http::Http;
pub(crate) use progress::Progress;

/// A request with its URL.
pub(crate) struct Request<'a> {
    #[cfg(feature = "mock")]
    pub(crate) operation: &'static str,
    #[cfg(feature = "mock")]
    pub(crate) dialect: Dialect,
    pub(crate) method: Method,
    /// Scheme, host, port and provider.
    pub(crate) prefix: &'a str,
    pub(crate) path: &'a str,
    /// Encoded, without the token.
    pub(crate) query: &'a str,
    /// What the query says about the caller; empty where the token travels elsewhere.
    pub(crate) secret_pair: &'a str,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// The body of a success is left for the caller to read.
    pub(crate) streamed: bool,
}

/// What carries a request.
pub(crate) trait Transport: Send + Sync {
    /// One request, one answer. An answer of any status is `Ok`.
    fn exchange<'a>(&'a self, request: Request<'a>, progress: &'a Arc<Progress>) -> Exchange<'a>;
}

/// A request on its way.
pub(crate) type Exchange<'a> = Pin<Box<dyn Future<Output = Result<Answer, Failure>> + Send + 'a>>;
