//! The document object: what is said once for all operations.

use openapiv3::{Info, ServerVariable};
use serde_json::{Map, Value};

use super::error::ProblemKind;
use super::reader::{Reader, extensions};
use super::{Located, Model, NoteKind, Server, Tag};
use crate::document::{Members as _, json_type};
use crate::source::pointer::child;

impl<'a> Reader<'a> {
    /// Reads everything.
    pub(super) fn document(&mut self) -> Model {
        let Value::Object(root) = self.root else {
            self.problem(ProblemKind::NotAnObject { what: "the document", found: json_type(self.root) }, "");
            return Model::default();
        };
        let components = self.members("", "components", root.member("components"));
        let mut model = Model {
            openapi: self.text("", "openapi", root.member("openapi")).unwrap_or_default(),
            info: self.info(root),
            servers: self.servers("", root.member("servers")),
            tags: self.tags(root),
            security: self.security("", root.member("security")),
            security_schemes: self.security_schemes(components),
            external_docs: self.external_docs("", root.member("externalDocs")),
            extensions: extensions(root),
            components: self.component_schemas(components),
            ..Model::default()
        };
        model.operations = self.operations(root);
        model.incoming = self.incoming(root);
        if let Some(version) =
            root.member("openapi").and_then(Value::as_str).filter(|stated| is_unknown(stated))
        {
            let detail = format!("OpenAPI {version} is read as {LATEST} is; nothing that it adds is read");
            self.note(NoteKind::Unknown, "/openapi", detail);
        }
        if model.openapi.starts_with("3.0") && root.member("paths").is_none() {
            self.note(
                NoteKind::Missing,
                "",
                "OpenAPI 3.0 requires `paths`; the document is read as one of types",
            );
        }
        self.visit_schemas();
        self.find_cycles();
        model
    }

    /// The model with the schemas, or what is wrong with the document.
    pub(super) fn finish(self, mut model: Model) -> Result<Model, Vec<(ProblemKind, String)>> {
        if !self.problems.is_empty() {
            return Err(self.problems);
        }
        model.schemas = self.schemas;
        model.notes = self.notes;
        Ok(model)
    }

    fn info(&mut self, root: &'a Map<String, Value>) -> Info {
        let Some(members) = self.members("", "info", root.member("info")) else { return Info::default() };
        Info {
            title: self.text("/info", "title", members.member("title")).unwrap_or_default(),
            description: self.text("/info", "description", members.member("description")),
            terms_of_service: self.text("/info", "termsOfService", members.member("termsOfService")),
            version: self.text("/info", "version", members.member("version")).unwrap_or_default(),
            extensions: extensions(members),
            ..Info::default()
        }
    }

    fn component_schemas(
        &mut self,
        components: Option<&'a Map<String, Value>>,
    ) -> indexmap::IndexMap<String, String> {
        let schemas = components.and_then(|components| components.member("schemas"));
        let schemas = self.members("/components", "schemas", schemas);
        let schemas = schemas.into_iter().flatten().filter(|(name, _)| !name.starts_with("x-"));
        let schemas = schemas.map(|(name, schema)| {
            let pointer = child("/components/schemas", name);
            self.enlist(pointer.clone(), Some(schema));
            (name.clone(), pointer)
        });
        schemas.collect()
    }

    fn tags(&mut self, root: &'a Map<String, Value>) -> Vec<Tag> {
        let mut tags = Vec::new();
        for (position, tag) in self.items("", "tags", root.member("tags")).iter().enumerate() {
            let pointer = format!("/tags/{position}");
            let members = match tag {
                Value::Object(members) => members,
                other => {
                    self.wrong_type(pointer, "an object", other);
                    continue;
                }
            };
            let Some(name) = self.text(&pointer, "name", members.member("name")) else {
                self.note(NoteKind::Missing, pointer, "a tag needs a `name`");
                continue;
            };
            let mut text = |key: &str| self.text(&pointer, key, members.get(key));
            tags.push(Tag {
                name,
                summary: text("summary"),
                description: text("description"),
                parent: text("parent"),
                kind: text("kind"),
                external_docs: self.external_docs(&pointer, members.member("externalDocs")),
                pointer,
            });
        }
        tags
    }

    /// The servers of the document, a path item or an operation. One without URL is none.
    pub(super) fn servers(&mut self, parent: &str, value: Option<&'a Value>) -> Vec<Located<Server>> {
        let mut servers = Vec::new();
        for (position, server) in self.items(parent, "servers", value).iter().enumerate() {
            let pointer = format!("{parent}/servers/{position}");
            let members = server.as_object();
            let url = members.and_then(|members| self.text(&pointer, "url", members.member("url")));
            let (Some(members), Some(url)) = (members, url) else {
                self.note(NoteKind::Missing, pointer, "a server needs a `url`");
                continue;
            };
            let node = Server {
                url,
                name: self.text(&pointer, "name", members.member("name")),
                description: self.text(&pointer, "description", members.member("description")),
                variables: self.server_variables(&pointer, members.member("variables")),
            };
            servers.push(Located { pointer, node });
        }
        servers
    }

    fn server_variables(
        &mut self,
        server: &str,
        value: Option<&'a Value>,
    ) -> indexmap::IndexMap<String, ServerVariable> {
        let variables = self.members(server, "variables", value).into_iter().flatten();
        let parent = child(server, "variables");
        let mut read = indexmap::IndexMap::new();
        for (name, variable) in variables {
            let pointer = child(&parent, name);
            let Some(members) = self.members(&parent, name, Some(variable)) else { continue };
            let enumeration = self.texts(&pointer, "enum", members.member("enum"));
            let default = self.text(&pointer, "default", members.member("default"));
            let default = default.unwrap_or_else(|| {
                self.note(NoteKind::Missing, &*pointer, "a server variable needs a `default`");
                enumeration.first().cloned().unwrap_or_default()
            });
            let description = self.text(&pointer, "description", members.member("description"));
            let extensions = extensions(members);
            read.insert(name.clone(), ServerVariable { enumeration, default, description, extensions });
        }
        read
    }
}

/// The latest minor version that is read.
const LATEST: &str = "3.2";

/// Whether a version is a later one.
fn is_unknown(version: &str) -> bool {
    let minor =
        |version: &str| version.trim().trim_start_matches(['v', 'V']).split('.').nth(1)?.parse::<u32>().ok();
    minor(version) > minor(LATEST)
}
