//! XML as a tree of elements.

use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

/// How deep elements may be in each other.
const DEEPEST: usize = 128;

/// An element. Names are without their prefixes.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) elements: Vec<Element>,
    /// All of the text right in it.
    pub(super) text: String,
}

impl Element {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The elements of a name.
    pub(super) fn named<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Self> {
        self.elements.iter().filter(move |element| element.name == name)
    }

    /// Whether it says that there is no value (XML Schema, part 1, section 2.6.2).
    pub(super) fn is_nil(&self) -> bool {
        self.attribute("nil").is_some_and(|nil| matches!(nil.trim(), "true" | "1"))
    }
}

/// Reads a document. A document type isn't read, so no entity means anything but those of XML itself.
pub(super) fn parse(text: &str) -> Result<Element, String> {
    let mut reader = Reader::from_str(text);
    // What is around the root element has no name.
    let mut open = vec![Element::default()];
    loop {
        let event = reader
            .read_event()
            .map_err(|error| format!("it is no XML at byte {}: {error}", reader.error_position()))?;
        match event {
            Event::Start(start) => {
                if open.len() > DEEPEST {
                    return Err(format!("elements are more than {DEEPEST} deep"));
                }
                open.push(element(&start)?);
            }
            Event::Empty(start) => {
                let element = element(&start)?;
                add(&mut open, element);
            }
            Event::End(_) => {
                // The reader has an error for an end without a beginning.
                if let Some(element) = open.pop() {
                    add(&mut open, element);
                }
            }
            Event::Text(text) => append(&mut open, &text.xml10_content()),
            Event::CData(text) => append(&mut open, &text.xml10_content()),
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().map_err(|error| error.to_string())?;
                let meant = match character {
                    Some(character) => character.to_string(),
                    None => resolve_predefined_entity(&reference)
                        .ok_or_else(|| format!("the entity `{}` is not defined", &*reference))?
                        .to_owned(),
                };
                append(&mut open, &meant);
            }
            Event::DocType(_) => return Err("it has a document type, which is not read".to_owned()),
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
    let (Some(mut around), true) = (open.pop(), open.is_empty()) else {
        return Err("it ends before its elements do".to_owned());
    };
    match (around.elements.pop(), around.elements.is_empty()) {
        (Some(root), true) if around.text.trim().is_empty() => Ok(root),
        (None, _) => Err("it has no element".to_owned()),
        _ => Err("it has more than one element".to_owned()),
    }
}

fn add(open: &mut [Element], element: Element) {
    if let Some(parent) = open.last_mut() {
        parent.elements.push(element);
    }
}

fn append(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

/// An element as its tag has it. What declares namespaces is no attribute.
fn element(start: &BytesStart<'_>) -> Result<Element, String> {
    let name = start.local_name().into_inner().to_owned();
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| format!("an attribute of `{name}`: {error}"))?;
        if attribute.key.as_namespace_binding().is_some() {
            continue;
        }
        // White space in a value is a space, unless it is escaped (XML 1.0, section 3.3.3).
        let value = attribute.value.replace(['\t', '\n', '\r'], " ");
        let value = unescape(&value).map_err(|error| format!("an attribute of `{name}`: {error}"))?;
        attributes.push((attribute.key.local_name().into_inner().to_owned(), value.into_owned()));
    }
    Ok(Element { name, attributes, ..Element::default() })
}
