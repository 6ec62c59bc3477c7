//! The JSON of a type as an element.

use std::fmt::Write as _;

use quick_xml::escape::{escape, partial_escape};

use super::shape::{XmlItems, XmlMember, XmlName, XmlNode, XmlShape};
use crate::params::{Shape, Written};

/// What an item is called of which nothing says so.
const ITEM: &str = "item";

/// A document.
pub(super) fn document(root: XmlName, shape: XmlShape, value: Written<'_>) -> Result<String, String> {
    let text = r#"<?xml version="1.0" encoding="UTF-8"?>"#.to_owned();
    let mut writer = Writer { text, is_in_tag: false, declared: Vec::new() };
    writer.element(root.into(), shape, value)?;
    Ok(writer.text)
}

/// A name as it is written: of a type's description, or of a member that has none.
#[derive(Clone, Copy)]
struct Name<'n> {
    local: &'n str,
    namespace: &'n str,
    prefix: &'n str,
}

impl From<XmlName> for Name<'static> {
    fn from(name: XmlName) -> Self {
        let XmlName { local, namespace, prefix } = name;
        Self { local, namespace, prefix }
    }
}

impl<'n> Name<'n> {
    fn plain(local: &'n str) -> Self {
        Self { local, namespace: "", prefix: "" }
    }

    fn written(self) -> Result<String, String> {
        if ![self.local, self.prefix].iter().all(|part| part.is_empty() || is_name(part))
            || self.local.is_empty()
        {
            return Err(format!("`{}` is no name in XML", self.local));
        }
        Ok(if self.prefix.is_empty() {
            self.local.to_owned()
        } else {
            format!("{}:{}", self.prefix, self.local)
        })
    }
}

/// Whether a text is a name without a prefix (Namespaces in XML 1.0, section 3): of letters, digits and a few signs, by the
/// wide ranges that XML 1.0 has for them.
fn is_name(text: &str) -> bool {
    let is_start = |c: char| c.is_alphabetic() || c == '_';
    let is_part = |c: char| is_start(c) || c.is_numeric() || matches!(c, '-' | '.' | '\u{b7}');
    text.starts_with(is_start) && text.chars().all(is_part)
}

struct Writer {
    text: String,
    /// Whether the last tag isn't finished, so that attributes may follow.
    is_in_tag: bool,
    /// The prefixes that are declared around, the innermost last, each with its namespace.
    declared: Vec<(String, String)>,
}

impl Writer {
    fn element(&mut self, name: Name<'_>, shape: XmlShape, value: Written<'_>) -> Result<(), String> {
        let written = name.written()?;
        let outside = self.declared.len();
        self.end_tag();
        self.text.push('<');
        self.text.push_str(&written);
        self.is_in_tag = true;
        self.declare(name);
        self.content(shape, value)?;
        if std::mem::take(&mut self.is_in_tag) {
            self.text.push_str("/>");
        } else {
            self.text.push_str("</");
            self.text.push_str(&written);
            self.text.push('>');
        }
        self.declared.truncate(outside);
        Ok(())
    }

    /// What follows stands in the element.
    fn end_tag(&mut self) {
        if std::mem::take(&mut self.is_in_tag) {
            self.text.push('>');
        }
    }

    /// Declares the namespace of a name, unless that is what is declared around.
    fn declare(&mut self, name: Name<'_>) {
        let known = self.declared.iter().rev().find(|(prefix, _)| prefix == name.prefix);
        if name.namespace.is_empty() || known.is_some_and(|(_, namespace)| namespace == name.namespace) {
            return;
        }
        let colon = if name.prefix.is_empty() { "" } else { ":" };
        let declaration = format!(" xmlns{colon}{}=\"{}\"", name.prefix, escape(name.namespace));
        self.text.push_str(&declaration);
        self.declared.push((name.prefix.to_owned(), name.namespace.to_owned()));
    }

    /// The rest of a tag, and what stands in the element. The tag is closed with the first content.
    fn content(&mut self, shape: XmlShape, value: Written<'_>) -> Result<(), String> {
        match (value.shape(), shape) {
            (Shape::Null, _) => Ok(()),
            (Shape::Scalar(text), _) => self.characters(&text),
            (Shape::List(items), XmlShape::List(XmlItems(name), item)) => {
                items.into_iter().try_for_each(|value| self.element(name.into(), item(), value))
            }
            (Shape::List(items), _) => {
                items.into_iter().try_for_each(|value| self.element(Name::plain(ITEM), XmlShape::Any, value))
            }
            (Shape::Object(members), XmlShape::Object(known, others)) => {
                self.structure(&members, known, others)
            }
            (Shape::Object(members), XmlShape::Union(alternatives)) => {
                let fit = |shape: &XmlShape| match shape {
                    XmlShape::Object(known, _) => {
                        members.iter().filter(|(name, _)| known.iter().any(|one| one.json == name)).count()
                    }
                    _ => 0,
                };
                let best = alternatives.iter().map(|shape| shape()).rev().max_by_key(fit);
                self.content(best.unwrap_or(XmlShape::Any), value)
            }
            (Shape::Object(members), shape) => {
                let value = |shape| if let XmlShape::Map(value) = shape { value() } else { XmlShape::Any };
                members.iter().try_for_each(|(name, one)| self.other(name, value(shape), *one))
            }
        }
    }

