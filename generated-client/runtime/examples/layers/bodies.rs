//! Keeps what goes out and what comes in, for a test to look at. Bodies hold addresses: this is nothing for production.

use std::sync::{Mutex, PoisonError};

use lowcodeapi_runtime::http::Request;
use lowcodeapi_runtime::{Bytes, Layer, LayerFuture, Next};

/// The bodies of requests and answers, in order.
#[derive(Default)]
pub struct Bodies(Mutex<Vec<String>>);

impl Bodies {
    /// What was kept so far.
    pub fn kept(&self) -> Vec<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn keep(&self, arrow: &str, body: &Bytes) {
        let line = format!("{arrow} {}", String::from_utf8_lossy(body));
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(line);
    }
}

impl Layer for Bodies {
    fn handle<'a>(&'a self, request: Request<Bytes>, next: Next<'a>) -> LayerFuture<'a> {
        Box::pin(async move {
            self.keep(">", request.body());
            let response = next.run(request).await?;
            self.keep("<", response.body());
            Ok(response)
        })
    }
}
