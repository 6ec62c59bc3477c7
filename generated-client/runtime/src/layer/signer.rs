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
/// **It sees no body that is streamed**: what is read while it is sent (an [`Upload`](crate::Upload) from a path, a reader or a
/// stream, alone or in a form) isn't there yet, and `request.body()` is empty. Such a request has its `Upload` among its
/// [extensions](Request::extensions); a signature that has to cover the content refuses it, or is made for `UNSIGNED-PAYLOAD`
/// where the service takes that:
///
/// ```
/// # use lowcodeapi_runtime::http::Request;
/// # use lowcodeapi_runtime::{BoxError, Bytes, Upload};
/// fn signed_content(request: &Request<Bytes>) -> Result<&[u8], BoxError> {
///     match request.extensions().get::<Upload>() {
///         Some(_) => Err("what is streamed can't be signed".into()),
///         None => Ok(request.body()),
///     }
/// }
/// ```
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
