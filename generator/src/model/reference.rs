//! `$ref`: where it leads, whatever part of the document that is.

mod cycles;
mod similar;

use serde_json::{Map, Value};

use super::Schema;
use super::error::ProblemKind;
use super::reader::Reader;
use crate::document::{Ids, Members as _, Named};
use crate::source::pointer::{child, percent_decode, segments};
use similar::most_similar;

/// References that may stand on the way to one target, or follow each other, before it counts as a cycle.
const MOST_HOPS: usize = 64;

impl<'a> Reader<'a> {
    /// Where a reference that stands at a pointer leads: the canonical pointer, and what is there. A reference that
    /// leads nowhere is a problem.
    pub(super) fn target(&mut self, at: &str, reference: &'a str) -> Option<(String, &'a Value)> {
        let resource = self.ids.resource(at);
        if let Some(known) = self.targets.get(&(resource, reference)) {
            return Some(known.clone());
        }
        match self.find(resource, reference, true) {
            Ok(found) => {
                self.targets.insert((resource, reference), found.clone());
                Some(found)
            }
            Err(problem) => {
                self.problem(problem, child(at, "$ref"));
                None
            }
        }
    }

    /// Where a reference that stands at a pointer leads, if it leads anywhere.
    pub(super) fn quiet_target(&self, at: &str, reference: &str) -> Option<(String, &'a Value)> {
        self.find(self.ids.resource(at), reference, true).ok()
    }

    /// Follows the `$ref` of a node that is no schema, and those behind it, to the object that has none.
    pub(super) fn object(
        &mut self,
        what: &'static str,
        pointer: String,
        value: &'a Value,
    ) -> Option<(String, &'a Map<String, Value>)> {
        self.objects(what, pointer, value)?.pop()
    }

    /// The same with all objects on the way, the node itself first.
    pub(super) fn objects(
        &mut self,
        what: &'static str,
        pointer: String,
        value: &'a Value,
    ) -> Option<Vec<(String, &'a Map<String, Value>)>> {
        let mut chain: Vec<(String, _)> = Vec::new();
        let (mut pointer, mut value) = (pointer, value);
        loop {
            let Value::Object(members) = value else {
                let found = crate::document::json_type(value);
                self.problem(ProblemKind::NotAnObject { what, found }, pointer);
                return None;
            };
            let is_cycle = chain.iter().any(|(known, _)| *known == pointer) || chain.len() > MOST_HOPS;
            chain.push((pointer.clone(), members));
            let Some(reference) = members.member("$ref").and_then(Value::as_str) else {
                return Some(chain);
            };
            if is_cycle {
                let chain: Vec<String> = chain.into_iter().map(|(pointer, _)| pointer).collect();
                self.problem(ProblemKind::ReferenceCycle { chain: chain.clone() }, chain[0].clone());
                return None;
            }
            (pointer, value) = self.target(&pointer, reference)?;
        }
    }

    fn find(
        &self,
        resource: usize,
        reference: &str,
        follow: bool,
    ) -> Result<(String, &'a Value), ProblemKind> {
        let dangling = |(parent, missing)| self.dangling(reference, parent, missing);
        match self.ids.named(resource, reference) {
            // Whoever gives a component an `$id` mostly goes on to refer to others as parts of the document.
            Some(Named::Part(from, part)) if !from.is_empty() && reference.starts_with('#') => self
                .part(from, part, follow)
                .or_else(|error| self.part("", part, follow).map_err(|_| dangling(error))),
            Some(Named::Part(from, part)) => self.part(from, part, follow).map_err(dangling),
            Some(Named::Anchor(pointer)) => self.walk("", pointer, follow).map_err(dangling),
            None => {
                let (file, fragment) = reference.split_once('#').unwrap_or((reference, ""));
                if !file.is_empty() && file.trim_start_matches("./") == self.name {
                    return self.find(Ids::DOCUMENT, &reference[file.len()..], follow);
                }
                let reference = reference.to_owned();
                Err(if file.is_empty() && !fragment.is_empty() {
                    ProblemKind::UnknownAnchor { reference }
                } else if file.contains("://") || file.starts_with("//") {
                    ProblemKind::RemoteReference { reference }
                } else {
                    ProblemKind::FileReference { reference }
                })
            }
        }
    }

    /// What a part of a reference says, from what stands at a pointer: percent-decoded, or as it stands where only that
    /// leads anywhere.
    fn part(&self, from: &str, part: &str, follow: bool) -> Result<(String, &'a Value), (String, String)> {
        let decoded = percent_decode(part);
        let found = self.walk(from, &decoded, follow);
        if found.is_err() && decoded != part {
            return self.walk(from, part, follow).or(found);
        }
        found
    }

    /// Goes down a pointer from another one. A reference on the way is followed, so the canonical pointer may be another.
    fn walk(&self, from: &str, wanted: &str, follow: bool) -> Result<(String, &'a Value), (String, String)> {
        let mut pointer = String::with_capacity(from.len() + wanted.len());
        pointer.push_str(from);
        let Some(mut value) = self.root.pointer(from) else { return Err((pointer, String::new())) };
        let mut keys = segments(wanted).peekable();
        while let Some(key) = keys.next() {
            let mut hops = if follow { 0 } else { MOST_HOPS };
            let inner = loop {
                if let Some(inner) = step(value, &key) {
                    break Some(inner);
                }
                let next = value.member("$ref").and_then(Value::as_str).filter(|_| hops < MOST_HOPS);
                match next.map(|next| self.find(self.ids.resource(&pointer), next, false)) {
                    Some(Ok(target)) => (pointer, value) = target,
                    _ => break None,
                }
                hops += 1;
            };
            match inner {
                Some(inner) => value = inner,
                // `#/` for all of it, as tools write it.
                None if key.is_empty() && keys.peek().is_none() => break,
                None => return Err((pointer, key.into_owned())),
            }
            crate::source::pointer::push(&mut pointer, &key);
        }
        Ok((pointer, value))
    }

    fn dangling(&self, reference: &str, parent: String, missing: String) -> ProblemKind {
        let members = self.root.pointer(&parent).and_then(Value::as_object);
        let similar = members.and_then(|members| most_similar(&missing, members.keys()));
        let parent = if parent.is_empty() { "the document".to_owned() } else { parent };
        ProblemKind::DanglingReference { reference: reference.to_owned(), parent, missing, similar }
    }
}

fn step<'v>(value: &'v Value, key: &str) -> Option<&'v Value> {
    match value {
        Value::Object(members) => members.get(key),
        Value::Array(items) => items.get(key.parse::<usize>().ok()?),
        _ => None,
    }
}
