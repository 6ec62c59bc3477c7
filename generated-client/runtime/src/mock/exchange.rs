//! A mock carries requests itself: it keeps them and gives the answers it was told.

use std::future::poll_fn;
use std::sync::Arc;

use bytes::BytesMut;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

use super::expect::{Outcome, Reply};
use super::{Mock, Recorded, recorded};
use crate::answer::Answer;
use crate::dialect::Dialect;
use crate::error::{BoxError, Cause, Delivery, ErrorKind, Failure};
use crate::secret::Scrubber;
use crate::transport::{Carrier, Content, Exchange, Progress, Request, UNREADABLE};

impl Carrier for Mock {
    fn exchange<'a>(&'a self, mut request: Request<'a>, progress: &'a Arc<Progress>) -> Exchange<'a> {
        Box::pin(async move {
            let Reply { delay, outcome } = self.record(recorded(&mut request).await?)?;
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
    fn record(&self, recorded: Recorded) -> Result<Reply, Failure> {
        let operation = recorded.operation;
        let mut state = self.state();
        state.recorded.push(recorded);
        let script = state.scripts.iter_mut().find(|script| script.operation == operation);
        script.and_then(super::expect::Script::next).ok_or_else(|| {
            Failure::config(format!("the mock expects no call of {operation}: tell it what to answer"))
        })
    }
}

/// The request, its body read to the end.
async fn recorded(request: &mut Request<'_>) -> Result<Recorded, Failure> {
    let bytes = match &mut request.body {
        Content::Whole(bytes) => bytes.clone(),
        Content::Opened(opened) => {
            let mut whole = BytesMut::new();
            while let Some(piece) = poll_fn(|context| opened.poll_piece(context)).await {
                whole.extend_from_slice(&piece.map_err(|error| unreadable(&error))?);
            }
            whole.freeze()
        }
    };
    let headers = request.headers.iter();
    let headers = headers.filter(|(_, value)| !value.is_sensitive());
    Ok(Recorded {
        operation: request.operation,
        method: request.method.as_str(),
        path: request.path.to_owned(),
        query: recorded::pairs(request.query),
        headers: headers
            .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
            .collect(),
        body: recorded::body(&bytes),
        bytes,
    })
}

fn unreadable(error: &BoxError) -> Failure {
    let cause = Cause::of(error.as_ref(), &Scrubber::default());
    Failure::new(ErrorKind::Io, Delivery::Unknown, UNREADABLE).caused_by(cause)
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
