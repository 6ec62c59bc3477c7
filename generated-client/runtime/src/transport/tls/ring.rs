//! rustls with ring: reqwest knows no ring, so it is handed a finished configuration. A process-wide default would be
//! somebody else's to set.

use std::sync::Arc;

use reqwest::ClientBuilder;
use rustls::client::WantsClientCert;
use rustls::{ClientConfig, ConfigBuilder, RootCertStore, WantsVerifier};
use rustls_platform_verifier::Verifier;

use crate::error::{Cause, Failure};
use crate::secret::Scrubber;

pub(in crate::transport) fn none(builder: ClientBuilder) -> Result<ClientBuilder, Failure> {
    Ok(finish(builder, config()?.with_root_certificates(RootCertStore::empty())))
}

pub(in crate::transport) fn verified(builder: ClientBuilder) -> Result<ClientBuilder, Failure> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let verifier = Verifier::new(provider).map_err(|error| unusable(&error))?;
    Ok(finish(builder, config()?.dangerous().with_custom_certificate_verifier(Arc::new(verifier))))
}

fn config() -> Result<ConfigBuilder<ClientConfig, WantsVerifier>, Failure> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| unusable(&error))
}

fn finish(builder: ClientBuilder, config: ConfigBuilder<ClientConfig, WantsClientCert>) -> ClientBuilder {
    builder.tls_backend_preconfigured(config.with_no_client_auth())
}

fn unusable(error: &rustls::Error) -> Failure {
    Failure::config("TLS could not be set up: check that this machine has certificates of authorities (`ca-certificates`)")
        .caused_by(Cause::of(error, &Scrubber::default()))
}
