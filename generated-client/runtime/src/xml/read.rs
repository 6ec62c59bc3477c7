//! An element as the JSON that a type is read from.

use serde_json::Value;
use serde_json::value::RawValue;

use super::shape::{XmlMember, XmlNode, XmlShape};
use super::tree::Element;

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
            let members = members.map(|member| Ok((member.name.as_str(), json(member, value())?)));
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
        scalar => {
            self::scalar(&element.text, scalar).map_err(|problem| format!("`{}`: {problem}", element.name))
        }
    }
}

fn structure(
    element: &Element,
    members: &[XmlMember],
    others: Option<fn() -> XmlShape>,
) -> Result<String, String> {
    let mut written: Vec<(&str, String)> = Vec::new();
    for member in members {
        let shape = (member.shape)();
        let value = match member.node {
            XmlNode::Attribute => {
                let value = element.attribute(member.name.local);
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
            XmlNode::Element => {
                element.named(member.name.local).next().map(|one| json(one, shape)).transpose()?
            }
            XmlNode::Wrapped(_) => {
                let around = element.named(member.name.local).next();
                let items = around.map(|around| json(around, shape)).transpose()?;
                items.or_else(|| member.required.then(|| "[]".to_owned()))
            }
            XmlNode::Repeated(name) => {
                let items: Vec<&Element> = element.named(name.local).collect();
                let XmlShape::List(_, item) = shape else { return Err(told(member, "it is no list")) };
                let is_there = member.required || !items.is_empty();
                is_there.then(|| list(&items, item())).transpose()?
            }
        };
        written.extend(value.map(|value| (member.json, value)));
    }
    if let Some(others) = others {
        for other in element.elements.iter().filter(|one| !members.iter().any(|member| is_of(one, member))) {
            written.push((other.name.as_str(), json(other, others())?));
        }
    }
    Ok(object(written))
}

fn told(member: &XmlMember, problem: &str) -> String {
    format!("`{}`: {problem}", member.name.local)
}

/// Whether an element is a member, or an item of it.
fn is_of(element: &Element, member: &XmlMember) -> bool {
    match member.node {
        XmlNode::Repeated(name) => element.name == name.local,
        XmlNode::Element | XmlNode::Wrapped(_) => element.name == member.name.local,
        XmlNode::Attribute | XmlNode::Text | XmlNode::Cdata => false,
    }
}

/// How much of an element a type has a place for.
fn fit(element: &Element, shape: XmlShape) -> usize {
    match shape {
        XmlShape::Object(members, _) => {
            let known = |one: &&Element| members.iter().any(|member| is_of(one, member));
            let attributes = members.iter().filter(|member| {
                member.node == XmlNode::Attribute && element.attribute(member.name.local).is_some()
            });
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
        members.insert(name.clone(), Value::from(value.as_str()));
    }
    for one in &element.elements {
        let value = anything(one);
        match members.get_mut(&one.name) {
            Some(Value::Array(items)) => items.push(value),
            Some(first) => *first = Value::Array(vec![first.take(), value]),
            None => {
                members.insert(one.name.clone(), value);
            }
        }
    }
    if !element.text.trim().is_empty() {
        members.insert(TEXT.to_owned(), Value::from(element.text.as_str()));
    }
    Value::Object(members)
}
