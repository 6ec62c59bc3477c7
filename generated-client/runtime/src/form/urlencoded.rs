//! Bodies of forms without files.

use bytes::Bytes;
use serde::Serialize;

use crate::encode;
use crate::error::Failure;
use crate::params::{self, Shape};

/// The members of what has to be an object.
pub(super) fn members(json: &str) -> Result<Vec<(String, params::Written<'_>)>, Failure> {
    match params::Written(json).shape() {
        Shape::Object(members) => Ok(members),
        _ => Err(Failure::config("the body of a form has to be an object")),
    }
}

/// An `application/x-www-form-urlencoded` body.
pub(crate) fn urlencoded(body: &impl Serialize) -> Result<Bytes, Failure> {
    let json = params::json("body", body)?;
    let mut text = String::new();
    for (name, value) in members(&json)? {
        nested(&mut text, &name, value);
    }
    Ok(text.into())
}

/// How a member of a URL-encoded form is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// In a style, each element by itself or not.
    Styled(params::Style, bool),
    /// The same, with reserved characters and what is already percent-encoded as they are.
    Reserved(params::Style, bool),
    /// As JSON text.
    Json,
}

/// An `application/x-www-form-urlencoded` body: lists are repeated members, objects are JSON text.
pub(crate) fn styled(body: &impl Serialize, styles: &[(&str, Written)]) -> Result<Bytes, Failure> {
    Ok(styled_text(body, styles)?.into())
}

/// The same as text, which may be a query string too.
pub(crate) fn styled_text(body: &impl Serialize, styles: &[(&str, Written)]) -> Result<String, Failure> {
    let json = params::json("body", body)?;
    let mut text = String::new();
    for (name, value) in members(&json)? {
        let stated = styles.iter().find(|(stated, _)| *stated == name).map(|(_, written)| *written);
        match stated {
            Some(Written::Styled(style, explode)) => params::query(&mut text, &name, value, style, explode),
            Some(Written::Reserved(style, explode)) => {
                params::Query { text: &mut text, encoded: encode::reserved }
                    .add(&name, value, style, explode);
            }
            Some(Written::Json) => encode::pair(&mut text, &name, value.0),
            None => flat(&mut text, &name, value),
        }
    }
    Ok(text)
}

/// Adds a member to the text of either kind of form.
pub(crate) fn add(text: &mut String, name: &str, json: &str, brackets: bool) {
    let write = if brackets { nested } else { flat };
    write(text, name, params::Written(json));
}

fn nested(text: &mut String, name: &str, value: params::Written<'_>) {
    params::query(text, name, value, params::Style::DeepObject, true);
}

fn flat(text: &mut String, name: &str, value: params::Written<'_>) {
    if value.is_object() {
        encode::pair(text, name, value.0);
    } else {
        params::query(text, name, value, params::Style::Form, true);
    }
}
