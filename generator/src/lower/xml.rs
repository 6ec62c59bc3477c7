//! How schemas stand in XML: what they say of it, else what the specification has for their kind.

use std::collections::BTreeMap;

use super::facts::{resolve, wrappers};
use super::media;
use super::nodes::{Nodes, component};

use crate::api::{
    Degradation, DegradationKind, Encoding, Operation, Shape, Type, TypeId, XmlMember, XmlName, XmlNode,
    visit,
};
use crate::model::{Model, SchemaType, Xml};

/// Whether operations of a document have bodies in XML.
pub(super) fn is_in(model: &Model) -> bool {
    model.operations.iter().any(|node| {
        let sent = node.request_body.iter().map(|body| &body.node.content);
        let answers = node.responses.values().map(|response| &response.response.content);
        let mut media_types = sent.chain(answers).flat_map(indexmap::IndexMap::keys);
        media_types.any(|media_type| media::is_xml(media_type))
    })
}

/// What a schema says of XML, over references: what stands nearer to its use counts.
fn said(nodes: Nodes<'_>, at: &str) -> Xml {
    let chain = wrappers(nodes, at);
    let stated = chain.iter().filter_map(|at| nodes.keywords(at)?.xml.as_deref());
    stated.fold(Xml::default(), |nearer, farther| Xml {
        name: nearer.name.or_else(|| farther.name.clone()),
        namespace: nearer.namespace.or_else(|| farther.namespace.clone()),
        prefix: nearer.prefix.or_else(|| farther.prefix.clone()),
        node: nearer.node.or_else(|| farther.node.clone()),
    })
}

/// A name as it is said to be, else as it would be called otherwise.
fn name(said: &Xml, otherwise: &str) -> XmlName {
    let stated = said.name.as_deref().unwrap_or(otherwise);
    // Many documents write the prefix into the name.
    let (prefix, local) = stated.split_once(':').unwrap_or(("", stated));
    XmlName {
        local: local.to_owned(),
        namespace: said.namespace.clone().unwrap_or_default(),
        prefix: said.prefix.as_deref().unwrap_or(prefix).to_owned(),
    }
}

/// What several schemas of one value say together, whatever the order they stand in.
fn together(all: impl Iterator<Item = Xml>) -> Xml {
    let both = |one: Xml, other: Xml| Xml {
        name: one.name.max(other.name),
        namespace: one.namespace.max(other.namespace),
        prefix: one.prefix.max(other.prefix),
        node: one.node.max(other.node),
    };
    all.reduce(both).unwrap_or_default()
}

/// How a member stands in XML, by the schemas that speak of it.
pub(super) fn member<'m>(nodes: Nodes<'m>, wire: &str, stated: &[&'m str]) -> XmlMember {
    let said = together(stated.iter().map(|at| self::said(nodes, at)));
    let name = self::name(&said, wire);
    let items: Vec<&str> = stated.iter().filter_map(|at| items(nodes, at)).collect();
    let item =
        |otherwise: &str| self::name(&together(items.iter().map(|at| self::said(nodes, at))), otherwise);
    let node = match (said.node.as_deref(), items.is_empty()) {
        (Some("attribute"), _) => XmlNode::Attribute,
        (Some("text"), _) => XmlNode::Text,
        (Some("cdata"), _) => XmlNode::Cdata,
        (Some("element"), false) => XmlNode::Wrapped(item(&name.local)),
        // Without an element of its own, a list has no name.
        (_, false) => XmlNode::Repeated(item(wire)),
        (_, true) => XmlNode::Element,
    };
    XmlMember { name, node }
}

/// The items of a schema that is a list.
fn items<'m>(nodes: Nodes<'m>, at: &'m str) -> Option<&'m str> {
    let keywords = nodes.keywords(resolve(nodes, at).definition)?;
    keywords.items.as_deref().filter(|_| keywords.kind == Some(SchemaType::Array))
}

/// Takes text for a body in XML where the client's manifest names a type for strings: only named types say how they stand in
/// XML, and what others make of themselves is theirs.
pub(super) fn without_chosen(operations: &mut [Operation], degradations: &mut Vec<Degradation>) {
    for operation in operations {
        let contents = operation.responses.iter_mut().flat_map(|response| &mut response.contents);
        let contents = contents.chain(operation.body.iter_mut().flat_map(|body| &mut body.contents));
        let contents = contents.map(|content| (&content.encoding, &mut content.ty));
        let output = &mut operation.output;
        let whole = output.ty.as_mut().map(|ty| (&output.encoding, ty));
        let choices = output.choice.iter_mut().chain(&mut operation.failure);
        let answers = choices.flat_map(|choice| &mut choice.answers);
        let answers = answers.filter_map(|answer| Some((&answer.encoding, answer.ty.as_mut()?)));
        let mut is_chosen = false;
        for (_, ty) in
            contents.chain(whole).chain(answers).filter(|(encoding, _)| **encoding == Encoding::Xml)
        {
            let plain = ty.without_chosen();
            is_chosen |= *ty != plain;
            *ty = plain;
        }
        if is_chosen {
            degradations.push(Degradation {
                origin: operation.origin.clone(),
                kind: DegradationKind::UnsupportedMediaType,
                detail: "in XML, strings of a type that the manifest names are text where no type of the document holds them".to_owned(),
            });
        }
    }
}

/// What a document of a schema is called.
pub(super) fn root(nodes: Nodes<'_>, at: &str) -> XmlName {
    let component = wrappers(nodes, at).into_iter().find_map(component);
    name(&said(nodes, at), component.as_deref().unwrap_or("root"))
}

/// What the types are called that are sent or received in XML.
pub(super) fn named(nodes: Nodes<'_>, types: &[Type], operations: &[Operation]) -> BTreeMap<TypeId, XmlName> {
    let bodies = operations.iter().flat_map(|operation| {
        let answers = operation.responses.iter().flat_map(|response| &response.contents);
        operation.body.iter().flat_map(|body| &body.contents).chain(answers)
    });
    let roots = bodies.filter(|content| content.encoding == Encoding::Xml).map(|content| &content.ty);
    let reached = visit::reached(types, roots);
    let types =
        types.iter().enumerate().filter(|(at, ty)| reached[*at] && !matches!(ty.shape, Shape::Alias(_)));
    let named = types.map(|(at, ty)| {
        // What is named after its place has a name in words.
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
        let called = if ty.name.wire.chars().all(is_word) { &ty.name.wire } else { &ty.name.rust };
        let name = match nodes.here(&ty.origin.0) {
            Some(origin) => name(&said(nodes, origin), called),
            None => XmlName::plain(called),
        };
        (TypeId(at), name)
    });
    named.collect()
}
