//! What a schema says about itself besides its shape.

use openapiv3::{Discriminator, ExternalDocumentation, SchemaData};
use serde_json::{Map, Value};

use super::keywords::Keywords;
use super::shape::Shaper;
use super::{NoteKind, Reader, child};
use crate::extensions::{BOUNDS, IGNORED, UNSUPPORTED};

impl<'a> Shaper<'_, 'a> {
    /// Everything openapiv3 keeps beside the shape, and the `x-` keys, both the document's and ours.
    pub(super) fn annotations(&mut self, keywords: &Keywords<'a>) -> SchemaData {
        let pointer = self.pointer;
        if keywords.reference.is_some() && !keywords.has_shape() {
            self.ignored.extend(keywords.besides(&Keywords::default()));
            self.ignored.extend(keywords.typ.map(|_| "type"));
        }
        let mut extensions = keywords.members.map(super::super::reader::extensions).unwrap_or_default();
        self.align(&mut extensions);
        extensions.extend(self.extensions());
        SchemaData {
            nullable: self.reader.flag(pointer, "nullable", keywords.nullable) || self.nullable,
            read_only: self.reader.flag(pointer, "readOnly", keywords.read_only),
            write_only: self.reader.flag(pointer, "writeOnly", keywords.write_only),
            deprecated: self.reader.flag(pointer, "deprecated", keywords.deprecated),
            external_docs: self.reader.external_docs(pointer, keywords.external_docs),
            example: keywords.example.or(first(keywords.examples)).cloned(),
            title: self.reader.text(pointer, "title", keywords.title),
            description: self.description(keywords),
            discriminator: self.discriminator(keywords.discriminator),
            default: keywords.default.cloned(),
            extensions,
        }
    }

    /// Our own `x-` keys.
    pub(super) fn extensions(&mut self) -> indexmap::IndexMap<String, Value> {
        let mut extensions = indexmap::IndexMap::new();
        for (key, value) in self.extensions.drain(..) {
            extensions.insert(key.to_owned(), value);
        }
        if !self.bounds.is_empty() {
            extensions.insert(BOUNDS.to_owned(), Value::Object(std::mem::take(&mut self.bounds)));
        }
        if !self.unsupported.is_empty() {
            extensions.insert(UNSUPPORTED.to_owned(), std::mem::take(&mut self.unsupported).into());
        }
        if !self.ignored.is_empty() {
            extensions.insert(IGNORED.to_owned(), std::mem::take(&mut self.ignored).into());
        }
        extensions
    }

    fn description(&mut self, keywords: &Keywords<'a>) -> Option<String> {
        let description = self.reader.text(self.pointer, "description", keywords.description);
        // Beside a `$ref`, OpenAPI 3.1 allows a summary too.
        description.or_else(|| self.reader.text(self.pointer, "summary", keywords.summary))
    }

    fn discriminator(&mut self, value: Option<&'a Value>) -> Option<Discriminator> {
        let pointer = child(self.pointer, "discriminator");
        let members = match value? {
            // As Swagger 2.0 had it.
            Value::String(property) => {
                return Some(Discriminator { property_name: property.clone(), ..Discriminator::default() });
            }
            _ => self.reader.members(self.pointer, "discriminator", value)?,
        };
        let Some(property_name) = self.reader.text(&pointer, "propertyName", members.get("propertyName"))
        else {
            self.reader.note(NoteKind::Missing, pointer, "a discriminator needs a `propertyName`");
            return None;
        };
        let mapping = self.reader.members(&pointer, "mapping", members.get("mapping"));
        let parent = child(&pointer, "mapping");
        let mapping = mapping.into_iter().flatten().filter_map(|(tag, target)| {
            let target = target.as_str()?;
            let reference = self.reader.mapped(target).unwrap_or_else(|| {
                let detail = format!("`{target}` is no schema of the document");
                self.reader.note(NoteKind::Unknown, child(&parent, tag), detail);
                target.to_owned()
            });
            Some((tag.clone(), reference))
        });
        let mapping = mapping.collect();
        Some(Discriminator { property_name, mapping, extensions: super::super::reader::extensions(members) })
    }
}

impl<'a> Reader<'a> {
    /// The target of a discriminator's mapping, a component's name or a reference, as a canonical reference.
    fn mapped(&mut self, target: &'a str) -> Option<String> {
        let component = child("/components/schemas", target);
        let (pointer, source) = match self.root.pointer(&component) {
            Some(source) => (component, source),
            None if target.starts_with('#') => self.quiet_target(target)?,
            None => return None,
        };
        Some(self.schema(pointer, source))
    }

    /// A link to further documentation; one without URL is no link.
    pub(in super::super) fn external_docs(
        &mut self,
        pointer: &str,
        value: Option<&'a Value>,
    ) -> Option<ExternalDocumentation> {
        let members: &Map<String, Value> = self.members(pointer, "externalDocs", value)?;
        let pointer = child(pointer, "externalDocs");
        let Some(url) = self.text(&pointer, "url", members.get("url")) else {
            self.note(NoteKind::Missing, pointer, "external documentation needs a `url`");
            return None;
        };
        let description = self.text(&pointer, "description", members.get("description"));
        Some(ExternalDocumentation {
            description,
            url,
            extensions: super::super::reader::extensions(members),
        })
    }
}

fn first(examples: Option<&Value>) -> Option<&Value> {
    examples?.as_array()?.first()
}
