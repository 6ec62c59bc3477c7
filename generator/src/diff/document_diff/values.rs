//! What schemas say about values that have no place in the IR: bounds, defaults and formats of what has no name, and
//! types of which Rust makes nothing.

use serde_json::{Map, Value};

use super::{DocumentDiff, spelling::IMPLY_A_TYPE};
use crate::diff::{
    Finding, Kind, Rust, Wire,
    constraints::{self, Bound},
    subset::{Answer, Travel, format_of},
    typed::became,
    walk::KeywordChange,
};

impl<'a> DocumentDiff<'_, '_, 'a> {
    pub(super) fn bound(&mut self, change: &KeywordChange<'a>) {
        let (old, new) = (&self.found.old.document.value, &self.found.new.document.value);
        let differing =
            constraints::differing_by(change.keyword, (old, change.nodes.0), (new, change.nodes.1));
        for differing in differing {
            let (old, new) = differing.values();
            if self.found.told_values(&["E11", "B10"], &change.node, old.as_deref(), new.as_deref())
                || (constraints::makes_a_type(differing.keyword) && self.is_told_as_type(change))
            {
                continue;
            }
            let kind = match (differing.bound, is_of_parameter(&change.node)) {
                (Bound::Tightened { added: true }, true) => Kind::ParameterConstraintAdded,
                (Bound::Tightened { added: false }, true) => Kind::ParameterConstraintTightened,
                (Bound::Loosened, true) => Kind::ParameterConstraintLoosened,
                (Bound::Tightened { .. }, false) => Kind::ConstraintTightened,
                (Bound::Loosened, false) => Kind::ConstraintLoosened,
                (Bound::Undecidable, true) => Kind::ParameterPatternChanged,
                (Bound::Undecidable, false) => Kind::PatternChanged,
            };
            let message = format!("`{}` of {} {}", differing.keyword, self.words(change), differing.words());
            self.report(change, Finding { old, new, message, ..Finding::of(kind) });
        }
    }

    /// Whether the type of a value was told to be another that nothing but its bounds makes another.
    fn is_told_as_type(&self, change: &KeywordChange<'a>) -> bool {
        let (old, new) = change.nodes;
        ["type", "format"].iter().all(|keyword| old.get(*keyword) == new.get(*keyword))
            && self.found.told_rules(&["A11", "B5", "D1", "D2", "D4", "E7", "E8"], &change.node)
    }

    pub(super) fn default(&mut self, change: &KeywordChange<'a>, rust: Option<Rust>) {
        let told = |value: Option<&Value>| value.map(Value::to_string);
        let (old, new) = (told(change.old), told(change.new));
        if change.old.zip(change.new).is_some_and(|(old, new)| constraints::is_same(old, new)) {
            return;
        }
        if self.found.told_values(&["E12", "B8", "G5"], &change.node, old.as_deref(), new.as_deref())
            || self.found.told_around(&change.node)
        {
            return;
        }
        let kind =
            if is_of_parameter(&change.node) { Kind::ParameterDefaultChanged } else { Kind::DefaultChanged };
        let message =
            format!("the default of {} {}", self.words(change), became(old.as_deref(), new.as_deref()));
        self.report_at(&change.node, Finding { old, new, message, ..Finding::of(kind) }, rust);
    }

    pub(super) fn format(&mut self, change: &KeywordChange<'a>) {
        let is_same = format_of(change.nodes.0) == format_of(change.nodes.1);
        if is_same || self.found.told_around(&change.node) {
            return;
        }
        let told = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
        let (old, new) = (told(change.old), told(change.new));
        let kind =
            if is_of_parameter(&change.node) { Kind::ParameterFormatChanged } else { Kind::FormatChanged };
        let message =
            format!("the format of {} {}", self.words(change), became(old.as_deref(), new.as_deref()));
        self.report(change, Finding { old, new, message, ..Finding::of(kind) });
    }

    /// What the IR doesn't tell apart: nothing said about other members, and none allowed.
    pub(super) fn openness(&mut self, change: &KeywordChange<'a>) {
        let closed = |value: Option<&Value>| value == Some(&Value::Bool(false));
        let (before, after) = (closed(change.old), closed(change.new));
        if before == after || self.found.told_around(&change.node) {
            return;
        }
        let (kind, word) =
            if after { (Kind::BecameClosed, "may no longer") } else { (Kind::BecameOpen, "may") };
        let told = |value: Option<&Value>| value.map(Value::to_string);
        let (old, new) = (told(change.old), told(change.new));
        let message = format!("{} {word} have members the document doesn't name", self.words(change));
        self.report(change, Finding { old, new, message, ..Finding::of(kind) });
    }

