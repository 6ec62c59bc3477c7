//! What a call sends outside its body: parameters of path, query, header and cookie.

use serde::Serialize;

use super::Call;
use crate::core::Mode;
use crate::encode;
use crate::error::Failure;
use crate::form;
use crate::outgoing::{Outgoing, PathParameter};
use crate::params::{self, Style, Written};

impl<T, C, M: Mode> Call<T, C, M> {
    /// Sets a path parameter.
    pub fn path(self, name: &'static str, value: &impl Serialize) -> Self {
        self.path_styled(name, value, Style::Simple, false)
    }

    /// Sets a path parameter in a style of its own.
    ///
    /// `LowCodeAPI` decodes a value and inserts it into the provider's path as it is, so that `/` parts segments there
    /// (which paths of files need). `?`, `#` and `%` would end the path or begin an escape: they are encoded once more,
    /// and reach the provider as what they are.
    pub fn path_styled(
        self,
        name: &'static str,
        value: &impl Serialize,
        style: Style,
        explode: bool,
    ) -> Self {
        self.attempt(|outgoing| {
            let mut json = params::json(name, value)?;
            if outgoing.endpoint.is_inserted_raw() {
                json = params::protected(&json);
            }
            let value = Written(&json);
            if value.is_undefined() || value.text().is_empty() {
                return Err(Failure::config(format!(
                    "path parameter `{name}` is empty: the URL would mean another resource"
                )));
            }
            let mut pair = String::new();
            params::query(&mut pair, name, value, Style::Form, false);
            let segment = params::path(name, value, style, explode);
            outgoing.path.push(PathParameter { name, segment, pair });
            Ok(())
        })
    }

    /// Adds a query parameter: `x=a`, `x=a&x=b`.
    pub fn query(self, name: &'static str, value: &impl Serialize) -> Self {
        self.query_styled(name, value, Style::Form, true)
    }

    /// Adds a query parameter in a style of its own.
    pub fn query_styled(
        self,
        name: &'static str,
        value: &impl Serialize,
        style: Style,
        explode: bool,
    ) -> Self {
        self.attempt(|outgoing| {
            let json = params::json(name, value)?;
            params::query(&mut outgoing.query, name, Written(&json), style, explode);
            Ok(())
        })
    }

    /// Adds a query parameter whose reserved characters, and what is already percent-encoded, stay as they are
    /// (`allowReserved`).
    pub fn query_reserved(
        self,
        name: &'static str,
        value: &impl Serialize,
        style: Style,
        explode: bool,
    ) -> Self {
        self.attempt(|outgoing| {
            let mut query = params::Query { text: &mut outgoing.query, encoded: encode::reserved };
            query.add(name, Written(&params::json(name, value)?), style, explode);
            Ok(())
        })
    }

    /// Sends an object as the query string, as a URL-encoded form has its members.
    pub fn querystring(self, value: &impl Serialize) -> Self {
        self.attempt(|outgoing| {
            outgoing.query = form::styled_text(value, &[])?;
            Ok(())
        })
    }

    /// Sends JSON as the query string.
    pub fn querystring_json(self, name: &'static str, value: &impl Serialize) -> Self {
        self.attempt(|outgoing| {
            outgoing.query = encode::component(&params::json(name, value)?);
            Ok(())
        })
    }

    /// Sets a header.
    pub fn header(self, name: &'static str, value: &impl Serialize) -> Self {
        self.header_styled(name, value, false)
    }

    /// Sets a header; `explode` writes the members of an object as `k=v`.
    pub fn header_styled(self, name: &'static str, value: &impl Serialize, explode: bool) -> Self {
        self.attempt(|outgoing| {
            let json = params::json(name, value)?;
            let value = Written(&json);
            if !value.is_undefined() {
                outgoing.headers.push((name.into(), params::header(value, explode)));
            }
            Ok(())
        })
    }

    /// Adds a cookie: `x=a`, `x=a; x=b`.
    pub fn cookie(self, name: &'static str, value: &impl Serialize) -> Self {
        self.cookie_styled(name, value, true)
    }

    /// Adds a cookie; without `explode` the items of a list stand in one, as `x=a,b`.
    pub fn cookie_styled(self, name: &'static str, value: &impl Serialize, explode: bool) -> Self {
        self.attempt(|outgoing| {
            let pairs = params::cookies(name, Written(&params::json(name, value)?), explode);
            if !pairs.is_empty() {
                add_cookies(outgoing, pairs);
            }
            Ok(())
        })
    }

    /// Adds a cookie as it is, in the style `cookie`: nothing that a cookie can hold is percent-encoded.
    pub fn cookie_verbatim(self, name: &'static str, value: &impl Serialize, explode: bool) -> Self {
        self.attempt(|outgoing| {
            let pairs = params::verbatim_cookies(name, Written(&params::json(name, value)?), explode);
            if !pairs.is_empty() {
                add_cookies(outgoing, pairs);
            }
            Ok(())
        })
    }

    /// Turns a parameter's value into JSON text, to be sent as a parameter of any place.
    pub fn as_json<V: Serialize>(
        self,
        name: &'static str,
        value: &V,
        send: impl FnOnce(Self, &'static str, &String) -> Self,
    ) -> Self {
        match params::json(name, value) {
            Ok(text) => send(self, name, &text),
            Err(failure) => self.attempt(|_| Err(failure)),
        }
    }
}

/// Adds pairs to the header that has them all.
fn add_cookies(outgoing: &mut Outgoing, pairs: String) {
    match outgoing.headers.iter_mut().find(|(name, _)| *name == "cookie") {
        Some((_, cookies)) => *cookies = format!("{cookies}; {pairs}"),
        None => outgoing.headers.push(("cookie".into(), pairs)),
    }
}
