//! How values stand in XML.

/// The name of an element or attribute.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct XmlName {
    /// Without its prefix.
    pub local: String,
    /// The namespace it is of; empty where that is none.
    pub namespace: String,
    /// The prefix it is written with; empty where it has none.
    pub prefix: String,
}

impl XmlName {
    /// A name of no namespace.
    #[must_use]
    pub fn plain(local: &str) -> Self {
        Self { local: local.to_owned(), namespace: String::new(), prefix: String::new() }
    }
}

/// How a member of an object stands in XML.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct XmlMember {
    /// What it is called; of a list without an element around its items it means nothing.
    pub name: XmlName,
    /// What it is.
    pub node: XmlNode,
}

/// What a member is in XML.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum XmlNode {
    /// An element.
    Element,
    /// An element around the items of a list, which are called so.
    Wrapped(XmlName),
    /// The items of a list, which are called so, beside the other members.
    Repeated(XmlName),
    /// An attribute.
    Attribute,
    /// The text of the element it stands in.
    Text,
    /// The same as a CDATA section.
    Cdata,
}
