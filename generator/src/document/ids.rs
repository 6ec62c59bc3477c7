//! The identifiers schemas give themselves (`$id`, `$anchor`), and what references mean by them.
//!
//! An `$id` makes a schema a resource: references inside are relative to it (JSON Schema 2020-12, 8.2.1). What no
//! resource of the document goes by is not for this module to find, and is never fetched.

use super::Members as _;
use foldhash::HashMap;
use serde_json::Value;
use url::Url;

use super::members::entered;
use crate::source::pointer::child;

/// The resources and anchors of a document.
#[derive(Debug)]
pub(crate) struct Ids {
    resources: Vec<Resource>,
    /// The resource that begins at a pointer.
    by_pointer: HashMap<String, usize>,
    by_url: HashMap<Url, usize>,
    /// The resource and the pointer of each anchor of a name.
    anchors: HashMap<String, Vec<(usize, String)>>,
}

#[derive(Debug)]
struct Resource {
    url: Url,
    pointer: String,
}

/// What a reference leads to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Named<'i, 'r> {
    /// From what stands at a pointer, what the part of the reference behind `#` says.
    Part(&'i str, &'r str),
    /// What stands at a pointer.
    Anchor(&'i str),
}

impl Ids {
    /// The resource that everything belongs to which stands in no other: the document itself.
    pub(crate) const DOCUMENT: usize = 0;

    /// Those of a document, or of a file it refers to.
    pub(crate) fn of(document: &Value) -> Self {
        let url = Url::parse("https://document.invalid/").expect("the URL is fixed");
        // OpenAPI 3.2 lets a document say where it is at home, whatever it was read from.
        let stated = document.member("$self").and_then(Value::as_str);
        let url = stated.and_then(|stated| url.join(stated).ok()).unwrap_or(url);
        let mut ids = Self {
            resources: vec![Resource { url: url.clone(), pointer: String::new() }],
            by_pointer: HashMap::default(),
            by_url: HashMap::from_iter([(url, Self::DOCUMENT)]),
            anchors: HashMap::default(),
        };
        let mut open = vec![(String::new(), document, Self::DOCUMENT, false)];
        while let Some((pointer, value, resource, keys_are_names)) = open.pop() {
            let Value::Object(members) = value else {
                let items = value.as_array().into_iter().flatten().enumerate();
                let inner = items.filter(|(_, inner)| is_container(inner));
                open.extend(inner.map(|(at, inner)| (format!("{pointer}/{at}"), inner, resource, false)));
                continue;
            };
            let resource = if keys_are_names { resource } else { ids.note(&pointer, members, resource) };
            for (key, inner) in members.iter().filter(|(_, inner)| is_container(inner)) {
                if let Some(names) = entered(key, keys_are_names) {
                    open.push((child(&pointer, key), inner, resource, names));
                }
            }
        }
        ids
    }

    /// Takes down what a schema is called; gives the resource it belongs to.
    fn note(&mut self, pointer: &str, schema: &serde_json::Map<String, Value>, around: usize) -> usize {
        let text = |key: &str| schema.member(key).and_then(Value::as_str);
        let resource = text("$id").map_or(around, |id| self.identified(pointer, id, around));
        for name in ["$anchor", "$dynamicAnchor"].into_iter().filter_map(text) {
            self.anchors.entry(name.to_owned()).or_default().push((resource, pointer.to_owned()));
        }
        resource
    }

    fn identified(&mut self, pointer: &str, id: &str, around: usize) -> usize {
        let (id, anchor) = id.split_once('#').unwrap_or((id, ""));
        // Drafts before 2019-09 had anchors so.
        if !anchor.is_empty() {
            self.anchors.entry(anchor.to_owned()).or_default().push((around, pointer.to_owned()));
        }
        let Some(url) = self.resources[around].url.join(id).ok().filter(|_| !id.is_empty()) else {
            return around;
        };
        let resource = self.resources.len();
        self.by_url.entry(url.clone()).or_insert(resource);
        self.by_pointer.insert(pointer.to_owned(), resource);
        self.resources.push(Resource { url, pointer: pointer.to_owned() });
        resource
    }

