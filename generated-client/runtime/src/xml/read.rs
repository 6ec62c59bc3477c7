//! An element as the JSON that a type is read from.

use serde_json::Value;
use serde_json::value::RawValue;

use super::shape::{XmlMember, XmlName, XmlNode, XmlShape};
use super::tree::{Element, Name};

/// How what has no name of its own is called, where nothing says what is in an element.
const TEXT: &str = "$text";

/// The JSON of an element's content.
pub(super) fn json(element: &Element, shape: XmlShape) -> Result<String, String> {
    if element.is_nil() {
        return Ok("null".to_owned());
    }
    match shape {
        XmlShape::List(_, item) => list(&element.elements.iter().collect::<Vec<_>>(), item()),
        XmlShape::Map(value) => {
            let members = element.elements.iter();
            let members = members.map(|member| Ok((member.name.local.as_str(), json(member, value())?)));
            Ok(object(members.collect::<Result<Vec<_>, String>>()?))
        }
        XmlShape::Object(members, others) => structure(element, members, others),
        XmlShape::Union(alternatives) => {
            let shapes = alternatives.iter().map(|shape| shape());
            // Of those that fit equally well it is the first.
            let best = shapes.rev().max_by_key(|shape| fit(element, *shape));
            json(element, best.unwrap_or(XmlShape::Any))
        }
        XmlShape::Any => Ok(anything(element).to_string()),
        scalar => self::scalar(&element.text, scalar)
            .map_err(|problem| format!("`{}`: {problem}", element.name.local)),
    }
}

fn structure(
    element: &Element,
    members: &[XmlMember],
    others: Option<fn() -> XmlShape>,
) -> Result<String, String> {
    let mut written: Vec<(&str, String)> = Vec::new();
    for (at, member) in members.iter().enumerate() {
        let elements = || element.elements.iter().filter(|one| is_of(&one.name, at, members));
        let shape = (member.shape)();
        let value = match member.node {
            XmlNode::Attribute => {
                let value = attribute(element, at, members);
                value
                    .map(|value| scalar(value, shape))
                    .transpose()
                    .map_err(|problem| told(member, &problem))?
            }
            XmlNode::Text | XmlNode::Cdata => {
                // Between elements there is white space that means nothing.
                let text = &element.text;
                let text = if element.elements.is_empty() { text } else { text.trim() };
                Some(scalar(text, shape).map_err(|problem| told(member, &problem))?)
            }
            XmlNode::Element => elements().next().map(|one| json(one, shape)).transpose()?,
            XmlNode::Wrapped(_) => {
                let items = elements().next().map(|around| json(around, shape)).transpose()?;
                items.or_else(|| member.required.then(|| "[]".to_owned()))
            }
            XmlNode::Repeated(_) => {
                let items: Vec<&Element> = elements().collect();
                let XmlShape::List(_, item) = shape else { return Err(told(member, "it is no list")) };
                let is_there = member.required || !items.is_empty();
                is_there.then(|| list(&items, item())).transpose()?
            }
        };
        written.extend(value.map(|value| (member.json, value)));
    }
    if let Some(others) = others {
        let is_known = |one: &Element| (0..members.len()).any(|at| is_of(&one.name, at, members));
        for other in element.elements.iter().filter(|one| !is_known(one)) {
            written.push((other.name.local.as_str(), json(other, others())?));
        }
    }
    Ok(object(written))
}

fn told(member: &XmlMember, problem: &str) -> String {
    format!("`{}`: {problem}", member.name.local)
}

/// What the element of a member is called, or each of its items.
fn called(member: &XmlMember) -> Option<XmlName> {
    match member.node {
        XmlNode::Repeated(name) => Some(name),
        XmlNode::Element | XmlNode::Wrapped(_) => Some(member.name),
        XmlNode::Attribute | XmlNode::Text | XmlNode::Cdata => None,
    }
}

/// Whether an element is the member at a position, or an item of it.
fn is_of(element: &Name, at: usize, members: &[XmlMember]) -> bool {
    means(element, called(&members[at]), members.iter().filter_map(called))
}

/// The attribute that the member at a position is.
fn attribute<'e>(element: &'e Element, at: usize, members: &[XmlMember]) -> Option<&'e str> {
    let name = |member: &XmlMember| (member.node == XmlNode::Attribute).then_some(member.name);
    let mut attributes = element.attributes.iter();
    let found =
        attributes.find(|(found, _)| means(found, name(&members[at]), members.iter().filter_map(name)));
    found.map(|(_, value)| value.as_str())
}

