//! rustls with ring: reqwest knows no ring, so it is handed a finished configuration. A process-wide default would be
//! somebody else's to set.

use std::sync::Arc;

use reqwest::ClientBuilder;
use rustls::client::WantsClientCert;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ClientConfig, ConfigBuilder, RootCertStore, WantsVerifier};
use rustls_platform_verifier::Verifier;

use super::{Trust, no_certificate, no_identity};
use crate::error::{Cause, Failure};
use crate::secret::Scrubber;

pub(in crate::transport) fn none(builder: ClientBuilder) -> Result<ClientBuilder, Failure> {
    let config = config()?.with_root_certificates(RootCertStore::empty());
    finish(builder, config, &Trust::default())
}

pub(in crate::transport) fn verified(
    builder: ClientBuilder,
    trust: &Trust,
) -> Result<ClientBuilder, Failure> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let verifier = verifier(roots(trust)?, provider).map_err(|error| unusable(&error))?;
    let config = config()?.dangerous().with_custom_certificate_verifier(Arc::new(verifier));
    finish(builder, config, trust)
}

pub(super) fn check(trust: &Trust) -> Result<(), Failure> {
    roots(trust)?;
    identity(trust)?;
    Ok(())
}

#[cfg(not(target_os = "android"))]
fn verifier(
    roots: Vec<CertificateDer<'static>>,
    provider: Arc<rustls::crypto::CryptoProvider>,
) -> Result<Verifier, rustls::Error> {
    if roots.is_empty() { Verifier::new(provider) } else { Verifier::new_with_extra_roots(roots, provider) }
}

#[cfg(target_os = "android")]
fn verifier(
    roots: Vec<CertificateDer<'static>>,
    provider: Arc<rustls::crypto::CryptoProvider>,
) -> Result<Verifier, rustls::Error> {
    if roots.is_empty() {
        return Verifier::new(provider);
    }
    Err(rustls::Error::General("Android takes no authorities beside its own".to_owned()))
}

fn config() -> Result<ConfigBuilder<ClientConfig, WantsVerifier>, Failure> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| unusable(&error))
}

fn finish(
    builder: ClientBuilder,
    config: ConfigBuilder<ClientConfig, WantsClientCert>,
    trust: &Trust,
) -> Result<ClientBuilder, Failure> {
    #[cfg_attr(not(feature = "http2"), allow(unused_mut))]
    let mut config = match identity(trust)? {
        None => config.with_no_client_auth(),
        Some((chain, key)) => config.with_client_auth_cert(chain, key).map_err(|_| no_identity())?,
    };
    #[cfg(feature = "http2")]
    {
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    }
    Ok(builder.tls_backend_preconfigured(config))
}

fn roots(trust: &Trust) -> Result<Vec<CertificateDer<'static>>, Failure> {
    let mut roots = Vec::new();
    for pem in &trust.roots {
        roots.extend(certificates(pem).ok_or_else(no_certificate)?);
    }
    Ok(roots)
}

type Identity = (Vec<CertificateDer<'static>>, PrivateKeyDer<'static>);

fn identity(trust: &Trust) -> Result<Option<Identity>, Failure> {
    let Some(pem) = &trust.identity else { return Ok(None) };
    let chain = certificates(pem).ok_or_else(no_identity)?;
    let key = PrivateKeyDer::from_pem_slice(pem).map_err(|_| no_identity())?;
    Ok(Some((chain, key)))
}

/// All certificates of a text; `None` where there is none, or one that can't be read.
fn certificates(pem: &[u8]) -> Option<Vec<CertificateDer<'static>>> {
    let certificates: Vec<_> = CertificateDer::pem_slice_iter(pem).collect::<Result<_, _>>().ok()?;
    (!certificates.is_empty()).then_some(certificates)
}

fn unusable(error: &rustls::Error) -> Failure {
    Failure::config("TLS could not be set up: check that this machine has certificates of authorities (`ca-certificates`)")
        .caused_by(Cause::of(error, &Scrubber::default()))
}
