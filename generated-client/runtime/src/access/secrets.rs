//! The secrets of one request, in the places where they travel.

use std::sync::Arc;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use reqwest::header::{AUTHORIZATION, COOKIE, HeaderMap, HeaderName, HeaderValue};

use super::credential::TokenSource;
use crate::encode;
use crate::error::Failure;
use crate::scheme::{Place, Scheme};
use crate::secret::Token;

/// The secrets of one request.
#[derive(Clone, Default)]
pub(crate) struct Secrets {
    /// Pairs of the query, encoded.
    pub(crate) query: String,
    headers: Vec<(HeaderName, HeaderValue)>,
    cookies: String,
    /// Tokens that came from a source.
    pub(super) from_sources: Vec<(Arc<dyn TokenSource>, Token)>,
}

/// User and password, or what stands for them, as `Authorization` has them (RFC 7617).
pub(crate) fn basic(secret: &str) -> String {
    format!("Basic {}", BASE64_STANDARD.encode(secret))
}

impl Secrets {
    /// Whether a source may have another token than the one that was refused.
    pub(crate) fn may_be_renewed(&self) -> bool {
        !self.from_sources.is_empty()
    }

    /// The service refused them: the sources are told.
    pub(crate) async fn refused(&self) {
        for (source, token) in &self.from_sources {
            source.refused(token).await;
        }
    }

    /// Whether these are the same tokens.
    pub(crate) fn has_tokens_of(&self, other: &Self) -> bool {
        let tokens = |secrets: &Self| {
            secrets.from_sources.iter().map(|(_, token)| token.expose().to_owned()).collect::<Vec<_>>()
        };
        tokens(self) == tokens(other)
    }

    /// Puts a secret where its scheme wants it. User and password come as `user:password`.
    pub(super) fn add(&mut self, scheme: &Scheme, secret: &str) -> Result<(), Failure> {
        match scheme.place {
            Place::Query(name) => encode::pair(&mut self.query, name, secret),
            Place::Header(name) => {
                let name = HeaderName::try_from(name)
                    .map_err(|_| Failure::config("the service's header for the token has no valid name"))?;
                self.header(scheme, name, secret)?;
            }
            Place::Cookie(name) => {
                if !self.cookies.is_empty() {
                    self.cookies.push_str("; ");
                }
                self.cookies.push_str(name);
                self.cookies.push('=');
                self.cookies.push_str(&encode::component(secret));
            }
            Place::Basic => {
                self.header(scheme, AUTHORIZATION, &basic(secret))?;
            }
            Place::Authorization(word) => self.header(scheme, AUTHORIZATION, &format!("{word} {secret}"))?,
            Place::Connection => {}
        }
        Ok(())
    }

    fn header(&mut self, scheme: &Scheme, name: HeaderName, text: &str) -> Result<(), Failure> {
        let mut value = HeaderValue::try_from(text).map_err(|_| {
            Failure::config(format!("the secret `{}` has characters a header can't carry", scheme.name))
        })?;
        value.set_sensitive(true);
        self.headers.push((name, value));
        Ok(())
    }

    /// Adds the headers to those of a request, the cookies behind the ones its parameters set.
    pub(crate) fn write(&self, headers: &mut HeaderMap) -> Result<(), Failure> {
        for (name, value) in &self.headers {
            headers.insert(name, value.clone());
        }
        if self.cookies.is_empty() {
            return Ok(());
        }
        let cookies = match headers.get(COOKIE).and_then(|others| others.to_str().ok()) {
            Some(others) => format!("{others}; {}", self.cookies),
            None => self.cookies.clone(),
        };
        let mut cookies = HeaderValue::try_from(cookies)
            .map_err(|_| Failure::config("a cookie has characters a header can't carry"))?;
        cookies.set_sensitive(true);
        headers.insert(COOKIE, cookies);
        Ok(())
    }
}
