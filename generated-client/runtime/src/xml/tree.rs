//! XML as a tree of elements.

use std::borrow::Cow;

use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{NamespaceResolver, QName, ResolveResult};
use quick_xml::reader::NsReader;

use super::shape::XmlName;

/// How deep elements may be in each other.
const DEEPEST: usize = 128;

/// The namespace of `nil` (XML Schema, part 1, section 2.6).
const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// The name of an element or attribute, as it came.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) local: String,
    prefix: String,
    /// Empty where it has none, or the prefix stands for none.
    namespace: String,
}

impl Name {
    fn of(name: QName<'_>, resolved: &ResolveResult<'_>) -> Self {
        let prefix = name.prefix().map(|prefix| prefix.into_inner().to_owned()).unwrap_or_default();
        let namespace = match resolved {
            ResolveResult::Bound(namespace) => {
                let written = namespace.into_inner();
                unescape(written).map_or_else(|_| written.to_owned(), Cow::into_owned)
            }
            ResolveResult::Unbound | ResolveResult::Unknown(_) => String::new(),
        };
        Self { local: name.local_name().into_inner().to_owned(), prefix, namespace }
    }

    /// Whether it is this name with all that is known of that.
    pub(super) fn is(&self, name: XmlName) -> bool {
        let is_same = match (name.namespace, name.prefix) {
            ("", "") => self.namespace.is_empty() && self.prefix.is_empty(),
            ("", prefix) => self.prefix == prefix,
            (namespace, _) => self.namespace == namespace,
        };
        is_same && self.local == name.local
    }

    /// Whether it says of which namespace it is.
    pub(super) fn is_plain(&self) -> bool {
        self.namespace.is_empty() && self.prefix.is_empty()
    }
}

/// An element.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Element {
    pub(super) name: Name,
    pub(super) attributes: Vec<(Name, String)>,
    pub(super) elements: Vec<Element>,
    /// All of the text right in it.
    pub(super) text: String,
}

impl Element {
    /// Whether it says that there is no value (XML Schema, part 1, section 2.6.2). Some forget to declare the prefix.
    pub(super) fn is_nil(&self) -> bool {
        let is_nil = |name: &Name| {
            name.local == "nil"
                && (name.namespace == INSTANCE || name.namespace.is_empty() && name.prefix == "xsi")
        };
        self.attributes.iter().any(|(name, value)| is_nil(name) && matches!(value.trim(), "true" | "1"))
    }
}

/// Reads a document. A document type isn't read, so no entity means anything but those of XML itself.
pub(super) fn parse(text: &str) -> Result<Element, String> {
    let mut reader = NsReader::from_str(text);
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
                open.push(element(&start, reader.resolver())?);
            }
            Event::Empty(start) => {
                let element = element(&start, reader.resolver())?;
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
fn element(start: &BytesStart<'_>, namespaces: &NamespaceResolver) -> Result<Element, String> {
    let name = Name::of(start.name(), &namespaces.resolve_element(start.name()).0);
    let of = &name.local;
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| format!("an attribute of `{of}`: {error}"))?;
        if attribute.key.as_namespace_binding().is_some() {
            continue;
        }
        // White space in a value is a space, unless it is escaped (XML 1.0, section 3.3.3).
        let value = attribute.value.replace(['\t', '\n', '\r'], " ");
        let value = unescape(&value).map_err(|error| format!("an attribute of `{of}`: {error}"))?;
        let key = Name::of(attribute.key, &namespaces.resolve_attribute(attribute.key).0);
        attributes.push((key, value.into_owned()));
    }
    Ok(Element { name, attributes, ..Element::default() })
}
