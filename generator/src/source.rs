//! Source text and the line and column of each node in it.

mod json;
mod kept;
pub(crate) mod origins;
pub mod pointer;
mod text;
mod tree;
pub(crate) mod yaml;

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use serde_json::Value;

pub use self::kept::Damaged;
pub(crate) use self::kept::KeptFile;
pub use self::origins::{Excerpt, Origins};
pub use self::text::SourceText;
pub(crate) use self::text::problems;

use tree::Tree;

/// What a text is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Syntax {
    /// JSON.
    Json,
    /// YAML.
    Yaml,
}

/// A place in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The byte offset, from 0.
    pub offset: usize,
}

/// A text with its name, and a map from JSON pointers to places that is built when first asked for.
#[derive(Debug)]
pub struct Source {
    text: SourceText,
    syntax: Syntax,
    tree: OnceLock<Tree>,
    lines: OnceLock<Lines>,
}

impl Source {
    /// A text as it was read.
    #[must_use]
    pub fn new(name: impl Into<Arc<str>>, text: impl Into<Arc<str>>, syntax: Syntax) -> Self {
        let text = SourceText::new(name, text);
        Self { text, syntax, tree: OnceLock::new(), lines: OnceLock::new() }
    }

    /// Reads the text as YAML, of which JSON is a part: its value and the map of places come of the same events.
    pub(crate) fn read_yaml(&self) -> Result<Value, yaml::Error> {
        let (value, tree) = yaml::read(self.text());
        if self.syntax == Syntax::Yaml {
            self.tree.get_or_init(|| tree);
        }
        value
    }

    /// The text for error frames; a cheap clone.
    #[must_use]
    pub fn frame(&self) -> SourceText {
        self.text.clone()
    }

    /// The file's name or URL, as messages show it.
    #[must_use]
    pub fn name(&self) -> &str {
        self.text.name()
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        self.text.as_str()
    }

    /// What the text is written in.
    #[must_use]
    pub fn syntax(&self) -> Syntax {
        self.syntax
    }

    /// The bytes worth pointing at for a JSON pointer: a member's key, else the value. Where nothing stands at
    /// the pointer, its nearest ancestor does. `None` only for a text without any value.
    #[must_use]
    pub fn span(&self, pointer: &str) -> Option<Range<usize>> {
        let node = self.tree().nearest(pointer)?;
        Some(match &node.key {
            Some(key) => key.clone(),
            // A container may be the whole file: its first character is enough.
            None if node.container => node.value.start..node.value.start + 1,
            None => node.value.clone(),
        })
    }

    /// Whether something stands at a JSON pointer itself.
    #[must_use]
    pub fn has(&self, pointer: &str) -> bool {
        self.tree().exact(pointer).is_some()
    }

    /// The bytes of the value itself, by the same rules.
    #[must_use]
    pub fn value_span(&self, pointer: &str) -> Option<Range<usize>> {
        Some(self.tree().nearest(pointer)?.value.clone())
    }

    /// A scalar as it is written, where it has no quotes.
    pub(crate) fn written(&self, pointer: &str) -> Option<&str> {
        let node = self.tree().exact(pointer)?;
        let text = &self.text()[node.value.clone()];
        (!node.container && !text.starts_with(['"', '\''])).then_some(text)
    }

    /// Where [`Source::span`] begins.
    #[must_use]
    pub fn locate(&self, pointer: &str) -> Option<Position> {
        Some(self.position(self.span(pointer)?.start))
    }

    /// The line and column of a byte offset; of the end, where the offset is behind it.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let lines = self.lines.get_or_init(|| Lines::new(self.text()));
        lines.position(self.text(), offset)
    }

    /// The byte offset of a line and a column in bytes, both from 1, as the JSON parser states them.
    #[must_use]
    pub fn offset(&self, line: usize, column: usize) -> usize {
        let lines = self.lines.get_or_init(|| Lines::new(self.text()));
        let start = lines.starts.get(line.saturating_sub(1)).copied();
        let offset = start.unwrap_or(self.text().len()) + column.saturating_sub(1);
        floor(self.text(), offset)
    }

    /// Pointers of members whose key occurred before in the same object, in order.
    #[must_use]
    pub fn duplicates(&self) -> &[String] {
        &self.tree().duplicates
    }

    fn tree(&self) -> &Tree {
        self.tree.get_or_init(|| match self.syntax {
            Syntax::Json => json::scan(self.text()),
            Syntax::Yaml => yaml::read(self.text()).1,
        })
    }
}

/// How many bytes lie between two entries of [`Lines::characters`].
const STRIDE: usize = 1024;

