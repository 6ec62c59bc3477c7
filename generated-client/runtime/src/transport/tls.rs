//! TLS, by whatever the features chose.

use reqwest::ClientBuilder;

use crate::error::Failure;

/// TLS that is never used: nothing is loaded for it.
#[cfg(any(feature = "rustls-aws-lc", all(feature = "native-tls", not(feature = "rustls-ring"))))]
#[allow(clippy::unnecessary_wraps)] // One signature for every choice of features.
pub(super) fn none(builder: ClientBuilder) -> Result<ClientBuilder, Failure> {
    Ok(builder.tls_certs_only([]))
}

/// TLS that trusts what the operating system trusts.
#[cfg(any(feature = "rustls-aws-lc", all(feature = "native-tls", not(feature = "rustls-ring"))))]
#[allow(clippy::unnecessary_wraps)]
pub(super) fn verified(builder: ClientBuilder) -> Result<ClientBuilder, Failure> {
    Ok(builder)
}

#[cfg(all(feature = "rustls-ring", not(feature = "rustls-aws-lc")))]
pub(super) use ring::{none, verified};

/// reqwest knows no ring, so it is handed a finished configuration; a process-wide default would be somebody else's to set.
#[cfg(all(feature = "rustls-ring", not(feature = "rustls-aws-lc")))]
mod ring {
    use std::sync::Arc;

    use reqwest::ClientBuilder;
    use rustls::client::WantsClientCert;
    use rustls::{ClientConfig, ConfigBuilder, RootCertStore, WantsVerifier};
    use rustls_platform_verifier::Verifier;

    use crate::error::{Cause, Failure};
    use crate::secret::Scrubber;

    pub(in super::super) fn none(builder: ClientBuilder) -> Result<ClientBuilder, Failure> {
        Ok(finish(builder, config()?.with_root_certificates(RootCertStore::empty())))
    }

    pub(in super::super) fn verified(builder: ClientBuilder) -> Result<ClientBuilder, Failure> {
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
}

#[cfg(not(any(feature = "rustls-aws-lc", feature = "rustls-ring", feature = "native-tls")))]
#[allow(clippy::unnecessary_wraps)]
pub(super) fn none(builder: ClientBuilder) -> Result<ClientBuilder, Failure> {
    Ok(builder)
}

#[cfg(not(any(feature = "rustls-aws-lc", feature = "rustls-ring", feature = "native-tls")))]
pub(super) fn verified(_: ClientBuilder) -> Result<ClientBuilder, Failure> {
    Err(Failure::config(
        "built without TLS: enable one of the features `rustls`, `rustls-ring` and `native-tls`",
    ))
}
