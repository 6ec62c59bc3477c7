//! What every generated `LowCodeAPI` client shares: transport, authentication, URL formats, envelope, errors, retry.
//!
//! A generated client consists of types, one method an operation, and [`client!`]; everything else is here, once.
//!
//! ```
//! use std::time::Duration;
//!
//! use lowcodeapi_runtime::{Bytes, Credential, Delivery, Layer, LayerFuture, Next, RetryPolicy};
//! use lowcodeapi_runtime::http::{HeaderValue, Request};
//!
//! // What `credential` and `retry` of a client's builder take.
//! let me = Credential::basic("me", "secret");
//! let patient = RetryPolicy::default().attempts(5).attempt_timeout(Duration::from_secs(4));
//!
//! // What `call_layer` takes: code around each call, which sees no credential.
//! struct Traced;
//!
//! impl Layer for Traced {
//!     fn handle<'a>(&'a self, mut request: Request<Bytes>, next: Next<'a>) -> LayerFuture<'a> {
//!         request.headers_mut().insert("x-request-id", HeaderValue::from_static("7"));
//!         next.run(request)
//!     }
//! }
//!
//! // What the error of every call answers: may it be made again?
//! fn again(delivery: Delivery) -> bool {
//!     matches!(delivery, Delivery::NotSent | Delivery::Repeatable)
//! }
//! # assert!(again(Delivery::NotSent) && !again(Delivery::Unknown));
//! # drop((me, patient, Traced));
//! ```
//!
//! # What a failed call means
//!
//! What came is kept: [`Error::headers`], [`Error::body`], [`Error::text`] and [`Error::decode`] have all of the answer, so
//! that a failure the document says nothing of, and an answer that could not be read, are there to be looked at.
//! [`Error::location`] is where a redirect leads; none is followed. A redirect the document has among its answers is no
//! error but a [`Redirect`].
//!
//! [`Error::delivery`] says whether the service may have taken the request. By default a call is tried again only where
//! it can't have been: no connection was made, or the service answered 429. Methods that are idempotent are also tried
//! again after 5xx and broken connections; [`RetryPolicy::at_least_once`] does the same for the others, and may send twice.
//!
//! This is what becomes of a POST with the default policy, as the tests see it over real connections:
//!
#![doc = include_str!("../docs/faults.md")]
//!
//! # What a client doesn't know
//!
//! An enum keeps a value that no variant of it has. A value that is one of several types is read by the member that tells
//! them apart, else as the type that keeps all of it. What fits none of them whole arrives as `Unknown`, with its JSON.
//! Both are sent back as they came.
//!
//! # What a document forgot
//!
//! Every call takes what its document doesn't know: `.query_pair(name, value)` adds to the query, `.header(name, value)`
//! adds a header, `.body_member(name, value)` adds a member to a JSON object or a URL-encoded form. They are part of each
//! request the call makes: each try, each page, either URL format. What was added is checked when the call is sent. A
//! name that carries a credential, that decides where a request goes or ends, or that the call sets already, and a
//! member without a body to take it, are an error of kind [`ErrorKind::Config`] before anything is sent.
//!
//! An answer that the document says nothing of is a [`Value`]: JSON, or a string where it comes as text. `.json::<T>()`,
//! `.text()`, `.bytes()` and `.stream()` of such a call take it otherwise.
//!
//! # What a program decides
//!
//! [`ClientBuilder::header`] sets a header for all calls, by the rules of those that a call adds.
//!
//! A [`Layer`] is code around every call ([`ClientBuilder::call_layer`]: once, retries behind it) or around every attempt
//! ([`ClientBuilder::attempt_layer`]): an id or `traceparent` in each request, metrics, a cache, bodies kept by a test. It sees
//! no credential, can't repeat a send, and can't send a request to anywhere else. A [`Signer`]
//! ([`ClientBuilder::signer`]) is what sees the finished request, credentials included. The folder `examples/layers` of this
//! package has one of each.
//!
//! [`RetryPolicy`] decides about tries: how many, which statuses, by a closure ([`RetryPolicy::classify`]), how long one may
//! take ([`RetryPolicy::attempt_timeout`]), and what all of a program may come to ([`RetryBudget`]). None of it repeats what
//! may have been accepted; only `at_least_once` does.
//!
//! Connections take authorities and a certificate of their own in PEM ([`ClientBuilder::root_certificates`],
//! [`ClientBuilder::identity`]), a proxy, and limits. [`Connections`] is a pool that several clients share, of whatever
//! services; with the feature `own-reqwest` it can be made by a builder of reqwest's. A source of tokens
//! ([`TokenSource`], such as [`OAuth2`]) is shared by the clones of its [`Credential`]; after a 401 it is asked once more. A [`Transport`] takes the place of HTTP altogether.
//!
//! On Linux, TLS by rustls trusts the certificates that `SSL_CERT_FILE` and `SSL_CERT_DIR` name, where they are set, in place
//! of the system's.
//!
//! # What is never shown
//!
//! The token is in the URL, because the service takes it nowhere else. So no URL of a request is in any error or log, redirects
//! are not followed, the base URL is `https` or on this machine, and text of the service is searched for the token, in
//! whatever spelling, before it is kept; in the headers of an error, cookies are masked. `Debug` shows neither parameters nor
//! bodies.
//!
//! # Numbers
//!
//! A whole number goes out without a fraction, wherever it stands: `5.0` as `5`. Parameters that are numbers take any
//! number of Rust's, and send it as it is written ([`Number`]). NaN and infinity, which JSON has no numbers for, are an
//! error of kind [`ErrorKind::Config`] before anything is sent.
//!
//! An integer is read however it is written: `1`, `1.0`, `1e3`. One that the type of its member can't hold costs no
//! answer ([`integers`]).
//!
#![doc = include_str!("../docs/lists.md")]
//!
//! # Features
//!
//! | feature | gives |
//! |---|---|
//! | `rustls` (default) | TLS by rustls; `rustls-aws-lc` and `rustls-ring` choose the cryptography |
//! | `native-tls` | TLS by the operating system's library |
//! | `blocking` | clients whose calls block the calling thread |
//! | `tracing` | a span per call and an event per attempt, in `OpenTelemetry`'s names for HTTP clients |
//! | `mock` | a service in the same process, for tests |
//! | `http2` | HTTP/2 where the service speaks it |
//! | `gzip`, `brotli` | answers that come compressed; the limit of their size is that of what is unpacked |
//! | `own-reqwest` | [`Connections`] made by a builder of reqwest's |
//! | `jiff`, `chrono`, `time` | [`DateTime`] and [`Date`] from and to the types of these crates |
//! | `uuid` | [`Uuid`] from and to that of this crate |
//! | `webhooks` | the verification of what a service sends by itself ([`webhooks`](mod@webhooks)) |
//! | `xml` | bodies in XML, of services that have them |
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(target_arch = "wasm32")]
compile_error!(
    "clients don't run on wasm32: `fetch` follows redirects and repeats requests there, so that a token could go to another \
     host and a mail out twice; call the service from a server"
);

