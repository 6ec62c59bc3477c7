//! What tells a failure that is answered with a status of success (`x-lowcodeapi-failure`).

use serde::Deserialize;
use serde_json::Value;

use super::Error;
use crate::api::{AnsweredFailure, Literal, Operation};
use crate::extensions::FAILURE;
use crate::model::Model;
use crate::source::pointer::child;

/// What an overlay says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stated {
    member: String,
    #[serde(default = "no")]
    is: Value,
    code: Option<String>,
    message: Option<String>,
}

fn no() -> Value {
    Value::Bool(false)
}

/// Tells each operation what the overlay says of it, or of all.
pub(super) fn tell(operations: &mut [Operation], model: &Model) -> Result<(), Error> {
    let of_all = model.extensions.get(FAILURE).map(|stated| read(stated, "")).transpose()?.flatten();
    for node in &model.operations {
        let own = node.operation.extensions.get(FAILURE);
        let own = own.map(|stated| read(stated, &node.pointer)).transpose()?;
        let Some(told) = own.unwrap_or_else(|| of_all.clone()) else { continue };
        if let Some(operation) = operations.iter_mut().find(|operation| operation.origin.0 == node.pointer) {
            operation.output.answered_failure = Some(told);
        }
    }
    Ok(())
}

/// What is stated on the document or an operation; `None` for `false`.
fn read(stated: &Value, owner: &str) -> Result<Option<AnsweredFailure>, Error> {
    if *stated == Value::Bool(false) {
        return Ok(None);
    }
    let wrong = |error: serde_json::Error| Error::Failure {
        pointer: child(owner, FAILURE),
        problem: error.to_string(),
    };
    let Stated { member, is, code, message } = Stated::deserialize(stated).map_err(wrong)?;
    let place = |place: String| if place.starts_with('/') { place } else { child("", &place) };
    Ok(Some(AnsweredFailure {
        member: place(member),
        is: Literal(is.to_string()),
        code: code.map(place),
        message: message.map(place),
    }))
}
