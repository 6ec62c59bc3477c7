//! What an operation answers.

use std::any::Any;
use std::collections::VecDeque;
use std::fmt::Display;
use std::marker::PhantomData;
use std::time::Duration;

use bytes::Bytes;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use super::Mock;
use crate::redirect::Redirect;

/// One answer.
#[derive(Clone)]
pub(super) struct Reply {
    pub(super) delay: Duration,
    pub(super) outcome: Outcome,
}

/// How an exchange ends.
#[derive(Clone)]
pub(super) enum Outcome {
    Answer {
        status: u16,
        headers: Vec<(String, String)>,
        body: Bytes,
    },
    /// An answer that is this JSON, as the service would carry it.
    Value(Bytes),
    Refused,
    Broken,
    Silent,
}

/// The answers of one operation, in order; the last one stays.
pub(super) struct Script {
    pub(super) operation: &'static str,
    replies: VecDeque<Reply>,
}

impl Script {
    pub(super) fn next(&mut self) -> Option<Reply> {
        if self.replies.len() > 1 { self.replies.pop_front() } else { self.replies.front().cloned() }
    }
}

/// Says how an operation answers: each answer once, in order, and the last one from then on.
///
/// A client tries again after a 429 just as it does in earnest, so `fails(429)` followed by `returns(…)` is one
/// successful call of two requests.
pub struct Expect<T> {
    mock: Mock,
    operation: &'static str,
    delay: Duration,
    output: PhantomData<fn(T)>,
}

// Each answer takes effect when it is given: what is returned is for those who go on.
#[allow(clippy::return_self_not_must_use, clippy::must_use_candidate)]
impl<T> Expect<T> {
    pub(super) fn new(mock: Mock, operation: &'static str) -> Self {
        Self { mock, operation, delay: Duration::ZERO, output: PhantomData }
    }

    /// Lets the next answer come after this time.
    #[must_use = "it answers nothing until an answer is set"]
    pub fn delays(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Answers with an error of this status.
    pub fn fails(self, status: u16) -> Self {
        let body = json!({ "message": "Error received from the mock", "provider": "mock", "error": {} });
        self.answers(status, &[], body.to_string())
    }

    /// Answers with an error of the provider.
    pub fn fails_with(self, status: u16, code: &str, message: &str) -> Self {
        let error = json!({ "__type": code, "Message": message });
        let body = json!({ "message": "Error received from the mock", "provider": "mock", "error": error });
        self.answers(status, &[], body.to_string())
    }

    /// Answers 429 and asks to come back after so many seconds.
    pub fn throttles(self, seconds: u64) -> Self {
        let headers = json!({ "retry-after": seconds.to_string() });
        let body =
            json!({ "message": "Too many requests", "provider": "mock", "error": {}, "headers": headers });
        self.answers(429, &[], body.to_string())
    }

    /// Can't be connected to.
    pub fn refuses_connection(self) -> Self {
        self.then(Outcome::Refused)
    }

    /// Closes the connection after the request, without an answer.
    pub fn breaks(self) -> Self {
        self.then(Outcome::Broken)
    }

    /// Never answers.
    pub fn hangs(self) -> Self {
        self.then(Outcome::Silent)
    }

    /// Answers with exactly this.
    pub fn answers(self, status: u16, headers: &[(&str, &str)], body: impl Into<Bytes>) -> Self {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        self.then(Outcome::Answer { status, headers, body: body.into() })
    }

    fn then(mut self, outcome: Outcome) -> Self {
        let reply = Reply { delay: std::mem::take(&mut self.delay), outcome };
        let mut state = self.mock.state();
        match state.scripts.iter_mut().find(|script| script.operation == self.operation) {
            Some(script) => script.replies.push_back(reply),
            None => state.scripts.push(Script { operation: self.operation, replies: [reply].into() }),
        }
        drop(state);
        self
    }
}

#[allow(clippy::return_self_not_must_use)]
impl<T: Serialize + 'static> Expect<T> {
    /// Answers with this value.
    ///
    /// # Panics
    /// Where the value can't be serialised.
    pub fn returns(self, value: T) -> Self {
        // Bytes are not JSON: they are what the answer consists of.
        if let Some(bytes) = (&value as &dyn Any).downcast_ref::<Bytes>() {
            return self.answers(200, &[], bytes.clone());
        }
        // Neither is a redirect, which is a status and a header.
        if let Some(redirect) = (&value as &dyn Any).downcast_ref::<Redirect>() {
            let headers: Vec<_> = redirect.headers().iter().collect();
            return self.answers(redirect.status(), &headers, redirect.body().clone());
        }
        let value = serde_json::to_vec(&value).expect("the value of a mocked answer can be serialised");
        self.then(Outcome::Value(value.into()))
    }
}

#[allow(clippy::return_self_not_must_use)]
impl<T: DeserializeOwned> Expect<T> {
    /// Answers with the value that this JSON is: text, or a [`Value`](crate::Value).
    ///
    /// # Panics
    /// Where the JSON isn't what the operation answers.
    #[track_caller]
    pub fn returns_json(self, json: impl Display) -> Self {
        let json = json.to_string();
        let _checked: T = super::value(&json);
        self.then(Outcome::Value(json.into()))
    }
}

impl<T> std::fmt::Debug for Expect<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Expect({})", self.operation)
    }
}
