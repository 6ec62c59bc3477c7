//! Which schemas describe answers.

use foldhash::HashSet;
use serde_json::Value;

use crate::document::Members as _;
use crate::source::pointer::segments;

/// The parts of a document that describe answers. There a wrong guess costs more than in a request: an answer that
/// isn't as its type says can't be read at all, so it is taken from its own examples only.
#[derive(Debug)]
pub(super) struct Received<'a> {
    components: HashSet<&'a str>,
}

impl<'a> Received<'a> {
    pub(super) fn of(document: &'a Value) -> Self {
        let operations = document.member("paths").and_then(Value::as_object).into_iter().flatten();
        let methods = operations.flat_map(|(_, item)| item.as_object().into_iter().flatten());
        let mut left: Vec<&Value> =
            methods.filter_map(|(_, operation)| operation.member("responses")).collect();
        left.extend(document.pointer("/components/responses"));
        let mut components = HashSet::default();
        while let Some(node) = left.pop() {
            match node {
                Value::Array(items) => left.extend(items),
                Value::Object(members) => {
                    left.extend(members.values());
                    let reference = members.member("$ref").and_then(Value::as_str);
                    let target = reference.and_then(|reference| reference.strip_prefix('#'));
                    if let Some(target) = target.filter(|target| components.insert(*target)) {
                        left.extend(document.pointer(target));
                    }
                }
                _ => {}
            }
        }
        Self { components }
    }

    /// Whether what stands at a pointer describes an answer, be it beside a request.
    pub(super) fn covers(&self, pointer: &str) -> bool {
        let segments: Vec<_> = segments(pointer).take(4).collect();
        match segments.first().map(AsRef::as_ref) {
            Some("paths") => segments.get(3).is_some_and(|part| part == "responses"),
            Some("components") if segments.get(1).is_some_and(|part| part == "responses") => true,
            Some("components") => {
                let end = pointer.match_indices('/').nth(3).map_or(pointer.len(), |(at, _)| at);
                self.components.contains(&pointer[..end])
            }
            _ => false,
        }
    }
}
