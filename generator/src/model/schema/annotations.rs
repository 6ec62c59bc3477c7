//! What a schema says about itself besides its shape.

use openapiv3::ExternalDocumentation;
use serde_json::{Map, Value};

use super::{Discriminator, NoteKind, Reader, Schema, Xml, child};
use crate::document::Members as _;

/// The schema that counts where no other does.
const DEFAULT: &str = "defaultMapping";

impl<'a> Reader<'a> {
    /// Reads titles, flags and the like, which all keywords may stand beside.
    pub(super) fn annotations(&mut self, at: &str, members: &'a Map<String, Value>, schema: &mut Schema) {
        let mut summary = None;
        for (keyword, value) in members {
            let stated = Some(value);
            match keyword.as_str() {
                "title" => schema.title = self.text(at, keyword, stated),
                "description" => schema.description = self.text(at, keyword, stated),
                "summary" => summary = self.text(at, keyword, stated),
                "default" => schema.default = stated.cloned(),
                "example" => schema.examples = vec![value.clone()],
                "examples" if schema.examples.is_empty() => {
                    schema.examples = value.as_array().cloned().unwrap_or_default();
                }
                "nullable" => schema.nullable |= self.flag(at, keyword, stated),
                "readOnly" => schema.read_only = self.flag(at, keyword, stated),
                "writeOnly" => schema.write_only = self.flag(at, keyword, stated),
                "deprecated" => schema.deprecated = self.flag(at, keyword, stated),
                "externalDocs" => {
                    schema.external_docs = self.external_docs(at, stated).map(|docs| docs.url);
                }
                "discriminator" => schema.discriminator = self.discriminator(at, value),
                "xml" => schema.xml = self.xml(at, value).map(Box::new),
                other if other.starts_with("x-") => {
                    schema.extensions.insert(other.to_owned(), value.clone());
                }
                _ => {}
            }
        }
        // Beside a `$ref`, OpenAPI 3.1 allows a summary too.
        schema.description = schema.description.take().or(summary);
    }

    /// What older versions say by `attribute` and `wrapped`, 3.2 says by `nodeType`.
    fn xml(&mut self, at: &str, value: &'a Value) -> Option<Xml> {
        let pointer = child(at, "xml");
        let members = self.members(at, "xml", Some(value))?;
        let text = |reader: &mut Self, key: &str| reader.text(&pointer, key, members.member(key));
        let stated = ["name", "namespace", "prefix", "nodeType"].map(|key| text(self, key));
        let [name, namespace, prefix, node] = stated;
        let older = [("attribute", "attribute"), ("wrapped", "element")];
        let older = older.into_iter().find(|(key, _)| self.flag(&pointer, key, members.member(key)));
        Some(Xml { name, namespace, prefix, node: node.or(older.map(|(_, node)| node.to_owned())) })
    }

    fn discriminator(&mut self, at: &str, value: &'a Value) -> Option<Discriminator> {
        let pointer = child(at, "discriminator");
        // As Swagger 2.0 had it.
        if let Value::String(property) = value {
            return Some(Discriminator { property_name: property.clone(), ..Discriminator::default() });
        }
        let members = self.members(at, "discriminator", Some(value))?;
        let Some(property_name) = self.text(&pointer, "propertyName", members.member("propertyName")) else {
            self.note(NoteKind::Missing, pointer, "a discriminator needs a `propertyName`");
            return None;
        };
        let mapping = self.members(&pointer, "mapping", members.member("mapping"));
        let parent = child(&pointer, "mapping");
        let mapping = mapping.into_iter().flatten().filter_map(|(tag, target)| {
            Some((tag.clone(), self.mapped_or_noted(&parent, tag, target.as_str()?)))
        });
        let mapping = mapping.collect();
        let default = members.member(DEFAULT).and_then(Value::as_str);
        let default = default.map(|target| self.mapped_or_noted(&pointer, DEFAULT, target));
        Some(Discriminator { property_name, mapping, default })
    }

    /// The pointer of what a member of a mapping names; as it stands, where that is no schema.
    fn mapped_or_noted(&mut self, parent: &str, key: &str, target: &'a str) -> String {
        self.mapped(parent, target).unwrap_or_else(|| {
            let detail = format!("`{target}` is no schema of the document");
            self.note(NoteKind::Unknown, child(parent, key), detail);
            target.to_owned()
        })
    }

    /// The target of a discriminator's mapping that stands at a pointer: a component's name, or a reference.
    fn mapped(&mut self, at: &str, target: &'a str) -> Option<String> {
        let component = child("/components/schemas", target);
        let (pointer, source) = match self.root.pointer(&component) {
            Some(source) => (component, source),
            None => self.quiet_target(at, target)?,
        };
        Some(self.below(pointer, source))
    }

    /// A link to further documentation; one without URL is no link.
    pub(in super::super) fn external_docs(
        &mut self,
        pointer: &str,
        value: Option<&'a Value>,
    ) -> Option<ExternalDocumentation> {
        let members: &Map<String, Value> = self.members(pointer, "externalDocs", value)?;
        let pointer = child(pointer, "externalDocs");
        let Some(url) = self.text(&pointer, "url", members.member("url")) else {
            self.note(NoteKind::Missing, pointer, "external documentation needs a `url`");
            return None;
        };
        let description = self.text(&pointer, "description", members.member("description"));
        Some(ExternalDocumentation {
            description,
            url,
            extensions: super::super::reader::extensions(members),
        })
    }
}
