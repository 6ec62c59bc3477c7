//! A mock carries requests itself: it keeps them and gives the answers it was told.

use std::sync::Arc;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

use super::expect::{Outcome, Reply};
use super::{Mock, Recorded, recorded};
use crate::answer::Answer;
use crate::dialect::Dialect;
use crate::error::{Delivery, ErrorKind, Failure};
use crate::transport::{Carrier, Exchange, Progress, Request};

impl Carrier for Mock {
    fn exchange<'a>(&'a self, request: Request<'a>, progress: &'a Arc<Progress>) -> Exchange<'a> {
        Box::pin(async move {
            let Reply { delay, outcome } = self.record(&request)?;
            if !matches!(outcome, Outcome::Refused) {
                progress.started();
            }
            if !delay.is_zero() {
                tokio::time::sleep(delay).await;
            }
            match answer(outcome, request.dialect) {
                Some(result) => result,
                None => std::future::pending().await,
            }
        })
    }
}

/// What comes of a request; `None` where nothing ever does.
fn answer(outcome: Outcome, dialect: Dialect) -> Option<Result<Answer, Failure>> {
    Some(match outcome {
        Outcome::Answer { status, headers, body } => Ok(Answer::new(status, header_map(&headers), body)),
        Outcome::Value(value) => {
            let headers = [("content-type".to_owned(), "application/json".to_owned())];
            Ok(Answer::new(200, header_map(&headers), dialect.carrying(value)))
        }
        Outcome::Refused => Err(Failure::new(
            ErrorKind::Connect,
            Delivery::NotSent,
            "the mock was told to refuse the connection",
        )),
        Outcome::Broken => {
            let mut failure = Failure::new(
                ErrorKind::Interrupted,
                Delivery::Unknown,
                "the mock was told to close the connection",
            );
            failure.0.unanswered = true;
            Err(failure)
        }
        Outcome::Silent => return None,
    })
}

impl Mock {
    /// Keeps the request and finds its answer.
    fn record(&self, request: &Request<'_>) -> Result<Reply, Failure> {
        let mut state = self.state();
        state.recorded.push(recorded(request));
        let script = state.scripts.iter_mut().find(|script| script.operation == request.operation);
        script.and_then(super::expect::Script::next).ok_or_else(|| {
            Failure::config(format!(
                "the mock expects no call of {}: tell it what to answer",
                request.operation
            ))
        })
    }
}

fn recorded(request: &Request<'_>) -> Recorded {
    let headers = request.headers.iter();
    let headers = headers.filter(|(_, value)| !value.is_sensitive());
    Recorded {
        operation: request.operation,
        method: request.method.as_str(),
        path: request.path.to_owned(),
        query: recorded::pairs(request.query),
        headers: headers
            .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
            .collect(),
        body: recorded::body(&request.body),
        bytes: request.body.clone(),
    }
}

/// What can't be a header is left out.
fn header_map(headers: &[(String, String)]) -> HeaderMap {
    headers
        .iter()
        .filter_map(|(name, value)| {
            Some((HeaderName::try_from(name).ok()?, HeaderValue::try_from(value).ok()?))
        })
        .collect()
}
