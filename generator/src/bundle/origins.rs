//! Where the parts of a document come from.

use std::collections::BTreeMap;

use miette::SourceSpan;

use super::files::Spot;
use crate::source::{Position, Source, SourceText};

/// Where the parts of a document come from: as it was before it was bundled, or only made JSON.
#[derive(Debug)]
pub struct Origins {
    sources: Vec<Source>,
    /// By pointer in the document; what has none stands in its nearest ancestor's file.
    spots: BTreeMap<String, Spot>,
}

/// A place in a file, with what a message needs to show it.
#[derive(Debug, Clone)]
pub struct Place {
    /// Line and column.
    pub position: Position,
    /// The file.
    pub text: SourceText,
    /// The bytes worth pointing at.
    pub span: SourceSpan,
}

impl Origins {
    /// Those of a document of one file, as it stands in that file.
    pub(crate) fn of(source: Source) -> Self {
        Self { sources: vec![source], spots: BTreeMap::new() }
    }

    pub(super) fn new(sources: Vec<Source>, spots: BTreeMap<String, Spot>) -> Self {
        Self { sources, spots }
    }

    /// The names of the files, the document's own first.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.sources.iter().map(Source::name)
    }

    /// Where what stands at a pointer of the document comes from.
    #[must_use]
    pub fn place(&self, pointer: &str) -> Option<Place> {
        let mut known = pointer;
        let spot = loop {
            if let Some(spot) = self.spots.get(known) {
                break Spot {
                    file: spot.file,
                    pointer: format!("{}{}", spot.pointer, &pointer[known.len()..]),
                };
            }
            match known.rfind('/') {
                Some(parent) => known = &known[..parent],
                None => break Spot { file: 0, pointer: pointer.to_owned() },
            }
        };
        place(&self.sources[spot.file], &spot.pointer)
    }
}

/// What stands at a pointer of a file.
pub(super) fn place(source: &Source, pointer: &str) -> Option<Place> {
    let span = source.span(pointer)?;
    let position = source.position(span.start);
    Some(Place { position, text: source.frame(), span: span.into() })
}
