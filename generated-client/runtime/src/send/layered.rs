//! A call with layers around it.

use std::pin::pin;
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;

use super::attempt::{self, Attempt};
use super::{Sender, check_runtime};
use crate::answer::Answer;
use crate::error::Failure;
use crate::layer::{Layered, around};
use crate::outgoing::Outgoing;
use crate::transport::Exchange;
use crate::url_format::UrlFormat;

impl Sender<'_> {
    /// The call with the layers around it.
    pub(super) async fn layered(&self, outgoing: &mut Outgoing) -> Result<(Answer, UrlFormat), Failure> {
        check_runtime()?;
        let (first, _) = self.order(outgoing);
        let mut inner = outgoing.again();
        let outgoing = &*outgoing;
        let attempt = Attempt::new(self.shared, outgoing, &self.attempts);
        let request = attempt.request(first)?;
        let subject = attempt.subject(1);
        let guard = attempt.guard(&request);
        let uri = request.uri().clone();
        let format = Mutex::new(first);
        let found = &format;
        let send = move |request: http::Request<Bytes>| -> Exchange<'_> {
            let (head, body) = request.into_parts();
            if head.uri != uri {
                inner.link = Some(attempt::link(&head.uri));
            }
            // What a layer put in its place is sent instead.
            inner.upload = inner.upload.take().filter(|_| body.is_empty());
            (inner.settled_headers, inner.body) = (Some(head.headers), body);
            Box::pin(async move {
                let (answer, worked) = self.run(&inner).await?;
                *found.lock().unwrap_or_else(PoisonError::into_inner) = worked;
                Ok(answer)
            })
        };
        let layers = &self.shared.layers.calls;
        let scrubber = &self.shared.scrubber;
        let layered = around(layers, subject, request, guard, scrubber, send, || self.so_far());
        let layered = self.within(self.timeout, self.deadline(), pin!(layered)).await;
        let Some(Layered { result, proof }) = layered else {
            return Err(self.too_late(self.timeout, self.so_far(), None));
        };
        let answer = attempt.judged(result?, proof)?;
        let format = *format.lock().unwrap_or_else(PoisonError::into_inner);
        Ok((answer, format))
    }
}
