//! Answers a GET from memory for a while. Around calls, so that nothing is asked for at all.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use lowcodeapi_runtime::http::{Method, Request, Response, Uri};
use lowcodeapi_runtime::{Bytes, Layer, LayerFuture, Next};

/// What GETs were answered, for as long as it counts.
pub struct Cache {
    age: Duration,
    answers: Mutex<HashMap<Uri, (Instant, Response<Bytes>)>>,
}

impl Cache {
    pub fn new(age: Duration) -> Self {
        Self { age, answers: Mutex::default() }
    }

    fn fresh(&self, uri: &Uri) -> Option<Response<Bytes>> {
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        let (kept, response) = answers.get(uri)?;
        (kept.elapsed() < self.age).then(|| response.clone())
    }
}

impl Layer for Cache {
    fn handle<'a>(&'a self, request: Request<Bytes>, next: Next<'a>) -> LayerFuture<'a> {
        Box::pin(async move {
            if request.method() != Method::GET {
                return next.run(request).await;
            }
            let uri = request.uri().clone();
            if let Some(response) = self.fresh(&uri) {
                return Ok(response);
            }
            let response = next.run(request).await?;
            let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
            answers.insert(uri, (Instant::now(), response.clone()));
            Ok(response)
        })
    }
}
