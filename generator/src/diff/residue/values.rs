//! What schemas say about values that have no place in the IR: bounds, defaults and formats of what has no name, and
//! types of which Rust makes nothing.

use serde_json::{Map, Value};

use super::{Residue, spelling::IMPLY_A_TYPE};
use crate::diff::{
    Finding, Kind, Rust, Wire,
    constraints::{self, Bound},
    subset::{Answer, Way, format_of},
    typed::became,
    walk::Leaf,
};

impl<'a> Residue<'_, '_, 'a> {
    pub(super) fn bound(&mut self, leaf: &Leaf<'a>) {
        let (old, new) = (&self.found.old.document.value, &self.found.new.document.value);
        let differing = constraints::differing_by(leaf.keyword, (old, leaf.nodes.0), (new, leaf.nodes.1));
        for differing in differing {
            let (old, new) = differing.values();
            if self.found.told_values(&["E11", "B10"], &leaf.node, old.as_deref(), new.as_deref())
                || (constraints::makes_a_type(differing.keyword) && self.is_told_as_type(leaf))
            {
                continue;
            }
            let kind = match (differing.bound, is_of_parameter(&leaf.node)) {
                (Bound::Tightened { added: true }, true) => Kind::ParameterConstraintAdded,
                (Bound::Tightened { added: false }, true) => Kind::ParameterConstraintTightened,
                (Bound::Loosened, true) => Kind::ParameterConstraintLoosened,
                (Bound::Tightened { .. }, false) => Kind::ConstraintTightened,
                (Bound::Loosened, false) => Kind::ConstraintLoosened,
                (Bound::Undecidable, true) => Kind::ParameterPatternChanged,
                (Bound::Undecidable, false) => Kind::PatternChanged,
            };
            let message = format!("`{}` of {} {}", differing.keyword, self.words(leaf), differing.words());
            self.report(leaf, Finding { old, new, message, ..Finding::of(kind) });
        }
    }

    /// Whether the type of a value was told to be another that nothing but its bounds makes another.
    fn is_told_as_type(&self, leaf: &Leaf<'a>) -> bool {
        let (old, new) = leaf.nodes;
        ["type", "format"].iter().all(|keyword| old.get(*keyword) == new.get(*keyword))
            && self.found.told_rules(&["A11", "B5", "D1", "D2", "D4", "E7", "E8"], &leaf.node)
    }

    pub(super) fn default(&mut self, leaf: &Leaf<'a>, rust: Option<Rust>) {
        let told = |value: Option<&Value>| value.map(Value::to_string);
        let (old, new) = (told(leaf.old), told(leaf.new));
        if leaf.old.zip(leaf.new).is_some_and(|(old, new)| constraints::is_same(old, new)) {
            return;
        }
        if self.found.told_values(&["E12", "B8", "G5"], &leaf.node, old.as_deref(), new.as_deref())
            || self.found.told_around(&leaf.node)
        {
            return;
        }
        let kind =
            if is_of_parameter(&leaf.node) { Kind::ParameterDefaultChanged } else { Kind::DefaultChanged };
        let message =
            format!("the default of {} {}", self.words(leaf), became(old.as_deref(), new.as_deref()));
        self.report_at(&leaf.node, Finding { old, new, message, ..Finding::of(kind) }, rust);
    }

    pub(super) fn format(&mut self, leaf: &Leaf<'a>) {
        let is_same = format_of(leaf.nodes.0) == format_of(leaf.nodes.1);
        if is_same || self.found.told_around(&leaf.node) {
            return;
        }
        let told = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
        let (old, new) = (told(leaf.old), told(leaf.new));
        let kind =
            if is_of_parameter(&leaf.node) { Kind::ParameterFormatChanged } else { Kind::FormatChanged };
        let message =
            format!("the format of {} {}", self.words(leaf), became(old.as_deref(), new.as_deref()));
        self.report(leaf, Finding { old, new, message, ..Finding::of(kind) });
    }

    /// What the IR doesn't tell apart: nothing said about other members, and none allowed.
    pub(super) fn openness(&mut self, leaf: &Leaf<'a>) {
        let closed = |value: Option<&Value>| value == Some(&Value::Bool(false));
        let (before, after) = (closed(leaf.old), closed(leaf.new));
        if before == after || self.found.told_around(&leaf.node) {
            return;
        }
        let (kind, word) =
            if after { (Kind::BecameClosed, "may no longer") } else { (Kind::BecameOpen, "may") };
        let told = |value: Option<&Value>| value.map(Value::to_string);
        let (old, new) = (told(leaf.old), told(leaf.new));
        let message = format!("{} {word} have members the document doesn't name", self.words(leaf));
        self.report(leaf, Finding { old, new, message, ..Finding::of(kind) });
    }

