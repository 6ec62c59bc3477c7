//! Where the parts of a document come from.

use std::collections::BTreeMap;

use miette::SourceSpan;

use super::{Position, Source, SourceText};

/// Where the parts of a document come from: as it was before it was bundled, or only made JSON.
#[derive(Debug)]
pub struct Origins {
    sources: Vec<Source>,
    /// By pointer in the document; what has none stands in its nearest ancestor's file.
    parts: BTreeMap<String, Location>,
}

/// A place in a file, with what a message needs to show it.
#[derive(Debug, Clone)]
pub struct Excerpt {
    /// Line and column.
    pub position: Position,
    /// The file.
    pub text: SourceText,
    /// The bytes worth pointing at.
    pub span: SourceSpan,
}

/// A place in one of the files.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(crate) struct Location {
    /// Which file; 0 is the document itself.
    pub(crate) file: usize,
    /// A JSON pointer.
    pub(crate) pointer: String,
}

impl Location {
    /// The document itself.
    pub(crate) fn root() -> Self {
        Self::default()
    }

    /// A member or item of what stands here.
    pub(crate) fn child(&self, key: &str) -> Self {
        Self { file: self.file, pointer: super::pointer::child(&self.pointer, key) }
    }
}

impl Origins {
    /// Those of a document of one file, as it stands in that file.
    pub(crate) fn of(source: Source) -> Self {
        Self { sources: vec![source], parts: BTreeMap::new() }
    }

    pub(crate) fn new(sources: Vec<Source>, parts: BTreeMap<String, Location>) -> Self {
        Self { sources, parts }
    }

    /// The names of the files, the document's own first.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.sources.iter().map(Source::name)
    }

    /// The file that what stands at a pointer of the document comes from, and its pointer there.
    #[must_use]
    pub fn source(&self, pointer: &str) -> (&Source, String) {
        let Location { file, pointer } = location(&self.parts, pointer);
        (&self.sources[file], pointer)
    }

    /// Where what stands at a pointer of the document comes from.
    #[must_use]
    pub fn excerpt(&self, pointer: &str) -> Option<Excerpt> {
        let (source, pointer) = self.source(pointer);
        excerpt(source, &pointer)
    }
}

/// Where what stands at a pointer of a document comes from: its own entry in `parts`, or that of its nearest ancestor.
pub(crate) fn location(parts: &BTreeMap<String, Location>, pointer: &str) -> Location {
    let mut known = pointer;
    loop {
        if let Some(Location { file, pointer: start }) = parts.get(known) {
            return Location { file: *file, pointer: format!("{start}{}", &pointer[known.len()..]) };
        }
        match known.rfind('/') {
            Some(parent) => known = &known[..parent],
            None => return Location { file: 0, pointer: pointer.to_owned() },
        }
    }
}

/// What stands at a pointer of a file.
pub(crate) fn excerpt(source: &Source, pointer: &str) -> Option<Excerpt> {
    let span = source.span(pointer)?;
    let position = source.position(span.start);
    Some(Excerpt { position, text: source.frame(), span: span.into() })
}
