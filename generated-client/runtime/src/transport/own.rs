//! A transport of the caller's.

use std::error::Error as StdError;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;

use ::http::header::{CONTENT_LENGTH, USER_AGENT};
use ::http::{HeaderValue, Request, Response};
use bytes::Bytes;
use http_body::Body;

use super::whole::{Limit, Whole};
use super::{Carrier, Exchange, Progress, RequestBody};
use crate::answer::{Answer, Incoming, Pieces};
use crate::dialect::Dialect;
use crate::error::{BoxError, Cause, Delivery, ErrorKind, Failure};
use crate::secret::Scrubber;

/// What a transport yields.
pub type TransportFuture<'a> =
    Pin<Box<dyn Future<Output = Result<Response<ResponseBody>, TransportError>> + Send + 'a>>;

/// Carries requests in place of the client's own HTTP: given to [`transport`](crate::ClientBuilder::transport) of the
/// builder. Of a server in the same process, for instance, or over a connection that reqwest can't make.
///
/// **It gets everything, the credentials included**, and takes over what the client's own HTTP promises: one request for
/// each call of [`send`](Self::send), none repeated; no redirect followed; no `Referer`; plain HTTP only where the URL has it.
/// Layers, retries, the time limit, the limit of an answer's size and the reading of answers stay the client's.
///
/// Whether a request may have been accepted follows from its body: as long as nobody has asked for it, it can't have
/// been. Take the body only when it is about to be written.
pub trait Transport: Send + Sync + 'static {
    /// Sends one request, once. An answer of any status is `Ok`.
    fn send(&self, request: Request<RequestBody>) -> TransportFuture<'_>;
}

/// A transport that several clients share.
impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: Request<RequestBody>) -> TransportFuture<'_> {
        (**self).send(request)
    }
}

/// Why a transport has no answer.
#[derive(Debug)]
pub struct TransportError {
    not_sent: bool,
    source: BoxError,
}

impl TransportError {
    /// No connection was made: nothing of the request was sent. Where its body was taken, that isn't believed.
    pub fn not_connected(source: impl Into<BoxError>) -> Self {
        Self { not_sent: true, source: source.into() }
    }

    /// The connection broke before the answer was complete.
    pub fn interrupted(source: impl Into<BoxError>) -> Self {
        Self { not_sent: false, source: source.into() }
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.not_sent { "no connection was made" } else { "the connection broke" })
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.source)
    }
}

/// The body of an answer.
pub struct ResponseBody(Kind);

enum Kind {
    Whole(Bytes),
    Stream(Pieces),
}

impl ResponseBody {
    /// A body that comes in piece by piece.
    pub fn stream<B>(body: B) -> Self
    where
        B: Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        Self(Kind::Stream(Pieces::new(body)))
    }
}

impl<B: Into<Bytes>> From<B> for ResponseBody {
    fn from(bytes: B) -> Self {
        Self(Kind::Whole(bytes.into()))
    }
}

impl fmt::Debug for ResponseBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ResponseBody")
    }
}

/// A transport of the caller's, with what holds for every transport.
pub(crate) struct Own {
    pub(crate) transport: Box<dyn Transport>,
    pub(crate) agent: HeaderValue,
    pub(crate) limit: Limit,
    pub(crate) scrubber: Scrubber,
}

impl Carrier for Own {
    fn exchange<'a>(&'a self, request: super::Request<'a>, progress: &'a Arc<Progress>) -> Exchange<'a> {
        Box::pin(async move {
            let (streamed, has_body) = (request.streamed, request.method.is_answered_with_content());
            let request = self.built(request, progress)?;
            let response = self.transport.send(request).await;
            let (head, body) = response.map_err(|error| self.broken(&error, progress))?.into_parts();
            let status = head.status.as_u16();
            progress.answered(status);
            let mut answer = Answer::new(status, head.headers, Bytes::new());
            match body.0 {
                Kind::Whole(body) if self.limit.is_exceeded_by(body.len()) => {
                    return Err(self.limit.exceeded(&answer, progress, &self.scrubber));
                }
                Kind::Whole(body) => answer.body = body,
                Kind::Stream(pieces) if streamed && has_body && (200..300).contains(&status) => {
                    answer.incoming = Some(Incoming::Own(pieces, self.scrubber.clone()));
                }
                Kind::Stream(mut pieces) => {
                    self.read(&mut pieces, &mut answer, progress).await?;
                    if pieces.is_cut_off() && has_body && (200..300).contains(&status) {
                        let failure =
                            Failure::new(ErrorKind::Interrupted, progress.delivery(), super::BROKEN);
                        return Err(answer.keep(failure, &self.scrubber, Dialect::Plain));
                    }
                }
            }
            Ok(answer)
        })
    }
}

impl Own {
    fn built(
        &self,
        request: super::Request<'_>,
        progress: &Arc<Progress>,
    ) -> Result<Request<RequestBody>, Failure> {
        let uri = request.url().try_into().map_err(|_| super::not_valid())?;
        let length = (!request.body.is_nothing() || request.method.expects_content())
            .then(|| request.body.length().map(HeaderValue::from))
            .flatten();
        if request.body.is_nothing() {
            progress.started();
        }
        let mut built = Request::new(RequestBody::new(request.body, progress));
        *built.uri_mut() = uri;
        *built.method_mut() = super::method(request.method)?;
        *built.headers_mut() = request.headers;
        built.headers_mut().entry(USER_AGENT).or_insert_with(|| self.agent.clone());
        if let Some(length) = length {
            built.headers_mut().insert(CONTENT_LENGTH, length);
        }
        Ok(built)
    }

    async fn read(
        &self,
        pieces: &mut Pieces,
        answer: &mut Answer,
        progress: &Progress,
    ) -> Result<(), Failure> {
        let mut whole = Whole::new(self.limit, None);
        loop {
            match poll_fn(|context| pieces.poll_piece(context)).await {
                None => break,
                // The status of an error says enough, also when its body is cut off.
                Some(Err(_)) if answer.status >= 400 => break,
                Some(Err(error)) => {
                    let error = TransportError::interrupted(error);
                    return Err(answer.keep(self.broken(&error, progress), &self.scrubber, Dialect::Plain));
                }
                Some(Ok(piece)) => {
                    if !whole.takes(piece) {
                        return Err(self.limit.exceeded(answer, progress, &self.scrubber));
                    }
                }
            }
        }
        answer.body = whole.into();
        Ok(())
    }

    /// What an error means. Its text is kept, its types are not.
    fn broken(&self, error: &TransportError, progress: &Progress) -> Failure {
        let delivery = progress.delivery();
        let (kind, delivery) = match delivery {
            _ if progress.is_unreadable() => (ErrorKind::Io, delivery),
            // Without a body nothing else can tell; with one that was taken it isn't so.
            _ if error.not_sent && !progress.has_given_body() => (ErrorKind::Connect, Delivery::NotSent),
            delivery => (ErrorKind::Interrupted, delivery),
        };
        let message = match kind {
            ErrorKind::Connect => "the transport made no connection",
            ErrorKind::Io => super::UNREADABLE,
            _ => super::BROKEN,
        };
        let failure = Failure::new(kind, delivery, message);
        let mut failure = failure.caused_by(Cause::of(error.source.as_ref(), &self.scrubber));
        failure.0.unanswered = kind == ErrorKind::Interrupted && progress.status().is_none();
        failure
    }
}
