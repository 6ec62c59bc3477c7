//! No header of a caller's or a layer's is a credential or makes another of one, and no redirect takes one along.

use lowcodeapi_runtime::http::{HeaderName, HeaderValue, Request};
use lowcodeapi_runtime::{Bytes, Delivery, ErrorKind, Layer, LayerFuture, Next};

use super::{all_schemes, safe, shown};
use crate::support::control::OverReqwest;
use crate::support::{Act, Server};

/// Puts a header beside those there are.
struct Smuggles(&'static str, &'static str);

impl Layer for Smuggles {
    fn handle<'a>(&'a self, mut request: Request<Bytes>, next: Next<'a>) -> LayerFuture<'a> {
        let name: HeaderName = self.0.parse().unwrap();
        request.headers_mut().append(name, HeaderValue::from_static(self.1));
        next.run(request)
    }
}

#[track_caller]
fn refused(server: &Server, error: &safe::Error, why: &str) {
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Config, Delivery::NotSent), "{error}");
    assert!(error.message().contains(why), "{error}");
    assert!(!shown(error).contains("smuggled"), "{}", shown(error));
    assert_eq!((error.attempts(), server.connections()), (0, 0), "{error}");
}

#[tokio::test]
async fn no_header_takes_the_place_of_a_credential_or_stands_beside_it() {
    let server = Server::new([]);
    let credentials = ["X-Key", "x-KEY", "Cookie", "cookie", "Authorization", "AUTHORIZATION"];
    let framing = ["Proxy-Authorization", "Host", "Content-Length", "Transfer-Encoding", "TE", "Connection"];
    let names = credentials.map(|name| (name, "carries a credential")).into_iter();
    for (name, why) in names.chain(framing.map(|name| (name, "where a request goes or ends"))) {
        let plain = all_schemes(&server).build().unwrap();
        refused(&server, &plain.open().header(name, "smuggled").await.unwrap_err(), why);
        refused(&server, &all_schemes(&server).header(name, "smuggled").build().unwrap_err(), why);
        for builder in [
            all_schemes(&server).call_layer(Smuggles(name, "smuggled")),
            all_schemes(&server).attempt_layer(Smuggles(name, "smuggled")),
        ] {
            refused(&server, &builder.build().unwrap().open().await.unwrap_err(), why);
        }
    }
}

#[tokio::test]
async fn a_name_or_a_value_that_would_be_two_headers_is_refused() {
    let server = Server::new([]);
    let client = all_schemes(&server).build().unwrap();
    for name in
        ["Authorization ", " Authorization", "X-Key\t", "Cookie:", "X-A\r\nX-Key", "X-A\nCookie", "X-Kéy", ""]
    {
        refused(&server, &client.open().header(name, "smuggled").await.unwrap_err(), "no name of a header");
        let error = all_schemes(&server).header(name, "smuggled").build().unwrap_err();
        refused(&server, &error, "no name of a header");
    }
    for value in ["smuggled\r\nX-Key: a", "smuggled\nX-Key: a", "smuggled\rX-Key: a", "smuggled\0"] {
        refused(&server, &client.open().header("X-A", value).await.unwrap_err(), "can't carry");
        refused(&server, &all_schemes(&server).header("X-A", value).build().unwrap_err(), "can't carry");
    }
}

#[tokio::test]
async fn no_redirect_carries_a_secret_anywhere() {
    let statuses = [300, 301, 302, 303, 305, 306, 307, 308];
    for (status, own) in statuses.into_iter().flat_map(|status| [(status, false), (status, true)]) {
        let other = Server::by_rule(|_| Act::answer(200, "{}"));
        let port = other.url().rsplit(':').next().unwrap().to_owned();
        for location in [
            other.url(),
            format!("http://localhost:{port}/open"),
            format!("//127.0.0.1:{port}/open"),
            format!("http://ann:x@127.0.0.1:{port}/"),
            "/elsewhere".to_owned(),
        ] {
            let to = location.clone();
            let server = Server::by_rule(move |_| Act::empty(status).header("location", &to));
            let builder = all_schemes(&server);
            let builder = if own { builder.transport(OverReqwest::new()) } else { builder };
            let client = builder.build().unwrap();
            let error = client.open().await.unwrap_err();
            assert_eq!((error.kind(), error.status()), (ErrorKind::Redirect, Some(status)), "{error}");
            assert_eq!(error.location(), Some(&*location));
            assert_eq!(client.stream().await.unwrap_err().kind(), ErrorKind::Redirect);
            assert_eq!((server.seen().len(), other.connections()), (2, 0), "{status} {location}");
        }
    }
}
