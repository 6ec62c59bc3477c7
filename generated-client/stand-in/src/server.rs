//! The listener: loopback only, patient within bounds, and never brought down by one connection.

use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use miette::Diagnostic;
use thiserror::Error;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::Semaphore;

use crate::calls::{Shared, Stand};
use crate::faults::Faults;
use crate::journal::{Journal, Request};
use crate::limits::Limits;
use crate::outbox::{Mail, Outbox};
use crate::reply::Hangup;
use crate::settings::Settings;
use crate::upstream::Upstream;
use crate::{routes, ses};

/// Beyond it, connections wait to be accepted. A process may usually open 1,024 files.
const CONNECTIONS: usize = 900;
const PAUSE: Duration = Duration::from_millis(50);

/// Why the stand-in does not start.
#[derive(Debug, Error, Diagnostic)]
pub enum Error {
    /// The port is taken.
    #[error("can't listen on 127.0.0.1:{port}")]
    #[diagnostic(code(serve::port), help("choose another port with `--port N`; 0 takes a free one"))]
    Port {
        /// Which.
        port: u16,
        /// Why.
        source: std::io::Error,
    },
    /// No threads.
    #[error("can't start the server's threads")]
    #[diagnostic(code(serve::threads), help("check the limits of this session"))]
    Threads(#[source] std::io::Error),
    /// What stands behind can't be spoken to.
    #[error("calls can't be passed on to `{url}`")]
    #[diagnostic(
        code(serve::upstream),
        help("name an address with plain http, such as `http://127.0.0.1:5000`")
    )]
    Upstream {
        /// Where.
        url: url::Url,
    },
}

/// A listener that has its port, and does not serve yet.
#[derive(Debug)]
struct Server {
    listener: TcpListener,
    address: SocketAddr,
    stand: Stand,
}

impl Server {
    /// Takes a port on loopback.
    async fn bind(port: u16, settings: Settings, document: Vec<u8>) -> Result<Self, Error> {
        let port_error = |source| Error::Port { port, source };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(port_error)?;
        let address = listener.local_addr().map_err(port_error)?;
        if let Some(url) = settings.upstream.clone().filter(|url| url.scheme() != "http") {
            return Err(Error::Upstream { url });
        }
        let upstream = settings.upstream.clone().map(Upstream::new);
        let stand = Arc::new(Shared {
            faults: Faults::new(&settings.fail),
            limits: Limits::new(settings.daily_quota, settings.rate),
            outbox: Outbox::default(),
            journal: Journal::default(),
            ids: ses::Ids::new(),
            upstream,
            document,
            settings,
        });
        Ok(Self { listener, address, stand })
    }

    /// The base URL.
    fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Serves for as long as it is polled.
    async fn run(self) {
        let room = Arc::new(Semaphore::new(CONNECTIONS));
        let router = routes::router(self.stand.clone());
        let silence = self.stand.settings.read_timeout;
        loop {
            let Ok(place) = room.clone().acquire_owned().await else { return };
            // Out of files, or a client that is gone already: neither lasts.
            let Ok((stream, _)) = self.listener.accept().await else {
                tokio::time::sleep(PAUSE).await;
                continue;
            };
            let service = TowerToHyperService::new(router.clone());
            tokio::spawn(async move {
                serve(stream, service, silence).await;
                drop(place);
            });
        }
    }
}

/// Serves one connection to its end, whatever that is.
async fn serve(stream: TcpStream, router: TowerToHyperService<axum::Router>, silence: Duration) {
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let answer = router.call(request);
        async move { answered(answer.await) }
    });
    let _ = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(silence)
        .serve_connection(TokioIo::new(stream), service)
        .await;
}

/// An error is the one way to make hyper end a connection without an answer.
fn answered(answer: Result<Response, Infallible>) -> Result<Response, std::io::Error> {
    let Ok(response) = answer;
    if response.extensions().get::<Hangup>().is_some() {
        return Err(std::io::ErrorKind::ConnectionAborted.into());
    }
    Ok(response)
}

/// A stand-in beside whatever else the process does: it serves until it is dropped.
#[derive(Debug)]
pub struct Background {
    url: String,
    stand: Stand,
    // Its tasks end with it.
    _runtime: Runtime,
}

impl Background {
    /// Starts on a free port.
    pub fn start(settings: Settings, document: Vec<u8>) -> Result<Self, Error> {
        Self::start_at(0, settings, document)
    }

    /// Starts on a port; 0 takes a free one.
    pub fn start_at(port: u16, settings: Settings, document: Vec<u8>) -> Result<Self, Error> {
        let runtime =
            Builder::new_multi_thread().worker_threads(2).enable_all().build().map_err(Error::Threads)?;
        let server = runtime.block_on(Server::bind(port, settings, document))?;
        let (url, stand) = (server.url(), server.stand.clone());
        runtime.spawn(server.run());
        Ok(Self { url, stand, _runtime: runtime })
    }

    /// The base URL.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The mails it accepted, the oldest first.
    pub fn mails(&self) -> Vec<Mail> {
        self.stand.outbox.mails()
    }

    /// The latest calls.
    pub fn requests(&self) -> Vec<Request> {
        self.stand.journal.requests()
    }
}
