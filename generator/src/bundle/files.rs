//! The files a document consists of, each read once.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use serde_json::Value;

use super::ReadFile;
use super::error::ProblemKind;
use super::relative;
use crate::read;
use crate::source::Source;
use crate::source::pointer::percent_decode;
use crate::source::pointer::{push, segments};

/// References that may follow each other on the way to one target.
const MOST_HOPS: usize = 64;

/// A place in one of the files.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Spot {
    /// Which file; 0 is the document itself.
    pub(super) file: usize,
    /// A JSON pointer.
    pub(super) pointer: String,
}

impl Spot {
    /// The document itself.
    pub(super) fn root() -> Self {
        Self::default()
    }

    /// A member or item of what stands here.
    pub(super) fn child(&self, key: &str) -> Self {
        Self { file: self.file, pointer: crate::source::pointer::child(&self.pointer, key) }
    }
}

/// Where a reference leads.
pub(super) enum Target {
    /// Somewhere that is not for bundling to find: within the document, or on another host.
    Elsewhere,
    /// A place in one of the files.
    Spot(Spot),
}

struct File {
    /// From the folder of the document.
    path: String,
    value: Rc<Value>,
}

/// The files read so far.
pub(super) struct Files<'r> {
    all: Vec<File>,
    sources: Vec<Source>,
    /// What became of each path that was asked for.
    known: HashMap<String, Result<usize, ProblemKind>>,
    /// The ids that schemas of the document have: what looks like a file may be one of them.
    ids: HashSet<String>,
    /// What errors put in front of a path.
    folder: String,
    read: &'r mut ReadFile<'r>,
}

impl<'r> Files<'r> {
    pub(super) fn new<'c: 'r>(name: &str, value: Value, source: Source, read: &'c mut ReadFile<'r>) -> Self {
        let (folder, path) = match name.rfind(['/', '\\']) {
            Some(at) => name.split_at(at + 1),
            None => ("", name),
        };
        let mut ids = HashSet::new();
        collect_ids(&value, &mut ids);
        Self {
            known: HashMap::from([(path.to_owned(), Ok(0))]),
            all: vec![File { path: path.to_owned(), value: Rc::new(value) }],
            sources: vec![source],
            ids,
            folder: folder.to_owned(),
            read,
        }
    }

    /// The document itself.
    pub(super) fn root(&self) -> Rc<Value> {
        Rc::clone(&self.all[0].value)
    }

    /// What stands at a place.
    pub(super) fn get(&self, spot: &Spot) -> Option<Value> {
        self.all[spot.file].value.pointer(&spot.pointer).cloned()
    }

    /// The name of a file, without folder and ending.
    pub(super) fn stem(&self, file: usize) -> &str {
        let path = &self.all[file].path;
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        match folder.rsplit('/').next() {
            Some(folder) if !folder.is_empty() && stem.trim_matches('_') == "index" => folder,
            _ => stem,
        }
    }

    /// The texts of the files.
    pub(super) fn sources(&self) -> &[Source] {
        &self.sources
    }

    pub(super) fn into_sources(self) -> Vec<Source> {
        self.sources
    }

    /// Where a reference that stands in a file leads.
    pub(super) fn follow(&mut self, file: usize, reference: &str) -> Result<Target, ProblemKind> {
        self.follow_from(file, reference, 0)
    }

    fn follow_from(&mut self, file: usize, reference: &str, hops: usize) -> Result<Target, ProblemKind> {
        let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let remote = path.contains("://") && !path.starts_with("file:") || path.starts_with("//");
        if remote || self.ids.contains(reference) || (file == 0 && path.is_empty()) {
            return Ok(Target::Elsewhere);
        }
        let file = if path.is_empty() { file } else { self.load(file, path)? };
        if !fragment.is_empty() && !fragment.starts_with('/') {
            return Err(ProblemKind::Anchor { reference: reference.to_owned() });
        }
        let pointer = percent_decode(fragment).into_owned();
        if file == 0 {
            return Ok(Target::Spot(Spot { file, pointer }));
        }
        self.find(file, &pointer, reference, hops).map(Target::Spot)
    }

    /// Goes down a pointer; a reference on the way is followed.
    fn find(&mut self, file: usize, wanted: &str, reference: &str, hops: usize) -> Result<Spot, ProblemKind> {
        let mut at = Spot { file, pointer: String::new() };
        let mut value = Rc::clone(&self.all[file].value);
        for key in segments(wanted) {
            let node = value.pointer(&at.pointer).unwrap_or(&Value::Null);
            if has(node, &key) {
                push(&mut at.pointer, &key);
                continue;
            }
            let dangling =
                || ProblemKind::Dangling { reference: reference.to_owned(), missing: key.to_string() };
            let next = node.get("$ref").and_then(Value::as_str).filter(|_| hops < MOST_HOPS);
            let Some(next) = next.map(str::to_owned) else { return Err(dangling()) };
            let Target::Spot(target) = self.follow_from(at.file, &next, hops + 1)? else {
                return Err(dangling());
            };
            value = Rc::clone(&self.all[target.file].value);
            if !value.pointer(&target.pointer).is_some_and(|node| has(node, &key)) {
                return Err(dangling());
            }
            at = target.child(&key);
        }
        Ok(at)
    }

    /// The file at a path that stands in another.
    fn load(&mut self, from: usize, reference: &str) -> Result<usize, ProblemKind> {
        let path = relative::resolve(&self.all[from].path, reference)?;
        if let Some(known) = self.known.get(&path) {
            return known.clone();
        }
        let loaded = self.read(&path);
        self.known.insert(path, loaded.clone());
        loaded
    }

    fn read(&mut self, path: &str) -> Result<usize, ProblemKind> {
        let name = format!("{}{path}", self.folder);
        let bytes = (self.read)(path)
            .map_err(|error| ProblemKind::Unreadable { path: name.clone(), reason: error.to_string() })?;
        let (value, source) =
            read::parse(&bytes, &name).map_err(|error| ProblemKind::Broken { reason: error.to_string() })?;
        self.all.push(File { path: path.to_owned(), value: Rc::new(value) });
        self.sources.push(source);
        Ok(self.all.len() - 1)
    }
}

fn has(node: &Value, key: &str) -> bool {
    match node {
        Value::Object(members) => members.contains_key(key),
        Value::Array(items) => key.parse::<usize>().is_ok_and(|at| at < items.len()),
        _ => false,
    }
}

fn collect_ids(value: &Value, ids: &mut HashSet<String>) {
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(members) => {
                if let Some(id) = members.get("$id").and_then(Value::as_str) {
                    ids.insert(id.strip_suffix('#').unwrap_or(id).to_owned());
                }
                open.extend(members.values());
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
}
