//! The one hook that sees a finished request.

use std::pin::Pin;

use bytes::Bytes;
use http::Request;

use crate::error::BoxError;

/// What signing comes to.
pub type SignFuture<'a> = Pin<Box<dyn Future<Output = Result<(), BoxError>> + Send + 'a>>;

/// Signs requests: it sees each one finished, **credentials included**, the moment before it is sent, and adds headers or
/// pairs of the query. Given to [`signer`](crate::ClientBuilder::signer) of the builder.
///
/// What needs no credential is better a [`Layer`](crate::Layer). Like one, a signer can't change where a request goes or how
/// it ends; nor may it change the body.
///
/// ```
/// use lowcodeapi_runtime::http::{HeaderValue, Request};
/// use lowcodeapi_runtime::{Bytes, SignFuture, Signer};
///
/// struct Signature(Vec<u8>);
///
/// impl Signer for Signature {
///     fn sign<'a>(&'a self, request: &'a mut Request<Bytes>) -> SignFuture<'a> {
///         Box::pin(async move {
///             // A real one is an HMAC of these.
///             let signed = (request.uri().path().len() + request.body().len()) ^ self.0.len();
///             request.headers_mut().insert("x-signature", HeaderValue::from(signed));
///             Ok(())
///         })
///     }
/// }
/// ```
pub trait Signer: Send + Sync + 'static {
    /// Signs a request.
    fn sign<'a>(&'a self, request: &'a mut Request<Bytes>) -> SignFuture<'a>;
}
