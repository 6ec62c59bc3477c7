//! Clients of a service in the same process, and what they make of its answers.

use std::sync::{Arc, Mutex};

use lowcodeapi_runtime::http::{Request, Response};
use lowcodeapi_runtime::{
    Call, Delivery, Endpoint, Error, ErrorCode, ErrorKind, RequestBody, ResponseBody, RetryPolicy, Transport,
    TransportFuture, Value,
};
use test_support::Random;
use tokio::runtime::{Builder, Runtime};

use super::Subject;

/// Must turn up nowhere but in the query of a request.
pub(super) const TOKEN: &str = "at_SENTINEL-0x9Q";

/// A client of a service behind `LowCodeAPI`.
pub(super) mod gateway {
    lowcodeapi_runtime::client! {
        /// A client.
        provider: "fuzz",
        host: "https://api.example.com",
        auth: query("api_token"),
        error: lowcodeapi_runtime::ErrorCode,
        dialect: lowcodeapi,
    }
}

/// A client of any other service.
pub(super) mod plain {
    lowcodeapi_runtime::client! {
        /// A client.
        provider: "",
        host: "https://api.example.com",
        path: "",
        auth: header("x-key"),
        error: lowcodeapi_runtime::ErrorCode,
    }
}

/// What the next request is answered with: status, headers, and the body in pieces.
type Script = (u16, Vec<(&'static str, Vec<u8>)>, Vec<Vec<u8>>);

/// A service in the same process.
#[derive(Clone, Default)]
pub(super) struct Service(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    script: Script,
    /// The requests: their URL, and content type and body.
    pub(super) seen: Vec<(String, String, Vec<u8>)>,
}

impl Service {
    /// Sets the answer, and forgets what was seen.
    pub(super) fn script(&self, status: u16, headers: Vec<(&'static str, Vec<u8>)>, pieces: Vec<Vec<u8>>) {
        let mut state = self.0.lock().expect("no run panics with it");
        state.script = (status, headers, pieces);
        state.seen.clear();
    }

    /// What was sent.
    pub(super) fn seen(&self) -> Vec<(String, String, Vec<u8>)> {
        std::mem::take(&mut self.0.lock().expect("no run panics with it").seen)
    }
}

impl Transport for Service {
    fn send(&self, request: Request<RequestBody>) -> TransportFuture<'_> {
        let (head, body) = request.into_parts();
        let content_type = head.headers.get("content-type").map(|value| value.as_bytes().to_vec());
        let content_type = String::from_utf8(content_type.unwrap_or_default()).unwrap_or_default();
        let body = body.into_bytes().expect("it is in memory").to_vec();
        let mut state = self.0.lock().expect("no run panics with it");
        state.seen.push((head.uri.to_string(), content_type, body));
        let (status, headers, pieces) = state.script.clone();
        drop(state);
        Box::pin(async move {
            let mut response = Response::builder().status(status);
            for (name, value) in headers {
                if let Ok(value) = lowcodeapi_runtime::http::HeaderValue::from_bytes(&value) {
                    response = response.header(name, value);
                }
            }
            let body = ResponseBody::stream(Pieces(pieces.into()));
            Ok(response.body(body).expect("the parts are valid"))
        })
    }
}

/// A body of several pieces.
struct Pieces(std::collections::VecDeque<Vec<u8>>);

impl http_body::Body for Pieces {
    type Data = lowcodeapi_runtime::Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<Self::Data>, Self::Error>>> {
        std::task::Poll::Ready(self.0.pop_front().map(|piece| Ok(http_body::Frame::data(piece.into()))))
    }
}

/// What awaits calls.
pub(super) fn runtime() -> Runtime {
    Builder::new_current_thread().enable_time().build().expect("a runtime needs nothing")
}

/// A client of a service behind `LowCodeAPI`.
pub(super) fn gateway_of(service: &Service) -> gateway::Client {
    let client = gateway::Client::builder().token(TOKEN).transport(service.clone());
    client.retry(RetryPolicy::none()).build().expect("the settings are right")
}

/// A client of any other service.
pub(super) fn plain_of(service: &Service) -> plain::Client {
    let client = plain::Client::builder().token(TOKEN).base_url("https://api.example.com");
    let client = client.transport(service.clone());
    client.retry(RetryPolicy::none()).build().expect("the settings are right")
}

/// Cuts an input into pieces.
pub(super) fn cut(mut input: &[u8], random: &mut Random) -> Vec<Vec<u8>> {
    let mut pieces = Vec::new();
    while !input.is_empty() {
        let (piece, rest) = input.split_at(1 + random.below(input.len().min(24)));
        pieces.push(piece.to_vec());
        input = rest;
    }
    pieces
}

/// What an answer or a refusal says, in and out of an envelope: any body under any status.
pub(super) struct Answers {
    runtime: Runtime,
    service: Service,
    gateway: gateway::Client,
    plain: plain::Client,
}

static SEND: Endpoint = Endpoint::post("Send", "/v2/send").old("/v2/send/old").declares(&["MessageId"]);

impl Subject for Answers {
    const NAME: &'static str = "answers";
    const WORDS: &'static [&'static str] = &[
        TOKEN,
        "{",
        "}",
        "[",
        "]",
        "\"",
        "null",
        ",",
        ":",
        "\"data\"",
        "\"result\"",
        "\"res\"",
        "\"provider\"",
        "\"message\"",
        "\"headers\"",
        "\"error\"",
        "\"__type\"",
        "\"retry-after\"",
        "1e400",
        "\\ud800",
        "\u{feff}",
        "<html>",
        "<title>",
        "at%5FSENTINEL-0x9Q",
    ];

    fn new() -> Self {
        let service = Service::default();
        Self { runtime: runtime(), gateway: gateway_of(&service), plain: plain_of(&service), service }
    }

    fn try_input(&mut self, input: &[u8], random: &mut Random) -> Result<(), String> {
        let status = *random.choose(&[200, 200, 200, 201, 204, 302, 400, 401, 403, 404, 405, 429, 500, 503]);
        let kinds: [&[u8]; 5] = [
            b"application/json",
            b"text/html",
            b"text/plain; charset=utf-16",
            b"application/problem+json",
            input,
        ];
        let kind = random.choose(&kinds).to_vec();
        self.service.script(
            status,
            vec![("content-type", kind), ("retry-after", input.to_vec())],
            cut(input, random),
        );
        let of_gateway = self.runtime.block_on(async { self.gateway_call().await });
        check(status, &of_gateway)?;
        let plain: Call<Value, ErrorCode> = self.plain.core().call(&SEND);
        check(status, &self.runtime.block_on(async { plain.json(&Value::Null).await }))
    }
}

impl Answers {
    async fn gateway_call(&self) -> Result<Value, Error<ErrorCode>> {
        let call: Call<Value, ErrorCode> = self.gateway.core().call(&SEND);
        call.json(&Value::Null).await
    }
}

fn check(status: u16, result: &Result<Value, Error<ErrorCode>>) -> Result<(), String> {
    let error = match result {
        Ok(_) if (200..300).contains(&status) => return Ok(()),
        Ok(_) => return Err(format!("status {status} was taken for a success")),
        Err(error) => error,
    };
    if [ErrorKind::Config, ErrorKind::Connect].contains(&error.kind()) {
        return Err(format!("an answer was taken for {:?}", error.kind()));
    }
    if status < 300 && error.delivery() != Delivery::Unknown {
        return Err(format!("status {status} was taken for {}", error.delivery()));
    }
    let shown = format!("{error} {error:?} {} {:?}", error.text(), error.headers());
    if shown.contains(TOKEN) {
        return Err("the token is in the error".to_owned());
    }
    Ok(())
}
