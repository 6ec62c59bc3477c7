//! Where parts of other files stand in the bundled document: each once, under a name of its own.

use foldhash::{HashMap, HashSet};
use serde_json::Value;

use super::files::Target;
use super::sections::Sections;
use super::{Bundler, NodeKind};
use crate::source::origins::Location;
use crate::source::pointer::{child, segments};

/// The places given so far.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// The pointer in the document, by place in its file and section.
    given: HashMap<(Location, &'static str), String>,
    taken: HashSet<(&'static str, String)>,
}

impl Places {
    /// The names a document has already.
    pub(super) fn of(root: &Value, sections: Sections) -> Self {
        let mut taken = HashSet::default();
        for section in sections.all() {
            let members = root.pointer(&sections.pointer(section)).and_then(Value::as_object);
            taken.extend(members.into_iter().flatten().map(|(name, _)| (section, name.clone())));
        }
        Self { given: HashMap::default(), taken }
    }

    /// Whether what stands at `location` of another file belongs at this pointer of the document.
    pub(super) fn is(&self, location: &Location, section: &'static str, pointer: &str) -> bool {
        self.given.get(&(location.clone(), section)).is_some_and(|given| given == pointer)
    }

    fn claim(&mut self, section: &'static str, wishes: &[String]) -> String {
        let last = wishes.last().map_or("part", String::as_str);
        let numbered = (2..).map(|number| format!("{last}-{number}"));
        let mut names = wishes.iter().cloned().chain(numbered);
        names.find(|name| self.taken.insert((section, name.clone()))).unwrap_or_default()
    }
}

impl Bundler<'_> {
    /// Finds out which parts of other files the document's own `components` already name: they stand there.
    pub(super) fn keep_named_parts(&mut self) {
        for section in self.sections.all() {
            let home = Location { file: 0, pointer: self.sections.pointer(section) };
            let Some((home, members)) = self.section(home) else { continue };
            for (name, value) in members {
                let pointer = child(&self.sections.pointer(section), &name);
                self.places.taken.insert((section, name.clone()));
                if home.file != 0 {
                    self.places.given.entry((home.child(&name), section)).or_insert_with(|| pointer.clone());
                }
                let Some(reference) = value.get("$ref").and_then(Value::as_str) else { continue };
                if let Ok(Target::Location(target)) = self.files.follow(&home.child(&name), reference)
                    && target.file != 0
                {
                    self.places.given.entry((target, section)).or_insert(pointer);
                }
            }
        }
    }

    /// A section of `components`, wherever it stands.
    fn section(&mut self, home: Location) -> Option<(Location, serde_json::Map<String, Value>)> {
        let root = self.files.root();
        let (mut at, mut value) = if let Some(value) = root.pointer(&home.pointer) {
            (home, value.clone())
        } else {
            let whole = root.get("components")?;
            let Ok(Target::Location(parts)) = self.files.follow(
                &Location { file: 0, pointer: "/components".to_owned() },
                whole.get("$ref")?.as_str()?,
            ) else {
                return None;
            };
            let at = parts.child(home.pointer.rsplit('/').next()?);
            let value = self.files.get(&at)?;
            (at, value)
        };
        if let Some(reference) = value.get("$ref").and_then(Value::as_str).map(str::to_owned) {
            let Ok(Target::Location(target)) = self.files.follow(&at, &reference) else { return None };
            value = self.files.get(&target)?;
            at = target;
        }
        match value {
            Value::Object(members) => Some((at, members)),
            _ => None,
        }
    }

    /// The place of a part of another file, which it is given where it has none.
    pub(super) fn place(&mut self, location: Location, section: &'static str) -> String {
        if let Some(pointer) = self.places.given.get(&(location.clone(), section)) {
            return pointer.clone();
        }
        let wishes = self.wishes(&location);
        let name = self.places.claim(section, &wishes);
        let pointer = child(&self.sections.pointer(section), &name);
        self.places.given.insert((location.clone(), section), pointer.clone());
        self.queue.push_back((location, section, name));
        pointer
    }

    /// What a part may be called: as in its file, or like its file.
    fn wishes(&self, location: &Location) -> Vec<String> {
        let stem = plain(self.files.stem(location.file));
        let path: Vec<_> = segments(&location.pointer).collect();
        let Some(last) = path.last() else { return vec![stem] };
        let long = format!("{stem}-{}", plain(last));
        // A member or an alternative is called after what it is part of.
        let inner =
            path.len() > 1 && NodeKind::Schema.member(&path[path.len() - 2]) != NodeKind::Schema.member("");
        let inner = inner && !matches!(&*path[path.len() - 2], "definitions" | "$defs");
        if inner || plain(last).is_empty() { vec![long] } else { vec![plain(last), long] }
    }
}

/// With nothing but what a component may be called.
fn plain(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' }).collect()
}
