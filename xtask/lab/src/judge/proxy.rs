//! What stands between the client and the judge: it asks for the kind of answer wanted, and records both sides.

use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{ACCEPT, CONNECTION, HOST, HeaderMap, HeaderValue, TRANSFER_ENCODING};
use hyper::service::service_fn;
use hyper::{Request, Response, Uri};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;

use super::error::Error;

/// How long the judge may think about one request.
const PATIENCE: Duration = Duration::from_secs(10);

/// A request, and what it was answered.
#[derive(Debug, Clone)]
pub(super) struct Exchange {
    /// Its method.
    pub(super) method: String,
    /// Which of the client's servers it went to.
    pub(super) server: String,
    /// Path and query, as they were sent.
    pub(super) target: String,
    /// Its headers, but for what the proxy adds.
    pub(super) headers: HeaderMap,
    /// Its body.
    pub(super) body: Bytes,
    /// What the judge answered, or why it didn't.
    pub(super) answer: Result<Answer, String>,
}

/// What the judge answered.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    /// Its status.
    pub(super) status: u16,
    /// Its headers.
    pub(super) headers: HeaderMap,
    /// Its body.
    pub(super) body: Bytes,
}

/// A proxy on this machine. It ends with this value.
#[derive(Debug)]
pub(super) struct Proxy {
    address: SocketAddr,
    shared: Arc<Mutex<Shared>>,
    // Its tasks end with it.
    _runtime: Runtime,
}

#[derive(Debug)]
struct Shared {
    judge: SocketAddr,
    prefer: HeaderValue,
    recorded: Vec<Exchange>,
}

impl Proxy {
    /// Starts on a free port.
    pub(super) fn start(judge: SocketAddr) -> Result<Self, Error> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let runtime = runtime.map_err(Error::Listen)?;
        let listener =
            runtime.block_on(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))).map_err(Error::Listen)?;
        let address = listener.local_addr().map_err(Error::Listen)?;
        let prefer = HeaderValue::from_static("");
        let shared = Arc::new(Mutex::new(Shared { judge, prefer, recorded: Vec::new() }));
        let known = Arc::clone(&shared);
        runtime.spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let shared = Arc::clone(&known);
                let service = service_fn(move |request| passed(request, Arc::clone(&shared)));
                tokio::spawn(
                    hyper::server::conn::http1::Builder::new()
                        .serve_connection(TokioIo::new(stream), service),
                );
            }
        });
        Ok(Self { address, shared, _runtime: runtime })
    }

    /// The base URL of one of the client's servers.
    pub(super) fn url(&self, server: &str) -> String {
        format!("http://{}/{server}", self.address)
    }

    /// Says whom to ask from now on.
    pub(super) fn ask(&self, judge: SocketAddr) {
        self.shared().judge = judge;
    }

    /// Says what kind of answer to ask for, and forgets what was recorded.
    pub(super) fn prefer(&self, prefer: &str) {
        let mut shared = self.shared();
        shared.prefer = HeaderValue::try_from(prefer).expect("preferences are plain text");
        shared.recorded.clear();
    }

    /// What was recorded since.
    pub(super) fn recorded(&self) -> Vec<Exchange> {
        std::mem::take(&mut self.shared().recorded)
    }

    fn shared(&self) -> std::sync::MutexGuard<'_, Shared> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Hands a request on, and its answer back.
async fn passed(
    request: Request<Incoming>,
    shared: Arc<Mutex<Shared>>,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let (head, body) = request.into_parts();
    let body = body.collect().await.map(http_body_util::Collected::to_bytes).unwrap_or_default();
    let (judge, prefer) = {
        let shared = shared.lock().unwrap_or_else(PoisonError::into_inner);
        (shared.judge, shared.prefer.clone())
    };
    let target = head.uri.path_and_query().map_or("/", hyper::http::uri::PathAndQuery::as_str);
    let (server, target) = divided(target);
    let answer = tokio::time::timeout(PATIENCE, asked(judge, &head, &target, prefer, body.clone())).await;
    let answer = answer.unwrap_or_else(|_| Err(format!("no answer within {} s", PATIENCE.as_secs())));
    let response = answer.as_ref().map_or_else(|why| failed(why), given);
    let exchange =
        Exchange { method: head.method.to_string(), server, target, headers: head.headers, body, answer };
    shared.lock().unwrap_or_else(PoisonError::into_inner).recorded.push(exchange);
    Ok(response)
}

/// The first segment of a path, which says which of the client's servers it is, and the rest.
fn divided(target: &str) -> (String, String) {
    let target = target.strip_prefix('/').unwrap_or(target);
    let end = target.find(['/', '?']).unwrap_or(target.len());
    let (server, rest) = target.split_at(end);
    let rest = if rest.starts_with('/') { rest.to_owned() } else { format!("/{rest}") };
    (server.to_owned(), rest)
}

async fn asked(
    judge: SocketAddr,
    head: &hyper::http::request::Parts,
    target: &str,
    prefer: HeaderValue,
    body: Bytes,
) -> Result<Answer, String> {
    let said = |error: hyper::Error| error.to_string();
    let stream = TcpStream::connect(judge).await.map_err(|error| error.to_string())?;
    let (mut sender, connection) =
        hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.map_err(said)?;
    let connection = tokio::spawn(connection);
    let uri: Uri = target.parse().map_err(|_| "the target is no URI".to_owned())?;
    let mut request = Request::new(Full::new(body));
    *request.method_mut() = head.method.clone();
    *request.uri_mut() = uri;
    *request.headers_mut() = head.headers.clone();
    let host = HeaderValue::try_from(judge.to_string()).expect("an address is plain text");
    request.headers_mut().insert(HOST, host);
    if prefer.as_bytes().starts_with(b"code=") {
        // A failure comes in the media type it has, whatever was asked for.
        request.headers_mut().insert(ACCEPT, HeaderValue::from_static("*/*"));
    }
    if !prefer.is_empty() {
        request.headers_mut().insert("prefer", prefer);
    }
    let response = sender.send_request(request).await.map_err(said)?;
    let (head, body) = response.into_parts();
    let body = body.collect().await.map_err(said)?.to_bytes();
    connection.abort();
    Ok(Answer { status: head.status.as_u16(), headers: head.headers, body })
}

fn given(answer: &Answer) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(answer.body.clone()));
    *response.status_mut() =
        hyper::StatusCode::from_u16(answer.status).unwrap_or(hyper::StatusCode::BAD_GATEWAY);
    *response.headers_mut() = answer.headers.clone();
    // The body is whole now, and the connection is another.
    response.headers_mut().remove(TRANSFER_ENCODING);
    response.headers_mut().remove(CONNECTION);
    response
}

fn failed(why: &str) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from(why.to_owned())));
    *response.status_mut() = hyper::StatusCode::BAD_GATEWAY;
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_segment_says_which_server_it_is() {
        let divided = |target| divided(target);
        assert_eq!(divided("/s0/pets/1?a=b"), ("s0".to_owned(), "/pets/1?a=b".to_owned()));
        assert_eq!(divided("/s0?a=/b"), ("s0".to_owned(), "/?a=/b".to_owned()));
        assert_eq!(divided("/s0"), ("s0".to_owned(), "/".to_owned()));
    }
}
