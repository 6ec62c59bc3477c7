//! TLS as reqwest sets it up.

use reqwest::{Certificate, ClientBuilder, Identity};

use super::{Trust, no_certificate, no_identity};
use crate::error::Failure;

/// TLS that is never used: nothing is loaded for it.
#[allow(clippy::unnecessary_wraps)] // One signature for every choice of features.
pub(in crate::transport) fn none(builder: ClientBuilder) -> Result<ClientBuilder, Failure> {
    Ok(builder.tls_certs_only([]))
}

/// TLS that trusts what the operating system trusts, and more where the caller says so.
pub(in crate::transport) fn verified(
    builder: ClientBuilder,
    trust: &Trust,
) -> Result<ClientBuilder, Failure> {
    let roots = roots(trust)?;
    let builder = if roots.is_empty() { builder } else { builder.tls_certs_merge(roots) };
    Ok(match identity(trust)? {
        Some(identity) => builder.identity(identity),
        None => builder,
    })
}

pub(super) fn check(trust: &Trust) -> Result<(), Failure> {
    roots(trust)?;
    identity(trust)?;
    Ok(())
}

fn roots(trust: &Trust) -> Result<Vec<Certificate>, Failure> {
    let mut roots = Vec::new();
    for pem in &trust.roots {
        let found = Certificate::from_pem_bundle(pem).map_err(|_| no_certificate())?;
        if found.is_empty() {
            return Err(no_certificate());
        }
        roots.extend(found);
    }
    Ok(roots)
}

fn identity(trust: &Trust) -> Result<Option<Identity>, Failure> {
    trust.identity.as_deref().map(|pem| read(pem).map_err(|_| no_identity())).transpose()
}

#[cfg(feature = "rustls-aws-lc")]
fn read(pem: &[u8]) -> reqwest::Result<Identity> {
    Identity::from_pem(pem)
}

/// The operating system's library wants chain and key apart.
#[cfg(not(feature = "rustls-aws-lc"))]
fn read(pem: &[u8]) -> reqwest::Result<Identity> {
    let text = String::from_utf8_lossy(pem);
    let key = text.find("-----BEGIN PRIVATE KEY-----").unwrap_or(text.len());
    let end = "-----END PRIVATE KEY-----";
    let behind = text[key..].find(end).map_or(text.len(), |at| key + at + end.len());
    let chain = format!("{}{}", &text[..key], &text[behind..]);
    Identity::from_pkcs8_pem(chain.as_bytes(), text[key..behind].as_bytes())
}
