//! Runs layers around a call or an attempt, and keeps what was proven behind them.

use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Request, Response};

use super::{Guard, Layer, Next, Subject};
use crate::answer::{Answer, Incoming};
use crate::error::{BoxError, Cause, Delivery, Error, ErrorCode, ErrorKind, Failure};
use crate::secret::{MASK, Scrubber};
use crate::transport::Exchange;

/// What layers made of a request.
pub(crate) struct Layered {
    pub(crate) result: Result<Answer, Failure>,
    /// What became of the request behind them, whatever they made of it.
    pub(crate) proof: Delivery,
}

/// What happened behind the layers.
#[derive(Default)]
struct Behind {
    state: State,
    /// The body as a layer got it, and as it came.
    body: Option<(Bytes, Bytes)>,
    incoming: Option<Incoming>,
}

#[derive(Default)]
enum State {
    #[default]
    Untouched,
    UnderWay,
    Ended(Delivery),
}

/// Runs layers around what sends the request in the end. `unfinished` says what is proven where a layer gave up waiting.
pub(crate) async fn around<'a>(
    layers: &'a [Box<dyn Layer>],
    subject: Subject,
    request: Request<Bytes>,
    guard: Guard,
    scrubber: &'a Scrubber,
    send: impl FnOnce(Request<Bytes>) -> Exchange<'a> + Send + 'a,
    unfinished: impl FnOnce() -> Delivery,
) -> Layered {
    let behind = Arc::new(Mutex::new(Behind::default()));
    let shared = Arc::clone(&behind);
    let last = Box::new(move |request: Request<Bytes>| -> super::LayerFuture<'a> {
        Box::pin(async move {
            guard.check(&request).map_err(passed_on)?;
            lock(&shared).state = State::UnderWay;
            match send(request).await {
                Ok(answer) => Ok(lock(&shared).show(answer, scrubber)),
                Err(failure) => {
                    lock(&shared).state = State::Ended(failure.0.delivery);
                    Err(passed_on(failure))
                }
            }
        })
    });
    let result = Next { rest: layers, last, subject }.run(request).await;
    let behind = std::mem::take(&mut *lock(&behind));
    let proof = match behind.state {
        State::Untouched => Delivery::NotSent,
        State::UnderWay => unfinished(),
        State::Ended(proof) => proof,
    };
    let result = match result {
        Ok(response) => Ok(behind.answer(response)),
        Err(error) => Err(failure(error, proof, scrubber)),
    };
    Layered { result, proof }
}

fn lock(behind: &Mutex<Behind>) -> std::sync::MutexGuard<'_, Behind> {
    behind.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A failure on its way through layers.
fn passed_on(failure: Failure) -> BoxError {
    Box::new(Error::<ErrorCode>::from(failure))
}

/// An error of the client's own is what it was, but for this: no layer makes a request less sent than it was.
fn failure(error: BoxError, proof: Delivery, scrubber: &Scrubber) -> Failure {
    match error.downcast::<Error<ErrorCode>>() {
        Ok(error) => {
            let mut failure = Failure::from(*error);
            failure.0.delivery = failure.0.delivery.at_least(proof);
            failure
        }
        Err(error) => {
            let failure = Failure::new(ErrorKind::Layer, proof, scrubber.scrub(&error.to_string()));
            match error.source() {
                Some(source) => failure.caused_by(Cause::of(source, scrubber)),
                None => failure,
            }
        }
    }
}

impl Behind {
    /// An answer as a layer may see it.
    fn show(&mut self, answer: Answer, scrubber: &Scrubber) -> Response<Bytes> {
        let Answer { status, headers, body, incoming } = answer;
        self.state = State::Ended(match status {
            400..=499 => Delivery::Refused,
            _ => Delivery::Unknown,
        });
        self.incoming = incoming;
        let shown = Bytes::from(scrubber.scrub_bytes(&body));
        self.body = Some((shown.clone(), body));
        let mut response = Response::new(shown);
        *response.status_mut() = http::StatusCode::from_u16(status).unwrap_or_default();
        *response.headers_mut() = without_secrets(headers, scrubber);
        response
    }

    /// The answer the layers gave. A body they left alone is the one that came.
    fn answer(self, response: Response<Bytes>) -> Answer {
        let (parts, given) = response.into_parts();
        let untouched =
            self.body.filter(|(shown, _)| shown.as_ptr() == given.as_ptr() && shown.len() == given.len());
        let incoming = self.incoming.filter(|_| untouched.is_some());
        let body = untouched.map_or(given, |(_, original)| original);
        Answer { incoming, ..Answer::new(parts.status.as_u16(), parts.headers, body) }
    }
}

/// Headers without secrets; one that has a secret in its name is left out.
fn without_secrets(headers: HeaderMap, scrubber: &Scrubber) -> HeaderMap {
    let mut shown = HeaderMap::with_capacity(headers.len());
    let mut current = None;
    // Of a name that has several values only the first comes with it.
    for (name, value) in headers {
        current = name.or(current);
        let Some(name) = &current else { continue };
        if scrubber.scrub_name(name.as_str()) != name.as_str() {
            continue;
        }
        let text = String::from_utf8_lossy(value.as_bytes());
        let clean = scrubber.scrub(&text);
        let value = if clean == text {
            value
        } else {
            HeaderValue::try_from(clean).unwrap_or(HeaderValue::from_static(MASK))
        };
        shown.append(name, value);
    }
    shown
}
