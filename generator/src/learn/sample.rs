//! An answer as somebody saved it.

use serde_json::Value;

use crate::envelope;

/// Why a saved text is no answer of a success.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoAnswer {
    /// It is what a refused call is answered with.
    #[error("it is a refusal: it has an `error` beside its `provider`")]
    Refusal,
    /// There is nothing in it to learn from.
    #[error("it holds nothing but `null`")]
    Nothing,
}

/// The provider's answer, out of the gateway's envelope where it was saved with it.
///
/// # Errors
///
/// Where it isn't what a success is answered with.
pub fn payload(saved: Value, is_enveloped: bool) -> Result<Value, NoAnswer> {
    let answer = match saved {
        Value::Object(members)
            if is_enveloped && members.contains_key("provider") && members.contains_key("error") =>
        {
            return Err(NoAnswer::Refusal);
        }
        Value::Object(mut members) if is_enveloped => {
            let name = envelope::payload(members.keys().map(String::as_str)).map(str::to_owned);
            match name.and_then(|name| members.swap_remove(&name)) {
                Some(inside) => inside,
                None => Value::Object(members),
            }
        }
        other => other,
    };
    if answer.is_null() { Err(NoAnswer::Nothing) } else { Ok(answer) }
}
