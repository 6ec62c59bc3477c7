//! What every generated `LowCodeAPI` client shares: transport, authentication, URL formats, envelope, errors, retry.
//!
//! A generated client consists of types, one method an operation, and [`client!`]; everything else is here, once.

mod answer;
mod base64;
#[cfg(feature = "blocking")]
mod blocking;
mod call;
mod config;
mod core;
mod detailed;
pub mod double_option;
mod encode;
mod endpoint;
mod envelope;
mod error;
mod form;
mod macros;
#[cfg(feature = "mock")]
pub mod mock;
mod outgoing;
mod output;
mod params;
mod retry;
mod secret;
mod send;
mod service;
mod support;
mod trace;
mod transport;
mod url_format;

pub use ::serde;
pub use bytes::Bytes;
pub use serde_json::Value;

pub use crate::base64::Base64;
#[cfg(feature = "blocking")]
pub use crate::blocking::Blocking;
pub use crate::call::{Call, Sending};
pub use crate::config::{BASE_URL_VARIABLE, ClientBuilder, TOKEN_VARIABLE, URL_FORMAT_VARIABLE};
pub use crate::core::{Async, Core, Mode};
pub use crate::detailed::{Detailed, Headers};
pub use crate::endpoint::{Endpoint, Method};
pub use crate::error::{Delivery, Error, ErrorCode, ErrorCodes, ErrorKind};
pub use crate::form::{File, Form};
pub use crate::params::Style;
pub use crate::retry::RetryPolicy;
pub use crate::secret::Token;
pub use crate::service::{Auth, Service};
pub use crate::url_format::UrlFormat;

#[doc(hidden)]
pub use crate::config::Product;
#[doc(hidden)]
pub use crate::support::{__read_tagged, __text, __write_tagged};

/// A JSON object of any content.
pub type JsonObject = serde_json::Map<String, Value>;
