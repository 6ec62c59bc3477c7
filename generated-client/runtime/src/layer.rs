//! Layers: code of a program around the calls of a client, or around each of their attempts.
//!
//! A layer stands above the credentials: what it gets of a request has none, and what it gets of an answer is searched for
//! them. What it may change of a request is checked before anything is sent.

mod around;
mod guard;
mod signer;

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;
use http::{Request, Response};

pub(crate) use around::{Layered, around};
pub(crate) use guard::Guard;
pub use signer::{SignFuture, Signer};

use crate::error::BoxError;

/// What becomes of a request behind a layer.
pub type LayerFuture<'a> = Pin<Box<dyn Future<Output = Result<Response<Bytes>, BoxError>> + Send + 'a>>;

/// Code around the calls of a client ([`call_layer`](crate::ClientBuilder::call_layer) of the builder) or around each of their
/// attempts ([`attempt_layer`](crate::ClientBuilder::attempt_layer)).
///
/// It may change headers, body, path and query of the request, look at the answer or change it, or answer by itself and
/// never call [`next`](Next::run), which it can do once: it can't repeat a send. It sees no credential, neither in the
/// request nor in an answer that repeats it. A request whose method, scheme, host or port it changed, or to which it
/// added a credential or a header that decides where a request ends, fails with an error of kind
/// [`Config`](crate::ErrorKind::Config), and nothing is sent.
///
/// Around an attempt, `next` yields the answer, whatever its status, or an [`Error`](crate::Error) of the connection. Around
/// a call it yields what the call succeeds with, or the error it fails with. Pass on the error as it came: it stays what it
/// was. An error of the layer's own makes the call fail with kind [`Layer`](crate::ErrorKind::Layer); its
/// [`delivery`](crate::Error::delivery) is what the attempt behind the layer proved.
///
/// The body of an answer that the caller reads as a stream is no layer's: it looks empty there.
///
/// ```
/// use lowcodeapi_runtime::http::{HeaderValue, Request};
/// use lowcodeapi_runtime::{Bytes, Layer, LayerFuture, Next};
///
/// /// Gives each attempt an id that the logs of both sides have.
/// struct RequestId;
///
/// impl Layer for RequestId {
///     fn handle<'a>(&'a self, mut request: Request<Bytes>, next: Next<'a>) -> LayerFuture<'a> {
///         Box::pin(async move {
///             let id = format!("{}-{}", next.operation(), std::process::id());
///             request.headers_mut().insert("x-request-id", HeaderValue::try_from(id)?);
///             next.run(request).await
///         })
///     }
/// }
/// ```
pub trait Layer: Send + Sync + 'static {
    /// Handles a request, by handing it to `next` or otherwise.
    fn handle<'a>(&'a self, request: Request<Bytes>, next: Next<'a>) -> LayerFuture<'a>;
}

/// A layer that is shared, so that what it counts can be asked for.
impl<L: Layer + ?Sized> Layer for Arc<L> {
    fn handle<'a>(&'a self, request: Request<Bytes>, next: Next<'a>) -> LayerFuture<'a> {
        (**self).handle(request, next)
    }
}

/// What stands behind a layer: the next one, and at last the client.
pub struct Next<'a> {
    rest: &'a [Box<dyn Layer>],
    last: Box<dyn FnOnce(Request<Bytes>) -> LayerFuture<'a> + Send + 'a>,
    subject: Subject,
}

/// What the request is one of.
#[derive(Clone, Copy)]
pub(crate) struct Subject {
    pub(crate) operation: &'static str,
    pub(crate) template: &'static str,
    pub(crate) attempt: u32,
}

impl<'a> Next<'a> {
    /// Hands the request on and waits for what becomes of it.
    #[must_use = "futures do nothing unless polled"]
    pub fn run(self, request: Request<Bytes>) -> LayerFuture<'a> {
        match self.rest.split_first() {
            Some((layer, rest)) => layer.handle(request, Next { rest, ..self }),
            None => (self.last)(request),
        }
    }

    /// The name of the operation.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.subject.operation
    }

    /// The operation's path, with each parameter as `{its name}`: a label of few values for metrics.
    #[must_use]
    pub fn path_template(&self) -> &'static str {
        self.subject.template
    }

    /// Which attempt of the call it is, from 1; around a call 1.
    #[must_use]
    pub fn attempt(&self) -> u32 {
        self.subject.attempt
    }
}

impl fmt::Debug for Next<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Next").field("operation", &self.subject.operation).finish_non_exhaustive()
    }
}

/// The layers of a client, the outermost first.
#[derive(Default)]
pub(crate) struct Layers {
    pub(crate) calls: Vec<Box<dyn Layer>>,
    pub(crate) attempts: Vec<Box<dyn Layer>>,
    pub(crate) signer: Option<Box<dyn Signer>>,
}
