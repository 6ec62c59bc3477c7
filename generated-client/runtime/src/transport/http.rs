//! HTTP/1.1 by reqwest, made to do exactly what it is told: one request, no redirects, no retries of its own.

use std::error::Error as _;
use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use reqwest::header::{CONTENT_LENGTH, HeaderValue};
use reqwest::{Client, ClientBuilder, Proxy, Url};

use super::progress::{Progress, TrackedBody};
use super::{Exchange, Request, Transport, tls};
use crate::answer::{Answer, Incoming};
use crate::base_url::BaseUrl;
use crate::dialect::Dialect;
use crate::endpoint::Method;
use crate::error::{Cause, Delivery, ErrorKind, Failure};
use crate::secret::Scrubber;
use crate::service::Service;
use crate::settings::Settings;
use crate::version::VERSION;

/// Shorter than the 5 s after which Node servers close an idle connection: one that is reused just then fails
/// after the request was written, and nobody knows whether the mail was sent.
const IDLE: Duration = Duration::from_secs(4);

/// HTTP/1.1 to one host.
pub(crate) struct Http {
    client: Client,
    /// Host and port, to be named where they can't be reached.
    address: String,
    limit: usize,
    scrubber: Scrubber,
}

impl Transport for Http {
    fn exchange<'a>(&'a self, request: Request<'a>, progress: &'a Arc<Progress>) -> Exchange<'a> {
        Box::pin(async move {
            let streamed = request.streamed;
            let request = build(request, progress)?;
            let response =
                self.client.execute(request).await.map_err(|error| self.broken(error, progress))?;
            let status = response.status().as_u16();
            progress.answered(status);
            if streamed && (200..300).contains(&status) {
                return Ok(self.open(response, status));
            }
            self.read(response, status, progress).await
        })
    }
}

impl Http {
    pub(crate) fn new(
        service: &Service,
        base: &BaseUrl,
        settings: &Settings,
        scrubber: &mut Scrubber,
    ) -> Result<Self, Failure> {
        let agent = settings.user_agent.clone().unwrap_or_else(|| {
            format!("{}/{} lowcodeapi-runtime/{VERSION}", service.package, service.version)
        });
        let agent = HeaderValue::try_from(agent)
            .map_err(|_| Failure::config("the user agent has characters a header can't carry"))?;
        let builder = Client::builder()
            .user_agent(agent)
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .retry(reqwest::retry::never())
            .http1_only()
            .connect_timeout(settings.connect_timeout)
            .pool_idle_timeout(IDLE)
            .tcp_nodelay(true);
        let builder = if base.plain { plain(builder)? } else { encrypted(builder, settings, scrubber)? };
        let client = builder.build().map_err(|error| {
            Failure::config("TLS could not be set up: check that this machine has certificates of authorities (`ca-certificates`)")
                .caused_by(Cause::of(&error.without_url(), scrubber))
        })?;
        let address = format!("{}:{}", base.host, base.port);
        Ok(Self { client, address, limit: settings.max_response_bytes, scrubber: scrubber.clone() })
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
        mut response: reqwest::Response,
        status: u16,
        progress: &Progress,
    ) -> Result<Answer, Failure> {
        let mut answer = Answer::new(status, std::mem::take(response.headers_mut()), Bytes::new());
        let expected = response.content_length().and_then(|length| usize::try_from(length).ok());
        if expected.is_some_and(|expected| expected > self.limit) {
            return Err(self.too_large(&answer, progress));
        }
        let mut body = Body::Nothing;
        let mut length = 0;
        loop {
            match response.chunk().await {
                Ok(Some(chunk)) => {
                    length += chunk.len();
                    if length > self.limit {
                        return Err(self.too_large(&answer, progress));
                    }
                    body = body.push(chunk, expected);
                }
                Ok(None) => break,
                // The status of an error says enough, also when its body is cut off.
                Err(_) if status >= 400 => break,
                Err(error) => {
                    return Err(answer.keep(self.broken(error, progress), &self.scrubber, Dialect::Plain));
                }
            }
        }
        answer.body = body.into();
        Ok(answer)
    }

    fn too_large(&self, answer: &Answer, progress: &Progress) -> Failure {
        let message =
            format!("the limit is {} bytes; `max_response_bytes` of the builder raises it", self.limit);
        let failure = Failure::new(ErrorKind::TooLarge, progress.delivery(), message);
        answer.keep(failure, &self.scrubber, Dialect::Plain)
    }

