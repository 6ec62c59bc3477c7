//! Reads YAML once: the events of its text become a value, and the map of where everything in it stands.

mod error;
mod scalar;

use std::borrow::Cow;
use std::ops::Range;

use foldhash::HashMap;
use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, Tag};
use serde_json::{Map, Value};

use super::tree::{Builder, Tree};
pub(crate) use error::{Error, Reason};

/// Levels of lists and mappings that are followed, as many as the JSON parser follows.
const DEEPEST: usize = 127;

/// Values that aliases may repeat, all together, before they count as a trap.
const MOST_REPEATED: usize = 1_000_000;

/// The value of a text, and the map of where everything stands; where it is not YAML, the map of what could be made
/// out.
///
/// Scalars mean what the core schema of YAML 1.2 says (10.3.2), and `0644` is a text. Keys are texts as they are
/// written; merge keys (`<<`) are applied, and tags dropped where they change nothing.
pub(super) fn read(text: &str) -> (Result<Value, Error>, Tree) {
    let mut reader = Reader {
        at: 0..0,
        builder: Builder::default(),
        open: Vec::new(),
        anchors: HashMap::default(),
        root: None,
        repeated: 0,
    };
    let value = reader.document(text).map_err(|reason| Error { reason, at: reader.at });
    (value, reader.builder.finish())
}

struct Reader {
    /// The bytes an error would be about.
    at: Range<usize>,
    builder: Builder,
    open: Vec<Open>,
    anchors: HashMap<usize, Anchored>,
    root: Option<Value>,
    repeated: usize,
}

/// A list or a mapping that is not at its end.
struct Open {
    start: usize,
    anchor: usize,
    node: usize,
    inside: Inside,
}

enum Inside {
    List(Vec<Value>),
    Mapping {
        members: Map<String, Value>,
        key: Option<Key>,
        /// What `<<` takes in.
        merged: Vec<Value>,
    },
}

enum Key {
    Member(String),
    Merge,
}

/// What an alias may stand for.
struct Anchored {
    /// `None` for a key, which is no node.
    node: Option<usize>,
    /// Nothing before it is at its end.
    value: Option<Value>,
    /// A scalar as it is written, for where it is a key.
    text: Option<Box<str>>,
}

impl Reader {
    fn document(&mut self, text: &str) -> Result<Value, Reason> {
        let mut documents = 0;
        let mut parser = Parser::new_from_str(text);
        while let Some(next) = parser.next_event() {
            let (event, span) = next.map_err(|error| self.syntax(&error))?;
            self.at = span.byte_range().expect("a parser of a text knows its bytes");
            if matches!(event, Event::DocumentStart(..)) {
                documents += 1;
            }
            if documents > 1 {
                return Err(Reason::SecondDocument);
            }
            self.event(event)?;
        }
        Ok(self.root.take().unwrap_or_default())
    }

    fn syntax(&mut self, error: &ScanError) -> Reason {
        let at = error.marker().byte_offset().unwrap_or_default();
        self.at = at..at;
        match error.kind() {
            // The parser looks ahead, so it may meet its own limit first.
            ErrorKind::RecursionLimitExceeded => Reason::TooDeep,
            _ => Reason::Syntax(error.info()),
        }
    }

    fn event(&mut self, event: Event<'_>) -> Result<(), Reason> {
        match event {
            Event::Scalar(text, style, anchor, tag) => self.scalar(text, style, anchor, tag.as_deref()),
            Event::Alias(anchor) => self.alias(anchor),
            Event::SequenceStart(_, anchor, _) => self.begin(anchor, true),
            Event::MappingStart(_, anchor, _) => self.begin(anchor, false),
            Event::SequenceEnd | Event::MappingEnd => self.end(),
            _ => Ok(()),
        }
    }

    fn scalar(
        &mut self,
        text: Cow<'_, str>,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<&Tag>,
    ) -> Result<(), Reason> {
        let is_key = self.builder.wants_key();
        let value = scalar::value(&text, style, tag)?;
        if anchor > 0 {
            let node = (!is_key).then(|| self.builder.next());
            let (value, text) = (Some(value.clone()), Some(text.as_ref().into()));
            self.anchors.insert(anchor, Anchored { node, value, text });
        }
        if is_key {
            let merge = text == "<<" && style == ScalarStyle::Plain && tag.is_none();
            return self.key(text.into_owned(), merge);
        }
        self.builder.scalar(self.at.clone());
        self.put(value)
    }

