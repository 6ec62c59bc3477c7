//! TLS, by whatever the features chose.

#[cfg(any(feature = "rustls-aws-lc", all(feature = "native-tls", not(feature = "rustls-ring"))))]
mod standard;
#[cfg(any(feature = "rustls-aws-lc", all(feature = "native-tls", not(feature = "rustls-ring"))))]
use standard as chosen;

#[cfg(all(feature = "rustls-ring", not(feature = "rustls-aws-lc")))]
mod ring;
#[cfg(all(feature = "rustls-ring", not(feature = "rustls-aws-lc")))]
use ring as chosen;

#[cfg(not(any(feature = "rustls-aws-lc", feature = "rustls-ring", feature = "native-tls")))]
mod absent;
#[cfg(not(any(feature = "rustls-aws-lc", feature = "rustls-ring", feature = "native-tls")))]
use absent as chosen;

pub(super) use chosen::{none, verified};

use crate::error::Failure;

/// Whom a client trusts beside the operating system's authorities, and how it proves itself.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Trust {
    /// Certificates of authorities, in PEM.
    pub(super) roots: Vec<Vec<u8>>,
    /// The client's own certificate, its chain and its key, in PEM.
    pub(super) identity: Option<Vec<u8>>,
}

impl Trust {
    /// Whether all of it can be used.
    pub(super) fn check(&self) -> Result<(), Failure> {
        chosen::check(self)
    }
}

#[allow(dead_code)] // Without TLS nothing is read.
fn no_certificate() -> Failure {
    Failure::config("`root_certificates` got no certificate in PEM (`-----BEGIN CERTIFICATE-----`)")
}

#[allow(dead_code)]
fn no_identity() -> Failure {
    Failure::config(
        "`identity` got no certificate with its private key in PEM (`-----BEGIN CERTIFICATE-----`, then `-----BEGIN PRIVATE \
         KEY-----`)",
    )
}
