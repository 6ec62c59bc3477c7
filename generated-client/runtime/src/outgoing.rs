//! A request as the caller put it together, before it has a URL.

mod added;
mod climb;
mod identity;
pub(crate) mod rules;

use std::borrow::Cow;
use std::time::Duration;

use bytes::Bytes;
use reqwest::header::HeaderMap;

use crate::endpoint::Endpoint;
use crate::error::Failure;
use crate::retry::RetryPolicy;
use crate::upload::Upload;
use crate::url_format::UrlFormat;
pub(crate) use added::{Added, Carries};
use climb::climbs;

/// What a call sends and asks for unless it says otherwise.
pub(crate) const JSON: &str = "application/json";

/// A request without its URL: that depends on the format.
pub(crate) struct Outgoing {
    pub(crate) endpoint: &'static Endpoint,
    pub(crate) path: Vec<PathParameter>,
    /// Encoded, without the token.
    pub(crate) query: String,
    /// The pairs of the query that the caller added.
    pub(crate) pairs: String,
    pub(crate) headers: Vec<(Cow<'static, str>, String)>,
    /// All the headers, where a layer around the call has seen them.
    pub(crate) settled_headers: Option<HeaderMap>,
    pub(crate) accept: &'static str,
    pub(crate) content_type: Option<Cow<'static, str>>,
    /// Serialised once; tries share it.
    pub(crate) body: Bytes,
    /// Content that isn't in memory, in place of `body`.
    pub(crate) upload: Option<Upload>,
    pub(crate) carries: Carries,
    /// What it counts where the client has a rate.
    pub(crate) weight: u32,
    /// What the caller adds, until the call is sent.
    pub(crate) added: Vec<Added>,
    /// The body of the answer is read by the caller, piece by piece.
    pub(crate) streamed: bool,
    /// The redirects that the call can be answered with.
    pub(crate) redirects: &'static [u16],
    pub(crate) timeout: Option<Duration>,
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) format: Option<UrlFormat>,
    /// Where the next page is, where that isn't the operation's own URL.
    pub(crate) link: Option<Link>,
    /// What the caller did wrong; returned when the call is sent.
    pub(crate) problem: Option<Failure>,
}

/// A URL the service gave.
#[derive(Clone)]
pub(crate) struct Link {
    /// Scheme, host and port, and what of the path belongs to the base URL.
    pub(crate) prefix: String,
    pub(crate) path: String,
    /// Encoded.
    pub(crate) query: String,
}

/// A path parameter.
#[derive(Clone)]
pub(crate) struct PathParameter {
    pub(crate) name: &'static str,
    /// As it stands in a segment of the new format.
    pub(crate) segment: String,
    /// As it stands in the query of the old format, name included.
    pub(crate) pair: String,
}

impl Outgoing {
    pub(crate) fn new(endpoint: &'static Endpoint) -> Self {
        Self {
            endpoint,
            path: Vec::new(),
            query: String::new(),
            pairs: String::new(),
            headers: Vec::new(),
            settled_headers: None,
            accept: JSON,
            content_type: None,
            body: Bytes::new(),
            upload: None,
            carries: Carries::Nothing,
            weight: 1,
            added: Vec::new(),
            streamed: false,
            redirects: endpoint.redirects,
            timeout: None,
            retry: None,
            format: None,
            link: None,
            problem: None,
        }
    }

    /// The same request once more; what the caller did wrong goes with the first.
    pub(crate) fn again(&mut self) -> Self {
        Self {
            endpoint: self.endpoint,
            path: self.path.clone(),
            query: self.query.clone(),
            pairs: self.pairs.clone(),
            headers: self.headers.clone(),
            settled_headers: self.settled_headers.clone(),
            accept: self.accept,
            content_type: self.content_type.clone(),
            body: self.body.clone(),
            upload: self.upload.clone(),
            carries: self.carries,
            weight: self.weight,
            added: self.added.clone(),
            streamed: self.streamed,
            redirects: self.redirects,
            timeout: self.timeout,
            retry: self.retry.clone(),
            format: self.format,
            link: self.link.clone(),
            problem: self.problem.take(),
        }
    }

    /// Sets the body: in memory, or read while it is sent.
    pub(crate) fn carry(&mut self, content: Upload) {
        (self.body, self.upload) = match content.plain() {
            Ok(bytes) => (bytes, None),
            Err(upload) => (Bytes::new(), Some(upload)),
        };
    }

    /// Whether the body can be sent, or sent once more.
    pub(crate) fn can_be_sent(&self) -> bool {
        self.upload.as_ref().is_none_or(Upload::is_there)
    }

    /// Whether an answer of this status is what the call waits for.
    pub(crate) fn is_answered_by(&self, status: u16) -> bool {
        (200..300).contains(&status) || self.redirects.contains(&status)
    }

    /// Path and query, without the token. `Err` where a value would change which resource is meant.
    pub(crate) fn target(&self, format: UrlFormat) -> Result<(Cow<'static, str>, Cow<'_, str>), Failure> {
        let template = self.endpoint.path(format);
        if self.path.is_empty() && !template.contains('{') {
            return Ok((template.into(), self.query.as_str().into()));
        }
        let mut path = String::with_capacity(template.len() + 32);
        let mut query = self.query.clone();
        let mut used = vec![false; self.path.len()];
        let mut rest = template;
        while let Some((before, name, after)) = placeholder(rest) {
            path.push_str(before);
            let Some(index) = self.path.iter().position(|parameter| parameter.name == name) else {
                return Err(Failure::config(format!("path parameter `{name}` has no value")));
            };
            path.push_str(&self.path[index].segment);
            used[index] = true;
            rest = after;
        }
        path.push_str(rest);
        self.check_segments(&path)?;
        // What has no place in the path, in the old format all of them, travels in the query.
        for (parameter, _) in self.path.iter().zip(used).filter(|(_, used)| !used) {
            if !query.is_empty() {
                query.push('&');
            }
            query.push_str(&parameter.pair);
        }
        Ok((path.into(), query.into()))
    }

    /// `.` and `..` are resolved by whoever reads the URL, however they are encoded: they would name another resource.
    /// A value is looked at as a part of the path, and by itself, for a service may make a path of it.
    fn check_segments(&self, path: &str) -> Result<(), Failure> {
        let climbing = self.path.iter().find(|parameter| parameter.values().any(climbs));
        match climbing.map(|parameter| parameter.name) {
            Some(name) => Err(Failure::config(format!(
                "path parameter `{name}` can't have `.` or `..` between slashes: the URL would mean another resource"
            ))),
            None if climbs(path) => Err(Failure::config(
                "path parameters can't make a `.` or `..` of a segment: the URL would mean another resource",
            )),
            None => Ok(()),
        }
    }
}

impl PathParameter {
    /// Its value, or each of several, encoded.
    fn values(&self) -> impl Iterator<Item = &str> {
        let (_, values) = self.pair.split_once('=').unwrap_or_default();
        values.split(',')
    }
}

/// The text before the first `{name}`, the name, and the text after it.
pub(crate) fn placeholder(template: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = template.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

impl std::fmt::Debug for Outgoing {
    /// Neither parameters nor body: they may be addresses.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Call")
            .field("operation", &self.endpoint.operation)
            .field("method", &self.endpoint.method.as_str())
            .finish_non_exhaustive()
    }
}
