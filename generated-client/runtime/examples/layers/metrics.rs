//! Counts calls by operation and outcome. An exporter of metrics is fed in the same place.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use lowcodeapi_runtime::http::Request;
use lowcodeapi_runtime::{Bytes, Error, ErrorCode, Layer, LayerFuture, Next};

/// How often, and how long all of them together.
type Count = (u64, Duration);

/// What was counted, by operation and outcome.
#[derive(Default)]
pub struct Metrics(Mutex<BTreeMap<(&'static str, String), Count>>);

impl Metrics {
    /// How many calls of an operation ended so.
    pub fn count(&self, operation: &'static str, outcome: &str) -> u64 {
        let counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        counts.get(&(operation, outcome.to_owned())).map_or(0, |(count, _)| *count)
    }
}

impl Layer for Metrics {
    fn handle<'a>(&'a self, request: Request<Bytes>, next: Next<'a>) -> LayerFuture<'a> {
        Box::pin(async move {
            let (operation, started) = (next.operation(), Instant::now());
            let result = next.run(request).await;
            let outcome = match &result {
                Ok(response) => response.status().as_u16().to_string(),
                Err(error) => match error.downcast_ref::<Error<ErrorCode>>() {
                    Some(error) => error.kind().to_string(),
                    None => "layer".to_owned(),
                },
            };
            let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let (count, time) = counts.entry((operation, outcome)).or_default();
            *count += 1;
            *time += started.elapsed();
            result
        })
    }
}
