//! Gives every attempt an id of its own, which the logs of both sides can have.

use std::sync::atomic::{AtomicU64, Ordering};

use lowcodeapi_runtime::http::{HeaderValue, Request};
use lowcodeapi_runtime::{Bytes, Layer, LayerFuture, Next};

/// Counts requests, and says the number in `X-Request-Id` behind a name of the program.
pub struct RequestId {
    program: &'static str,
    count: AtomicU64,
}

impl RequestId {
    pub fn new(program: &'static str) -> Self {
        Self { program, count: AtomicU64::new(0) }
    }
}

impl Layer for RequestId {
    fn handle<'a>(&'a self, mut request: Request<Bytes>, next: Next<'a>) -> LayerFuture<'a> {
        Box::pin(async move {
            let number = self.count.fetch_add(1, Ordering::Relaxed) + 1;
            let id = format!("{}-{number}", self.program);
            request.headers_mut().insert("x-request-id", HeaderValue::try_from(id)?);
            next.run(request).await
        })
    }
}
