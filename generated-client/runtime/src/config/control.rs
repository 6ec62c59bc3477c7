//! What a program decides about requests and connections.

use std::fmt::Display;

use reqwest::header::{HeaderName, HeaderValue};

use super::ClientBuilder;
use crate::base_url::BaseUrl;
use crate::error::Failure;
use crate::layer::{Layer, Layers, Signer};
use crate::outgoing::rules;
use crate::secret::Scrubber;
use crate::service::Auth;
use crate::transport::{Carrier, Connections, ConnectionsBuilder, Http, Limit, Own, Transport};

/// What a program decides about requests and connections.
#[derive(Default)]
pub(super) struct Control {
    headers: Vec<(String, String)>,
    layers: Layers,
    /// How the client makes connections of its own.
    own: ConnectionsBuilder,
    connections: Option<Connections>,
    transport: Option<Box<dyn Transport>>,
    plain_hosts: Vec<String>,
}

impl<C> ClientBuilder<C> {
    /// Adds a header to every request. A call that sets it itself keeps its own; `Accept` is asked for wherever a call asks
    /// for JSON.
    ///
    /// [`build`](Self::build) fails with `Config` where the name carries a credential (`Authorization` always), is
    /// `Content-Type`, which each call decides, or decides where a request goes or ends (`Host`, `Content-Length`, …), and
    /// where the value has a line break.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Display) -> Self {
        self.control.headers.push((name.into(), value.to_string()));
        self
    }

    /// Puts a [`Layer`] around each call: retries and waits are behind it. The first one is the outermost.
    #[must_use]
    pub fn call_layer(mut self, layer: impl Layer) -> Self {
        self.control.layers.calls.push(Box::new(layer));
        self
    }

    /// Puts a [`Layer`] around each attempt of a call. The first one is the outermost.
    #[must_use]
    pub fn attempt_layer(mut self, layer: impl Layer) -> Self {
        self.control.layers.attempts.push(Box::new(layer));
        self
    }

    /// Has each request signed the moment before it is sent. **A signer sees the credentials**: see [`Signer`].
    #[must_use]
    pub fn signer(mut self, signer: impl Signer) -> Self {
        self.control.layers.signer = Some(Box::new(signer));
        self
    }

    /// Sets the time to make a connection, TLS included: 5 s.
    #[must_use]
    pub fn connect_timeout(self, timeout: std::time::Duration) -> Self {
        self.own(|own| own.connect_timeout(timeout))
    }

    /// Sends through this proxy; without it `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` are honoured.
    ///
    /// What goes out in plain text is never sent through a proxy, which would see the token.
    #[must_use]
    pub fn proxy(self, url: impl Into<String>) -> Self {
        self.own(|own| own.proxy(url))
    }

    /// Trusts these authorities too, beside those of the operating system: certificates in PEM, one or more.
    #[must_use]
    pub fn root_certificates(self, pem: impl AsRef<[u8]>) -> Self {
        self.own(|own| own.root_certificates(pem))
    }

    /// Shows this certificate to servers that ask for one (mutual TLS): its chain and its private key, in PEM.
    #[must_use]
    pub fn identity(self, pem: impl AsRef<[u8]>) -> Self {
        self.own(|own| own.identity(pem))
    }

    /// Sends over connections that other clients use too, and that decide by themselves how they are made.
    #[must_use]
    pub fn connections(mut self, connections: Connections) -> Self {
        self.control.connections = Some(connections);
        self
    }

    /// Sends by a transport of the program's own, **which gets everything, the credentials included**: see [`Transport`].
    #[must_use]
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.control.transport = Some(Box::new(transport));
        self
    }

    /// Lets the base URL, and servers, be plain `http` on this host. **Whoever is on the way there reads the token.**
    #[must_use]
    pub fn allow_plain_http_to(mut self, host: impl Into<String>) -> Self {
        self.control.plain_hosts.push(host.into());
        self
    }

    fn own(mut self, change: impl FnOnce(ConnectionsBuilder) -> ConnectionsBuilder) -> Self {
        self.control.own = change(std::mem::take(&mut self.control.own));
        self
    }
}

impl Control {
    pub(super) fn plain_hosts(&self) -> &[String] {
        &self.plain_hosts
    }

    /// The headers of every request.
    pub(super) fn headers(&self, auth: Auth) -> Result<Vec<(HeaderName, HeaderValue)>, Failure> {
        let checked = self.headers.iter().map(|(name, value)| {
            rules::check_framing(name)?;
            rules::check_header(name, auth)?;
            if name.eq_ignore_ascii_case("content-type") {
                return Err(Failure::config("the header `content-type` is each call's: set it there"));
            }
            Ok((rules::name(name)?, rules::value(name, value)?))
        });
        checked.collect()
    }

    /// What carries the requests, and what is around them.
    pub(super) fn finish(
        self,
        base: &BaseUrl,
        agent: HeaderValue,
        limit: Limit,
        scrubber: &mut Scrubber,
    ) -> Result<(Layers, Box<dyn Carrier>), Failure> {
        let others = [self.connections.is_some(), self.transport.is_some()];
        let decided = others.into_iter().chain([!self.own.is_default()]).filter(|decided| *decided);
        if decided.count() > 1 {
            return Err(Failure::config(
                "a client has connections of its own, or `connections` that others use too, or a `transport`: of \
                 `connect_timeout`, `proxy`, `root_certificates` and `identity` the latter two know nothing",
            ));
        }
        let carrier: Box<dyn Carrier> = if let Some(transport) = self.transport {
            Box::new(Own { transport, agent, limit, scrubber: scrubber.clone() })
        } else {
            let connections = self.connections.map_or_else(|| self.own.finish(), Ok)?;
            connections.hide_secrets(scrubber);
            Box::new(Http::new(&connections, base, agent, limit, scrubber)?)
        };
        Ok((self.layers, carrier))
    }
}
