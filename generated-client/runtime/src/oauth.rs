//! Tokens by OAuth 2 (RFC 6749): client credentials and refresh tokens, one request for all who wait.

use std::fmt;
use std::time::{Duration, Instant};

use reqwest::Url;
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use serde::Deserialize;
use tokio::sync::Mutex;

use crate::access::{TokenFuture, TokenSource, basic};
use crate::encode;
use crate::error::{BoxError, Error, ErrorCode, Failure};
use crate::secret::{Scrubber, Token};
use crate::transport::Connections;

/// A token is renewed so long before it expires: it has to last until it is read at the other end.
const MARGIN: Duration = Duration::from_secs(30);

/// A source of tokens by OAuth 2: [`Credential::source`](crate::Credential::source) takes it.
///
/// A token is kept until shortly before it expires, or until the service refuses it (401). However many calls wait for
/// one, a single request is made. Clones of the credential share it.
///
/// ```
/// # use lowcodeapi_runtime::{Credential, OAuth2};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let source = OAuth2::client_credentials("https://auth.example.com/token", "my-app", "the secret")?.scope("read");
/// let credential = Credential::source(source);
/// # Ok(())
/// # }
/// ```
pub struct OAuth2 {
    url: Url,
    client: (String, Token),
    scope: Option<String>,
    connections: Connections,
    timeout: Duration,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// The token to ask for the next one with.
    refresh: Option<Token>,
    current: Option<(Token, Option<Instant>)>,
}

/// What the endpoint answers (RFC 6749, section 5.1).
#[derive(Deserialize)]
struct Granted {
    access_token: String,
    expires_in: Option<f64>,
    refresh_token: Option<String>,
}

impl OAuth2 {
    /// Asks for tokens on the program's own behalf (section 4.4).
    ///
    /// # Errors
    /// Where the address is none, or plain `http` to another machine.
    pub fn client_credentials(
        url: impl AsRef<str>,
        client_id: impl Into<String>,
        client_secret: impl Into<Token>,
    ) -> Result<Self, Error<ErrorCode>> {
        Ok(Self {
            url: endpoint(url.as_ref())?,
            client: (client_id.into(), client_secret.into()),
            scope: None,
            connections: Connections::builder().finish()?,
            timeout: Duration::from_secs(30),
            state: Mutex::default(),
        })
    }

    /// Asks for tokens with a refresh token (section 6), and with the one that each answer may put in its place.
    ///
    /// # Errors
    /// Where the address is none, or plain `http` to another machine.
    pub fn refresh_token(
        url: impl AsRef<str>,
        client_id: impl Into<String>,
        client_secret: impl Into<Token>,
        refresh_token: impl Into<Token>,
    ) -> Result<Self, Error<ErrorCode>> {
        let source = Self::client_credentials(url, client_id, client_secret)?;
        let state = State { refresh: Some(refresh_token.into()), current: None };
        Ok(Self { state: Mutex::new(state), ..source })
    }

    /// Asks for these scopes, with spaces between them.
    #[must_use]
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.scope = Some(scope.into());
        self
    }

    /// Asks over these connections.
    #[must_use]
    pub fn connections(mut self, connections: Connections) -> Self {
        self.connections = connections;
        self
    }

    async fn ask(&self, state: &mut State) -> Result<Token, BoxError> {
        let mut form = String::new();
        match &state.refresh {
            Some(refresh) => {
                encode::pair(&mut form, "grant_type", "refresh_token");
                encode::pair(&mut form, "refresh_token", refresh.expose());
            }
            None => encode::pair(&mut form, "grant_type", "client_credentials"),
        }
        if let Some(scope) = &self.scope {
            encode::pair(&mut form, "scope", scope);
        }
        let (id, secret) = (encode::component(&self.client.0), encode::component(self.client.1.expose()));
        let mut authorization = HeaderValue::try_from(basic(&format!("{id}:{secret}")))?;
        authorization.set_sensitive(true);
        let plain = self.url.scheme() == "http";
        let client = self.connections.client(plain, &Scrubber::default());
        let client = client.map_err(Error::<ErrorCode>::from)?;
        let request = client.post(self.url.clone()).header(AUTHORIZATION, authorization);
        let request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(form);
        let request = request.header(ACCEPT, "application/json").timeout(self.timeout);
        let response = request.send().await.map_err(reqwest::Error::without_url)?;
        let status = response.status().as_u16();
        let body = response.bytes().await.map_err(reqwest::Error::without_url)?;
        // What it says may repeat the secret: only the status is told.
        if !(200..300).contains(&status) {
            return Err(format!("the token endpoint answered {status}").into());
        }
        let Ok(granted) = serde_json::from_slice::<Granted>(&body) else {
            return Err("the token endpoint answered with no `access_token`".into());
        };
        if let Some(refresh) = granted.refresh_token {
            state.refresh = Some(refresh.into());
        }
        let lifetime = granted.expires_in.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
        let until = lifetime.and_then(|lifetime| Instant::now().checked_add(lifetime.saturating_sub(MARGIN)));
        let token = Token::from(granted.access_token);
        state.current = Some((token.clone(), until));
        Ok(token)
    }
}

impl TokenSource for OAuth2 {
    fn token(&self) -> TokenFuture<'_> {
        Box::pin(async move {
            // Whoever waits here finds the token that the first one was given.
            let mut state = self.state.lock().await;
            match &state.current {
                Some((token, until)) if until.is_none_or(|until| Instant::now() < until) => Ok(token.clone()),
                _ => self.ask(&mut state).await,
            }
        })
    }

    fn refused<'a>(&'a self, token: &'a Token) -> std::pin::Pin<Box<dyn Future<Output = ()> + Send + 'a>> {
        Box::pin(async move {
            let mut state = self.state.lock().await;
            // Another call may have renewed it since.
            if state.current.as_ref().is_some_and(|(current, _)| current.expose() == token.expose()) {
                state.current = None;
            }
        })
    }
}

/// Where client and secret are sent: encrypted, or to this machine.
fn endpoint(text: &str) -> Result<Url, Failure> {
    let refuse = || {
        Failure::config(
            "the token endpoint has to be an address with `https`, or with `http` on this machine",
        )
    };
    let url = Url::parse(text).map_err(|_| refuse())?;
    let host = url.host_str().unwrap_or_default();
    match url.scheme() {
        "https" => Ok(url),
        "http" if crate::base_url::is_loopback(host) => Ok(url),
        _ => Err(refuse()),
    }
}

impl fmt::Debug for OAuth2 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OAuth2")
    }
}
