//! What a service sends by itself: verified first, then read.
//!
//! A generated client of a service with webhooks has an enum of them, made by [`webhooks!`](macro@crate::webhooks). Anyone can send
//! a request to a public address, so `verify` of that enum comes first: it checks the signature, and only what passed can be
//! read. The body has to be the bytes as they came: one that was parsed and written again has another signature.
//!
//! ```
//! # #[cfg(feature = "webhooks")] {
//! use std::time::SystemTime;
//!
//! use lowcodeapi_runtime::webhooks::{Signing, check};
//!
//! // As GitHub's documentation has it.
//! let signing = Signing::hmac("x-hub-signature-256").prefix("sha256=");
//! let headers =
//!     [("X-Hub-Signature-256", "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")];
//! check(&signing, "It's a Secret to Everybody", headers, b"Hello, World!", SystemTime::now())?;
//! # }
//! # Ok::<(), lowcodeapi_runtime::webhooks::Error>(())
//! ```

mod error;
mod signing;
#[cfg(feature = "webhooks")]
mod verify;

use std::marker::PhantomData;

use serde::de::DeserializeOwned;

pub use self::error::Error;
pub use self::signing::Signing;
#[cfg(feature = "webhooks")]
#[doc(hidden)]
pub use self::verify::verify;
#[cfg(feature = "webhooks")]
pub use self::verify::{Secret, check};
use crate::integers::{Integers, Read};

/// The webhooks of a service; made by [`webhooks!`](macro@crate::webhooks).
pub trait Webhooks: Sized {
    /// How one webhook is told from another.
    const TOLD_BY: ToldBy;
    /// Reads the webhook of a name; `None` where the service's document has no such webhook.
    #[doc(hidden)]
    fn known(name: &str, body: &[u8]) -> Option<Result<Self, Error>>;
    /// Keeps what the document has no name for.
    #[doc(hidden)]
    fn unknown(unknown: Unknown) -> Self;
}

/// How one webhook is told from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToldBy {
    /// By a member of the payload.
    Member(&'static str),
    /// By a header of the request.
    Header(&'static str),
    /// By its name, which whoever receives it knows, for instance by the address it came to.
    Name,
}

/// A webhook that the document the client was made from doesn't know.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Unknown {
    /// What it is called; empty where it doesn't say.
    pub name: String,
    /// What it carries; `null` where it is no JSON.
    pub payload: serde_json::Value,
}

/// The body of a request that has been verified.
#[derive(Debug)]
pub struct Verified<'b, W> {
    body: &'b [u8],
    /// What the header says that names it.
    name: Option<String>,
    webhooks: PhantomData<fn() -> W>,
}

impl<'b, W: Webhooks> Verified<'b, W> {
    /// The bytes as they came.
    #[must_use]
    pub fn body(&self) -> &'b [u8] {
        self.body
    }

    /// Reads it.
    ///
    /// # Errors
    /// Where the payload isn't what the document says, or says not which webhook it is. One that the document doesn't
    /// know is no error, but `Unknown`.
    pub fn parse(&self) -> Result<W, Error> {
        read(W::TOLD_BY, self.name.as_deref(), self.body)
    }

    /// Reads it as the webhook of a name, whatever it says itself.
    ///
    /// # Errors
    /// Where the payload isn't what the document says.
    pub fn parse_as(&self, name: &str) -> Result<W, Error> {
        named(name, self.body)
    }
}

/// Reads a webhook, whoever it comes from. `name` is what the header or the caller says that it is.
#[doc(hidden)]
#[allow(clippy::missing_errors_doc)]
pub fn read<W: Webhooks>(told_by: ToldBy, name: Option<&str>, body: &[u8]) -> Result<W, Error> {
    match (told_by, name) {
        (ToldBy::Member(member), _) => {
            let payload: serde_json::Value = json(body)?;
            let name = payload.get(member).and_then(serde_json::Value::as_str).unwrap_or_default();
            named(name, body)
        }
        (_, Some(name)) => named(name, body),
        (ToldBy::Header(header), None) => Err(Error::MissingHeader(header.to_owned())),
        (ToldBy::Name, None) => Err(Error::Unnamed),
    }
}

fn named<W: Webhooks>(name: &str, body: &[u8]) -> Result<W, Error> {
    W::known(name, body).unwrap_or_else(|| {
        let payload = serde_json::from_slice(body).unwrap_or_default();
        Ok(W::unknown(Unknown { name: name.to_owned(), payload }))
    })
}

/// Reads a payload.
#[doc(hidden)]
#[allow(clippy::missing_errors_doc)]
pub fn json<T: DeserializeOwned>(body: &[u8]) -> Result<T, Error> {
    let mut json = serde_json::Deserializer::from_slice(body);
    let read = serde_path_to_error::deserialize(&mut json).map_err(Error::unreadable)?;
    json.end().map_err(|error| Error::Unreadable { path: String::new(), message: error.to_string() })?;
    Ok(read)
}

/// Reads a payload with integers in it.
#[doc(hidden)]
#[allow(clippy::missing_errors_doc)]
pub fn json_with_integers<T: Integers>(body: &[u8]) -> Result<T, Error> {
    json::<Read<T>>(body).map(|read| read.0)
}
