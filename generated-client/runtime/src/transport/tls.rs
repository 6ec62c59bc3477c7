//! TLS, by whatever the features chose.

#[cfg(any(feature = "rustls-aws-lc", all(feature = "native-tls", not(feature = "rustls-ring"))))]
mod standard;
#[cfg(any(feature = "rustls-aws-lc", all(feature = "native-tls", not(feature = "rustls-ring"))))]
pub(super) use standard::{none, verified};

#[cfg(all(feature = "rustls-ring", not(feature = "rustls-aws-lc")))]
mod ring;
#[cfg(all(feature = "rustls-ring", not(feature = "rustls-aws-lc")))]
pub(super) use ring::{none, verified};

#[cfg(not(any(feature = "rustls-aws-lc", feature = "rustls-ring", feature = "native-tls")))]
mod absent;
#[cfg(not(any(feature = "rustls-aws-lc", feature = "rustls-ring", feature = "native-tls")))]
pub(super) use absent::{none, verified};
