//! What a caller adds to a call beyond what the document knows.

use std::fmt::Display;

use serde::Serialize;

use super::Call;
use crate::core::Mode;
use crate::error::Failure;
use crate::json;
use crate::outgoing::Added;

impl<T, C, M: Mode> Call<T, C, M> {
    /// Adds `name=value` to the query: see `query_pair` of a generated call.
    pub fn extra_query(self, name: impl Into<String>, value: impl Display) -> Self {
        self.adding(Added::Pair(name.into(), value.to_string()))
    }

    /// Adds a header: see `header` of a generated call.
    pub fn extra_header(self, name: impl Into<String>, value: impl Display) -> Self {
        self.adding(Added::Header(name.into(), value.to_string()))
    }

    /// Adds a member to the body: see `body_member` of a generated call.
    pub fn extra_member(self, name: impl Into<String>, value: impl Serialize) -> Self {
        let name = name.into();
        match json::to_string(&value) {
            Ok(json) => self.adding(Added::Member(name, json)),
            Err(error) => self.attempt(|_| {
                Err(Failure::config(format!("the body member `{name}` can't be serialised: {error}")))
            }),
        }
    }

    pub(super) fn adding(mut self, added: Added) -> Self {
        self.outgoing.added.push(added);
        self
    }
}
