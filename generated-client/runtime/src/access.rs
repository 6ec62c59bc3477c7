//! What proves who calls: one token for every operation, or what the operation's own requirement asks for.

mod credential;
mod keyring;
mod secrets;

use std::borrow::Cow;

pub use credential::{Credential, TokenFuture, TokenSource};
pub(crate) use keyring::Keyring;
pub(crate) use secrets::{Secrets, basic};

use crate::endpoint::Endpoint;
use crate::error::Failure;
use crate::scheme::{Place, Scheme};
use crate::secret::{Scrubber, Token};
use crate::service::Auth;

/// What a client can prove.
pub(crate) enum Access {
    /// The same for every operation.
    Fixed(Secrets),
    /// What the operation asks for.
    Keyring(Keyring),
}

impl Access {
    /// The one token of a service, where it says it goes.
    pub(crate) fn token(auth: Auth, token: &Token) -> Result<Self, Failure> {
        let mut secrets = Secrets::default();
        if let Some(scheme) = of_token(auth) {
            secrets.add(&scheme, token.expose())?;
        }
        Ok(Self::Fixed(secrets))
    }

    /// What a request of this operation carries.
    pub(crate) async fn secrets(
        &self,
        endpoint: &Endpoint,
        scrubber: &Scrubber,
    ) -> Result<Cow<'_, Secrets>, Failure> {
        match self {
            Self::Fixed(secrets) => Ok(Cow::Borrowed(secrets)),
            Self::Keyring(keyring) => keyring.secrets(endpoint, scrubber).await.map(Cow::Owned),
        }
    }
}

/// The scheme of a service that has one token for every operation.
fn of_token(auth: Auth) -> Option<Scheme> {
    match auth {
        Auth::Query(name) => Some(Scheme::query("token", name)),
        Auth::Header(name) => Some(Scheme::header("token", name)),
        Auth::Bearer => Some(Scheme::bearer("token")),
        Auth::None | Auth::Schemes(_) => None,
    }
}

/// Where a service's secrets travel, whether or not an operation asks for them.
pub(crate) fn places(auth: Auth) -> impl Iterator<Item = Place> {
    let known: &[Scheme] = if let Auth::Schemes(schemes) = auth { schemes.known } else { &[] };
    of_token(auth).into_iter().chain(known.iter().copied()).map(|scheme| scheme.place)
}