mod access;
mod answer;
mod answered_failure;
mod base64;
mod base_url;
#[cfg(feature = "blocking")]
mod blocking;
mod call;
mod charset;
mod check;
mod config;
mod core;
mod described;
mod detailed;
mod dialect;
mod encode;
mod endpoint;
mod error;
mod form;
mod formats;
mod headers;
mod idempotency;
mod integers;
mod json;
mod layer;
mod macros;
mod media_type;
#[cfg(feature = "mock")]
pub mod mock;
mod notes;
mod nullable;
mod number;
mod oauth;
mod outgoing;
mod output;
mod pace;
mod paging;
mod params;
mod query;
mod raw;
#[doc(hidden)]
pub mod record;
mod redirect;
mod retry;
mod scheme;
mod secret;
mod send;
mod sequence;
mod server_url;
mod servers;
mod service;
mod settings;
mod shared;
#[cfg(feature = "source")]
#[doc(hidden)]
pub mod source;
mod stream;
mod support;
mod trace;
mod transport;
mod union;
mod upload;
mod url_format;
mod version;
pub mod webhooks;
#[cfg(feature = "xml")]
mod xml;

pub use ::http;
pub use ::serde;
pub use bytes::Bytes;
pub use serde_json::Value;

pub use crate::access::{Credential, TokenFuture, TokenSource};
pub use crate::answered_failure::AnsweredFailure;
pub use crate::base64::{Base64, NotBase64};
#[cfg(feature = "blocking")]
pub use crate::blocking::{Blocking, Waiting};
pub use crate::call::{Call, Sending};
pub use crate::check::Check;
pub use crate::config::ClientBuilder;
pub use crate::core::{Async, Core, Mode};
pub use crate::described::{Described, NotAsDescribed};
pub use crate::detailed::Detailed;
pub use crate::dialect::{BASE_URL_VARIABLE, Dialect, TOKEN_VARIABLE, URL_FORMAT_VARIABLE};
pub use crate::endpoint::{Alternative, Endpoint, Method};
pub use crate::error::{BoxError, Delivery, Error, ErrorCode, ErrorCodes, ErrorKind};
pub use crate::form::{File, Form, Parts, Written};
pub use crate::formats::{Date, DateTime, Uuid};
#[doc(hidden)]
pub use crate::headers::HeaderText as __HeaderText;
pub use crate::headers::{HeaderError, Headers, RateLimit};
pub use crate::idempotency::IdempotencyKey;
#[doc(hidden)]
pub use crate::integers::Read as __Integers;
pub use crate::integers::{Integers, integers};
pub use crate::layer::{Layer, LayerFuture, Next, SignFuture, Signer};
#[doc(hidden)]
pub use crate::macros::reserved;
pub use crate::nullable::Nullable;
pub use crate::number::Number;
pub use crate::paging::{End, Items, Members, Pages, Paging};
pub use crate::params::Style;
pub use crate::redirect::Redirect;
pub use crate::retry::{FailedTry, RetryBudget, RetryPolicy};
pub use crate::scheme::{Requirements, Scheme, Schemes};
pub use crate::secret::Token;
pub use crate::sequence::Sequence;
pub use crate::server_url::ServerUrl;
pub use crate::service::{Auth, Service};
pub use crate::stream::{Download, Event, Events, Reconnect, Saved};
pub use crate::transport::{
    Connections, ConnectionsBuilder, RequestBody, RequestBodyError, ResponseBody, Transport, TransportError,
    TransportFuture,
};
pub use crate::upload::{Transferred, Upload};
pub use crate::url_format::UrlFormat;

