//! What is said about a value beside its shape.

use indexmap::IndexMap;
use serde_json::Value;

use crate::api::{Constraints, Literal};
use crate::model::Schema;

/// What is said about a value beside its shape: the outermost word counts.
#[derive(Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "they are the specification's own, and independent")]
pub(in crate::lower) struct Annotations<'m> {
    pub(in crate::lower) title: Option<&'m str>,
    pub(in crate::lower) description: Option<&'m str>,
    pub(in crate::lower) link: Option<&'m str>,
    pub(in crate::lower) default: Option<&'m Value>,
    pub(in crate::lower) read_only: bool,
    pub(in crate::lower) write_only: bool,
    pub(in crate::lower) deprecated: bool,
    pub(in crate::lower) nullable: bool,
    pub(in crate::lower) aliases: Vec<String>,
    pub(in crate::lower) setter: Option<&'m str>,
    pub(in crate::lower) is_key: bool,
    pub(in crate::lower) bounds: IndexMap<&'static str, &'m Value>,
}

impl<'m> Annotations<'m> {
    /// Adds what an inner schema says where the outer one is silent. A named component keeps its words to itself.
    pub(super) fn merge_inner(&mut self, data: &'m Schema, component: bool) {
        self.nullable |= data.nullable;
        self.read_only |= data.read_only;
        self.write_only |= data.write_only;
        self.default = self.default.or(data.default.as_ref());
        if self.aliases.is_empty() {
            self.aliases = crate::lower::nodes::aliases(&data.extensions);
        }
        self.setter = self.setter.or(crate::lower::nodes::setter(&data.extensions));
        self.is_key |= crate::lower::idempotency::is_marked(&data.extensions);
        self.bound(Some(data));
        if component {
            return;
        }
        self.deprecated |= data.deprecated;
        self.title = self.title.or(data.title.as_deref());
        self.description = self.description.or(data.description.as_deref());
        self.link = self.link.or(data.external_docs.as_deref());
    }

    /// Adds what another schema says that holds too, where this one is silent.
    pub(in crate::lower) fn merge_defaults(&mut self, other: Self) {
        self.title = self.title.or(other.title);
        self.description = self.description.or(other.description);
        self.link = self.link.or(other.link);
        self.default = self.default.or(other.default);
        self.read_only |= other.read_only;
        self.write_only |= other.write_only;
        self.deprecated |= other.deprecated;
        if self.aliases.is_empty() {
            self.aliases = other.aliases;
        }
        self.setter = self.setter.or(other.setter);
        self.is_key |= other.is_key;
        for (keyword, value) in other.bounds {
            self.bounds.entry(keyword).or_insert(value);
        }
    }

    /// Adds the bounds a schema states, where these are not stated yet.
    pub(super) fn bound(&mut self, schema: Option<&'m Schema>) {
        for (keyword, value) in schema.into_iter().flat_map(|schema| &schema.bounds) {
            self.bounds.entry(keyword).or_insert(value);
        }
    }

    /// The bounds as the representation holds them.
    pub(in crate::lower) fn constraints(&self) -> Constraints {
        let stated = self.bounds.iter().map(|(keyword, value)| ((*keyword).to_owned(), literal(value)));
        Constraints { stated: stated.collect() }
    }
}

/// A value as canonical JSON text.
pub(in crate::lower) fn literal(value: &Value) -> Literal {
    Literal(value.to_string())
}
