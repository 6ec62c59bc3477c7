//! HTTP by reqwest, made to do exactly what it is told: one request, no redirects, no retries of its own.

use std::error::Error as StdError;
use std::sync::Arc;

use bytes::Bytes;
use reqwest::Client;
use reqwest::header::{CONTENT_LENGTH, HeaderValue, USER_AGENT};

use super::unprocessed::is_unprocessed;
use super::whole::{Limit, Whole};
use super::{
    BROKEN, Carrier, Connections, Exchange, Progress, Request, RequestBody, UNPROCESSED, UNREADABLE, method,
    not_valid,
};
use crate::answer::{Answer, Incoming};
use crate::base_url::BaseUrl;
use crate::dialect::Dialect;
use crate::error::{Cause, Delivery, ErrorKind, Failure};
use crate::secret::Scrubber;

/// HTTP to one host.
pub(crate) struct Http {
    client: Client,
    agent: HeaderValue,
    /// Host and port, to be named where they can't be reached.
    address: String,
    limit: Limit,
    scrubber: Scrubber,
}

impl Carrier for Http {
    fn exchange<'a>(&'a self, request: Request<'a>, progress: &'a Arc<Progress>) -> Exchange<'a> {
        Box::pin(async move {
            let (streamed, has_body) = (request.streamed, request.method.is_answered_with_content());
            let request = self.built(request, progress)?;
            let mut response =
                self.client.execute(request).await.map_err(|error| self.broken(error, progress))?;
            let status = response.status().as_u16();
            progress.answered(status);
            if streamed && has_body && (200..300).contains(&status) {
                return Ok(self.open(response, status));
            }
            let answer = self.read(&mut response, status, progress).await?;
            let is_cut_off = response.content_length().is_some_and(|left| left > 0);
            if is_cut_off && has_body && (200..300).contains(&status) {
                let failure = Failure::new(ErrorKind::Interrupted, progress.delivery(), BROKEN);
                return Err(answer.keep(failure, &self.scrubber, Dialect::Plain));
            }
            Ok(answer)
        })
    }
}

impl Http {
    pub(crate) fn new(
        connections: &Connections,
        base: &BaseUrl,
        agent: HeaderValue,
        limit: Limit,
        scrubber: &Scrubber,
    ) -> Result<Self, Failure> {
        let client = connections.client(base.plain, scrubber)?;
        let address = format!("{}:{}", base.host, base.port);
        Ok(Self { client, agent, address, limit, scrubber: scrubber.clone() })
    }

    fn built(&self, request: Request<'_>, progress: &Arc<Progress>) -> Result<reqwest::Request, Failure> {
        // The error is dropped: it has nothing to say that may be repeated.
        let url = request.url().parse().map_err(|_| not_valid())?;
        let mut built = reqwest::Request::new(method(request.method)?, url);
        *built.headers_mut() = request.headers;
        built.headers_mut().entry(USER_AGENT).or_insert_with(|| self.agent.clone());
        if request.body.is_nothing() {
            if request.method.expects_content() {
                // Without it some servers answer 411, and some wait for a body.
                built.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
            }
            progress.started();
        } else {
            *built.body_mut() = Some(reqwest::Body::wrap(RequestBody::new(request.body, progress)));
        }
        Ok(built)
    }

    /// An answer whose body the caller reads.
    fn open(&self, mut response: reqwest::Response, status: u16) -> Answer {
        let headers = std::mem::take(response.headers_mut());
        let mut answer = Answer::new(status, headers, Bytes::new());
        answer.incoming = Some(Incoming::Connection(Box::new(response.into()), self.scrubber.clone()));
        answer
    }

    async fn read(
        &self,
        response: &mut reqwest::Response,
        status: u16,
        progress: &Progress,
    ) -> Result<Answer, Failure> {
        let mut answer = Answer::new(status, std::mem::take(response.headers_mut()), Bytes::new());
        let expected = response.content_length().and_then(|length| usize::try_from(length).ok());
        if expected.is_some_and(|expected| self.limit.is_exceeded_by(expected)) {
            return Err(self.limit.exceeded(&answer, progress, &self.scrubber));
        }
        let mut whole = Whole::new(self.limit, expected);
        loop {
            match response.chunk().await {
                Ok(Some(chunk)) => {
                    if !whole.takes(chunk) {
                        return Err(self.limit.exceeded(&answer, progress, &self.scrubber));
                    }
                }
                Ok(None) => break,
                // The status of an error says enough, also when its body is cut off.
                Err(_) if status >= 400 => break,
                Err(error) => {
                    return Err(answer.keep(self.broken(error, progress), &self.scrubber, Dialect::Plain));
                }
            }
        }
        answer.body = whole.into();
        Ok(answer)
    }

    /// What a transport error means. Its text is kept, its types and its URL are not.
    fn broken(&self, error: reqwest::Error, progress: &Progress) -> Failure {
        let error = error.without_url();
        let untrusted = error.is_connect() && is_about_a_certificate(&error);
        let failure = if error.is_connect() {
            let why = if error.is_timeout() { " in time" } else { "" };
            let mut message = format!("no connection to {} was made{why}", self.address);
            if untrusted {
                message.push_str(" (`root_certificates` of the builder adds an authority)");
            }
            Failure::new(ErrorKind::Connect, Delivery::NotSent, message)
        } else if progress.is_unreadable() {
            Failure::new(ErrorKind::Io, progress.delivery(), UNREADABLE)
        } else if error.is_builder() {
            Failure::config("the request could not be built")
        } else if progress.status().is_none() && is_unprocessed(&error) {
            Failure::new(ErrorKind::Interrupted, Delivery::NotSent, UNPROCESSED)
        } else {
            Failure::new(ErrorKind::Interrupted, progress.delivery(), BROKEN)
        };
        let mut failure = match error.source() {
            Some(source) => failure.caused_by(Cause::of(source, &self.scrubber)),
            None => failure,
        };
        failure.0.unanswered = failure.0.kind == ErrorKind::Interrupted && progress.status().is_none();
        failure.0.lasting = untrusted;
        failure
    }
}

/// Whether a connection failed over a certificate, which no second try mends. The libraries of TLS have types of their own
/// for that; what all of them have is the word.
fn is_about_a_certificate(error: &reqwest::Error) -> bool {
    let mut cause = error.source();
    while let Some(known) = cause {
        if known.to_string().contains("certificate") {
            return true;
        }
        cause = known.source();
    }
    false
}
