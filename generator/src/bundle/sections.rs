//! Where a document keeps parts that have names, by its version.

use serde_json::{Map, Value};

use crate::document::Form;
use crate::source::pointer::child;

/// The sections of OpenAPI's `components` whose parts are put there.
const OPENAPI: [&str; 8] = [
    "schemas",
    "parameters",
    "headers",
    "requestBodies",
    "responses",
    "securitySchemes",
    "links",
    "callbacks",
];

/// Those that Swagger 2.0 has, by its own names.
const SWAGGER: [(&str, &str); 3] =
    [("schemas", "definitions"), ("parameters", "parameters"), ("responses", "responses")];

/// The sections of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sections {
    /// Below `components`.
    Components,
    /// Below the root.
    Root,
}

impl Sections {
    pub(super) fn of(form: &Form) -> Self {
        if matches!(form, Form::Swagger(_)) { Self::Root } else { Self::Components }
    }

    /// The sections, as OpenAPI calls them.
    pub(super) fn all(self) -> impl Iterator<Item = &'static str> {
        OPENAPI.into_iter().filter(move |section| self.path(section).is_some())
    }

    /// The keys that lead to a section; `None` where the version has no such section.
    pub(super) fn path(self, section: &'static str) -> Option<[Option<&'static str>; 2]> {
        match self {
            Self::Components => OPENAPI.contains(&section).then_some([Some("components"), Some(section)]),
            Self::Root => {
                let own = SWAGGER.iter().find(|(known, _)| *known == section);
                own.map(|(_, key)| [None, Some(*key)])
            }
        }
    }

    /// Where a section stands.
    pub(super) fn pointer(self, section: &'static str) -> String {
        let path = self.path(section).into_iter().flatten().flatten();
        path.fold(String::new(), |parent, key| child(&parent, key))
    }

    /// A section of a document, which is made where there is none.
    pub(super) fn get<'d>(
        self,
        document: &'d mut Value,
        section: &'static str,
    ) -> Option<&'d mut Map<String, Value>> {
        let path = self.path(section)?.into_iter().flatten();
        let mut members = document.as_object_mut();
        for key in path {
            members = members?.entry(key).or_insert_with(|| Value::Object(Map::new())).as_object_mut();
        }
        members
    }
}
