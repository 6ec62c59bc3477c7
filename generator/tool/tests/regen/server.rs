//! The service as `regen` knows it, on loopback.

pub(crate) use test_support::{Act, Server};

/// 200 with a body, under a content type that says nothing.
pub(crate) fn ok(body: impl AsRef<[u8]>) -> Act {
    Act::new(200, "application/octet-stream", body)
}

/// A status with the service's kind of error body.
pub(crate) fn with_status(status: u16) -> Act {
    Act::new(status, "application/octet-stream", r#"{"message":"Not Found"}"#)
}

/// A redirect.
pub(crate) fn redirect(location: impl Into<String>) -> Act {
    with_status(302).header("Location", location)
}

/// Acts on each path as the function says.
pub(crate) fn by_path(act: impl Fn(&str) -> Act + Send + Sync + 'static) -> Server {
    Server::by_rule(move |request| act(&request.target))
}

/// One document at `/shop/openapi`, nothing else.
pub(crate) fn openapi(document: impl AsRef<[u8]>) -> Server {
    serving("/shop/openapi", document)
}

/// One document at `/shop/definition`, nothing else.
pub(crate) fn definition(document: impl AsRef<[u8]>) -> Server {
    serving("/shop/definition", document)
}

fn serving(endpoint: &'static str, document: impl AsRef<[u8]>) -> Server {
    let found = ok(document);
    by_path(move |path| if path == endpoint { found.clone() } else { with_status(404) })
}
