//! Why a value didn't come back: what the document says at that place, and what is on record about it.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use super::case::{Case, Degraded};
use super::instances::{Class, Instance};
use super::judge::is_put_in;
use super::kinds;
use super::run::Came;
use crate::compare::{Difference, DifferenceKind};
use crate::corpus::Error;
use crate::json::Json;
use crate::schema::{Applied, Node, Validators};

/// Keywords that declare members.
const DECLARE: [&str; 4] =
    ["properties", "patternProperties", "additionalProperties", "unevaluatedProperties"];

/// Looks losses up in the document they were drawn from.
pub(super) struct Explain<'a> {
    case: &'a Case,
    document: Value,
    validators: Validators,
    /// What was applied to the instance that was looked at last: several questions are asked about each.
    last: Option<(String, usize, Vec<Applied>)>,
}

impl<'a> Explain<'a> {
    /// Reads the document again.
    pub(super) fn new(folder: &Path, case: &'a Case) -> Result<Self, Error> {
        let document = Case::document(folder)?;
        let pointers: Vec<String> = case.subjects.iter().map(|subject| subject.pointer.clone()).collect();
        let validators = Validators::new(&document, &pointers);
        Ok(Self { case, document, validators, last: None })
    }

    /// Whether what is missing is a member that no schema which allows the instance declares: a type without a place
    /// for further members may drop it.
    pub(super) fn is_undeclared(&mut self, instance: &Instance, difference: &Difference) -> bool {
        if is_put_in(difference) {
            return true;
        }
        // What was drawn is declared.
        if difference.kind != DifferenceKind::Missing || !instance.example {
            return false;
        }
        let Some((parent, key)) = difference.path.rsplit_once('/') else { return false };
        let (key, parent) = (key.replace("~1", "/").replace("~0", "~"), parent.to_owned());
        let declares = |applied: &Applied| {
            let keyword = applied.keyword.rsplit('/').next().unwrap_or_default();
            applied.instance == parent && DECLARE.contains(&keyword) && applied.members.contains(&key)
        };
        !self.applied(instance).iter().any(declares)
    }

    /// The degradation at the schema of a place, at one it is part of, or at a part of it.
    pub(super) fn explanation(&mut self, instance: &Instance, path: &str) -> Option<String> {
        if self.case.degraded.is_empty() {
            return None;
        }
        let (mut on_the_way, mut at_the_place) = (BTreeSet::new(), BTreeSet::new());
        for applied in self.applied(instance) {
            let Some(schema) = applied.schema() else { continue };
            if applied.instance == path {
                at_the_place.insert(schema.to_owned());
            }
            if is_within(path, &applied.instance) {
                on_the_way.insert(schema.to_owned());
            }
        }
        let subject = &self.case.subjects[instance.subject].pointer;
        on_the_way.insert(subject.clone());
        let explains = |degraded: &&Degraded| {
            on_the_way.contains(&degraded.pointer)
                || on_the_way.iter().any(|schema| is_within(schema, &degraded.pointer))
                || at_the_place
                    .iter()
                    .any(|schema| !schema.is_empty() && is_within(&degraded.pointer, schema))
        };
        self.case
            .degraded
            .iter()
            .find(explains)
            .map(|degraded| format!("{} at {}", degraded.detail, degraded.pointer))
    }

    /// What kind of loss it is, in words that are the same for the same fault.
    pub(super) fn kind(
        &mut self,
        instance: &Instance,
        path: &str,
        kind: Option<DifferenceKind>,
        came: &Came,
    ) -> String {
        let mut schemas = BTreeSet::new();
        for applied in self.applied(instance) {
            if applied.instance == path {
                schemas.extend(applied.schema().map(str::to_owned));
            }
        }
        let schemas: Vec<&Value> = schemas
            .iter()
            .filter(|pointer| !pointer.is_empty())
            .filter_map(|pointer| Some(Node::find(&self.document, pointer)?.value))
            .collect();
        let sent = Json::parse(&instance.text).ok();
        kinds::kind(&schemas, sent.as_ref(), path, kind, came, instance.class == Class::Open)
    }

    fn applied(&mut self, instance: &Instance) -> &[Applied] {
        let known = self
            .last
            .as_ref()
            .is_some_and(|(text, subject, _)| *subject == instance.subject && *text == instance.text);
        if !known {
            let value = Json::parse(&instance.text).map(|json| json.value()).unwrap_or_default();
            let applied = self.validators.applied(instance.subject, &value);
            self.last = Some((instance.text.clone(), instance.subject, applied));
        }
        self.last.as_ref().map_or(&[], |(_, _, applied)| applied)
    }
}

/// Whether a pointer is that of something, or of a part of it.
fn is_within(pointer: &str, whole: &str) -> bool {
    pointer.strip_prefix(whole).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