    /// Types that Rust spells alike: a text that may be anything, an optional parameter that may be null. Whether there
    /// was nothing more to say.
    pub(super) fn ty(&mut self, leaf: &Leaf<'a>) -> bool {
        let (old, new) = leaf.nodes;
        if is_nullable(old) != is_nullable(new) && !self.found.told_around(&leaf.node) {
            self.nullable(leaf);
            return true;
        }
        match (types(old), types(new)) {
            (Some(old), Some(new)) => old.len() == new.len() && old.iter().all(|ty| new.contains(ty)),
            (None, None) => true,
            (old_types, _) => {
                let untyped = if old_types.is_none() { old } else { new };
                let implied = IMPLY_A_TYPE.iter().any(|keyword| untyped.contains_key(*keyword));
                if !implied && !self.found.told_around(&leaf.node) {
                    self.typed(leaf, old_types.is_none());
                }
                true
            }
        }
    }

    /// Tells which items a list may have, where the client has a type for neither; whether there is something to tell.
    /// What breaks is told item by item.
    pub(super) fn items(&mut self, leaf: &Leaf<'a>) -> bool {
        let at = (leaf.node.as_str(), leaf.node.as_str());
        if self.found.told_around(&leaf.node) {
            return false;
        }
        let mut is_subset = |way| self.found.is_subset(at, way) == Answer::Yes;
        let (kind, words) = match (is_subset(Way::Sent), is_subset(Way::Received)) {
            (true, false) => (Kind::TypeWidened, "may have items now that it couldn't have"),
            (false, true) => (Kind::TypeNarrowed, "may no longer have all items that it could have"),
            _ => return false,
        };
        let told = |value: Option<&Value>| value.map(Value::to_string);
        let (old, new) = (told(leaf.old), told(leaf.new));
        let message = format!("{} {words}", self.words(leaf));
        let direction = self.reach(&leaf.node).direction;
        let is_breaking = kind.wire(direction) == Wire::Breaking;
        if !is_breaking {
            self.report(leaf, Finding { old, new, message, ..Finding::of(kind) });
        }
        !is_breaking
    }

    fn nullable(&mut self, leaf: &Leaf<'a>) {
        let (old, new) = (is_nullable(leaf.nodes.0), is_nullable(leaf.nodes.1));
        let (kind, word) = match (is_of_parameter(&leaf.node), new) {
            (true, true) => (Kind::ParameterBecameNullable, "may be"),
            (true, false) => (Kind::ParameterNoLongerNullable, "may no longer be"),
            (false, true) => (Kind::BecameNullable, "may be"),
            (false, false) => (Kind::NoLongerNullable, "may no longer be"),
        };
        let message = format!("{} {word} null", self.words(leaf));
        let (old, new) = (Some(old.to_string()), Some(new.to_string()));
        self.report(leaf, Finding { old, new, message, ..Finding::of(kind) });
    }

    fn typed(&mut self, leaf: &Leaf<'a>, came: bool) {
        let told = |value: Option<&Value>| value.map(Value::to_string);
        let (old, new) = (told(leaf.old), told(leaf.new));
        let kind = match (is_of_parameter(&leaf.node), came) {
            (true, true) => Kind::ParameterTypeChanged,
            (true, false) => Kind::ParameterTypeWidened,
            (false, true) => Kind::TypeNarrowed,
            (false, false) => Kind::TypeWidened,
        };
        let message = format!("the type of {} {}", self.words(leaf), became(old.as_deref(), new.as_deref()));
        self.report(leaf, Finding { old, new, message, ..Finding::of(kind) });
    }

    pub(super) fn links(&mut self, leaf: &Leaf<'a>) {
        let message =
            format!("`{}` of {} changed, of which the client makes nothing", leaf.keyword, self.words(leaf));
        let was = |value: Option<&Value>| value.map(|_| leaf.keyword.to_owned());
        let (old, new) = (was(leaf.old), was(leaf.new));
        self.report(leaf, Finding { old, new, message, ..Finding::of(Kind::LinksChanged) });
    }

    /// Reports a finding about the node a leaf belongs to, of which nothing is emitted.
    fn report(&mut self, leaf: &Leaf<'a>, finding: Finding<'_>) {
        self.report_at(&leaf.node, finding, Some(Rust::None));
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
