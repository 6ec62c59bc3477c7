//! TLS as reqwest sets it up.

use reqwest::ClientBuilder;

use crate::error::Failure;

/// TLS that is never used: nothing is loaded for it.
#[allow(clippy::unnecessary_wraps)] // One signature for every choice of features.
pub(in crate::transport) fn none(builder: ClientBuilder) -> Result<ClientBuilder, Failure> {
    Ok(builder.tls_certs_only([]))
}

/// TLS that trusts what the operating system trusts.
#[allow(clippy::unnecessary_wraps)]
pub(in crate::transport) fn verified(builder: ClientBuilder) -> Result<ClientBuilder, Failure> {
    Ok(builder)
}
