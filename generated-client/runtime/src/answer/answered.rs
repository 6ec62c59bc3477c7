//! Reads an answer of success that says it is a failure.

use serde_json::Value;

use super::Answer;
use crate::answered_failure::AnsweredFailure;
use crate::charset::Charset;
use crate::dialect::Dialect;
use crate::error::{Delivery, ErrorKind, Failure};
use crate::secret::Scrubber;

/// What the provider says, where it says that it failed. It took the request and may have done a part of it, so nobody
/// repeats it.
pub(super) fn read(
    answer: &Answer,
    told: &AnsweredFailure,
    scrubber: &Scrubber,
    dialect: Dialect,
) -> Option<Failure> {
    let text = Charset::of(&answer.headers).decode_json(&answer.body)?;
    let said: Value = serde_json::from_str(dialect.open(&text, &[]).text).ok()?;
    let failing: Value = serde_json::from_str(told.is).ok()?;
    if *said.pointer(told.member)? != failing {
        return None;
    }
    let at = |place: Option<&str>| match said.pointer(place?)? {
        Value::String(text) => Some(scrubber.scrub(text)),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let message = at(told.message).unwrap_or_default();
    let mut failure = Failure::new(ErrorKind::Refused, Delivery::Unknown, message);
    failure.0.code = at(told.code);
    failure.0.request_id = answer.request_id();
    failure.0.lasting = true;
    failure.0.routed = true;
    Some(failure)
}