    /// Types that Rust spells alike: a text that may be anything, an optional parameter that may be null. Whether there
    /// was nothing more to say.
    pub(super) fn ty(&mut self, change: &KeywordChange<'a>) -> bool {
        let (old, new) = change.nodes;
        if is_nullable(old) != is_nullable(new) && !self.found.told_around(&change.node) {
            self.nullable(change);
            return true;
        }
        match (types(old), types(new)) {
            (Some(old), Some(new)) => old.len() == new.len() && old.iter().all(|ty| new.contains(ty)),
            (None, None) => true,
            (old_types, _) => {
                let untyped = if old_types.is_none() { old } else { new };
                let implied = IMPLY_A_TYPE.iter().any(|keyword| untyped.contains_key(*keyword));
                if !implied && !self.found.told_around(&change.node) {
                    self.typed(change, old_types.is_none());
                }
                true
            }
        }
    }

    /// Tells which items a list may have, where the client has a type for neither; whether there is something to tell.
    /// What breaks is told item by item.
    pub(super) fn items(&mut self, change: &KeywordChange<'a>) -> bool {
        let at = (change.node.as_str(), change.node.as_str());
        if self.found.told_around(&change.node) {
            return false;
        }
        let mut is_subset = |travel| self.found.is_subset(at, travel) == Answer::Yes;
        let (kind, words) = match (is_subset(Travel::Sent), is_subset(Travel::Received)) {
            (true, false) => (Kind::TypeWidened, "may have items now that it couldn't have"),
            (false, true) => (Kind::TypeNarrowed, "may no longer have all items that it could have"),
            _ => return false,
        };
        let told = |value: Option<&Value>| value.map(Value::to_string);
        let (old, new) = (told(change.old), told(change.new));
        let message = format!("{} {words}", self.words(change));
        let direction = self.reach(&change.node).direction;
        let is_breaking = kind.wire(direction) == Wire::Breaking;
        if !is_breaking {
            self.report(change, Finding { old, new, message, ..Finding::of(kind) });
        }
        !is_breaking
    }

    fn nullable(&mut self, change: &KeywordChange<'a>) {
        let (old, new) = (is_nullable(change.nodes.0), is_nullable(change.nodes.1));
        let (kind, word) = match (is_of_parameter(&change.node), new) {
            (true, true) => (Kind::ParameterBecameNullable, "may be"),
            (true, false) => (Kind::ParameterNoLongerNullable, "may no longer be"),
            (false, true) => (Kind::BecameNullable, "may be"),
            (false, false) => (Kind::NoLongerNullable, "may no longer be"),
        };
        let message = format!("{} {word} null", self.words(change));
        let (old, new) = (Some(old.to_string()), Some(new.to_string()));
        self.report(change, Finding { old, new, message, ..Finding::of(kind) });
    }

    fn typed(&mut self, change: &KeywordChange<'a>, came: bool) {
        let told = |value: Option<&Value>| value.map(Value::to_string);
        let (old, new) = (told(change.old), told(change.new));
        let kind = match (is_of_parameter(&change.node), came) {
            (true, true) => Kind::ParameterTypeChanged,
            (true, false) => Kind::ParameterTypeWidened,
            (false, true) => Kind::TypeNarrowed,
            (false, false) => Kind::TypeWidened,
        };
        let message =
            format!("the type of {} {}", self.words(change), became(old.as_deref(), new.as_deref()));
        self.report(change, Finding { old, new, message, ..Finding::of(kind) });
    }

    pub(super) fn links(&mut self, change: &KeywordChange<'a>) {
        let message = format!(
            "`{}` of {} changed, of which the client makes nothing",
            change.keyword,
            self.words(change)
        );
        let was = |value: Option<&Value>| value.map(|_| change.keyword.to_owned());
        let (old, new) = (was(change.old), was(change.new));
        self.report(change, Finding { old, new, message, ..Finding::of(Kind::LinksChanged) });
    }

    /// Reports a finding about the node a change belongs to, of which nothing is emitted.
    fn report(&mut self, change: &KeywordChange<'a>, finding: Finding<'_>) {
        self.report_at(&change.node, finding, Some(Rust::None));
    }
}

/// Whether a schema takes `null`, in any of its three spellings.
pub(super) fn is_nullable(schema: &Map<String, Value>) -> bool {
    let is_null = |ty: &Value| ty.as_str() == Some("null");
    let among = |keyword: &str| {
        let alternatives = schema.get(keyword).and_then(Value::as_array).into_iter().flatten();
        alternatives.filter_map(|schema| schema.get("type")).any(is_null)
    };
    let types = schema.get("type").and_then(Value::as_array).into_iter().flatten();
    schema.get("nullable") == Some(&Value::Bool(true))
        || types.into_iter().any(is_null)
        || among("anyOf")
        || among("oneOf")
}

/// The types a schema states, `null` aside.
fn types(schema: &Map<String, Value>) -> Option<Vec<&str>> {
    let types: Vec<&str> = match schema.get("type")? {
        Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
        ty => ty.as_str().into_iter().collect(),
    };
    Some(types.into_iter().filter(|ty| *ty != "null").collect())
}

fn is_of_parameter(node: &str) -> bool {
    let mut segments = crate::source::pointer::segments(node);
    match segments.next().as_deref() {
        Some("components") => segments.next().as_deref() == Some("parameters"),
        Some("paths") => segments.skip(1).take(2).any(|segment| segment == "parameters"),
        _ => false,
    }
}
