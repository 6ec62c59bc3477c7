//! Bytes become a document, whatever form the service sent it in.

mod definition;
mod error;
mod filled;
mod form;
mod pretty;
mod syntax;
pub(crate) mod written;

use std::sync::Arc;

use serde_json::Value;

use crate::document::{Document, Form, METHODS};
use crate::raise;
use crate::source::{Origins, Source, Syntax, pointer};
use crate::threads::both;
pub use error::Error;
use error::Frame;

/// Reads a document: OpenAPI 3 as JSON or YAML, Swagger 2.0, which is raised to it, the same inside `res`, `data` or the
/// like, or a raw definition.
/// What it is in is judged by the bytes, not by the name.
///
/// # Errors
///
/// Where the bytes are no such document; each error says where and what to do.
pub fn read(bytes: &[u8], name: &str) -> Result<Document, Error> {
    let Accepted { value, source, form, wrapper, duplicates } = accept(bytes, name)?;
    Ok(document(value, &form, wrapper, source, duplicates))
}

fn document(value: Value, form: &Form, wrapper: &str, source: Source, duplicates: Vec<String>) -> Document {
    let inner = unwrapped(value, wrapper);
    let mut document = Document::new(inner, form.clone(), source).with_duplicates(duplicates);
    match form {
        Form::Definition(_) => definition::convert(&mut document, wrapper),
        Form::Swagger(_) => raise::raise(&mut document, wrapper),
        Form::Wrapped(_) => document.comes_from("", wrapper),
        Form::OpenApi => {}
    }
    document
}

/// The text of a document that is committed: pretty JSON with its key order, a newline at the end. YAML becomes JSON;
/// a wrapper stays, and a raw definition or Swagger 2.0 stays what it is.
///
/// # Errors
///
/// As [`read`].
pub fn canonical(bytes: &[u8], name: &str) -> Result<String, Error> {
    Ok(text(&accept(bytes, name)?.value, bytes.len()))
}

/// A document that was read once, in both forms that go on from there.
#[derive(Debug)]
pub struct Committed {
    /// What is committed, as [`canonical`] writes it.
    pub text: Arc<str>,
    /// What that text says.
    pub document: Document,
    /// Where its parts stand in what was read, where that is another text.
    pub origins: Option<Origins>,
}

/// Reads a document as [`canonical`] writes it down, which then is its source text.
///
/// # Errors
///
/// As [`read`].
pub fn committed(bytes: &[u8], name: &str) -> Result<Committed, Error> {
    Ok(accept(bytes, name)?.committed(bytes.len()))
}

impl Committed {
    /// A document of this form that was made of several, of which the first had so many bytes.
    pub(crate) fn bundled(value: Value, form: &Form, name: &str, bytes: usize, origins: Origins) -> Self {
        let text: Arc<str> = text(&value, bytes).into();
        let source = Source::new(name, text.clone(), Syntax::Json);
        Self { text, document: document(value, form, "", source, Vec::new()), origins: Some(origins) }
    }
}

/// A value in the form in which it is committed; it was read from so many bytes.
fn text(value: &Value, bytes: usize) -> String {
    // What is reserved and not used costs nothing, but a text that grows is copied again and again.
    let mut text = Vec::with_capacity(bytes * 2);
    pretty::write(value, &mut text).expect("a value is JSON, and memory takes it");
    text.push(b'\n');
    String::from_utf8(text).expect("JSON is text")
}

/// A text that is a document of a known form, and lost no operation on the way.
pub(crate) struct Accepted {
    pub(crate) value: Value,
    pub(crate) source: Source,
    pub(crate) form: Form,
    wrapper: &'static str,
    duplicates: Vec<String>,
}

impl Accepted {
    /// The document as it is committed; it was read from so many bytes.
    pub(crate) fn committed(self, bytes: usize) -> Committed {
        let Self { value, source: read, form, wrapper, .. } = self;
        let text: Arc<str> = text(&value, bytes).into();
        let source = Source::new(read.name(), text.clone(), Syntax::Json);
        let origins = (read.text() != &*text).then(|| Origins::of(read));
        Committed { text, document: document(value, &form, wrapper, source, Vec::new()), origins }
    }
}

pub(crate) fn accept(bytes: &[u8], name: &str) -> Result<Accepted, Error> {
    let (members, parsed) = both(|| syntax::members(bytes), || parse(bytes, name));
    let (value, source) = parsed?;
    let (form, wrapper) = form::form(&value, &source)?;
    let duplicates = syntax::duplicates(&source, members, &value);
    refuse_lost_operations(&duplicates, wrapper, &source)?;
    Ok(Accepted { value, source, form, wrapper, duplicates })
}

pub(crate) fn parse(bytes: &[u8], name: &str) -> Result<(Value, Source), Error> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes)
        .map_err(|error| Error::NotUtf8 { name: name.to_owned(), offset: error.valid_up_to() })?;
    if text.trim().is_empty() {
        return Err(Error::Empty { name: name.to_owned() });
    }
    if syntax::is_markup(text) {
        return Err(Error::Html { name: name.to_owned() });
    }
    let mut source = Source::new(name, text, syntax::syntax(text));
    let value = syntax::parse(&mut source)?;
    Ok((value, source))
}

fn unwrapped(mut value: Value, wrapper: &str) -> Value {
    match value.pointer_mut(wrapper) {
        Some(inner) => inner.take(),
        None => value,
    }
}

/// A key that occurs twice is a repair elsewhere; here it would cost an operation.
fn refuse_lost_operations(duplicates: &[String], wrapper: &str, source: &Source) -> Result<(), Error> {
    let lost = |pointer: &&String| {
        let Some(below) = pointer.strip_prefix(wrapper) else { return false };
        let segments: Vec<_> = pointer::segments(below).collect();
        match segments.as_slice() {
            [root] | [root, _] => root == "paths" || root == "routes",
            [root, _, method] => root == "paths" && METHODS.contains(&method.as_ref()),
            _ => false,
        }
    };
    let refuse = |pointer: &String, others| {
        let Frame { name, text, at, position } = Frame::at_pointer(source, pointer);
        let (line, column) = (position.line, position.column);
        Error::DuplicateOperation { name, pointer: pointer.clone(), line, column, text, at, others }
    };
    let mut lost = duplicates.iter().filter(lost);
    match lost.next() {
        Some(first) => Err(refuse(first, lost.map(|pointer| refuse(pointer, Vec::new())).collect())),
        None => Ok(()),
    }
}
