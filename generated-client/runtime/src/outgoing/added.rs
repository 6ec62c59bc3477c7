//! What a caller adds to a request beyond what the document knows.
//!
//! It is added when the call is sent: until then setters may follow that it has to agree with.

use std::collections::HashMap;

use bytes::Bytes;
use percent_encoding::percent_decode_str;
use serde_json::value::RawValue;

use super::{Outgoing, rules};
use crate::encode;
use crate::error::Failure;
use crate::form;
use crate::service::Auth;

/// One addition.
#[derive(Clone)]
pub(crate) enum Added {
    /// A pair of the query.
    Pair(String, String),
    Header(String, String),
    /// A member of the body: its name, and its value as JSON text.
    Member(String, String),
    /// A member of the body that has to be `true`, for the answer to be what the call reads.
    Switch(&'static str),
}

/// What a body is, for what may be added to it.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Carries {
    #[default]
    Nothing,
    Json,
    /// A URL-encoded form, whose members are written with brackets or as JSON text.
    Form {
        brackets: bool,
    },
    /// Something no member can be added to.
    Other,
}

impl Outgoing {
    /// Makes the caller's additions part of the request, for good: whatever becomes of it has them too.
    pub(crate) fn settle(&mut self, auth: Auth) {
        for added in std::mem::take(&mut self.added) {
            if self.problem.is_none() {
                self.problem = self.add(added, auth).err();
            }
        }
    }

    fn add(&mut self, added: Added, auth: Auth) -> Result<(), Failure> {
        match added {
            Added::Pair(name, value) => self.add_pair(&name, &value, auth),
            Added::Header(name, value) => self.add_header(name, value, auth),
            Added::Member(name, value) => self.add_member(&name, &value),
            Added::Switch(name) => self.switch_on(name),
        }
    }

    fn switch_on(&mut self, name: &str) -> Result<(), Failure> {
        let text = std::str::from_utf8(&self.body).unwrap_or_default();
        let members = serde_json::from_str::<HashMap<String, &RawValue>>(text).unwrap_or_default();
        match members.get(name).map(|value| value.get()) {
            Some("true") => Ok(()),
            Some(other) => Err(Failure::config(format!(
                "the answer can't be read as a stream: the body member `{name}` is set to {other}"
            ))),
            None => self.add_member(name, "true"),
        }
    }

    fn add_pair(&mut self, name: &str, value: &str, auth: Auth) -> Result<(), Failure> {
        rules::check_pair(name, auth)?;
        let base = rules::base(name);
        if base.is_empty() {
            return Err(Failure::config("a pair of the query has to have a name"));
        }
        // The old format has its path parameters in the query.
        if self.endpoint.old.is_some() && self.path.iter().any(|parameter| parameter.name == base) {
            return Err(Failure::config(format!(
                "the query parameter `{name}` can't be added: it is a path parameter, and the URL would mean another resource"
            )));
        }
        encode::pair(&mut self.query, name, value);
        encode::pair(&mut self.pairs, name, value);
        Ok(())
    }

    fn add_header(&mut self, name: String, value: String, auth: Auth) -> Result<(), Failure> {
        rules::check_framing(&name)?;
        rules::check_header(&name, auth)?;
        let is = |other: &str| name.eq_ignore_ascii_case(other);
        let has_boundary =
            || self.content_type.as_ref().is_some_and(|stated| stated.starts_with("multipart/"));
        if self.headers.iter().any(|(set, _)| is(set)) || is("content-type") && has_boundary() {
            return Err(Failure::config(format!(
                "the header `{name}` can't be added: the call sets it already"
            )));
        }
        self.headers.push((name.into(), value));
        Ok(())
    }

    pub(super) fn add_member(&mut self, name: &str, json: &str) -> Result<(), Failure> {
        let refuse = |why: &str| Failure::config(format!("the body member `{name}` can't be added: {why}"));
        let (is_set, body) = match self.carries {
            Carries::Nothing => return Err(refuse("the call has no body")),
            Carries::Other => return Err(refuse("the body is neither a JSON object nor a URL-encoded form")),
            Carries::Json => {
                let text = std::str::from_utf8(&self.body).unwrap_or_default();
                let Ok(members) = serde_json::from_str::<HashMap<String, &RawValue>>(text) else {
                    return Err(refuse("the body is no JSON object"));
                };
                (members.contains_key(name), with_member(text, members.is_empty(), name, json))
            }
            Carries::Form { brackets } => {
                let mut text = String::from_utf8_lossy(&self.body).into_owned();
                let is_set = text.split('&').any(|pair| is_of_member(pair, name));
                form::add(&mut text, name, json, brackets);
                (is_set, text.into())
            }
        };
        if is_set {
            return Err(refuse("the call sets it already"));
        }
        self.body = body;
        Ok(())
    }
}

/// The text of an object with one more member, all else of it as it is.
fn with_member(object: &str, is_empty: bool, name: &str, json: &str) -> Bytes {
    let members = object.trim_end().strip_suffix('}').unwrap_or(object);
    let comma = if is_empty { "" } else { "," };
    format!("{members}{comma}{}:{json}}}", serde_json::Value::from(name)).into()
}

/// Whether a pair of a form is a member, or with brackets a part of it.
fn is_of_member(pair: &str, name: &str) -> bool {
    let key = pair.split('=').next().unwrap_or_default();
    let key = percent_decode_str(key).decode_utf8_lossy();
    key.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('['))
}