/// Where lines begin, and how many characters lie before every so many bytes, so that a position costs the same
/// in a file of one line.
#[derive(Debug)]
struct Lines {
    starts: Vec<usize>,
    characters: Vec<usize>,
}

impl Lines {
    fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let after_breaks = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        let starts = std::iter::once(0).chain(after_breaks.map(|(at, _)| at + 1)).collect();
        let total = |before: &mut usize, chunk: &[u8]| {
            let here = *before;
            *before += count(chunk);
            Some(here)
        };
        let characters = bytes.chunks(STRIDE).scan(0, total).collect();
        Self { starts, characters }
    }

    fn position(&self, text: &str, offset: usize) -> Position {
        let offset = floor(text, offset);
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts[line - 1];
        let column = self.before(text, offset) - self.before(text, start) + 1;
        Position { line, column, offset }
    }

    fn before(&self, text: &str, offset: usize) -> usize {
        let chunk = (offset / STRIDE).min(self.characters.len().saturating_sub(1));
        let known = self.characters.get(chunk).copied().unwrap_or(0);
        known + count(&text.as_bytes()[chunk * STRIDE..offset])
    }
}

/// How many characters begin in these bytes of UTF-8.
fn count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
}

/// The last character boundary at or before an offset.
fn floor(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(source: &Source, pointer: &str) -> (usize, usize) {
        let position = source.locate(pointer).expect("the text has a value");
        (position.line, position.column)
    }

    #[test]
    fn json_members_are_found_at_their_key_and_items_at_their_value() {
        let text = "{\n  \"a\": {\"b\\n/\": [1, \"ä{\", {\"c\": null}]},\n\"d\": true}";
        let source = Source::new("test", text, Syntax::Json);
        assert_eq!(at(&source, ""), (1, 1));
        assert_eq!(at(&source, "/a"), (2, 3));
        assert_eq!(at(&source, "/a/b\n~1"), (2, 9));
        assert_eq!(at(&source, "/a/b\n~1/0"), (2, 18));
        assert_eq!(at(&source, "/a/b\n~1/2/c"), (2, 28));
        assert_eq!(at(&source, "/d/nothing/here"), (3, 1));
        assert_eq!(&text[source.value_span("/d").unwrap()], "true");
        assert_eq!(&text[source.value_span("/a/b\n~1/2").unwrap()], "{\"c\": null}");
    }

    #[test]
    fn a_key_that_occurs_twice_is_known() {
        let source = Source::new("test", r#"{"a": [{"b": 1, "b": 2}], "a": 3}"#, Syntax::Json);
        assert_eq!(source.duplicates(), ["/a/0/b", "/a"]);
        assert_eq!(at(&source, "/a"), (1, 27));
    }

    #[test]
    fn broken_json_has_places_as_far_as_it_goes() {
        for text in ["", "{", "[1, {\"a\": ", "}}]]", "{\"a\" \"b", "\"\\", "{:,:1}"] {
            let source = Source::new("test", text, Syntax::Json);
            let _ = source.locate("/a/0");
        }
        let deep = Source::new("test", "[".repeat(1_000_000), Syntax::Json);
        assert_eq!(at(&deep, "/0/0"), (1, 3));
    }

    #[test]
    fn yaml_is_found_behind_anchors_aliases_and_merge_keys() {
        let text =
            "base: &base\n  ä: x\n  200: y\n? k\n: z\none: *base\ntwo:\n  <<: [*base]\n  c: [1, {d: e}]\n";
        let source = Source::new("test", text, Syntax::Yaml);
        assert_eq!(at(&source, "/base/200"), (3, 3));
        assert_eq!(at(&source, "/one"), (6, 1));
        assert_eq!(at(&source, "/one/ä"), (2, 3));
        assert_eq!(at(&source, "/two/ä"), (2, 3));
        assert_eq!(at(&source, "/two/c/1/d"), (9, 11));
        assert_eq!(&text[source.value_span("/two/c/1/d").unwrap()], "e");
    }

    #[test]
    fn an_anchor_that_holds_itself_is_no_trap() {
        let source = Source::new("test", "a: &a\n  b: *a\n", Syntax::Yaml);
        let _ = source.locate("/a/b/b/b/b/b");
    }

    #[test]
    fn columns_count_characters_also_far_into_a_line() {
        let text = format!("[\"{}\",1]", "ä".repeat(5_000));
        let source = Source::new("test", text, Syntax::Json);
        assert_eq!(at(&source, "/1"), (1, 5_005));
        assert_eq!(source.position(usize::MAX).column, 5_007);
    }
}
