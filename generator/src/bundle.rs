//! Several files become one document: what a document refers to in files beside it becomes part of it.
//!
//! Parts that may stand in `components` do, under the name they have in their file or that of the file; anything
//! else, a path item for instance, stands where it is referred to. There is no disk in here: whoever calls reads.

mod error;
mod files;
mod kinds;
mod places;
mod relative;
mod sections;
mod walk;

use std::collections::{BTreeMap, VecDeque};

use serde_json::Value;

use crate::document::Form;
use crate::read::{self, Committed};
use crate::source::origins::{self, Location, Origins};
use crate::source::pointer::child;
use crate::threads::both;
pub use error::{Error, Problem, ProblemKind};
use files::Files;
use kinds::NodeKind;
use places::Places;
use sections::Sections;

/// How many levels a bundled document has at most: what is committed is read again, and a JSON parser takes no more.
const DEEPEST: usize = 127;

/// How a file is read: by its path from the folder of the document, with `/` between folders.
pub type ReadFile<'a> = dyn FnMut(&str) -> std::io::Result<Vec<u8>> + 'a;

/// Whether a text may refer to other files; only then it is worth bundling. `false` is certain.
#[must_use]
pub fn may_refer(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some(at) = find(rest, b"$ref") {
        rest = &rest[at + 4..];
        let value = rest.iter().find(|byte| !b"\"' \t\r\n:".contains(byte));
        // A property of that name has an object for its schema.
        if !matches!(value, None | Some(b'#' | b'{')) {
            return true;
        }
    }
    false
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + bytes[from..].iter().position(|byte| *byte == wanted[0])?;
        if bytes[at..].starts_with(wanted) {
            return Some(at);
        }
        from = at + 1;
    }
}

/// Reads a document as it is committed, and with it the files it refers to.
///
/// References by URL stay, for [`model`](crate::model) to refuse. A document inside other JSON and a raw definition stay
/// as they are.
///
/// # Errors
///
/// Where the document or one of the files can't be read, and all references that lead nowhere.
pub fn bundle(bytes: &[u8], name: &str, read: &mut ReadFile<'_>) -> Result<Committed, Error> {
    let (may_refer, accepted) = both(|| may_refer(bytes), || read::accept(bytes, name));
    let accepted = accepted?;
    let as_it_stands = match &accepted.form {
        Form::OpenApi => true,
        Form::Swagger(wrapper) => wrapper.is_empty(),
        Form::Wrapped(_) | Form::Definition(_) => false,
    };
    if !may_refer || !as_it_stands {
        return Ok(accepted.committed(bytes.len()));
    }
    let form = accepted.form;
    let files = Files::new(name, accepted.value, accepted.source, read);
    let sections = Sections::of(&form);
    let places = Places::of(&files.root(), sections);
    let mut bundler = Bundler {
        files,
        sections,
        places,
        origins: BTreeMap::new(),
        open: Vec::new(),
        queue: VecDeque::new(),
        problems: Vec::new(),
        inlined: 0,
    };
    bundler.keep_named_parts();
    let document = bundler.document();
    let Bundler { files, origins, mut problems, .. } = bundler;
    if let Some(pointer) = too_deep(&document, DEEPEST) {
        problems.push((ProblemKind::TooDeep { limit: DEEPEST }, origins::location(&origins, &pointer)));
    }
    if !problems.is_empty() {
        return Err(Error::located(problems, &files));
    }
    Ok(Committed::bundled(document, &form, name, bytes.len(), Origins::new(files.into_sources(), origins)))
}

/// The first place in a value that lies below more than so many levels.
fn too_deep(value: &Value, levels: usize) -> Option<String> {
    let within = |key: &str, value| too_deep(value, levels - 1).map(|below| child("", key) + &below);
    match value {
        Value::Array(_) | Value::Object(_) if levels == 0 => Some(String::new()),
        Value::Array(items) => {
            items.iter().enumerate().find_map(|(index, item)| within(&index.to_string(), item))
        }
        Value::Object(members) => members.iter().find_map(|(key, member)| within(key, member)),
        _ => None,
    }
}

/// A document under construction.
struct Bundler<'r> {
    files: Files<'r>,
    sections: Sections,
    places: Places,
    /// Where parts of the document come from, by their pointer in it.
    origins: BTreeMap<String, Location>,
    /// The parts that are being put where they are referred to, from the outermost.
    open: Vec<Location>,
    /// The parts that have a place in `components` and are not there yet.
    queue: VecDeque<(Location, &'static str, String)>,
    problems: Vec<(ProblemKind, Location)>,
    /// How many parts were put where they are referred to.
    inlined: usize,
}

impl Bundler<'_> {
    /// The whole document.
    fn document(&mut self) -> Value {
        let root = self.files.root();
        let mut document = self.node(&Location::root(), "", &root, NodeKind::Root);
        while let Some((location, section, name)) = self.queue.pop_front() {
            let Some(value) = self.files.get(&location) else { continue };
            let to = child(&self.sections.pointer(section), &name);
            self.origins.insert(to.clone(), location.clone());
            self.open.push(location.clone());
            let part = self.node(&location, &to, &value, NodeKind::of_section(section));
            self.open.pop();
            if let Some(parts) = self.sections.get(&mut document, section) {
                parts.insert(name, part);
            }
        }
        document
    }
}

#[cfg(test)]
mod tests;
