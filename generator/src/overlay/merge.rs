//! How an update becomes part of what it meets (Overlay Specification 1.1, section 4.4.3).

use serde_json::{Map, Value};

use crate::document::json_type;
use crate::source::pointer;

/// An update that doesn't fit what it meets.
#[derive(Debug)]
pub(super) struct Incompatible {
    pub(super) given: &'static str,
    pub(super) found: &'static str,
    /// Where, seen from the target.
    pub(super) below: String,
}

/// Merges an update into a selected node and says whether that made a difference.
///
/// Objects are merged member by member, an array is extended by the items of an array or by one entry, a scalar is
/// replaced by a scalar.
pub(super) fn merge(target: &mut Value, update: &Value) -> Result<bool, Incompatible> {
    if let (Value::Array(items), false) = (&mut *target, update.is_array()) {
        items.push(update.clone());
        return Ok(true);
    }
    member(target, update, &mut String::new())
}

fn member(target: &mut Value, update: &Value, below: &mut String) -> Result<bool, Incompatible> {
    match (target, update) {
        (Value::Object(members), Value::Object(update)) => object(members, update, below),
        (Value::Array(items), Value::Array(update)) => {
            items.extend(update.iter().cloned());
            Ok(!update.is_empty())
        }
        (target, update) if is_primitive(target) && is_primitive(update) => {
            let changed = target != update;
            if changed {
                target.clone_from(update);
            }
            Ok(changed)
        }
        (target, update) => Err(Incompatible {
            given: json_type(update),
            found: json_type(target),
            below: std::mem::take(below),
        }),
    }
}

fn object(
    members: &mut Map<String, Value>,
    update: &Map<String, Value>,
    below: &mut String,
) -> Result<bool, Incompatible> {
    let mut changed = false;
    for (key, value) in update {
        let Some(present) = members.get_mut(key) else {
            members.insert(key.clone(), value.clone());
            changed = true;
            continue;
        };
        let length = below.len();
        pointer::push(below, key);
        changed |= member(present, value, below)?;
        below.truncate(length);
    }
    Ok(changed)
}

fn is_primitive(value: &Value) -> bool {
    !value.is_object() && !value.is_array()
}
