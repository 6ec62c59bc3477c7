//! What carries a request: HTTP, or a mock in the same process.

mod http;
mod incoming;
mod tls;
mod witness;

use crate::answer::Answer;
use crate::endpoint::Method;
use crate::error::Failure;
pub(crate) use http::Http;
pub(crate) use incoming::Incoming;
pub(crate) use witness::Witness;

use std::sync::Arc;

use bytes::Bytes;
use reqwest::header::HeaderMap;

/// A request with its URL.
pub(crate) struct Request<'a> {
    #[cfg(feature = "mock")]
    pub(crate) operation: &'static str,
    #[cfg(feature = "mock")]
    pub(crate) envelope: bool,
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
pub(crate) enum Transport {
    Http(Http),
    #[cfg(feature = "mock")]
    Mock(crate::mock::Exchange),
}

impl Transport {
    /// One request, one answer. An answer of any status is `Ok`.
    pub(crate) async fn exchange(
        &self,
        request: Request<'_>,
        witness: &Arc<Witness>,
    ) -> Result<Answer, Failure> {
        match self {
            Self::Http(http) => http.exchange(request, witness).await,
            #[cfg(feature = "mock")]
            Self::Mock(mock) => mock.exchange(&request, witness).await,
        }
    }
}