    /// Which resource what stands at a pointer belongs to; references of one text mean the same in all of it.
    pub(crate) fn resource(&self, pointer: &str) -> usize {
        let mut at = pointer;
        while !self.by_pointer.is_empty() {
            if let Some(resource) = self.by_pointer.get(at) {
                return *resource;
            }
            match at.rfind('/') {
                Some(parent) => at = &at[..parent],
                None => break,
            }
        }
        Self::DOCUMENT
    }

    /// What a reference that stands in a resource means; `None` where nothing in the document goes by it.
    pub(crate) fn named<'i, 'r>(&'i self, resource: usize, reference: &'r str) -> Option<Named<'i, 'r>> {
        let (stated, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let resource = if stated.is_empty() {
            resource
        } else {
            *self.by_url.get(&self.resources[resource].url.join(stated).ok()?)?
        };
        if fragment.is_empty() || fragment.starts_with('/') {
            return Some(Named::Part(&self.resources[resource].pointer, fragment));
        }
        self.anchor(resource, fragment).map(Named::Anchor)
    }

    /// Where an anchor stands: that of a resource or, for want of one, of any other.
    fn anchor(&self, resource: usize, name: &str) -> Option<&str> {
        let known = self.anchors.get(name)?;
        let own = known.iter().find(|(of, _)| *of == resource);
        own.or(known.first()).map(|(_, pointer)| pointer.as_str())
    }
}

fn is_container(value: &Value) -> bool {
    value.is_object() || value.is_array()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_document_goes_by_the_address_that_it_states() {
        let ids = Ids::of(&json!({"$self": "https://a.example/api", "components": {"schemas": {}}}));
        let part = Some(Named::Part("", "/components"));
        assert_eq!(ids.named(Ids::DOCUMENT, "https://a.example/api#/components"), part);
        assert_eq!(ids.named(Ids::DOCUMENT, "api#/components"), part);
        assert_eq!(ids.named(Ids::DOCUMENT, "https://a.example/other#/components"), None);
    }

    #[test]
    fn references_are_relative_to_the_resource_they_stand_in() {
        let ids = Ids::of(&json!({"components": {"schemas": {
            "Order": {
                "$id": "https://a.example/schemas/order",
                "properties": {"$id": {"$id": "line"}, "enum": {"$anchor": "inner"}},
                "$defs": {"urn": {"$id": "urn:a:b", "$anchor": "top"}},
            },
            "example": {"$id": "relative#", "$anchor": "inner"},
            "Data": {"enum": [{"$id": "https://a.example/data", "$anchor": "data"}], "x-a": {"$anchor": "data"}},
            "Old": {"$id": "#old"},
        }}}));
        let named = |at: &str, reference: &'static str| {
            let named = ids.named(ids.resource(&format!("/components/schemas{at}")), reference)?;
            Some(match named {
                Named::Part(from, part) => {
                    format!("{}#{part}", from.trim_start_matches("/components/schemas"))
                }
                Named::Anchor(at) => at.trim_start_matches("/components/schemas").to_owned(),
            })
        };
        let table = [
            ("/Order/properties/x", "#/$defs/urn", Some("/Order#/$defs/urn")),
            ("/Order/properties/x", "#", Some("/Order#")),
            ("/Order/properties/x", "line", Some("/Order/properties/$id#")),
            ("/Order/properties/x", "/schemas/line#/a", Some("/Order/properties/$id#/a")),
            ("/Data", "https://A.example:443/schemas/order#/a", Some("/Order#/a")),
            ("/Data", "urn:a:b#top", Some("/Order/$defs/urn")),
            ("/Data", "relative", Some("/example#")),
            ("/Data", "#/a/b", Some("#/a/b")),
            ("/Data", "#inner", Some("/example")),
            ("/Order", "#inner", Some("/Order/properties/enum")),
            ("/Data", "#old", Some("/Old")),
            ("/Order", "relative", None),
            ("/Data", "https://a.example/data", None),
            ("/Data", "#data", None),
            ("/Data", "line", None),
        ];
        for (at, reference, expected) in table {
            assert_eq!(named(at, reference).as_deref(), expected, "{reference} in {at}");
        }
    }
}
