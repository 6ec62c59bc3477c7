//! What carries a request: HTTP, a transport of the caller's, or a mock in the same process.

mod body;
mod connections;
mod http;
mod own;
mod progress;
mod tls;
mod unprocessed;
mod whole;

use std::pin::Pin;
use std::sync::Arc;

use reqwest::header::HeaderMap;

use crate::answer::Answer;
#[cfg(feature = "mock")]
use crate::dialect::Dialect;
use crate::endpoint::Method;
use crate::error::Failure;
pub(crate) use body::Content;
pub use body::{RequestBody, RequestBodyError};
pub use connections::{Connections, ConnectionsBuilder};
pub(crate) use http::Http;
pub(crate) use own::Own;
pub use own::{ResponseBody, Transport, TransportError, TransportFuture};
pub(crate) use progress::Progress;
pub(crate) use whole::Limit;

/// What a connection that broke means.
const BROKEN: &str = "the connection broke before the answer was complete";

/// What is said where the other side did nothing with a request.
const UNPROCESSED: &str = "the service turned the request away before it looked at it";

/// What content means that could not be read.
pub(crate) const UNREADABLE: &str = "what was to be sent could not be read to its end";

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
    pub(crate) body: Content,
    /// The body of a success is left for the caller to read.
    pub(crate) streamed: bool,
}

impl Request<'_> {
    /// The URL, credentials included.
    fn url(&self) -> String {
        url(self.prefix, self.path, [self.secret_pair, self.query])
    }
}

/// A URL as types of HTTP have it.
pub(crate) fn uri(prefix: &str, path: &str, queries: [&str; 2]) -> Result<::http::Uri, Failure> {
    url(prefix, path, queries).try_into().map_err(|_| not_valid())
}

fn url(prefix: &str, path: &str, [first, second]: [&str; 2]) -> String {
    let mut url = String::with_capacity(prefix.len() + path.len() + first.len() + second.len() + 3);
    url.push_str(prefix);
    if !path.is_empty() && !path.starts_with('/') {
        url.push('/');
    }
    url.push_str(path);
    for (query, separator) in [(first, '?'), (second, if first.is_empty() { '?' } else { '&' })] {
        if !query.is_empty() {
            url.push(separator);
            url.push_str(query);
        }
    }
    url
}

/// The error is without its cause, which would repeat the URL.
fn not_valid() -> Failure {
    Failure::config("the URL of the call is not valid")
}

/// A method as types of HTTP have it.
pub(crate) fn method(method: Method) -> Result<reqwest::Method, Failure> {
    let name = method.as_str();
    reqwest::Method::from_bytes(name.as_bytes())
        .map_err(|_| Failure::config(format!("`{name}` is no HTTP method")))
}

/// What carries a request.
pub(crate) trait Carrier: Send + Sync {
    /// One request, one answer. An answer of any status is `Ok`.
    fn exchange<'a>(&'a self, request: Request<'a>, progress: &'a Arc<Progress>) -> Exchange<'a>;
}

/// A request on its way.
pub(crate) type Exchange<'a> = Pin<Box<dyn Future<Output = Result<Answer, Failure>> + Send + 'a>>;
