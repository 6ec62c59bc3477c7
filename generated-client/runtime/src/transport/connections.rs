//! Connections: how they are made, and the pool they are kept in.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use reqwest::{Client, Proxy, Url};

use super::tls::{self, Trust};
use crate::error::{Cause, Error, ErrorCode, Failure};
use crate::secret::Scrubber;

/// Shorter than the 5 s after which Node servers close an idle connection: one that is reused just then fails
/// after the request was written, and nobody knows whether the mail was sent.
const IDLE: Duration = Duration::from_secs(4);

/// A pool of connections that several clients share: clone it into the builder of each
/// ([`connections`](crate::ClientBuilder::connections)).
///
/// ```
/// # use lowcodeapi_runtime::Connections;
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let connections = Connections::builder().pool_max_idle_per_host(8).build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Connections(Arc<Pool>);

struct Pool {
    source: Source,
    proxy: Option<String>,
    /// Made when the first client asks: loading the certificates takes time, and to this machine none are needed.
    encrypted: Mutex<Option<Client>>,
    plain: Mutex<Option<Client>>,
}

enum Source {
    Settings(ConnectionSettings),
    /// One client can be made of it, of whichever kind is asked for first.
    #[cfg(feature = "own-reqwest")]
    Builder(Mutex<Option<Box<reqwest::ClientBuilder>>>),
    #[cfg(feature = "own-reqwest")]
    Finished(Client),
}

/// How connections are made.
#[derive(Clone, PartialEq, Eq)]
struct ConnectionSettings {
    connect_timeout: Duration,
    pool_idle_timeout: Duration,
    pool_max_idle_per_host: usize,
    trust: Trust,
}

/// Says how connections are made: [`Connections::builder`].
#[derive(Clone, PartialEq, Eq)]
pub struct ConnectionsBuilder {
    settings: ConnectionSettings,
    proxy: Option<String>,
}

impl Default for ConnectionsBuilder {
    fn default() -> Self {
        let settings = ConnectionSettings {
            connect_timeout: Duration::from_secs(5),
            pool_idle_timeout: IDLE,
            pool_max_idle_per_host: usize::MAX,
            trust: Trust::default(),
        };
        Self { settings, proxy: None }
    }
}

impl ConnectionsBuilder {
    /// Sets the time to make a connection, TLS included: 5 s.
    #[must_use]
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.settings.connect_timeout = timeout;
        self
    }

    /// Sends through this proxy; without it `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` are honoured.
    ///
    /// What goes out in plain text is never sent through a proxy, which would see the token.
    #[must_use]
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.proxy = Some(url.into());
        self
    }

    /// Trusts these authorities too, beside those of the operating system: certificates in PEM, one or more.
    #[must_use]
    pub fn root_certificates(mut self, pem: impl AsRef<[u8]>) -> Self {
        self.settings.trust.roots.push(pem.as_ref().to_vec());
        self
    }

    /// Shows this certificate to servers that ask for one (mutual TLS): its chain and its private key, in PEM.
    #[must_use]
    pub fn identity(mut self, pem: impl AsRef<[u8]>) -> Self {
        self.settings.trust.identity = Some(pem.as_ref().to_vec());
        self
    }

    /// Sets how long a connection nobody uses is kept: 4 s. Servers close theirs too, many after 5 s, and what is sent into
    /// that moment fails with [`Delivery::Unknown`](crate::Delivery::Unknown).
    #[must_use]
    pub fn pool_idle_timeout(mut self, timeout: Duration) -> Self {
        self.settings.pool_idle_timeout = timeout;
        self
    }

    /// Sets how many connections nobody uses are kept for each host: as many as there were.
    #[must_use]
    pub fn pool_max_idle_per_host(mut self, connections: usize) -> Self {
        self.settings.pool_max_idle_per_host = connections;
        self
    }

    /// Builds the pool. No connection is made yet.
    ///
    /// # Errors
    /// `Config`, with what to do, where the proxy or something in PEM is unusable.
    pub fn build(self) -> Result<Connections, Error<ErrorCode>> {
        Ok(self.finish()?)
    }

    pub(crate) fn finish(self) -> Result<Connections, Failure> {
        // What can be wrong shows at once.
        self.settings.trust.check()?;
        self.proxy.as_deref().map(proxy).transpose()?;
        Ok(Connections::new(Source::Settings(self.settings), self.proxy))
    }

    pub(crate) fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

impl Connections {
    /// Begins to say how connections are made.
    #[must_use]
    pub fn builder() -> ConnectionsBuilder {
        ConnectionsBuilder::default()
    }

