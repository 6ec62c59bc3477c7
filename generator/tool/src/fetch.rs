//! Documents over the network: bounded in time and size, from the host that was asked.

mod backend;
mod progress;

use std::io::Read as _;
use std::time::{Duration, Instant};

use miette::Diagnostic;
use reqwest::blocking::{Client, ClientBuilder, Response};
use reqwest::header::{ACCEPT, LOCATION};
use reqwest::{StatusCode, Url, redirect};
use thiserror::Error;

use backend::is_loopback;
pub(crate) use backend::{Backend, checked};
use progress::Progress;

use crate::exit::{Exit, ExitCode};

/// Where `LowCodeAPI` serves documents.
pub(crate) const SERVICE: &str = "https://backend.lowcodeapi.com";

/// No provider's document comes near it.
const LIMIT: usize = 32 << 20;
const CONNECT: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(500);
const REDIRECTS: usize = 5;
const USER_AGENT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
/// Judged by content whatever comes; this only states a preference.
const WANTED: &str = "application/json, application/yaml;q=0.9, */*;q=0.5";

/// Why there is no document.
#[derive(Debug, Error, Diagnostic)]
pub(crate) enum Error {
    /// No connection, or one that broke; twice.
    #[error("can't fetch {url}: {cause}")]
    #[diagnostic(
        code(fetch::unreachable),
        help(
            "check the network, proxy and `--backend`; `--offline` works from the committed document, `--spec FILE` from a local one"
        )
    )]
    Unreachable {
        /// What was asked for.
        url: Url,
        /// The innermost reason.
        cause: String,
    },
    /// The whole answer did not come in time.
    #[error("{url} did not answer in full within {seconds} s")]
    #[diagnostic(
        code(fetch::timeout),
        help(
            "try again or give it longer with `--timeout SECONDS`; `--offline` works from the committed document"
        )
    )]
    Timeout {
        /// What was asked for.
        url: Url,
        /// How long it was given.
        seconds: u64,
    },
    /// The service is overloaded or broken; twice.
    #[error("{url} answered {status}")]
    #[diagnostic(
        code(fetch::failing),
        help(
            "this looks like an outage, so no other source was tried; try again later, or use `--offline` or `--spec FILE`"
        )
    )]
    Failing {
        /// What was asked for.
        url: Url,
        /// The answer's status.
        status: StatusCode,
    },
    /// The service says that it hasn't got it.
    #[error("{url} answered {status}")]
    #[diagnostic(
        code(fetch::missing),
        help(
            "check the address; of LowCodeAPI `--provider` and `--backend` make it, `--offline` works from the committed document, \
             and `--spec FILE` from a local one"
        )
    )]
    Missing {
        /// What was asked for.
        url: Url,
        /// The answer's status.
        status: StatusCode,
    },
    /// The service has it at neither endpoint.
    #[error(
        "the service has no document of this provider: {openapi} answered {first}, {definition} answered {second}"
    )]
    #[diagnostic(
        code(fetch::missing),
        help(
            "check `--provider` and `--backend`; `--offline` works from the committed document, `--spec FILE` from a local one"
        )
    )]
    MissingBoth {
        /// The first endpoint.
        openapi: Url,
        /// Its status.
        first: StatusCode,
        /// The second endpoint.
        definition: Url,
        /// Its status.
        second: StatusCode,
    },
    /// A redirect that is not followed.
    #[error("{url} redirects to `{location}`, which is not followed")]
    #[diagnostic(
        code(fetch::redirect),
        help(
            "only the host that was asked may answer; if it has moved for good, pass its new address as `--backend`"
        )
    )]
    Redirect {
        /// What was asked for.
        url: Url,
        /// Where it points.
        location: String,
    },
    /// More than any document needs.
    #[error("{url} sent more than {} MiB", LIMIT >> 20)]
    #[diagnostic(
        code(fetch::too_large),
        help(
            "this is no API description; check `--backend`, or save what you want and pass it as `--spec FILE`"
        )
    )]
    TooLarge {
        /// What was asked for.
        url: Url,
    },
    /// The HTTP client could not be set up.
    #[error("can't set up HTTP: {cause}")]
    #[diagnostic(code(fetch::setup), help("check the proxy settings and the system's certificates"))]
    Setup {
        /// The innermost reason.
        cause: String,
    },
}

impl Exit for Error {
    fn exit(&self) -> ExitCode {
        ExitCode::Fetch
    }
}

