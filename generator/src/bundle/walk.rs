//! Goes through a document and puts what it refers to in other files where it belongs.

use serde_json::{Map, Value};

use super::Bundler;
use super::error::ProblemKind;
use super::files::Target;
use super::kinds::{Member, NodeKind};
use crate::source::origins::Location;
use crate::source::pointer::{child, reference as local};

/// Parts that may be put where they are referred to, before it counts as a trap.
const MOST_INLINED: usize = 100_000;

impl Bundler<'_> {
    /// A node that stands at `at` in its file and at `to` in the document, or a list of such nodes.
    pub(super) fn node(&mut self, at: &Location, to: &str, value: &Value, kind: NodeKind) -> Value {
        match value {
            _ if kind == NodeKind::Data => value.clone(),
            Value::Array(items) => {
                let each = items.iter().enumerate();
                each.map(|(index, item)| {
                    let key = index.to_string();
                    self.node(&at.child(&key), &child(to, &key), item, kind)
                })
                .collect()
            }
            Value::Object(members) if kind == NodeKind::Discriminator => self.discriminator(at, members),
            Value::Object(members) => self.object(at, to, members, Member::Node(kind)),
            scalar => scalar.clone(),
        }
    }

    /// An object: a node, or named nodes.
    fn object(&mut self, at: &Location, to: &str, members: &Map<String, Value>, what: Member) -> Value {
        let reference = members.get("$ref").and_then(Value::as_str);
        let mut written = Map::new();
        if let Some(reference) = reference {
            match self.referred(at, to, reference, what) {
                Referred::Kept(reference) => drop(written.insert("$ref".to_owned(), reference.into())),
                Referred::Inlined(part) => written = part,
            }
        }
        for (key, value) in members {
            if key == "$ref" && reference.is_some() {
                continue;
            }
            let (at, to) = (at.child(key), child(to, key));
            let member = match what {
                Member::Named(kind) => Member::Node(kind),
                Member::Node(kind) => kind.member(key),
            };
            let value = match (member, value) {
                (Member::Named(_), Value::Object(members)) => self.object(&at, &to, members, member),
                (Member::Named(kind) | Member::Node(kind), value) => self.node(&at, &to, value, kind),
            };
            written.insert(key.clone(), value);
        }
        Value::Object(written)
    }

    /// What becomes of a reference.
    fn referred(&mut self, at: &Location, to: &str, reference: &str, what: Member) -> Referred {
        let target = match self.files.follow(at, reference) {
            Ok(Target::Location(target)) => target,
            Ok(Target::Elsewhere) => return Referred::Kept(reference.to_owned()),
            Err(problem) => return self.refused(problem, at, reference),
        };
        if target.file == 0 {
            return Referred::Kept(local(&target.pointer));
        }
        let section = match what {
            Member::Node(kind) => kind.section().filter(|section| self.sections.path(section).is_some()),
            Member::Named(_) => None,
        };
        if let Some(section) = section
            && !self.places.is(&target, section, to)
        {
            return Referred::Kept(local(&self.place(target, section)));
        }
        if self.open.contains(&target) {
            return self.refused(ProblemKind::Cycle { reference: reference.to_owned() }, at, reference);
        }
        self.inlined += 1;
        if self.inlined > MOST_INLINED {
            return self.refused(ProblemKind::TooMany { limit: MOST_INLINED }, at, reference);
        }
        let Some(Value::Object(members)) = self.files.get(&target) else {
            let reference = reference.to_owned();
            return self.refused(ProblemKind::NoObject { reference: reference.clone() }, at, &reference);
        };
        self.origins.insert(to.to_owned(), target.clone());
        self.open.push(target.clone());
        let part = self.object(&target, to, &members, what);
        self.open.pop();
        match part {
            Value::Object(members) => Referred::Inlined(members),
            _ => Referred::Kept(reference.to_owned()),
        }
    }

    fn refused(&mut self, problem: ProblemKind, at: &Location, reference: &str) -> Referred {
        self.problems.push((problem, at.child("$ref")));
        Referred::Kept(reference.to_owned())
    }

    /// A discriminator: its mapping may name files.
    fn discriminator(&mut self, at: &Location, members: &Map<String, Value>) -> Value {
        let mut written = members.clone();
        let mapping = written.get_mut("mapping").and_then(Value::as_object_mut);
        for (tag, value) in mapping.into_iter().flatten() {
            let Some(reference) = value.as_str().map(str::to_owned) else { continue };
            // Without a fragment or an ending it is the name of a schema.
            let (path, fragment) = reference.split_once('#').unwrap_or((&reference, ""));
            let within = path.is_empty() && at.file != 0 && !fragment.is_empty();
            if !within && ![".json", ".yaml", ".yml"].iter().any(|ending| path.ends_with(ending)) {
                continue;
            }
            match self.files.follow(at, &reference) {
                Ok(Target::Location(target)) if target.file == 0 => *value = local(&target.pointer).into(),
                Ok(Target::Location(target)) => *value = local(&self.place(target, "schemas")).into(),
                Ok(Target::Elsewhere) => {}
                Err(problem) => self.problems.push((problem, at.child("mapping").child(tag))),
            }
        }
        Value::Object(written)
    }
}

/// What became of a reference.
enum Referred {
    /// It stays one, to this.
    Kept(String),
    /// What it led to stands here now.
    Inlined(Map<String, Value>),
}