    fn structure(
        &mut self,
        members: &[(String, Written<'_>)],
        known: &[XmlMember],
        others: Option<fn() -> XmlShape>,
    ) -> Result<(), String> {
        let find = |member: &XmlMember| {
            members.iter().find(|(name, _)| name == member.json).map(|(_, value)| *value)
        };
        for member in known.iter().filter(|member| member.node == XmlNode::Attribute) {
            if let Some(value) = find(member) {
                self.attribute(member, value)?;
            }
        }
        for member in known {
            let Some(value) = find(member) else { continue };
            match (member.node, value.shape()) {
                (XmlNode::Attribute, _) => {}
                (XmlNode::Text, _) => self.characters(&value.text())?,
                (XmlNode::Cdata, _) => self.verbatim(&value.text())?,
                (XmlNode::Repeated(name), Shape::List(items)) => {
                    let XmlShape::List(_, item) = (member.shape)() else { continue };
                    for value in items {
                        self.element(name.into(), item(), value)?;
                    }
                }
                (XmlNode::Wrapped(name), _) => {
                    let XmlShape::List(_, item) = (member.shape)() else { continue };
                    self.element(member.name.into(), XmlShape::List(XmlItems(name), item), value)?;
                }
                (XmlNode::Element | XmlNode::Repeated(_), _) => {
                    self.element(member.name.into(), (member.shape)(), value)?;
                }
            }
        }
        let is_other = |name: &str| !known.iter().any(|member| member.json == name);
        for (name, value) in members.iter().filter(|(name, _)| is_other(name)) {
            self.other(name, others.map_or(XmlShape::Any, |others| others()), *value)?;
        }
        Ok(())
    }

    /// A member that nothing describes: an element for it, or for each of its items.
    fn other(&mut self, name: &str, shape: XmlShape, value: Written<'_>) -> Result<(), String> {
        let name = Name::plain(name);
        if let (Shape::List(items), XmlShape::Any) = (value.shape(), shape) {
            return items.into_iter().try_for_each(|value| self.element(name, XmlShape::Any, value));
        }
        self.element(name, shape, value)
    }

    fn attribute(&mut self, member: &XmlMember, value: Written<'_>) -> Result<(), String> {
        let name = Name::from(member.name);
        // What has no prefix is an attribute of no namespace (Namespaces in XML 1.0, section 6.2).
        let prefix = self.prefix_of(name);
        let name = Name { prefix: &prefix, ..name };
        if !name.prefix.is_empty() {
            self.declare(name);
        }
        let text = match value.shape() {
            Shape::List(items) => items.into_iter().map(Written::text).collect::<Vec<_>>().join(" "),
            _ => value.text(),
        };
        checked(&text)?;
        let text = escape(text).replace('\n', "&#10;").replace('\t', "&#9;");
        let name = name.written()?;
        let _ = write!(self.text, " {name}=\"{text}\"");
        Ok(())
    }

    /// The prefix of an attribute: its own or, where it has a namespace without one, one that means nothing else here.
    fn prefix_of(&self, name: Name<'_>) -> String {
        if !name.prefix.is_empty() || name.namespace.is_empty() {
            return name.prefix.to_owned();
        }
        let declared = |prefix: &str| self.declared.iter().rev().find(|(known, _)| known == prefix);
        let own = self.declared.iter().find(|(prefix, namespace)| {
            !prefix.is_empty()
                && namespace == name.namespace
                && declared(prefix).is_some_and(|(_, it)| it == namespace)
        });
        match own {
            Some((prefix, _)) => prefix.clone(),
            None => (1..=self.declared.len() + 1)
                .map(|at| format!("ns{at}"))
                .find(|prefix| declared(prefix).is_none())
                .unwrap_or_default(),
        }
    }

    fn characters(&mut self, text: &str) -> Result<(), String> {
        checked(text)?;
        if !text.is_empty() {
            self.end_tag();
            self.text.push_str(&partial_escape(text));
        }
        Ok(())
    }

    /// Text in which nothing is escaped; its own end is parted. A carriage return has to be.
    fn verbatim(&mut self, text: &str) -> Result<(), String> {
        if text.contains('\r') {
            return self.characters(text);
        }
        checked(text)?;
        self.end_tag();
        self.text.push_str("<![CDATA[");
        self.text.push_str(&text.replace("]]>", "]]]]><![CDATA[>"));
        self.text.push_str("]]>");
        Ok(())
    }
}

/// A text of characters that XML has (XML 1.0, section 2.2).
fn checked(text: &str) -> Result<(), String> {
    let is_none = |c: &char| {
        (c.is_control() && *c < ' ' && !"\t\n\r".contains(*c)) || matches!(c, '\u{fffe}' | '\u{ffff}')
    };
    match text.chars().find(is_none) {
        Some(character) => Err(format!("it has no character {}", character.escape_unicode())),
        None => Ok(()),
    }
}
