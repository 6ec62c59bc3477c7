//! What was asked: the latest calls with their bodies, for those who want to check them.

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
    /// The operation's name in the SES model.
    pub operation: &'static str,
    /// Its path.
    pub path: &'static str,
    /// The JSON body.
    pub body: Value,
    #[serde(skip)]
    bytes: usize,
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
    /// Notes a call; `bytes` is the size of its body.
    pub(crate) fn note(&self, operation: &'static str, path: &'static str, body: &Value, bytes: usize) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.bytes += bytes;
        kept.requests.push_back(Request { operation, path, body: body.clone(), bytes });
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
