//! The files a document consists of, each read once.

use std::rc::Rc;

use foldhash::HashMap;
use serde_json::Value;

use super::ReadFile;
use super::error::ProblemKind;
use super::relative;
use crate::document::{Ids, Named};
use crate::read;
use crate::source::Source;
use crate::source::origins::Location;
use crate::source::pointer::percent_decode;
use crate::source::pointer::{push, segments};

/// References that may follow each other on the way to one target.
const MOST_HOPS: usize = 64;

/// Where a reference leads.
pub(super) enum Target {
    /// Somewhere that is not for bundling to find: within the document, or on another host.
    Elsewhere,
    /// A place in one of the files.
    Location(Location),
}

struct File {
    /// From the folder of the document.
    path: String,
    value: Rc<Value>,
    /// What schemas in it call themselves: what looks like a file may be one of them.
    ids: Rc<Ids>,
}

impl File {
    fn new(path: String, value: Value) -> Self {
        let ids = Rc::new(Ids::of(&value));
        Self { path, value: Rc::new(value), ids }
    }
}

/// The files read so far.
pub(super) struct Files<'r> {
    all: Vec<File>,
    sources: Vec<Source>,
    /// What became of each path that was asked for.
    known: HashMap<String, Result<usize, ProblemKind>>,
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
        Self {
            known: HashMap::from_iter([(path.to_owned(), Ok(0))]),
            all: vec![File::new(path.to_owned(), value)],
            sources: vec![source],
            folder: folder.to_owned(),
            read,
        }
    }

    /// The document itself.
    pub(super) fn root(&self) -> Rc<Value> {
        Rc::clone(&self.all[0].value)
    }

    /// What stands at a place.
    pub(super) fn get(&self, location: &Location) -> Option<Value> {
        self.all[location.file].value.pointer(&location.pointer).cloned()
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

    /// Where a reference leads that stands at a place.
    pub(super) fn follow(&mut self, at: &Location, reference: &str) -> Result<Target, ProblemKind> {
        self.follow_from(at, reference, 0)
    }

    fn follow_from(&mut self, at: &Location, reference: &str, hops: usize) -> Result<Target, ProblemKind> {
        let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let ids = Rc::clone(&self.all[at.file].ids);
        match ids.named(ids.resource(&at.pointer), reference) {
            Some(_) if at.file == 0 => return Ok(Target::Elsewhere),
            Some(named) => {
                let found = self.named(at.file, &named, reference, hops);
                if let (Err(_), Named::Part(_, part), true) = (&found, &named, path.is_empty()) {
                    return self.named(at.file, &Named::Part("", part), reference, hops).or(found);
                }
                return found;
            }
            None if at.file == 0 && path.is_empty() => return Ok(Target::Elsewhere),
            None => {}
        }
        if path.contains("://") && !path.starts_with("file:") || path.starts_with("//") {
            return Ok(Target::Elsewhere);
        }
        let file = if path.is_empty() { at.file } else { self.load(at.file, path)? };
        let ids = Rc::clone(&self.all[file].ids);
        match ids.named(ids.resource(""), &reference[path.len()..]) {
            Some(Named::Part(_, part)) if file == 0 => {
                Ok(Target::Location(Location { file, pointer: percent_decode(part).into_owned() }))
            }
            Some(named) => self.named(file, &named, reference, hops),
            None => {
                let (reference, missing) = (reference.to_owned(), fragment.to_owned());
                Err(ProblemKind::Dangling { reference, missing })
            }
        }
    }

    /// Where a name or a part of a file stands: percent-decoded, or as it is written where only that leads anywhere.
    fn named(
        &mut self,
        file: usize,
        named: &Named<'_, '_>,
        reference: &str,
        hops: usize,
    ) -> Result<Target, ProblemKind> {
        let (from, part) = match named {
            Named::Part(from, part) => (*from, *part),
            Named::Anchor(pointer) => (*pointer, ""),
        };
        let at = Location { file, pointer: from.to_owned() };
        let decoded = percent_decode(part);
        let found = self.find(&at, &decoded, reference, hops);
        if found.is_err() && decoded != part {
            return self.find(&at, part, reference, hops).or(found).map(Target::Location);
        }
        found.map(Target::Location)
    }

    /// Goes down a pointer; a reference on the way is followed.
    fn find(
        &mut self,
        from: &Location,
        wanted: &str,
        reference: &str,
        hops: usize,
    ) -> Result<Location, ProblemKind> {
        let mut at = from.clone();
        let mut value = Rc::clone(&self.all[at.file].value);
        let mut keys = segments(wanted).peekable();
        while let Some(key) = keys.next() {
            let node = value.pointer(&at.pointer).unwrap_or(&Value::Null);
            if has(node, &key) {
                push(&mut at.pointer, &key);
                continue;
            }
            // `#/` for all of it, as tools write it.
            if key.is_empty() && keys.peek().is_none() {
                break;
            }
            let dangling =
                || ProblemKind::Dangling { reference: reference.to_owned(), missing: key.to_string() };
            let next = node.get("$ref").and_then(Value::as_str).filter(|_| hops < MOST_HOPS);
            let Some(next) = next.map(str::to_owned) else { return Err(dangling()) };
            let Target::Location(target) = self.follow_from(&at, &next, hops + 1)? else {
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
        self.all.push(File::new(path.to_owned(), value));
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