#[doc(hidden)]
pub use crate::answer::Answer as __Answer;
#[doc(hidden)]
pub use crate::config::Product;
#[doc(hidden)]
pub use crate::error::Failure as __Failure;
pub use crate::oauth::OAuth2;
pub use crate::output::Output;
#[doc(hidden)]
pub use crate::output::{
    Reading as __Reading, bytes as __read_bytes, text as __read_text, undocumented as __undocumented,
};
#[doc(hidden)]
pub use crate::paging::Listed as __Listed;
#[doc(hidden)]
pub use crate::service::TwoUrlFormats;
#[doc(hidden)]
pub use crate::support::{__comes_in, __open, __open_owned, __read_open, __unlisted, __write_tagged};
#[doc(hidden)]
pub use crate::union::{
    Alternative as __Alternative, JsonKind as __Kind, Telling as __Telling, fit as __fit,
    fit_integers as __fit_integers, read as __read_union,
};

#[cfg(feature = "xml")]
#[doc(hidden)]
pub use crate::output::xml as __read_xml;
#[doc(hidden)]
pub use crate::service::__variable;
#[doc(hidden)]
pub use crate::version::__generated_for;
#[cfg(feature = "xml")]
#[doc(hidden)]
pub use crate::xml::{
    Xml as __Xml, XmlItems as __XmlItems, XmlMember as __XmlMember, XmlName as __XmlName,
    XmlNode as __XmlNode, XmlShape as __XmlShape, of_error as __xml_of_error,
};

/// A JSON object of any content.
pub type JsonObject = serde_json::Map<String, Value>;

/// The example of the README, so that it is compiled too.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