impl Error {
    /// Whether a second try may succeed.
    fn may_pass(&self) -> bool {
        matches!(self, Self::Unreachable { .. } | Self::Failing { .. })
    }
}

/// HTTP as this project's programs speak it: TLS is rustls with ring.
pub fn http() -> ClientBuilder {
    // The process is ours, so its cryptography is nobody else's to set. What is set already does.
    drop(rustls::crypto::ring::default_provider().install_default());
    Client::builder()
}

/// Fetches documents.
#[derive(Debug)]
pub(crate) struct Fetcher {
    client: Client,
    timeout: Duration,
}

impl Fetcher {
    /// Sets up HTTP for an address; each fetch takes at most `timeout`, its redirects and body included.
    pub(crate) fn new(address: &Url, timeout: Duration) -> Result<Self, Error> {
        let mut builder =
            http().user_agent(USER_AGENT).connect_timeout(CONNECT.min(timeout)).timeout(timeout).redirect(
                redirect::Policy::custom(|attempt| {
                    let start = &attempt.previous()[0];
                    if attempt.url().origin() == start.origin() && attempt.previous().len() <= REDIRECTS {
                        attempt.follow()
                    } else {
                        attempt.stop()
                    }
                }),
            );
        if is_loopback(address) {
            builder = builder.no_proxy();
        }
        let client = builder.build().map_err(|error| Error::Setup { cause: innermost(&error) })?;
        Ok(Self { client, timeout })
    }

    /// Fetches one document, with one more try where the service can't be reached or fails.
    pub(crate) fn get(&self, url: &Url) -> Result<Vec<u8>, Error> {
        match self.attempt(url) {
            Err(error) if error.may_pass() => {
                std::thread::sleep(PAUSE);
                self.attempt(url)
            }
            done => done,
        }
    }

    fn attempt(&self, url: &Url) -> Result<Vec<u8>, Error> {
        let began = Instant::now();
        let request = self.client.get(url.clone()).header(ACCEPT, WANTED).timeout(self.timeout);
        let response = request.send().map_err(|error| self.broken(url, &error, began))?;
        let status = response.status();
        if status.is_success() {
            return self.body(url, response, began);
        }
        if status.is_redirection() {
            let location =
                response.headers().get(LOCATION).map(|value| String::from_utf8_lossy(value.as_bytes()));
            return Err(Error::Redirect {
                url: shown(url),
                location: location.unwrap_or_default().into_owned(),
            });
        }
        if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS {
            return Err(Error::Failing { url: shown(url), status });
        }
        Err(Error::Missing { url: shown(url), status })
    }

    /// Reads a body, counting what comes out of the decompressor.
    fn body(&self, url: &Url, mut response: Response, began: Instant) -> Result<Vec<u8>, Error> {
        let too_large = || Error::TooLarge { url: shown(url) };
        if response.content_length().is_some_and(|length| length > LIMIT as u64) {
            return Err(too_large());
        }
        let mut progress = Progress::new();
        let mut body = Vec::new();
        let mut chunk = vec![0; 64 << 10];
        loop {
            let count = match response.read(&mut chunk) {
                Ok(0) => return Ok(body),
                Ok(count) => count,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(self.broken(url, &error, began)),
            };
            if body.len() + count > LIMIT {
                return Err(too_large());
            }
            body.extend_from_slice(&chunk[..count]);
            progress.show(body.len());
        }
    }

    /// Layers between here and the socket wrap a timeout each in its own way; the clock doesn't.
    fn broken(&self, url: &Url, error: &(dyn std::error::Error + 'static), began: Instant) -> Error {
        if began.elapsed() >= self.timeout {
            return Error::Timeout { url: shown(url), seconds: self.timeout.as_secs() };
        }
        Error::Unreachable { url: shown(url), cause: innermost(error) }
    }
}

/// An address as it may be repeated: a user, a password or a token in the query is nobody else's.
pub(crate) fn shown(url: &Url) -> Url {
    let mut shown = url.clone();
    // Neither can fail on an address that has a host.
    let _ = shown.set_username("").and_then(|()| shown.set_password(None));
    shown.set_query(None);
    shown.set_fragment(None);
    shown
}

/// The innermost reason: what the layers around it add is that a request failed, and its URL.
fn innermost(error: &(dyn std::error::Error + 'static)) -> String {
    let mut error = error;
    while let Some(source) = error.source() {
        error = source;
    }
    error.to_string()
}
