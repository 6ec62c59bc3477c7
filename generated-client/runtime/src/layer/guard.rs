//! What a layer or a signer may not change of a request.

use bytes::Bytes;
use http::{HeaderMap, Method, Request, Uri};
use percent_encoding::percent_decode_str;

use crate::error::Failure;
use crate::idempotency::IdempotencyKey;
use crate::outgoing::rules;
use crate::service::Auth;

/// A request as it was before somebody got it.
pub(crate) struct Guard {
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    auth: Auth,
    /// Where the call has its idempotency key, and the key.
    key: Option<(IdempotencyKey, Option<String>)>,
}

impl Guard {
    pub(crate) fn new(request: &Request<Bytes>, auth: Auth, key: Option<IdempotencyKey>) -> Self {
        let (method, uri, headers) = (request.method(), request.uri(), request.headers());
        let key = key.map(|key| (key, key.of(request)));
        Self { method: method.clone(), uri: uri.clone(), headers: headers.clone(), auth, key }
    }

    /// Refuses what a layer may not do to the request.
    pub(crate) fn check(&self, request: &Request<Bytes>) -> Result<(), Failure> {
        self.check_destination(request, "a layer")?;
        for name in self.changed(request) {
            rules::check_header(name, self.auth)?;
        }
        let before = self.uri.query().unwrap_or_default();
        let pairs = request.uri().query().unwrap_or_default().split('&');
        for pair in pairs.filter(|pair| !before.split('&').any(|known| known == *pair)) {
            let name = pair.split('=').next().unwrap_or_default();
            rules::check_pair(&percent_decode_str(name).decode_utf8_lossy(), self.auth)?;
        }
        Ok(())
    }

    /// Refuses what a signer may not do to the request either.
    pub(crate) fn check_destination(&self, request: &Request<Bytes>, who: &str) -> Result<(), Failure> {
        let uri = request.uri();
        if (uri.scheme(), uri.authority()) != (self.uri.scheme(), self.uri.authority()) {
            return Err(Failure::config(format!(
                "{who} can't send a request to another scheme, host or port than the client's: credentials go there"
            )));
        }
        if request.method() != self.method {
            return Err(Failure::config(format!(
                "{who} can't change the method of a request: whether it may be sent again hangs on it"
            )));
        }
        if self.key.as_ref().is_some_and(|(place, key)| place.of(request) != *key) {
            return Err(Failure::config(format!(
                "{who} can't change the idempotency key of a request: whether it may be sent again hangs on it"
            )));
        }
        self.changed(request).try_for_each(rules::check_framing)
    }

    /// Whether the URL is another one now.
    pub(crate) fn is_elsewhere(&self, request: &Request<Bytes>) -> bool {
        request.uri() != &self.uri
    }

    /// The headers that are not as they were.
    pub(crate) fn changed<'r>(&'r self, request: &'r Request<Bytes>) -> impl Iterator<Item = &'r str> {
        let is_new = |name: &&http::HeaderName| {
            request.headers().get_all(*name).iter().ne(self.headers.get_all(*name).iter())
        };
        request.headers().keys().filter(is_new).map(http::HeaderName::as_str)
    }
}
