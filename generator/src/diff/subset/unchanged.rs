//! What is the same in two documents, with all that it refers to.

use foldhash::{HashMap, HashSet};
use serde_json::Value;

use super::values::target;

/// The references that lead to something else in one document than in the other, at once or in the end.
#[derive(Debug)]
pub(in crate::diff) struct Unchanged {
    differing: HashSet<String>,
}

impl Unchanged {
    pub(in crate::diff) fn between(old: &Value, new: &Value) -> Self {
        let mut users: HashMap<&str, Vec<&str>> = HashMap::default();
        let mut pending: Vec<&str> = Vec::new();
        references(old, &mut pending);
        references(new, &mut pending);
        let mut seen: HashSet<&str> = HashSet::default();
        let mut changed: Vec<&str> = Vec::new();
        while let Some(reference) = pending.pop() {
            if !seen.insert(reference) {
                continue;
            }
            let (before, after) = (target(old, reference), target(new, reference));
            if before.as_ref().map(|one| one.0) != after.as_ref().map(|one| one.0) {
                changed.push(reference);
            }
            let mut inside = Vec::new();
            for (node, _) in before.into_iter().chain(after) {
                references(node, &mut inside);
            }
            for inner in inside {
                users.entry(inner).or_default().push(reference);
                pending.push(inner);
            }
        }
        let mut differing: HashSet<String> = HashSet::default();
        while let Some(reference) = changed.pop() {
            if differing.insert(reference.to_owned()) {
                changed.extend(users.get(reference).into_iter().flatten());
            }
        }
        Self { differing }
    }

    /// Whether two nodes are the same, with all that they refer to.
    pub(in crate::diff) fn is(&self, old: &Value, new: &Value) -> bool {
        old == new && !self.refers_to_differing(new)
    }

    /// Whether something in it refers to what is another thing in the other document.
    pub(super) fn refers_to_differing(&self, value: &Value) -> bool {
        match value {
            _ if self.differing.is_empty() => false,
            Value::String(text) => text.starts_with('#') && self.differing.contains(text),
            Value::Array(items) => items.iter().any(|item| self.refers_to_differing(item)),
            Value::Object(members) => members.values().any(|member| self.refers_to_differing(member)),
            _ => false,
        }
    }
}

/// What looks like a reference, discriminators' among them.
fn references<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::String(text) if text.starts_with("#/") => found.push(text),
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        Value::Object(members) => members.values().for_each(|member| references(member, found)),
        _ => {}
    }
}
