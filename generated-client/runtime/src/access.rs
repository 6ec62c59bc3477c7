//! What proves who calls: one token for every operation, or what the operation's own requirement asks for.

mod credential;
mod keyring;
mod scheme;
mod secrets;

use std::borrow::Cow;

pub use credential::{Credential, TokenFuture, TokenSource};
pub(crate) use keyring::Keyring;
pub use scheme::{Requirements, Scheme, Schemes};
pub(crate) use secrets::Secrets;

use crate::endpoint::Endpoint;
use crate::error::Failure;
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
        let scheme = match auth {
            Auth::Query(name) => Scheme::query("token", name),
            Auth::Header(name) => Scheme::header("token", name),
            Auth::Bearer => Scheme::bearer("token"),
            Auth::None | Auth::Schemes(_) => return Ok(Self::Fixed(Secrets::default())),
        };
        let mut secrets = Secrets::default();
        secrets.add(&scheme, token.expose())?;
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
