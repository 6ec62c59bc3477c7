//! What was asked: the latest calls with their bodies, for those who want to check them.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use serde::Serialize;
use serde_json::Value;

/// The oldest are forgotten beyond this count or this many bytes of bodies.
const MOST: usize = 1_000;
const MOST_BYTES: usize = 64 << 20;

/// A call whose token was accepted.
#[derive(Debug, Clone, Serialize)]
pub struct Request {
    /// The operation's name: in the SES model, or in the client of another provider.
    pub operation: Cow<'static, str>,
    /// The path behind the provider's name.
    pub path: Cow<'static, str>,
    /// The parameters of the query but the token.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub query: Vec<(String, String)>,
    /// The JSON body.
    pub body: Value,
    #[serde(skip)]
    pub(crate) bytes: usize,
}

/// The latest calls.
#[derive(Debug, Default)]
pub(crate) struct Journal(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    requests: VecDeque<Request>,
    bytes: usize,
}

impl Journal {
    /// Notes a call.
    pub(crate) fn note(&self, request: Request) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.bytes += request.bytes;
        kept.requests.push_back(request);
        while kept.requests.len() > MOST || kept.bytes > MOST_BYTES {
            let Some(oldest) = kept.requests.pop_front() else { break };
            kept.bytes -= oldest.bytes;
        }
    }

    /// All that are kept, the oldest first.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).requests.iter().cloned().collect()
    }
}
