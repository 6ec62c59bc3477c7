//! Signs each request with HMAC-SHA-256 over its method, its target and its body.

use std::fmt::Write as _;

use lowcodeapi_runtime::http::{HeaderValue, Request};
use lowcodeapi_runtime::{Bytes, SignFuture, Signer};
use sha2::{Digest, Sha256};

/// The size of a block of SHA-256.
const BLOCK: usize = 64;

/// A key that both sides know.
pub struct Signature(Vec<u8>);

impl Signature {
    pub fn new(key: impl Into<Vec<u8>>) -> Self {
        Self(key.into())
    }

    /// The signature of a request (RFC 2104).
    pub fn of(&self, method: &str, target: &str, body: &[u8]) -> String {
        let mut key = if self.0.len() > BLOCK { Sha256::digest(&self.0).to_vec() } else { self.0.clone() };
        key.resize(BLOCK, 0);
        let padded = |pad: u8| key.iter().map(|byte| byte ^ pad).collect::<Vec<_>>();
        let head = format!("{method} {target}\n");
        let inner = Sha256::digest([&padded(0x36)[..], head.as_bytes(), body].concat());
        let outer = Sha256::digest([&padded(0x5c)[..], &inner[..]].concat());
        outer.iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
    }
}

impl Signer for Signature {
    fn sign<'a>(&'a self, request: &'a mut Request<Bytes>) -> SignFuture<'a> {
        Box::pin(async move {
            let target = request.uri().path_and_query().map_or("", |target| target.as_str());
            let signature = self.of(request.method().as_str(), target, request.body());
            request.headers_mut().insert("x-signature", HeaderValue::try_from(signature)?);
            Ok(())
        })
    }
}
