//! Whoever tries gets no credential: no layer, no other host, and no error, whatever a service repeats and however it is spelled.

use std::error::Error as _;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use crate::support::{Act, Server, quick};
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD, Engine as _};
use lowcodeapi_runtime::http::{HeaderMap, Request};
use lowcodeapi_runtime::{Bytes, Credential, Layer, LayerFuture, Next};

mod leaks;
mod smuggled;

mod safe {
    #![allow(missing_docs, unreachable_pub)]

    use std::collections::HashMap;

    use lowcodeapi_runtime::{Async, Call, Endpoint, ErrorCode, Scheme, Schemes, Value};

    static SCHEMES: Schemes = Schemes::new(
        &[
            Scheme::query("query", "key"),
            Scheme::header("header", "X-Key"),
            Scheme::cookie("cookie", "session"),
            Scheme::bearer("bearer"),
            Scheme::basic("basic"),
        ],
        &[&["query", "header", "cookie", "bearer"], &["basic"]],
    );

    lowcodeapi_runtime::client! {
        /// A client with a secret in every place that one can have.
        provider: "",
        host: "https://vault.example",
        auth: schemes(&SCHEMES),
        error: ErrorCode,
    }

    static OPEN: Endpoint = Endpoint::get("open", "/open");

    impl Client {
        pub fn open(&self) -> Open {
            Open(self.core().call(&OPEN).read_anything())
        }

        pub fn stream(
            &self,
        ) -> lowcodeapi_runtime::Sending<lowcodeapi_runtime::Download<ErrorCode>, ErrorCode> {
            self.core().call::<Value, ErrorCode>(&OPEN).stream()
        }

        pub fn numbers(&self) -> Call<HashMap<String, u8>, ErrorCode, Async> {
            self.core().call(&OPEN)
        }
    }

    #[must_use = "a call does nothing until it is awaited"]
    #[derive(Debug)]
    pub struct Open<M = Async>(Call<Value, ErrorCode, M>);

    lowcodeapi_runtime::call!(Open -> Value, ErrorCode);
}

/// In which scheme, and the secret.
const SECRETS: [(&str, &str); 4] = [
    ("query", "q_SENTINEL0/+~?"),
    ("header", "h_SENTINEL1/+~?"),
    ("cookie", "c_SENTINEL2/+~?"),
    ("bearer", "b_SENTINEL3/+~?"),
];
const PASSWORD: &str = "p_SENTINEL4/+~?";

/// Makes a client, and the secrets it has.
type Made = (fn(&Server) -> safe::ClientBuilder, &'static [&'static str]);
const ALL: Made = (all_schemes, &[SECRETS[0].1, SECRETS[1].1, SECRETS[2].1, SECRETS[3].1]);
const BASIC: Made = (basic, &[PASSWORD]);

fn all_schemes(server: &Server) -> safe::ClientBuilder {
    let builder = safe::Client::builder().base_url(server.url()).retry(quick());
    SECRETS.into_iter().fold(builder, |builder, (scheme, secret)| builder.credential(scheme, secret))
}

fn basic(server: &Server) -> safe::ClientBuilder {
    let builder = safe::Client::builder().base_url(server.url()).retry(quick());
    builder.credential("basic", Credential::basic("ann", PASSWORD))
}

/// A service that repeats all it got, as it came and in other spellings, in headers and in the body.
fn parrot(status: u16, secrets: &'static [&'static str]) -> Server {
    Server::by_rule(move |request| {
        let mut heard = format!("{} {:?}", request.target, request.headers);
        for secret in secrets {
            let (escaped, percent) =
                (escaped(secret).to_uppercase().replace("\\U", "\\u"), percent_encoded(secret));
            write!(heard, " {secret} {escaped} {percent}").unwrap();
            for before in ["", "a", "ab"] {
                let text = format!("{before}{secret}:end");
                let (one, other) = (BASE64_STANDARD.encode(&text), BASE64_URL_SAFE_NO_PAD.encode(&text));
                write!(heard, " {one} {other}").unwrap();
            }
        }
        Act::new(status, "text/plain", &heard).header("x-echo", heard)
    })
}

fn percent_encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |encoded, byte| encoded + &format!("%{byte:02x}"))
}

/// As JSON may have it.
fn escaped(text: &str) -> String {
    text.chars().fold(String::new(), |escaped, c| escaped + &format!("\\u{:04x}", u32::from(c)))
}

/// What no text may have in it: the part of each secret that tells, in each spelling.
fn tells(text: &str) -> Option<String> {
    let lowercase = text.to_ascii_lowercase();
    let mut telling = vec!["sentinel".to_owned()];
    for (_, secret) in SECRETS.into_iter().chain([("basic", PASSWORD)]) {
        let middle = &secret[3..11];
        telling.extend([percent_encoded(middle), escaped(middle)]);
        for before in 0..3 {
            let encoded = BASE64_STANDARD.encode([&b"ab"[..before], secret.as_bytes()].concat());
            telling.push(encoded[6..14].to_ascii_lowercase());
        }
    }
    telling.into_iter().find(|spelling| lowercase.contains(spelling))
}

/// Reads all that can be read of requests and answers, and looks where nothing should be.
#[derive(Clone, Default)]
struct Spy(Arc<Mutex<String>>);

impl Spy {
    fn see(&self, what: std::fmt::Arguments<'_>) {
        writeln!(self.0.lock().unwrap(), "{what}").unwrap();
    }

    fn headers(&self, headers: &HeaderMap) {
        for (name, value) in headers {
            // `Debug` hides what is sensitive; the bytes are there all the same.
            self.see(format_args!("{name}: {}", String::from_utf8_lossy(value.as_bytes())));
        }
    }

    fn seen(&self) -> String {
        self.0.lock().unwrap().clone()
    }
}

impl Layer for Spy {
    fn handle<'a>(&'a self, request: Request<Bytes>, next: Next<'a>) -> LayerFuture<'a> {
        Box::pin(async move {
            self.see(format_args!("{request:?} {:?} {next:?} {}", request.extensions(), request.uri()));
            self.headers(request.headers());
            match next.run(request).await {
                Ok(response) => {
                    self.see(format_args!("{response:?} {:?}", response.extensions()));
                    self.headers(response.headers());
                    self.see(format_args!("{}", String::from_utf8_lossy(response.body())));
                    Ok(response)
                }
                Err(error) => {
                    self.see(format_args!("{error} {error:?} {:?}", error.source()));
                    Err(error)
                }
            }
        })
    }
}

/// All that an error shows.
fn shown(error: &safe::Error) -> String {
    let mut text = format!("{error} {error:?} {error:#?} {:?} {:?}", error.message(), error.excerpt());
    write!(text, "{:?} {:?} {}", error.path(), error.request_id(), error.text()).unwrap();
    for (name, value) in error.headers() {
        write!(text, " {name}: {value}").unwrap();
    }
    let mut source = error.source();
    while let Some(cause) = source {
        write!(text, " {cause} {cause:?}").unwrap();
        source = cause.source();
    }
    text
}
