//! Amazon SES as far as a sender can tell: what it accepts, and how it words what it refuses.

mod address;
mod bulk;
mod draft;
mod ids;
mod raw;
mod refusal;
mod request;
mod rules;
mod send;
mod template;

use serde::de::DeserializeOwned;
use serde_json::Value;

pub(crate) use bulk::send_bulk_email;
pub(crate) use ids::Ids;
pub(crate) use refusal::Refusal;
pub(crate) use send::send_email;

/// Reads a request. A missing member breaks a rule of the model, a member of another type can't be read at all.
fn read<T: DeserializeOwned>(body: Value) -> Result<T, Refusal> {
    serde_json::from_value(body).map_err(|error| {
        let message = error.to_string();
        if message.starts_with("missing field") {
            Refusal::bad_request(format!("1 validation error detected: {message}: Member must not be null"))
        } else {
            Refusal::unreadable(message)
        }
    })
}
