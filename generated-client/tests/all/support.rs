//! The service as these tests know it: JSON, in the order in which they say it.

use serde_json::Value;
use test_support::{Act, Server};

/// A server that gives these answers in this order, and the last one from then on.
pub(crate) fn answering(answers: impl IntoIterator<Item = (u16, Value)>) -> Server {
    Server::new(answers.into_iter().map(|(status, body)| Act::answer(status, body.to_string())))
}
