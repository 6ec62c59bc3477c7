//! How a client is put together.

mod control;
mod environment;

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use reqwest::header::HeaderValue;

use control::Control;
use environment::{access, url_format, variable};

use crate::access::Credential;
use crate::base_url::BaseUrl;
use crate::core::{Core, Mode};
use crate::error::{Error, ErrorCodes, Failure};
use crate::retry::RetryPolicy;
use crate::secret::{Scrubber, Token};
use crate::servers::Servers;
use crate::service::{Service, TwoUrlFormats};
use crate::settings::Settings;
use crate::shared::Shared;
use crate::transport::Limit;
use crate::url_format::UrlFormat;
use crate::version::VERSION;

/// What a builder builds; implemented by [`client!`](crate::client).
#[doc(hidden)]
pub trait Product: Sized {
    type Mode: Mode;
    type Code: ErrorCodes;
    const SERVICE: &'static Service;
    fn from_core(core: Core<Self::Mode>) -> Self;
}

/// Puts a client together.
pub struct ClientBuilder<C> {
    token: Option<Token>,
    credentials: Vec<(String, Credential)>,
    base_url: Option<String>,
    servers: Vec<(String, String)>,
    user_agent: Option<String>,
    control: Control,
    pub(crate) settings: Settings,
    product: PhantomData<fn() -> C>,
}

impl<C> Default for ClientBuilder<C> {
    fn default() -> Self {
        Self {
            token: None,
            credentials: Vec::new(),
            base_url: None,
            servers: Vec::new(),
            user_agent: None,
            control: Control::default(),
            settings: Settings::default(),
            product: PhantomData,
        }
    }
}

impl<C> ClientBuilder<C> {
    /// Sets the token; without it `LOWCODEAPI_API_TOKEN` is read.
    ///
    /// Where the service has several security schemes, it is the credential for the first of them.
    #[must_use]
    pub fn token(mut self, token: impl Into<Token>) -> Self {
        self.token = Some(token.into());
        self
    }

    /// Sets what meets a security scheme of the service's document, by the scheme's name.
    #[must_use]
    pub fn credential(mut self, scheme: impl Into<String>, credential: impl Into<Credential>) -> Self {
        self.credentials.push((scheme.into(), credential.into()));
        self
    }

    /// Sets what stands before the provider's name or, where the service has none, before every path: scheme, host,
    /// port, and a path if there is one. Without it `LOWCODEAPI_BASE_URL` is read, or the variable of the client's own.
    ///
    /// The token is sent there. `https` only, and `http` to this machine.
    #[must_use]
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// Sets where operations go for which the document names the server `stated`, on another host than the service's.
    ///
    /// Credentials are sent there, so nothing is until the caller says so. `https` only, and `http` to this machine.
    #[must_use]
    pub fn server(mut self, stated: impl Into<String>, url: impl Into<String>) -> Self {
        self.servers.push((stated.into(), url.into()));
        self
    }

    /// Sets the time for a whole call, all its tries and waits included: 30 s. While content is sent that isn't in memory
    /// ([`Upload`](crate::Upload)), it begins anew with each piece.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = timeout;
        self
    }

    /// Sets how large an answer may be: 32 MiB.
    #[must_use]
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.settings.max_response_bytes = bytes;
        self
    }

    /// Sets how much may come of an answer that is read while it comes in, a download or a stream of events, in bytes:
    /// without it any amount.
    #[must_use]
    pub fn max_stream_bytes(mut self, bytes: u64) -> Self {
        self.settings.max_stream_bytes = bytes;
        self
    }

    /// Sets when failed calls are tried again.
    #[must_use]
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.settings.retry = policy;
        self
    }

    /// Sets the `User-Agent`; without it the client's package and version.
    #[must_use]
    pub fn user_agent(mut self, agent: impl Into<String>) -> Self {
        self.user_agent = Some(agent.into());
        self
    }
}

impl<C: TwoUrlFormats> ClientBuilder<C> {
    /// Sets how many requests may leave a second, from all copies of this client together; without it as many as are
    /// made. 0 means no limit.
    ///
    /// They leave evenly, a little below the rate, and tries count too. A call waits for its turn within its timeout; where
    /// that doesn't come in time, it fails at once, and nothing was sent.
    #[must_use]
    pub fn max_rate(mut self, per_second: u32) -> Self {
        self.settings.max_rate = Some(per_second).filter(|rate| *rate > 0);
        self
    }

    /// Pins the URL format; without it `LOWCODEAPI_URL_FORMAT` is read, and without that the format that works is found out.
    #[must_use]
    pub fn url_format(mut self, format: UrlFormat) -> Self {
        self.settings.format = Some(format);
        self
    }
}

impl<C: Product> ClientBuilder<C> {
    /// Builds the client. What was not set is read from the environment.
    ///
    /// # Errors
    /// `Config`, with what to do, where a setting is missing or unusable.
    pub fn build(self) -> Result<C, Error<C::Code>> {
        let core = self.shared().and_then(Core::new)?;
        Ok(C::from_core(core))
    }

    fn shared(self) -> Result<Shared, Failure> {
        let mut scrubber = Scrubber::default();
        let access = access(C::SERVICE, self.token, self.credentials, &mut scrubber)?;
        let mut settings = self.settings;
        if settings.format.is_none() {
            settings.format = url_format(C::SERVICE.dialect)?;
        }
        let base_url = || variable(&C::SERVICE.base_url_variable());
        let stated = self.base_url.map_or_else(base_url, |url| Ok(Some(url)))?;
        let base = BaseUrl::of(C::SERVICE, stated.as_deref(), self.control.plain_hosts())?;
        let servers = Servers::new(C::SERVICE, self.servers, &base, self.control.plain_hosts())?;
        let headers = self.control.headers(C::SERVICE.auth)?;
        let agent = agent(C::SERVICE, self.user_agent)?;
        let limit = Limit(settings.max_response_bytes);
        let (layers, carrier) = self.control.finish(&base, agent, limit, &mut scrubber)?;
        let mut shared = Shared::new(C::SERVICE, base, access, scrubber, settings, carrier);
        (shared.servers, shared.headers, shared.layers) = (servers, headers, layers);
        Ok(shared)
    }
}

/// How a client names itself.
fn agent(service: &Service, stated: Option<String>) -> Result<HeaderValue, Failure> {
    let agent = stated
        .unwrap_or_else(|| format!("{}/{} lowcodeapi-runtime/{VERSION}", service.package, service.version));
    HeaderValue::try_from(agent)
        .map_err(|_| Failure::config("the user agent has characters a header can't carry"))
}

impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("token", &self.token)
            .field("credentials", &self.credentials)
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("timeout", &self.timeout)
            .field("max_response_bytes", &self.max_response_bytes)
            .field("retry", &self.retry)
            .field("url_format", &self.format)
            .finish_non_exhaustive()
    }
}
