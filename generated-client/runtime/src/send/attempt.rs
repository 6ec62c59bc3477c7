//! One attempt: a request in one URL format, what layers make of it, its credentials, and its answer.

use std::borrow::Cow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use bytes::Bytes;
use http::Uri;
use reqwest::header::HeaderMap;

use super::headers;
use crate::access::{self, Secrets};
use crate::answer::Answer;
use crate::error::{Cause, Delivery, ErrorKind, Failure};
use crate::layer::{Guard, Layered, Signer, Subject, around};
use crate::outgoing::{Link, Outgoing};
use crate::query;
use crate::shared::Shared;
use crate::transport::{self, Content, Exchange, Progress, Request};
use crate::upload::Upload;
use crate::url_format::UrlFormat;

/// One attempt.
pub(super) struct Attempt<'a> {
    shared: &'a Shared,
    outgoing: &'a Outgoing,
    attempts: &'a AtomicU32,
    pub(super) progress: Arc<Progress>,
}

/// A request without its credentials.
#[derive(Clone)]
struct Parts<'a> {
    prefix: Cow<'a, str>,
    path: Cow<'a, str>,
    query: Cow<'a, str>,
    headers: HeaderMap,
    body: Bytes,
    /// In place of `body`.
    upload: Option<&'a Upload>,
}

impl<'a> Attempt<'a> {
    pub(super) fn new(shared: &'a Shared, outgoing: &'a Outgoing, attempts: &'a AtomicU32) -> Self {
        Self { shared, outgoing, attempts, progress: Arc::default() }
    }