    /// What a transport error means. Its text is kept, its types and its URL are not.
    fn broken(&self, error: reqwest::Error, progress: &Progress) -> Failure {
        let error = error.without_url();
        let failure = if error.is_connect() {
            let why = if error.is_timeout() { " in time" } else { "" };
            let message = format!("no connection to {} was made{why}", self.address);
            Failure::new(ErrorKind::Connect, Delivery::NotSent, message)
        } else if error.is_builder() {
            Failure::config("the request could not be built")
        } else {
            Failure::new(
                ErrorKind::Interrupted,
                progress.delivery(),
                "the connection broke before the answer was complete",
            )
        };
        let mut failure = match error.source() {
            Some(source) => failure.caused_by(Cause::of(source, &self.scrubber)),
            None => failure,
        };
        failure.0.unanswered = failure.0.kind == ErrorKind::Interrupted && progress.status().is_none();
        failure
    }
}

/// To this machine: no certificates to load, and no proxy, which would see the token.
fn plain(builder: ClientBuilder) -> Result<ClientBuilder, Failure> {
    tls::none(builder.no_proxy())
}

fn encrypted(
    builder: ClientBuilder,
    settings: &Settings,
    scrubber: &mut Scrubber,
) -> Result<ClientBuilder, Failure> {
    let builder = tls::verified(builder.https_only(true))?;
    let Some(proxy) = &settings.proxy else { return Ok(builder) };
    if let Ok(url) = Url::parse(proxy)
        && let Some(password) = url.password()
    {
        scrubber.hide(password);
        scrubber.hide(&percent_encoding::percent_decode_str(password).decode_utf8_lossy());
    }
    // The error would repeat the URL, credentials included.
    let proxy = Proxy::https(proxy.as_str()).map_err(|_| {
        Failure::config("the proxy's URL is not valid: it should look like `http://host:port`")
    })?;
    Ok(builder.proxy(proxy))
}

fn build(request: Request<'_>, progress: &Arc<Progress>) -> Result<reqwest::Request, Failure> {
    let Request { prefix, path, query, secret_pair, .. } = request;
    let mut url = String::with_capacity(prefix.len() + path.len() + query.len() + secret_pair.len() + 3);
    url.push_str(prefix);
    if !path.is_empty() && !path.starts_with('/') {
        url.push('/');
    }
    url.push_str(path);
    for (pair, separator) in [(secret_pair, '?'), (query, if secret_pair.is_empty() { '?' } else { '&' })] {
        if !pair.is_empty() {
            url.push(separator);
            url.push_str(pair);
        }
    }
    // The error is dropped: it has nothing to say that may be repeated.
    let url = Url::parse(&url).map_err(|_| Failure::config("the URL of the call is not valid"))?;
    let mut built = reqwest::Request::new(method(request.method)?, url);
    *built.headers_mut() = request.headers;
    if request.body.is_empty() {
        if request.method.expects_content() {
            // Without it some servers answer 411, and some wait for a body.
            built.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        progress.started();
    } else {
        let body = TrackedBody { body: request.body, progress: Arc::clone(progress) };
        *built.body_mut() = Some(reqwest::Body::wrap(body));
    }
    Ok(built)
}

fn method(method: Method) -> Result<reqwest::Method, Failure> {
    let name = method.as_str();
    reqwest::Method::from_bytes(name.as_bytes())
        .map_err(|_| Failure::config(format!("`{name}` is no HTTP method")))
}

/// An answer's body as it comes in; the usual single piece is not copied.
enum Body {
    Nothing,
    Piece(Bytes),
    Pieces(BytesMut),
}

impl Body {
    fn push(self, chunk: Bytes, expected: Option<usize>) -> Self {
        match self {
            Self::Nothing => Self::Piece(chunk),
            Self::Piece(piece) => {
                let mut pieces =
                    BytesMut::with_capacity(expected.unwrap_or(0).max(piece.len() + chunk.len()));
                pieces.extend_from_slice(&piece);
                pieces.extend_from_slice(&chunk);
                Self::Pieces(pieces)
            }
            Self::Pieces(mut pieces) => {
                pieces.extend_from_slice(&chunk);
                Self::Pieces(pieces)
            }
        }
    }
}

impl From<Body> for Bytes {
    fn from(body: Body) -> Self {
        match body {
            Body::Nothing => Self::new(),
            Body::Piece(piece) => piece,
            Body::Pieces(pieces) => pieces.freeze(),
        }
    }
}
