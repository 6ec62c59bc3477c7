//! Layers and a transport that change nothing: with them in play everything has to be as it is without.

use lowcodeapi_runtime::http::{Request, Response};
use lowcodeapi_runtime::{
    Bytes, Layer, LayerFuture, Next, RequestBody, ResponseBody, Transport, TransportError, TransportFuture,
};

use super::client::ClientBuilder;

/// Hands on what it gets.
pub struct Passes;

impl Layer for Passes {
    fn handle<'a>(&'a self, request: Request<Bytes>, next: Next<'a>) -> LayerFuture<'a> {
        Box::pin(async move { next.run(request).await })
    }
}

/// Lets reqwest build a client: with no cryptography of its own it asks for the process's.
pub fn stock_tls(builder: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
    #[cfg(feature = "rustls-ring")]
    drop(rustls::crypto::ring::default_provider().install_default());
    #[cfg(any(feature = "rustls-ring", feature = "rustls-aws-lc"))]
    let builder = builder.tls_certs_only([]);
    builder
}

/// A transport of the program's own, over real connections without TLS.
pub struct OverReqwest(reqwest::Client);

impl OverReqwest {
    pub fn new() -> Self {
        let builder = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).referer(false);
        let builder = stock_tls(builder.retry(reqwest::retry::never()).no_proxy());
        Self(builder.build().expect("it needs no certificates"))
    }
}

impl Transport for OverReqwest {
    fn send(&self, request: Request<RequestBody>) -> TransportFuture<'_> {
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let url = head.uri.to_string().parse().expect("it is a URL");
            let mut request = reqwest::Request::new(head.method, url);
            *request.headers_mut() = head.headers;
            *request.body_mut() = Some(reqwest::Body::wrap(body));
            let mut response = self.0.execute(request).await.map_err(|error| {
                let connects = error.is_connect();
                let error = error.without_url();
                if connects {
                    TransportError::not_connected(error)
                } else {
                    TransportError::interrupted(error)
                }
            })?;
            let mut answer = Response::new(());
            *answer.status_mut() = response.status();
            *answer.headers_mut() = std::mem::take(response.headers_mut());
            Ok(answer.map(|()| ResponseBody::stream(reqwest::Body::from(response))))
        })
    }
}

/// What may be in play beside the client's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Control {
    Nothing,
    Layers,
    LayersAndTransport,
}

pub const ALL: [Control; 3] = [Control::Nothing, Control::Layers, Control::LayersAndTransport];

/// A builder with this in play.
pub fn with(builder: ClientBuilder, control: Control) -> ClientBuilder {
    match control {
        Control::Nothing => builder,
        Control::Layers => builder.call_layer(Passes).attempt_layer(Passes).attempt_layer(Passes),
        Control::LayersAndTransport => with(builder, Control::Layers).transport(OverReqwest::new()),
    }
}
