//! A document as a page sends it, with the files it refers to, and where its parts stand in them.

use std::io;

use lowcodeapi_generator::document::Document;
use lowcodeapi_generator::read::Committed;
use lowcodeapi_generator::source::{Origins, Source};
use lowcodeapi_generator::{Error, bundle};
use serde::{Deserialize, Serialize};

use crate::message::Stretch;

/// A document, and the files it refers to.
#[derive(Debug, Deserialize)]
pub struct Files {
    /// The document itself.
    pub document: File,
    /// Files beside it, by their path from its folder, or their name alone.
    #[serde(default)]
    pub beside: Vec<File>,
}

/// A file of a message.
#[derive(Debug, Deserialize)]
pub struct File {
    /// What errors call it.
    pub name: String,
    /// Where it is in the bytes behind the JSON.
    pub bytes: Stretch,
}

/// The lines something takes in a file, from 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Extent {
    /// The file.
    pub file: String,
    /// Its first line.
    pub line: usize,
    /// Its last line.
    pub end: usize,
}

impl File {
    /// What is in it; nothing where the message doesn't have that much.
    pub(crate) fn of<'b>(&self, bytes: &'b [u8]) -> &'b [u8] {
        let (start, length) = self.bytes;
        start.checked_add(length).and_then(|end| bytes.get(start..end)).unwrap_or_default()
    }
}

impl Files {
    /// Reads the document, and with it the files it refers to, as the command line does.
    pub(crate) fn read(&self, bytes: &[u8]) -> Result<Committed, Error> {
        let mut open = |path: &str| match self.find(path) {
            Some(file) => Ok(file.of(bytes).to_vec()),
            None => Err(io::Error::new(io::ErrorKind::NotFound, "it was not opened along with the document")),
        };
        Ok(bundle::bundle(self.document.of(bytes), &self.document.name, &mut open)?)
    }

    /// The file at a path. Browsers keep the folders of chosen files to themselves, so that a name alone counts where it is
    /// the only one.
    fn find(&self, path: &str) -> Option<&File> {
        let exact = self.beside.iter().find(|file| file.name == path);
        exact.or_else(|| {
            let name = path.rsplit('/').next();
            let mut named = self.beside.iter().filter(|file| Some(file.name.as_str()) == name);
            named.next().filter(|_| named.next().is_none())
        })
    }
}

/// The lines that what stands at a pointer of an effective document takes in the files it came from; of what stands nowhere
/// there, where it would.
pub(crate) fn extent(document: &Document, origins: Option<&Origins>, pointer: &str) -> Option<Extent> {
    let pointer = document.source_pointer(pointer);
    match origins {
        Some(origins) => {
            let (source, pointer) = origins.source(&pointer);
            extent_in(source, &pointer)
        }
        None => extent_in(document.source(), &pointer),
    }
}

/// Whether what stands at a pointer of an effective document stands in the files it came from, too.
pub(crate) fn is_stated(document: &Document, origins: Option<&Origins>, pointer: &str) -> bool {
    let pointer = document.source_pointer(pointer);
    match origins {
        Some(origins) => {
            let (source, pointer) = origins.source(&pointer);
            source.has(&pointer)
        }
        None => document.source().has(&pointer),
    }
}

fn extent_in(source: &Source, pointer: &str) -> Option<Extent> {
    let line = source.locate(pointer)?.line;
    if !source.has(pointer) {
        return Some(Extent { file: source.name().to_owned(), line, end: line });
    }
    let value = source.value_span(pointer)?;
    // What follows a block of YAML up to the next key is no part of it.
    let end = value.start + source.text()[value].trim_end().len();
    Some(Extent { file: source.name().to_owned(), line, end: source.position(end).line.max(line) })
}