    fn key(&mut self, name: String, merge: bool) -> Result<(), Reason> {
        if let Some(first) = self.builder.key(&name, self.at.clone()) {
            return Err(Reason::TwiceAKey { key: name, first });
        }
        if let Some(Open { inside: Inside::Mapping { key, .. }, .. }) = self.open.last_mut() {
            *key = Some(if merge { Key::Merge } else { Key::Member(name) });
        }
        Ok(())
    }

    fn alias(&mut self, anchor: usize) -> Result<(), Reason> {
        let Some(Anchored { node, value: Some(value), text }) = self.anchors.get(&anchor) else {
            return Err(Reason::Endless);
        };
        if self.builder.wants_key() {
            let name = text.as_deref().ok_or(Reason::KeyIsNoScalar)?.to_owned();
            return self.key(name, false);
        }
        if self.open.len() + levels(value) > DEEPEST {
            return Err(Reason::TooDeep);
        }
        let value = repeat(value, &mut self.repeated)?;
        self.builder.alias(self.at.clone(), *node);
        self.put(value)
    }

    fn begin(&mut self, anchor: usize, is_list: bool) -> Result<(), Reason> {
        if self.builder.wants_key() {
            return Err(Reason::KeyIsNoScalar);
        }
        if self.open.len() == DEEPEST {
            return Err(Reason::TooDeep);
        }
        let start = self.at.start;
        let (node, inside) = if is_list {
            (self.builder.array(start), Inside::List(Vec::new()))
        } else {
            let mapping = Inside::Mapping { members: Map::new(), key: None, merged: Vec::new() };
            (self.builder.object(start), mapping)
        };
        if anchor > 0 {
            self.anchors.insert(anchor, Anchored { node: Some(node), value: None, text: None });
        }
        self.open.push(Open { start, anchor, node, inside });
        Ok(())
    }

    fn end(&mut self) -> Result<(), Reason> {
        self.builder.close(self.at.end);
        let Some(Open { start, anchor, node, inside }) = self.open.pop() else { return Ok(()) };
        self.at = start..start;
        let value = match inside {
            Inside::List(items) => Value::Array(items),
            Inside::Mapping { mut members, merged, .. } => {
                for (key, value) in merged.into_iter().flat_map(members_of) {
                    members.entry(key).or_insert(value);
                }
                Value::Object(members)
            }
        };
        if anchor > 0 {
            let value = Some(repeat(&value, &mut self.repeated)?);
            self.anchors.insert(anchor, Anchored { node: Some(node), value, text: None });
        }
        self.put(value)
    }

    /// Puts a value where it belongs: into the innermost open list or mapping.
    fn put(&mut self, value: Value) -> Result<(), Reason> {
        match self.open.last_mut().map(|open| &mut open.inside) {
            None => self.root = Some(value),
            Some(Inside::List(items)) => items.push(value),
            Some(Inside::Mapping { members, key, merged }) => match key.take() {
                Some(Key::Member(name)) => _ = members.insert(name, value),
                _ if can_be_merged(&value) => merged.push(value),
                _ => return Err(Reason::MergedScalar),
            },
        }
        Ok(())
    }
}

fn can_be_merged(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().all(Value::is_object),
        value => value.is_object(),
    }
}

/// The members of what can be merged; the first of a name counts.
fn members_of(value: Value) -> Vec<(String, Value)> {
    match value {
        Value::Object(members) => members.into_iter().collect(),
        Value::Array(items) => items.into_iter().flat_map(members_of).collect(),
        _ => Vec::new(),
    }
}

/// A copy, which counts as repeated.
fn repeat(value: &Value, repeated: &mut usize) -> Result<Value, Reason> {
    *repeated += count(value);
    if *repeated > MOST_REPEATED { Err(Reason::TooManyRepeated) } else { Ok(value.clone()) }
}

fn count(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(count).sum::<usize>(),
        Value::Object(members) => 1 + members.values().map(count).sum::<usize>(),
        _ => 1,
    }
}

fn levels(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(levels).max().unwrap_or(0),
        Value::Object(members) => 1 + members.values().map(levels).max().unwrap_or(0),
        _ => 0,
    }
}

#[cfg(test)]
mod tests;
