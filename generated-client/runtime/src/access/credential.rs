//! What a caller gives to meet a scheme: a secret, user and password, or somebody to ask for a token.

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use crate::secret::Token;

/// What meets a security scheme. It can be handed over, never shown. Clones of one share its source.
#[derive(Clone)]
pub struct Credential(pub(super) CredentialKind);

#[derive(Clone)]
pub(super) enum CredentialKind {
    Secret(Token),
    Basic { user: String, password: Token },
    Source(Arc<dyn TokenSource>),
}

impl Credential {
    /// User and password.
    #[must_use]
    pub fn basic(user: impl Into<String>, password: impl Into<Token>) -> Self {
        Self(CredentialKind::Basic { user: user.into(), password: password.into() })
    }

    /// Somebody who is asked for a token before every request: one that expires is renewed in there.
    #[must_use]
    pub fn source(source: impl TokenSource) -> Self {
        Self(CredentialKind::Source(Arc::new(source)))
    }
}

impl<T: Into<Token>> From<T> for Credential {
    fn from(secret: T) -> Self {
        Self(CredentialKind::Secret(secret.into()))
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            CredentialKind::Secret(_) => "Credential(secret)",
            CredentialKind::Basic { .. } => "Credential(user and password)",
            CredentialKind::Source(_) => "Credential(source)",
        })
    }
}

/// A token on its way, or why there is none.
pub type TokenFuture<'a> =
    Pin<Box<dyn Future<Output = Result<Token, Box<dyn StdError + Send + Sync>>> + Send + 'a>>;

/// Hands out tokens, such as an `OAuth` 2 client: kept while they are valid, renewed when they are not.
///
/// A closure that returns a future is one too.
pub trait TokenSource: Send + Sync + 'static {
    /// The token for the request that is about to be sent. It is waited for within the time of the call.
    fn token(&self) -> TokenFuture<'_>;

    /// The service refused this token (401). The source is asked for a token once more, and where that is another one, the
    /// request is sent again with it.
    fn refused<'a>(&'a self, token: &'a Token) -> Pin<Box<dyn Future<Output = ()> + Send + 'a>> {
        let _ = token;
        Box::pin(std::future::ready(()))
    }
}

impl<F, T, E> TokenSource for F
where
    F: Fn() -> T + Send + Sync + 'static,
    T: Future<Output = Result<Token, E>> + Send + 'static,
    E: Into<Box<dyn StdError + Send + Sync>>,
{
    fn token(&self) -> TokenFuture<'_> {
        let token = self();
        Box::pin(async move { token.await.map_err(Into::into) })
    }
}
