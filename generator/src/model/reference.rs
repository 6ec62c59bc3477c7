//! `$ref`: where it leads, whatever part of the document that is.

mod cycles;
mod similar;

use std::borrow::Cow;
use std::collections::HashMap;

use serde_json::{Map, Value};

use super::Schema;
use super::error::ProblemKind;
use super::reader::Reader;
use crate::source::pointer::{child, percent_decode, segments};
use similar::most_similar;

/// References that may stand on the way to one target, or follow each other, before it counts as a cycle.
const MOST_HOPS: usize = 64;

/// What the text of a reference points to.
enum Target<'t> {
    /// A JSON pointer into this document, percent-decoded.
    Pointer(Cow<'t, str>),
    /// A schema by its `$anchor` or `$id`.
    Anchor(&'t str),
    /// Another file.
    File,
    /// Another host.
    Remote,
}

impl<'a> Reader<'a> {
    /// Where a reference that stands at a pointer leads: the canonical pointer, and what is there. A reference that
    /// leads nowhere is a problem.
    pub(super) fn target(&mut self, at: &str, reference: &'a str) -> Option<(String, &'a Value)> {
        if let Some(known) = self.targets.get(reference) {
            return Some(known.clone());
        }
        match self.find(reference) {
            Ok(found) => {
                self.targets.insert(reference, found.clone());
                Some(found)
            }
            Err(problem) => {
                self.problem(problem, child(at, "$ref"));
                None
            }
        }
    }

    /// Where a reference leads, if it leads anywhere.
    pub(super) fn quiet_target(&mut self, reference: &'a str) -> Option<(String, &'a Value)> {
        self.find(reference).ok()
    }

    /// Follows the `$ref` of a node that is no schema, and those behind it, to the object that has none.
    pub(super) fn object(
        &mut self,
        what: &'static str,
        pointer: String,
        value: &'a Value,
    ) -> Option<(String, &'a Map<String, Value>)> {
        let mut chain = Vec::new();
        let (mut pointer, mut value) = (pointer, value);
        loop {
            let Value::Object(members) = value else {
                let found = super::reader::json_type(value);
                self.problem(ProblemKind::NotAnObject { what, found }, pointer);
                return None;
            };
            let Some(reference) = members.get("$ref").and_then(Value::as_str) else {
                return Some((pointer, members));
            };
            if chain.contains(&pointer) || chain.len() > MOST_HOPS {
                chain.push(pointer);
                self.problem(ProblemKind::ReferenceCycle { chain: chain.clone() }, chain[0].clone());
                return None;
            }
            let target = self.target(&pointer, reference);
            chain.push(pointer);
            (pointer, value) = target?;
        }
    }

    fn find(&mut self, reference: &str) -> Result<(String, &'a Value), ProblemKind> {
        let pointer = match self.parse(reference) {
            Target::Pointer(pointer) => pointer,
            Target::Anchor(anchor) => match self.anchors().get(anchor) {
                Some(pointer) => Cow::Owned(pointer.clone()),
                None => return Err(ProblemKind::UnknownAnchor { reference: reference.to_owned() }),
            },
            Target::File => return Err(ProblemKind::FileReference { reference: reference.to_owned() }),
            Target::Remote => return Err(ProblemKind::RemoteReference { reference: reference.to_owned() }),
        };
        self.walk(&pointer).map_err(|(parent, missing)| self.dangling(reference, parent, missing))
    }

    fn parse<'t>(&mut self, reference: &'t str) -> Target<'t> {
        if self.anchors.is_some() || !reference.starts_with("#/") {
            let id = reference.strip_suffix('#').unwrap_or(reference);
            if !id.is_empty() && self.anchors().contains_key(id) {
                return Target::Anchor(id);
            }
        }
        let (file, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        if file.is_empty() || file.trim_start_matches("./") == self.name {
            return match fragment.strip_prefix('/') {
                Some(_) => Target::Pointer(percent_decode(fragment)),
                None if fragment.is_empty() => Target::Pointer(Cow::Borrowed("")),
                None => Target::Anchor(fragment),
            };
        }
        if file.contains("://") || file.starts_with("//") { Target::Remote } else { Target::File }
    }

    /// Goes down a pointer. A reference on the way is followed, so the canonical pointer may be another.
    fn walk(&self, wanted: &str) -> Result<(String, &'a Value), (String, String)> {
        let mut pointer = String::with_capacity(wanted.len());
        let mut value = self.root;
        for key in segments(wanted) {
            let mut hops = 0;
            value = loop {
                if let Some(inner) = step(value, &key) {
                    break inner;
                }
                let next = value
                    .get("$ref")
                    .and_then(Value::as_str)
                    .and_then(|reference| reference.strip_prefix('#'));
                let next = next.map(percent_decode).filter(|_| hops < MOST_HOPS);
                let Some((next, target)) =
                    next.and_then(|next| Some((next.clone(), self.root.pointer(&next)?)))
                else {
                    return Err((pointer, key.into_owned()));
                };
                pointer = next.into_owned();
                value = target;
                hops += 1;
            };
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

    /// All anchors and ids of the document; collected once, and only if something refers to one.
    fn anchors(&mut self) -> &HashMap<&'a str, String> {
        let root = self.root;
        self.anchors.get_or_insert_with(|| {
            let mut anchors = HashMap::new();
            let mut open = vec![(String::new(), root)];
            while let Some((pointer, value)) = open.pop() {
                match value {
                    Value::Object(members) => {
                        for key in ["$id", "$anchor", "$dynamicAnchor"] {
                            if let Some(name) = members.get(key).and_then(Value::as_str) {
                                anchors.insert(name.strip_suffix('#').unwrap_or(name), pointer.clone());
                            }
                        }
                        open.extend(members.iter().map(|(key, inner)| (child(&pointer, key), inner)));
                    }
                    Value::Array(items) => {
                        open.extend(
                            items.iter().enumerate().map(|(at, inner)| (format!("{pointer}/{at}"), inner)),
                        );
                    }
                    _ => {}
                }
            }
            anchors
        })
    }
}

fn step<'v>(value: &'v Value, key: &str) -> Option<&'v Value> {
    match value {
        Value::Object(members) => members.get(key),
        Value::Array(items) => items.get(key.parse::<usize>().ok()?),
        _ => None,
    }
}
