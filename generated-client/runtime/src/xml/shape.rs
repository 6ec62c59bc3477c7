//! How types stand in XML.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::base64::Base64;
use crate::form::File;
use crate::formats::{Date, DateTime, Uuid};

/// A type that has a form in XML.
#[doc(hidden)]
pub trait Xml {
    /// What its content is.
    fn shape() -> XmlShape;

    /// What a document of it is called.
    #[must_use]
    fn root() -> XmlName {
        XmlName::new("value")
    }
}

/// What the content of an element, or the value of an attribute, is.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub enum XmlShape {
    /// Text.
    Text,
    /// A number.
    Number,
    /// `true` or `false`, `1` or `0` (XML Schema, part 2, section 3.2.2).
    Flag,
    /// A number or a flag where it is one, else text.
    Scalar,
    /// Elements, each an item.
    List(XmlItems, fn() -> XmlShape),
    /// Elements, each a member by its name.
    Map(fn() -> XmlShape),
    /// Members, and what others hold.
    Object(&'static [XmlMember], Option<fn() -> XmlShape>),
    /// Whichever of these fits best.
    Union(&'static [fn() -> XmlShape]),
    /// Whatever comes: text, or an object of its attributes and elements, a list where a name comes twice.
    Any,
}

/// How the items of a list are called, where they are elements by themselves.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub struct XmlItems(pub XmlName);

/// A member of an object.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub struct XmlMember {
    /// In JSON.
    pub json: &'static str,
    /// In XML.
    pub name: XmlName,
    /// What it is there.
    pub node: XmlNode,
    /// Whether it is always there, so that a list without items is one all the same.
    pub required: bool,
    /// What it holds.
    pub shape: fn() -> XmlShape,
}

/// The name of an element or attribute.
#[doc(hidden)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct XmlName {
    pub(super) local: &'static str,
    pub(super) namespace: &'static str,
    pub(super) prefix: &'static str,
}

impl XmlName {
    /// A name of no namespace.
    #[must_use]
    pub const fn new(local: &'static str) -> Self {
        Self { local, namespace: "", prefix: "" }
    }

    /// A name of a namespace.
    #[must_use]
    pub const fn within(self, namespace: &'static str) -> Self {
        Self { namespace, ..self }
    }

    /// A name with a prefix.
    #[must_use]
    pub const fn prefixed(self, prefix: &'static str) -> Self {
        Self { prefix, ..self }
    }
}

/// What a member is in XML.
#[doc(hidden)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum XmlNode {
    /// An element; of a list without a wrapper, one for each item.
    Element,
    /// An element around the items of a list.
    Wrapped(XmlName),
    /// One for each item of a list.
    Repeated(XmlName),
    /// An attribute.
    Attribute,
    /// The text of the element it is in.
    Text,
    /// The same, written so that nothing in it is escaped.
    Cdata,
}

macro_rules! xml {
    ($($shape:ident: $($ty:ty)*;)*) => {$($(
        impl Xml for $ty {
            fn shape() -> XmlShape {
                XmlShape::$shape
            }
        }
    )*)*};
}

xml! {
    Text: String Date DateTime Uuid Base64 File;
    Number: i32 i64 u32 u64 i128 f64;
    Flag: bool;
    Any: Value serde_json::Map<String, Value>;
}

impl<T: Xml> Xml for Vec<T> {
    fn shape() -> XmlShape {
        XmlShape::List(XmlItems(T::root()), T::shape)
    }

    fn root() -> XmlName {
        XmlName::new("values")
    }
}

impl<T: Xml> Xml for BTreeMap<String, T> {
    fn shape() -> XmlShape {
        XmlShape::Map(T::shape)
    }
}

impl<T: Xml> Xml for Option<T> {
    fn shape() -> XmlShape {
        T::shape()
    }

    fn root() -> XmlName {
        T::root()
    }
}

impl<T: Xml> Xml for Box<T> {
    fn shape() -> XmlShape {
        T::shape()
    }

    fn root() -> XmlName {
        T::root()
    }
}