/// Whether a name that came means this one of all names. Its local part is enough, for many services leave namespaces out or
/// have others; where several have that, what else is known of them tells, else it is the first of those that say no more.
fn means(found: &Name, name: Option<XmlName>, all: impl Iterator<Item = XmlName>) -> bool {
    let Some(name) = name.filter(|name| name.local == found.local) else { return false };
    let alike: Vec<XmlName> = all.filter(|other| other.local == name.local).collect();
    if alike.iter().all(|other| *other == name) || found.is(name) {
        return true;
    }
    let is_bare = |name: &&XmlName| name.namespace.is_empty() && name.prefix.is_empty();
    let open = alike.iter().find(is_bare).or_else(|| alike.first().filter(|_| found.is_plain()));
    open == Some(&name) && !alike.iter().any(|other| found.is(*other))
}

/// How much of an element a type has a place for.
fn fit(element: &Element, shape: XmlShape) -> usize {
    match shape {
        XmlShape::Object(members, _) => {
            let known = |one: &&Element| (0..members.len()).any(|at| is_of(&one.name, at, members));
            let attributes = (0..members.len()).filter(|at| attribute(element, *at, members).is_some());
            element.elements.iter().filter(known).count() + attributes.count()
        }
        XmlShape::List(..) | XmlShape::Map(_) | XmlShape::Any => usize::from(!element.elements.is_empty()),
        _ => usize::from(element.elements.is_empty()),
    }
}

fn list(items: &[&Element], item: XmlShape) -> Result<String, String> {
    let items = items.iter().map(|element| json(element, item));
    Ok(format!("[{}]", items.collect::<Result<Vec<_>, _>>()?.join(",")))
}

fn object(members: Vec<(&str, String)>) -> String {
    let members = members.into_iter().map(|(name, value)| format!("{}:{value}", quoted(name)));
    format!("{{{}}}", members.collect::<Vec<_>>().join(","))
}

/// The value that a text is.
fn scalar(text: &str, shape: XmlShape) -> Result<String, String> {
    let trimmed = text.trim();
    let read = match shape {
        // An element without content has no number.
        XmlShape::Number | XmlShape::Flag if trimmed.is_empty() => Some("null".to_owned()),
        XmlShape::Number => number(trimmed),
        XmlShape::Flag => flag(trimmed).map(str::to_owned),
        XmlShape::Scalar => {
            number(trimmed).or_else(|| flag(trimmed).map(str::to_owned)).or_else(|| Some(quoted(text)))
        }
        XmlShape::Union(_) => return scalar(text, XmlShape::Scalar),
        // A list of what has no elements has spaces between (XML Schema, part 2, section 2.5.1.2).
        XmlShape::List(_, item) => {
            let items = text.split_whitespace().map(|text| scalar(text, item()));
            Some(format!("[{}]", items.collect::<Result<Vec<_>, _>>()?.join(",")))
        }
        _ => Some(quoted(text)),
    };
    read.ok_or_else(|| {
        format!("`{trimmed}` is no {}", if matches!(shape, XmlShape::Flag) { "flag" } else { "number" })
    })
}

/// A number as JSON has it: XML allows a plus, zeros before it, and a point that nothing stands before or behind.
fn number(text: &str) -> Option<String> {
    if serde_json::from_str::<&RawValue>(text).is_ok() && !text.starts_with(['"', 't', 'f', 'n', '[', '{']) {
        return Some(text.to_owned());
    }
    if let Ok(integer) = text.parse::<i128>() {
        return Some(integer.to_string());
    }
    let number = text.parse::<f64>().ok().filter(|number| number.is_finite())?;
    serde_json::to_string(&number).ok()
}

fn flag(text: &str) -> Option<&'static str> {
    match text {
        "true" | "1" => Some("true"),
        "false" | "0" => Some("false"),
        _ => None,
    }
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// An element of which nothing is known.
fn anything(element: &Element) -> Value {
    if element.elements.is_empty() && element.attributes.is_empty() {
        return Value::from(element.text.as_str());
    }
    let mut members = serde_json::Map::new();
    for (name, value) in &element.attributes {
        members.insert(name.local.clone(), Value::from(value.as_str()));
    }
    for one in &element.elements {
        let value = anything(one);
        match members.get_mut(&one.name.local) {
            Some(Value::Array(items)) => items.push(value),
            Some(first) => *first = Value::Array(vec![first.take(), value]),
            None => {
                members.insert(one.name.local.clone(), value);
            }
        }
    }
    if !element.text.trim().is_empty() {
        members.insert(TEXT.to_owned(), Value::from(element.text.as_str()));
    }
    Value::Object(members)
}
