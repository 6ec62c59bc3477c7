//! Contents that are carried as they are, so that only their schemas tell what became of them.

use std::collections::BTreeSet;

use serde_json::Value;

use super::DocumentDiff;
use super::spelling::is_counted_otherwise;
use crate::api::{Content, Encoding};
use crate::diff::{
    Direction, Finding, Found, Kind, Rust, Wire, decide,
    subset::{Schema, Travel},
    walk::KeywordChange,
};

/// Where such contents stand.
pub(super) fn opaque(found: &Found<'_>) -> BTreeSet<String> {
    let carried = |content: &&Content| {
        let is_plain = matches!(content.encoding, Encoding::Text | Encoding::Bytes | Encoding::EventStream);
        is_plain && content.item.is_none()
    };
    let operations = found.old.api.operations.iter().chain(&found.new.api.operations);
    let contents = operations.flat_map(|operation| {
        let answers = operation.responses.iter().flat_map(|response| &response.contents);
        operation.body.iter().flat_map(|body| &body.contents).chain(answers)
    });
    contents.filter(carried).map(|content| content.origin.0.clone()).collect()
}

impl<'a> DocumentDiff<'_, '_, 'a> {
    /// Tells that a member went, and changes to the theory of compatibility what else differs.
    pub(super) fn opaque(&mut self, change: &KeywordChange<'a>, content: &str) {
        if self.found.told_rules(&["A11", "D1", "D2"], &change.node) {
            return;
        }
        if change.keyword == "default" && !change.is_name {
            return self.default(change, Some(Rust::None));
        }
        if let Some(object) = change.node.strip_suffix("/properties").filter(|_| change.is_name) {
            let object = composed(object);
            let (old, new) = (&self.found.old.document.value, &self.found.new.document.value);
            match (declares(old, object, change.keyword), declares(new, object, change.keyword)) {
                (true, true) => {}
                (true, false) => self.member_removed(change, object),
                (false, _) => self.unread(change),
            }
        } else if is_counted_otherwise(change) || !self.is_same_content(content) {
            // A part that went took its members with it. The theory sees no difference there: to it, objects are open.
            self.unread(change);
        }
    }

    fn member_removed(&mut self, change: &KeywordChange<'a>, object: &str) {
        let old = &self.found.old.document.value;
        let required = old.pointer(object).and_then(|object| object.get("required")?.as_array());
        let is_required = required.is_some_and(|names| names.iter().any(|name| name == change.keyword));
        let kind = if is_required { Kind::RequiredFieldRemoved } else { Kind::OptionalFieldRemoved };
        let whole = super::words(&self.found.new.document.value, object);
        let message = format!("`{}` of {whole} was removed", change.keyword);
        // A member that doesn't travel this way isn't missed.
        let member = old.pointer(object).and_then(|object| object.get("properties")?.get(change.keyword));
        let is_on = |flag: &str| member.is_some_and(|member| member.get(flag) == Some(&Value::Bool(true)));
        let direction = self.reach(object).direction;
        let stays = (direction == Direction::SENT && is_on("readOnly"))
            || (direction == Direction::RECEIVED && is_on("writeOnly"));
        let (old, wire) = (Some(change.keyword.to_owned()), stays.then_some(Wire::Compatible));
        self.report_at(object, Finding { old, message, wire, ..Finding::of(kind) }, Some(Rust::None));
    }

    /// Whether both sides let the same values through, the way they travel.
    fn is_same_content(&mut self, content: &str) -> bool {
        let (old, new) = (&self.found.old.document.value, &self.found.new.document.value);
        let schemas = decide::schema(old, content).zip(decide::schema(new, content));
        let Some((old, new)) = schemas else { return false };
        let Direction { sent, received } = self.reach(content).direction;
        let mut directions = [(sent, Travel::Sent), (received, Travel::Received)].into_iter();
        directions.all(|(travels, travel)| !travels || self.found.is_same((&old, &new), travel))
    }
}

/// The schema that one is a part of, in the end.
fn composed(at: &str) -> &str {
    match at.rsplit_once('/').and_then(|(parts, _)| parts.strip_suffix("/allOf")) {
        Some(whole) => composed(whole),
        None => at,
    }
}

fn declares(document: &Value, object: &str, member: &str) -> bool {
    Schema::at(document, object).is_some_and(|schema| schema.declares(member))
}
