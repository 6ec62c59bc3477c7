//! Send mail with [Amazon SES](https://docs.aws.amazon.com/ses/) through [LowCodeAPI](https://lowcodeapi.com): typed,
//! asynchronous, and careful never to send a mail twice.
//!
//! # The first mail
//!
//! Set `LOWCODEAPI_API_TOKEN` to your token (it begins with `at_`), and send from an address SES has verified for you:
//!
//! ```no_run
//! use lowcodeapi_awsses::{Client, types::*};
//!
//! # async fn example() -> Result<(), lowcodeapi_awsses::Error> {
//! let client = Client::from_env()?;
//! let sent = client
//!     .send_email(
//!         SendEmailRequest::new(EmailContent::simple(
//!             "Welcome",
//!             Body::html("<h1>Welcome!</h1>").text("Thank you for signing up!"),
//!         ))
//!         .from_email_address("News <news@example.com>")
//!         .destination(Destination::to(["ann@example.com"]).cc(["bob@example.com"]))
//!         .email_tags([MessageTag::new("Campaign", "Welcome")]),
//!     )
//!     .await?;
//! println!("{:?}", sent.message_id);
//! # Ok(())
//! # }
//! ```
//!
//! What a request needs is an argument of its `new`; everything else is a setter, and what isn't set isn't sent.
//! [`Client`] is cheap to clone and made to be shared: make one, and keep it. It needs a [Tokio](https://tokio.rs)
//! runtime; without one, see [Without async](#without-async).
//!
//! # When it fails
//!
//! There is one [`Error`]. It answers what a mailer must know before it sends again, in [`delivery`](Error::delivery):
//!
//! | [`Delivery`] | what it means | what to do |
//! |---|---|---|
//! | [`NotSent`](Delivery::NotSent) | nothing left, or nobody took it | send again; where the kind is `Config`, set up first what the error names |
//! | [`Refused`](Delivery::Refused) | the service or SES said no | mend it, then send again |
//! | [`Unknown`](Delivery::Unknown) | it may be on its way | look before sending again: it could be the second copy |
//!
//! ```no_run
//! use lowcodeapi_awsses::{Client, Delivery, ErrorKind, types::*};
//!
//! # async fn example(client: Client, request: SendEmailRequest) {
//! match client.send_email(request).await {
//!     Ok(sent) => println!("sent: {:?}", sent.message_id),
//!     Err(error) if error.code() == Some(&ErrorCode::MessageRejected) => eprintln!("SES says no: {}", error.message()),
//!     Err(error) if error.kind() == ErrorKind::Throttled => eprintln!("wait {:?}", error.retry_after()),
//!     Err(error) if error.delivery() == Delivery::Unknown => eprintln!("it may have been sent: {error}"),
//!     Err(error) => eprintln!("not sent: {error}"),
//! }
//! # }
//! ```
//!
//! [`kind`](Error::kind) says what happened, [`code`](Error::code) is SES's own word for it (an open enum: a code this
//! version doesn't know is [`Unknown`](types::ErrorCode::Unknown)), [`request_id`](Error::request_id) is what AWS's support
//! asks for. No error holds the token, a URL or the mail, so all of them can be logged.
//!
//! # When it tries again
//!
//! SES has nothing to recognise a repeated request by, so by default a call is repeated only when the failure proves that
//! nothing was accepted: no connection was made, or the answer was 429. It then waits with growing, random pauses, and
//! never shorter than `Retry-After` asks. A timeout, a broken connection or a 5xx ends the call; its
//! `delivery()` is `Unknown`.
//!
//! [`RetryPolicy`] sets another number of tries or other pauses. [`RetryPolicy::at_least_once`] also repeats in doubt, for
//! mails that are better sent twice than not at all.
//!
//! # How long it takes
//!
//! The timeout of a call covers everything: all tries, all pauses, the answer's last byte. A pause that doesn't fit ends
//! the call at once.
//!
//! | limit | default | builder | call |
//! |---|---|---|---|
//! | whole call | 30 s | [`timeout`](ClientBuilder::timeout) | [`timeout`](SendEmail::timeout) |
//! | connecting, TLS included | 5 s | [`connect_timeout`](ClientBuilder::connect_timeout) | |
//! | size of an answer | 32 MiB | [`max_response_bytes`](ClientBuilder::max_response_bytes) | |
//!
//! ```no_run
//! use std::time::Duration;
//! use lowcodeapi_awsses::{Client, RetryPolicy, types::*};
//!
//! # async fn example(token: String, request: SendEmailRequest) -> Result<(), lowcodeapi_awsses::Error> {
//! let client = Client::builder().token(token).timeout(Duration::from_secs(10)).build()?;
//! let sent = client.send_email(request).timeout(Duration::from_secs(3)).retry(RetryPolicy::none()).await?;
//! # Ok(())
//! # }
//! ```
//!
//! # At the rate of the account
//!
//! [`ClientBuilder::max_rate`] lets mails leave evenly, not more recipients in a second than SES takes from the account, from
//! all copies of the client together. Mailings keep to it too, or to a [rate of their own](BulkMailing::max_rate).
//!
//! # Attachments and raw messages
//!
//! Give bytes; base64 is the type's work.
//!
//! ```
//! use lowcodeapi_awsses::types::*;
//!
//! let pdf: Vec<u8> = b"%PDF-1.7 ...".to_vec();
//! let message = Message::new("Your invoice", Body::plain("It is attached."))
//!     .attachments([Attachment::file("invoice.pdf", pdf).content_type("application/pdf")]);
//! let request = SendEmailRequest::new(message);
//!
//! // A whole MIME message: sender and recipients are in its own headers.
//! let mime = "From: a@example.com\r\nTo: b@example.com\r\nSubject: Hi\r\n\r\nHello";
//! let request = SendEmailRequest::new(EmailContent::raw(mime));
//! ```
//!
//! # Many recipients
//!
//! [`Client::bulk`] sends one template to any number of recipients, at the rate of the account, and tells what became of
//! each. With a [journal](BulkMailing::journal) a mailing survives a crash: run again, it sends what was not sent before, and
//! names those of whom it isn't known.
//!
//! ```no_run
//! use lowcodeapi_awsses::{Client, types::*};
//!
//! # async fn example(client: Client, readers: Vec<(String, String)>) {
//! let report = client
//!     .bulk(BulkEmailContent::stored("Promotion", r#"{"name":"friend"}"#))
//!     .with(|request| request.from_email_address("news@example.com"))
//!     .max_rate(14)
//!     .journal("promotion.journal")
//!     .send(readers.into_iter().map(|(to, values)| {
//!         BulkEmailEntry::new(Destination::to([to])).template_data(values)
//!     }))
//!     .await;
//! for (outcome, failure) in report.failures() {
//!     eprintln!("{:?}: {failure}", outcome.entry.destination);
//! }
//! # }
//! ```
//!
//! One request is [`Client::send_bulk_email`]; it succeeds also where entries fail, so ask its answer for the
//! [`failures`](types::SendBulkEmailResponse::failures):
//!
//! ```no_run
//! use lowcodeapi_awsses::{Client, types::*};
//!
//! # async fn example(client: Client) -> Result<(), lowcodeapi_awsses::Error> {
//! let entries = [
//!     BulkEmailEntry::new(Destination::to(["ann@example.com"])).template_data(r#"{"name":"Ann"}"#),
//!     BulkEmailEntry::new(Destination::to(["bob@example.com"])).template_data(r#"{"name":"Bob"}"#),
//! ];
//! let content = BulkEmailContent::stored("Promotion", r#"{"name":"friend"}"#);
//! let request = SendBulkEmailRequest::new(content, entries).from_email_address("news@example.com");
//! let answer = client.send_bulk_email(request).await?;
//! for (position, failure) in answer.failures() {
//!     eprintln!("entry {position}: {:?}: {:?}", failure.status, failure.error);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Without async
//!
//! With the feature `blocking`, `blocking::Client` has the same methods; `send()` takes the place of `.await`. Inside an
//! async runtime it returns an error that says so.
//!
//! ```no_run
//! # #[cfg(feature = "blocking")]
//! # fn example() -> Result<(), lowcodeapi_awsses::Error> {
//! use lowcodeapi_awsses::{blocking::Client, types::*};
//!
//! let mail = SendEmailRequest::new(EmailContent::simple("Hi", Body::plain("Hello")));
//! let sent = Client::from_env()?.send_email(mail).send()?;
//! # Ok(())
//! # }
//! ```
//!
//! # Testing
//!
//! With the feature `mock`, a service in the same process gives the answers a test sets and records what was sent. Nothing
//! else differs: requests are serialised, answers are read, and failures are repeated as in earnest.
//!
//! ```
//! # #[cfg(feature = "mock")]
//! # tokio_test();
//! # #[cfg(feature = "mock")]
//! # fn tokio_test() {
//! # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
//! use lowcodeapi_awsses::{Client, Delivery, types::*};
//!
//! async fn welcome(client: &Client, to: &str) -> Result<(), lowcodeapi_awsses::Error> {
//!     let mail = SendEmailRequest::new(EmailContent::simple("Welcome", Body::plain("Hello!")));
//!     client.send_email(mail.destination(Destination::to([to]))).await.map(drop)
//! }
//!
//! let mock = Client::mock();
//! mock.send_email().returns_json(r#"{ "MessageId": "1" }"#).fails_with(400, "MessageRejected", "no");
//! let client = mock.client();
//!
//! assert!(welcome(&client, "ann@example.com").await.is_ok());
//! assert_eq!(mock.requests()[0].body["Destination"]["ToAddresses"][0], "ann@example.com");
//!
//! let error = welcome(&client, "bob@example.com").await.unwrap_err();
//! assert_eq!((error.code(), error.delivery()), (Some(&ErrorCode::MessageRejected), Delivery::Refused));
//! # })
//! # }
//! ```
//!
//! Answers are given in their order, and the last one from then on. There are also `throttles`, `delays`, `hangs`,
//! `breaks` and `refuses_connection`.
//!
//! # Watching it
//!
//! With the feature `tracing`, each call is a span `lowcodeapi.call` and each attempt an event in it, with
//! OpenTelemetry's names for HTTP clients. Token, addresses and bodies are in none of them.
//!
//! # URL formats
//!
//! The service knows two formats of URLs, and which of them it takes may change. The client tries the new one first and
//! the old one where the answer proves that no route took the request; it remembers what worked.
//! [`detailed`](SendEmail::detailed) tells which it was, [`url_format`](SendEmail::url_format) or
//! `LOWCODEAPI_URL_FORMAT=old` pins one. Sending mail has the same URL in both.
//!
//! # Environment
//!
//! | variable | meaning |
//! |---|---|
//! | `LOWCODEAPI_API_TOKEN` | the token |
//! | `LOWCODEAPI_BASE_URL` | scheme, host and port in place of `https://api.lowcodeapi.com`; plain `http` for this machine only |
//! | `LOWCODEAPI_URL_FORMAT` | `new` or `old` |
//! | `HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY` | as everywhere |
//!
//! # Features
//!
//! | feature | what it adds |
//! |---|---|
//! | `rustls` (default) | TLS by rustls and ring, with the certificates the operating system trusts |
//! | `rustls-ring` | the same, whatever `rustls` may mean later |
//! | `rustls-aws-lc` | the same with aws-lc: FIPS, post-quantum key exchange, and a longer build |
//! | `native-tls` | TLS by the operating system's library; needs `default-features = false` |
//! | `http2`, `gzip`, `brotli` | HTTP/2 and compressed answers, where the service has them |
//! | `own-reqwest` | connections made by a builder of reqwest's |
//! | `blocking` | a client without async |
//! | `mock` | a service in the same process, for tests |
//! | `lettre` | `EmailContent` from a `&lettre::Message` |
//! | `mail-builder` | `EmailContent` from a `mail_builder::MessageBuilder` |
//! | `tracing` | spans and events |
#![cfg_attr(docsrs, feature(doc_cfg))]

mod attachments;
mod bulk;
mod compose;
mod failures;
mod limits;
mod mailbox;
#[cfg(any(feature = "lettre", feature = "mail-builder"))]
mod raw;
mod unsubscribe;
mod values;
#[rustfmt::skip]
mod generated;

pub use attachments::FileContent;
pub use bulk::{BulkFailure, BulkMailing, BulkOutcome, BulkProgress, BulkReport, JournalError, MAX_ENTRIES};
pub use generated::*;
pub use lowcodeapi_runtime::{
    BASE_URL_VARIABLE, Base64, Delivery, Detailed, ErrorKind, Headers, RetryPolicy, TOKEN_VARIABLE, Token,
    URL_FORMAT_VARIABLE, UrlFormat,
};
pub use mailbox::{Mailbox, MailboxError};
pub use values::TemplateValuesError;

/// The examples of the README, so that they are compiled too.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
