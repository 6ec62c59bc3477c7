//! No TLS at all: good for tests on this machine.

use reqwest::ClientBuilder;

use super::Trust;
use crate::error::Failure;

#[allow(clippy::unnecessary_wraps)] // One signature for every choice of features.
pub(in crate::transport) fn none(builder: ClientBuilder) -> Result<ClientBuilder, Failure> {
    Ok(builder)
}

pub(in crate::transport) fn verified(_: ClientBuilder, _: &Trust) -> Result<ClientBuilder, Failure> {
    Err(without())
}

pub(super) fn check(trust: &Trust) -> Result<(), Failure> {
    if *trust == Trust::default() { Ok(()) } else { Err(without()) }
}

fn without() -> Failure {
    Failure::config("built without TLS: enable one of the features `rustls`, `rustls-ring` and `native-tls`")
}