    /// A pool made by a builder of reqwest's, with the name resolution, proxies, certificates and limits it has.
    ///
    /// What would undo a client's promises is set last: no redirect is followed, nothing is repeated, no `Referer` is sent,
    /// and only `https` goes out, or only plain `http` where the first client to use the pool is for that. With the feature
    /// `rustls-ring` reqwest has no cryptography of its own: it takes the process's, which rustls has to be told.
    #[cfg(feature = "own-reqwest")]
    #[must_use]
    pub fn from_reqwest_builder(builder: reqwest::ClientBuilder) -> Self {
        Self::new(Source::Builder(Mutex::new(Some(Box::new(builder)))), None)
    }

    /// A finished client of reqwest's as it is. **Nothing is checked, and nothing can be:** unless it was built with
    /// `redirect(Policy::none())`, `referer(false)` and `retry(never())`, it repeats a body to wherever a redirect leads, puts
    /// the URL, token and all, into `Referer`, and may send twice. [`from_reqwest_builder`](Self::from_reqwest_builder)
    /// sees to all of that.
    #[cfg(feature = "own-reqwest")]
    #[must_use]
    pub fn from_reqwest_client_trusting_its_redirects_and_retries(client: Client) -> Self {
        Self::new(Source::Finished(client), None)
    }

    fn new(source: Source, proxy: Option<String>) -> Self {
        Self(Arc::new(Pool { source, proxy, encrypted: Mutex::default(), plain: Mutex::default() }))
    }

    /// Keeps the proxy's password out of what is shown.
    pub(crate) fn hide_secrets(&self, scrubber: &mut Scrubber) {
        let url = self.0.proxy.as_deref().and_then(|proxy| Url::parse(proxy).ok());
        if let Some(password) = url.as_ref().and_then(Url::password) {
            scrubber.hide(password);
            scrubber.hide(&percent_encoding::percent_decode_str(password).decode_utf8_lossy());
        }
    }

    /// What makes the connections, all of them encrypted or none.
    pub(crate) fn client(&self, plain: bool, scrubber: &Scrubber) -> Result<Client, Failure> {
        let kept = if plain { &self.0.plain } else { &self.0.encrypted };
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(client) = &*kept {
            return Ok(client.clone());
        }
        let client = self.make(plain, scrubber)?;
        *kept = Some(client.clone());
        Ok(client)
    }

    fn make(&self, plain: bool, scrubber: &Scrubber) -> Result<Client, Failure> {
        let builder = match &self.0.source {
            #[cfg(feature = "own-reqwest")]
            Source::Finished(client) => return Ok(client.clone()),
            #[cfg(feature = "own-reqwest")]
            Source::Builder(builder) => {
                let builder = builder.lock().unwrap_or_else(PoisonError::into_inner).take();
                let builder = builder.ok_or_else(|| {
                    Failure::config(
                        "connections made by a builder of reqwest's are either all encrypted or all plain: give this client \
                         some of its own",
                    )
                })?;
                if plain { builder.no_proxy() } else { *builder }
            }
            Source::Settings(settings) => {
                let builder = Client::builder()
                    .connect_timeout(settings.connect_timeout)
                    .pool_idle_timeout(settings.pool_idle_timeout)
                    .pool_max_idle_per_host(settings.pool_max_idle_per_host)
                    .tcp_nodelay(true);
                #[cfg(not(feature = "http2"))]
                let builder = builder.http1_only();
                if plain {
                    // No certificates to load, and no proxy, which would see the token.
                    tls::none(builder.no_proxy())?
                } else {
                    let builder = tls::verified(builder, &settings.trust)?;
                    match self.0.proxy.as_deref().map(proxy).transpose()? {
                        Some(proxy) => builder.proxy(proxy),
                        None => builder,
                    }
                }
            }
        };
        let builder = builder
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .retry(reqwest::retry::never())
            .https_only(!plain);
        builder.build().map_err(|error| {
            Failure::config("TLS could not be set up: check that this machine has certificates of authorities (`ca-certificates`)")
                .caused_by(Cause::of(&error.without_url(), scrubber))
        })
    }
}

/// The error would repeat the URL, credentials included.
fn proxy(url: &str) -> Result<Proxy, Failure> {
    Proxy::https(url)
        .map_err(|_| Failure::config("the proxy's URL is not valid: it should look like `http://host:port`"))
}

impl fmt::Debug for Connections {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Connections")
    }
}

impl fmt::Debug for ConnectionsBuilder {
    /// Without the proxy, whose URL may hold credentials, and without keys.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConnectionsBuilder")
            .field("connect_timeout", &self.settings.connect_timeout)
            .field("pool_idle_timeout", &self.settings.pool_idle_timeout)
            .finish_non_exhaustive()
    }
}
