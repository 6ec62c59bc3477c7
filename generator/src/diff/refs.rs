//! What a document's references lead to.

use std::collections::HashSet;

use serde_json::Value;

use crate::source::pointer;

/// The name of the component a pointer leads into.
pub(super) fn component(pointer: &str) -> Option<String> {
    let mut segments = pointer::segments(pointer);
    (segments.next()? == "components").then_some(())?;
    segments.nth(1).map(std::borrow::Cow::into_owned)
}

/// Pointers of the components (`/components/schemas/Pet`) that paths reach, directly or through others.
pub(super) fn reached(document: &Value) -> HashSet<String> {
    let mut reached = HashSet::new();
    let mut pending: Vec<&Value> = document.get("paths").into_iter().collect();
    // A discriminator may name a schema without a reference, and schemes are named by requirements.
    while let Some(value) = pending.pop() {
        match value {
            Value::Object(members) => pending.extend(members.values()),
            Value::Array(items) => pending.extend(items),
            Value::String(text) => {
                let Some(target) = text.strip_prefix("#/components/") else { continue };
                let mut parts = target.splitn(3, '/');
                let (Some(kind), Some(name)) = (parts.next(), parts.next()) else { continue };
                let home = format!("/components/{kind}/{name}");
                if let Some(value) = document.pointer(&home)
                    && reached.insert(home)
                {
                    pending.push(value);
                }
            }
            _ => {}
        }
    }
    reached
}