    /// Sends the request; an answer that the call doesn't wait for is a failure.
    pub(super) async fn send(&self, format: UrlFormat) -> Result<Answer, Failure> {
        let parts = self.parts(format)?;
        let layers = &self.shared.layers.attempts;
        if layers.is_empty() {
            let answer = self.exchange(parts).await?;
            return self.judge(answer);
        }
        let request = parts.to_request(self.outgoing)?;
        let guard = self.guard(&request);
        let uri = request.uri().clone();
        let send = |request: http::Request<Bytes>| -> Exchange<'_> {
            let (head, body) = request.into_parts();
            // What a layer put in its place is sent instead.
            let upload = parts.upload.filter(|_| body.is_empty());
            let parts = if head.uri == uri {
                Parts { headers: head.headers, body, upload, ..parts }
            } else {
                Parts { upload, ..Parts::at(&head.uri, head.headers, body) }
            };
            Box::pin(self.exchange(parts))
        };
        let subject = self.subject(self.attempts.load(Ordering::Relaxed) + 1);
        let scrubber = &self.shared.scrubber;
        let unfinished = || self.progress.delivery();
        let layered = Box::pin(around(layers, subject, request, guard, scrubber, send, unfinished));
        let Layered { result, proof } = layered.await;
        self.judged(result?, proof)
    }

    /// What may not be changed of a request.
    pub(super) fn guard(&self, request: &http::Request<Bytes>) -> Guard {
        Guard::new(request, self.shared.service.auth, self.outgoing.endpoint.idempotency)
    }

    /// What a layer is told of it.
    pub(super) fn subject(&self, attempt: u32) -> Subject {
        let endpoint = self.outgoing.endpoint;
        Subject { operation: endpoint.operation, template: endpoint.path(UrlFormat::New), attempt }
    }

    /// The request as layers get it.
    pub(super) fn request(&self, format: UrlFormat) -> Result<http::Request<Bytes>, Failure> {
        self.parts(format)?.to_request(self.outgoing)
    }

    /// An answer that layers gave, by what was proven behind them.
    pub(super) fn judged(&self, answer: Answer, proof: Delivery) -> Result<Answer, Failure> {
        self.judge(answer).map_err(|mut failure| {
            match proof {
                Delivery::Refused => {}
                proven => failure.0.delivery = proven,
            }
            failure
        })
    }

    fn judge(&self, answer: Answer) -> Result<Answer, Failure> {
        let (scrubber, dialect) = (&self.shared.scrubber, self.shared.service.dialect);
        if !self.outgoing.is_answered_by(answer.status) {
            return Err(answer.refusal(scrubber, dialect));
        }
        let told = self.outgoing.endpoint.failure.as_ref();
        match told.and_then(|told| answer.answered_failure(told, scrubber, dialect)) {
            Some(failure) => Err(failure),
            None => Ok(answer),
        }
    }

    fn parts(&self, format: UrlFormat) -> Result<Parts<'a>, Failure> {
        let outgoing = self.outgoing;
        let headers = match &outgoing.settled_headers {
            Some(headers) => headers.clone(),
            None => headers::build(outgoing, &self.shared.headers)?,
        };
        let body = outgoing.body.clone();
        let upload = outgoing.upload.as_ref();
        if let Some(link) = &outgoing.link {
            // The service may have repeated the secret in its link.
            let query = query::without(&link.query, access::places(self.shared.service.auth));
            let query = query::completed(query, &outgoing.pairs).into();
            let (prefix, path) = (link.prefix.as_str().into(), link.path.as_str().into());
            return Ok(Parts { prefix, path, query, headers, body, upload });
        }
        let (path, query) = outgoing.target(format)?;
        Ok(Parts { prefix: self.shared.prefix(outgoing.endpoint)?, path, query, headers, body, upload })
    }

    /// A request with its credentials and its answer. Where the service refuses a token (401), its source is asked once
    /// more, and another token is tried: what was refused was not accepted.
    async fn exchange(&self, parts: Parts<'_>) -> Result<Answer, Failure> {
        let Shared { access, scrubber, .. } = self.shared;
        let secrets = access.secrets(self.outgoing.endpoint, scrubber).await?;
        if !secrets.may_be_renewed() {
            return self.carry(parts, &secrets).await;
        }
        Box::pin(self.renewing(parts, &secrets)).await
    }

    /// The same, where the secrets are of a source.
    async fn renewing(&self, parts: Parts<'_>, secrets: &Secrets) -> Result<Answer, Failure> {
        let Shared { access, scrubber, .. } = self.shared;
        let answer = self.carry(parts.clone(), secrets).await?;
        if answer.status != 401 {
            return Ok(answer);
        }
        secrets.refused().await;
        match access.secrets(self.outgoing.endpoint, scrubber).await {
            Ok(renewed) if !renewed.has_tokens_of(secrets) && self.outgoing.can_be_sent() => {
                self.progress.again();
                self.carry(parts, &renewed).await
            }
            _ => Ok(answer),
        }
    }

    /// One request, one answer.
    async fn carry(&self, mut parts: Parts<'_>, secrets: &Secrets) -> Result<Answer, Failure> {
        let Shared { transport, layers, .. } = self.shared;
        secrets.write(&mut parts.headers)?;
        let mut secret_pair = secrets.query.as_str();
        if let Some(signer) = &layers.signer {
            let signed = Box::pin(self.signed(signer.as_ref(), parts, secrets)).await?;
            if signed.has_secrets {
                secret_pair = "";
            }
            parts = signed.parts;
        }
        let Parts { prefix, path, query, headers, body, upload } = parts;
        let body = match upload {
            None => Content::Whole(body),
            Some(upload) => Content::from(Box::pin(upload.open()).await?),
        };
        let request = Request {
            #[cfg(feature = "mock")]
            operation: self.outgoing.endpoint.operation,
            #[cfg(feature = "mock")]
            dialect: self.shared.service.dialect,
            method: self.outgoing.endpoint.method,
            prefix: &prefix,
            path: &path,
            query: &query,
            secret_pair,
            headers,
            body,
            streamed: self.outgoing.streamed,
        };
        self.attempts.fetch_add(1, Ordering::Relaxed);
        transport.exchange(request, &self.progress).await
    }

    /// The request as its signer leaves it.
    async fn signed<'p>(
        &self,
        hook: &dyn Signer,
        parts: Parts<'p>,
        secrets: &Secrets,
    ) -> Result<Signed<'p>, Failure> {
        let mut request = parts.to_request(self.outgoing)?;
        *request.uri_mut() = transport::uri(&parts.prefix, &parts.path, [&secrets.query, &parts.query])?;
        let guard = self.guard(&request);
        let body = request.body().clone();
        hook.sign(&mut request).await.map_err(|error| {
            let message = self.shared.scrubber.scrub(&format!("the request was not signed: {error}"));
            let failure = Failure::new(ErrorKind::Layer, Delivery::NotSent, message);
            match error.source() {
                Some(source) => failure.caused_by(Cause::of(source, &self.shared.scrubber)),
                None => failure,
            }
        })?;
        guard.check_destination(&request, "a signer")?;
        if *request.body() != body {
            return Err(Failure::config("a signer can't change the body of a request"));
        }
        let changed: Vec<_> = guard.changed(&request).map(str::to_owned).collect();
        let is_elsewhere = guard.is_elsewhere(&request);
        let (mut head, body) = request.into_parts();
        for name in changed {
            if let Some(value) = head.headers.get_mut(&*name) {
                // A signature is as good as a credential.
                value.set_sensitive(true);
            }
        }
        let headers = head.headers;
        let parts = if is_elsewhere {
            Parts { upload: parts.upload, ..Parts::at(&head.uri, headers, body) }
        } else {
            Parts { headers, body, ..parts }
        };
        Ok(Signed { parts, has_secrets: is_elsewhere })
    }
}

/// A request with its signature.
struct Signed<'a> {
    parts: Parts<'a>,
    /// The query has the credentials in it, wherever the signer put them.
    has_secrets: bool,
}

impl Parts<'_> {
    fn to_request(&self, outgoing: &Outgoing) -> Result<http::Request<Bytes>, Failure> {
        let mut request = http::Request::new(self.body.clone());
        *request.method_mut() = transport::method(outgoing.endpoint.method)?;
        *request.headers_mut() = self.headers.clone();
        if let Some(upload) = self.upload {
            request.extensions_mut().insert(upload.clone());
        }
        *request.uri_mut() = transport::uri(&self.prefix, &self.path, ["", &self.query])?;
        Ok(request)
    }

    /// A request to somewhere else on the host.
    fn at(uri: &Uri, headers: HeaderMap, body: Bytes) -> Self {
        let Link { prefix, path, query } = link(uri);
        Self { prefix: prefix.into(), path: path.into(), query: query.into(), headers, body, upload: None }
    }
}

/// A URL in the parts a request is made of.
pub(super) fn link(uri: &Uri) -> Link {
    let origin = uri.scheme_str().zip(uri.authority());
    Link {
        prefix: origin.map_or_else(String::new, |(scheme, authority)| format!("{scheme}://{authority}")),
        path: uri.path().to_owned(),
        query: uri.query().unwrap_or_default().to_owned(),
    }
}
